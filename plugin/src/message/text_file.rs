//! Messages about delimited text files and about finding the table in a file.

use super::messages;

messages! {}
