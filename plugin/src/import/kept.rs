//! Planned changes that are kept until they are applied, as long as they fit a budget.

use super::decide::PlannedChange;
use super::exchange::Exchange;
use super::outcome::RowOutcome;
use crate::field::Value;
use crate::host::CellChange;
use crate::message::LineNumber;

/// What kept changes may take in bytes. Some 50,000 rows with three changed fields, or 20,000 new accounts; a larger plan is
/// made again while it is applied, which costs one more reading of the file.
pub(super) const BUDGET: usize = 16 << 20;

/// A change that waits for being applied.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    /// The row's place among the data rows; none for an account that is not in the file.
    pub row: Option<u32>,
    pub line: Option<LineNumber>,
    pub outcome: RowOutcome,
    pub change: PlannedChange,
    /// Whether it must be in the batch of the change before it.
    pub joined: bool,
}

/// The changes of a plan.
pub(super) enum Changes {
    /// All of them.
    Kept { list: Vec<Kept>, bytes: usize, budget: usize },
    /// They outgrew their budget.
    Outgrown,
}

impl Changes {
    pub(super) fn new(budget: usize) -> Self {
        Self::Kept { list: Vec::new(), bytes: 0, budget }
    }

    /// Keeps one more; `false` where they outgrew their budget, and none is kept any more.
    pub(super) fn push(&mut self, kept: Kept) -> bool {
        let Self::Kept { list, bytes, budget } = self else { return false };
        *bytes += size(&kept);
        if bytes > budget {
            *self = Self::Outgrown;
            return false;
        }
        list.push(kept);
        true
    }

    /// Drops the changes of rows that fail after all.
    pub(super) fn drop_rows(&mut self, fails: impl Fn(u32) -> bool) {
        if let Self::Kept { list, .. } = self {
            list.retain(|kept| !kept.row.is_some_and(&fails));
        }
    }
}

/// Puts changes into the order in which they are written: rows in the order of the file, then those that exchange values, then
/// accounts that are not in the file.
pub(super) fn in_order(list: Vec<Kept>, exchange: &Exchange) -> Vec<Kept> {
    let place = |kept: &Kept| kept.row.and_then(|row| exchange.place(row));
    let (absent, rows): (Vec<Kept>, Vec<Kept>) = list.into_iter().partition(|kept| kept.row.is_none());
    let (mut exchanging, mut ordered): (Vec<Kept>, Vec<Kept>) =
        rows.into_iter().partition(|kept| place(kept).is_some());
    exchanging.sort_by_key(place);
    for kept in &mut exchanging {
        kept.joined = place(kept).is_some_and(|place| exchange.steps()[place].joined);
    }
    ordered.extend(exchanging);
    ordered.extend(absent);
    ordered
}

/// What a change takes in memory, roughly: itself, its cells, and what these point at.
fn size(kept: &Kept) -> usize {
    let text = |text: &String| text.capacity() + ALLOCATION;
    let cells = kept.change.cells.iter().map(|(_, cell)| match cell {
        CellChange::Set(Value::Text(one) | Value::Decimal(one)) => text(one),
        CellChange::Set(Value::List(list)) => list.iter().map(text).sum::<usize>() + ALLOCATION,
        CellChange::Set(Value::Flag(_) | Value::Integer(_)) | CellChange::Keep | CellChange::Clear => 0,
    });
    let version = kept.change.account.as_ref().map_or(0, |version| text(&version.id) + text(&version.revision));
    size_of::<Kept>() + kept.change.cells.capacity() * size_of::<(u16, CellChange)>() + cells.sum::<usize>() + version
}

/// What an allocation costs beside its content.
const ALLOCATION: usize = 16 + size_of::<String>();
