//! Messages of applying a plan: what a store answered and how a run ended.

use super::messages;

messages! {}
