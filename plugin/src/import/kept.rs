//! Planned changes that are kept until they are applied, as long as they fit a budget.

use super::decide::PlannedChange;
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
