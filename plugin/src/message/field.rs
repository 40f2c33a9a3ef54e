//! Messages about single cells: values that do not fit their field, and damage.

use super::messages;

messages! {}
