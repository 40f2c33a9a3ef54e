//! Messages of availability and access links.

use super::messages;

messages! {}
