//! Messages about columns and the fields they were taken for.

use super::messages;

messages! {}
