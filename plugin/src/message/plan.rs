//! Messages of matching and planning rows.

use super::messages;

messages! {}
