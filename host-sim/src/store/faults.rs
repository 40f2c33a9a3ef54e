//! Doors for tests that make a run fail for real. None is named in any help text, and none is set in normal use.
//!
//! | environment variable | what happens |
//! |---|---|
//! | `ROSTER_TEST_FAIL_AFTER_ROWS=n` | a session writes `n` changes; the batch that holds the next one fails as a whole |
//! | `ROSTER_TEST_MAX_PAGES=n` | the database may not grow beyond `n` pages of 4 KiB: SQLite itself answers that it is full |
//! | `ROSTER_TEST_ROW_DELAY_MICROS=n` | a session waits so long per change, so that a test can kill the process in the middle |
//! | `ROSTER_TEST_CLOCK_OFFSET=n` | the store's clock is `n` seconds ahead: links and restore points expire without waiting |

use std::time::Duration;

/// What a test asked for. All off by default.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Faults {
    /// Changes that a session writes before the store fails.
    pub(crate) fail_after_rows: Option<u64>,
    /// The greatest size of the database, in pages.
    pub(crate) max_pages: Option<u32>,
    /// How long a session waits per change.
    pub(crate) row_delay: Option<Duration>,
    /// How far the clock is ahead, in seconds.
    pub(crate) clock_offset: i64,
}

impl Faults {
    /// Reads them from the environment.
    pub(crate) fn from_environment() -> Self {
        Self {
            fail_after_rows: number("ROSTER_TEST_FAIL_AFTER_ROWS"),
            max_pages: number("ROSTER_TEST_MAX_PAGES"),
            row_delay: number("ROSTER_TEST_ROW_DELAY_MICROS").map(Duration::from_micros),
            clock_offset: number("ROSTER_TEST_CLOCK_OFFSET").unwrap_or(0),
        }
    }
}

fn number<T: std::str::FromStr>(name: &str) -> Option<T> {
    std::env::var(name).ok()?.trim().parse().ok()
}
