//! Every bound on what a plugin may use, with the reason for the number beside it.
//!
//! A plugin is not trusted: a file that makes it eat memory or run in circles costs that one call, and neither the host nor
//! the next call.

use std::time::Duration;

/// How often the clock of running plugins ticks. Finer costs wake-ups, coarser makes deadlines late; a person sees neither.
pub const TICK: Duration = Duration::from_millis(10);

/// Linear memory of one instance, in bytes. A plan of a million rows needs 64 bytes a row and a fixed budget, a workbook's
/// shared strings at most 48 MiB; with the engine's own, the process stays below 256 MB.
pub const MEMORY: usize = 192 << 20;

/// Elements of one table of the plugin: functions it calls indirectly. Rust's are some thousands.
pub const TABLE_ELEMENTS: usize = 100_000;

/// Core instances, memories and tables of one instance. A component made from one Rust crate has a handful of each.
pub const PARTS: usize = 32;

/// Instances at the same time, in the whole process: the most imports and exports that `serve` can be told to run, and a few.
/// Memory of plugins is bounded by this times [`MEMORY`]; what is not used is address space and nothing else.
pub const INSTANCES: u32 = 100;

/// Core instances and tables that the pool has for every instance. A component made from one Rust crate has about three.
pub const PARTS_IN_POOL: u32 = 8;

/// Time that a plugin may compute in one call, without the time that the host takes to answer it. Steps are bounded and take
/// some milliseconds.
pub const TIME_PER_CALL: Duration = Duration::from_secs(5);

/// Time that reading a file may take before it has given any row: opening is one call, and a file that is made to be slow
/// ends before anybody has waited for five seconds.
pub const TIME_FOR_NOTHING: Duration = Duration::from_millis(4_500);

/// Time that each row adds to [`TIME_FOR_NOTHING`]. Reading and planning a row takes some ten microseconds; a hundred times
/// that is a busy machine or a very wide row. Rows are the plugin's to count, so all of them together add no more than the bytes
/// that were read do.
pub const TIME_PER_ROW: Duration = Duration::from_millis(1);

/// Time that each byte that was read of a file adds, once. A row of a well compressed workbook takes some ten bytes; a file
/// that claims more rows than it could hold ends soon, and one that never ends has an end by its size.
pub const TIME_PER_BYTE: Duration = Duration::from_micros(20);

/// Time that each account of the company adds: a sync looks at all of them, an export writes them.
pub const TIME_PER_ACCOUNT: Duration = Duration::from_micros(200);

/// What a step counts for at least, so that steps that do nothing come to an end too. Real ones take some milliseconds.
pub const TIME_PER_STEP: Duration = Duration::from_millis(1);

/// Bytes of an exported file, whatever the plugin says: some MiB for the file as such and what an account has at most.
pub fn export_bytes(accounts: u64) -> u64 {
    (64 << 20) + accounts.saturating_mul(16 << 10)
}

/// Bytes of a report: its rows are the file's, each with a reason; a workbook can refer to one long text from every row, and
/// a report cannot.
pub fn report_bytes(file: u64) -> u64 {
    (64 << 20) + file.saturating_mul(4).min(1 << 30)
}

/// Time of one call with everything in it, also the host's own: a disk that hangs, a database that somebody locks.
pub const TIME_WITH_HOST: Duration = Duration::from_secs(60);

/// Calls of the host during one call of the plugin. A step asks for some hundred pieces of a file at most; opening one, for
/// some thousand.
pub const HOST_CALLS: u64 = 100_000;

/// Bytes that one call may hand from the plugin to the host. A batch has at most 1,000 changes; 32 KiB each is more than
/// anybody writes about a user.
pub const BYTES_PER_HOST_CALL: usize = 32 << 20;

/// Handles that live at the same time, on either side. A run needs about five.
pub const HANDLES: usize = 1_000;

/// Bytes that a plugin can read from or write to a file in one call: the contract's number.
pub const FILE_BYTES_PER_CALL: usize = 1 << 20;

/// Items of one list from the plugin to the host's store: the contract's number.
pub const ITEMS_PER_CALL: usize = 1_000;

/// Bytes of standard error that are kept of a plugin: room for the text of a panic.
pub const DIAGNOSTICS: usize = 64 << 10;
