//! How a delimited file is written: its delimiter, its quotes, how a quote inside quotes is escaped.
//!
//! [`detect`] looks at a bounded sample, splits it in every way that is worth a try and takes the one that gives the most
//! regular table of the most sensible cells. Nothing here reads files.

mod detect;
mod score;
mod torn;
#[cfg(test)]
mod trials;

pub(super) use detect::{Found, detect, shown};

/// How a quote stands inside a quoted cell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Escape {
    /// Twice (RFC 4180).
    #[default]
    Doubled,
    /// Twice, or behind a backslash.
    Backslash,
}

/// How often, and with what, the delimiter stands between two cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Joint {
    /// Once.
    #[default]
    Plain,
    /// Twice (`||`).
    Doubled,
    /// Once, and a blank behind it that is part of no cell (`, `).
    Spaced,
}

/// How a delimited file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Dialect {
    /// What stands between cells; none where there is one column.
    pub(super) delimiter: Option<char>,
    /// How it stands there.
    pub(super) joint: Joint,
    /// What stands around cells that need it.
    pub(super) quote: Option<char>,
    /// How a quote stands inside them.
    pub(super) escape: Escape,
}
