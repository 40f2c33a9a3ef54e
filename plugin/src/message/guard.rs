//! Messages of the guards that stand before the first write.

use super::messages;

messages! {}
