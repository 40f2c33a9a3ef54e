//! Messages about spreadsheet files: recognising, opening and reading them.

use super::messages;

messages! {}
