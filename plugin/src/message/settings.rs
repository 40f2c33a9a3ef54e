//! Messages about import settings documents.

use super::messages;

messages! {}
