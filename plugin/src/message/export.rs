//! Messages of exporting.

use super::messages;

messages! {}
