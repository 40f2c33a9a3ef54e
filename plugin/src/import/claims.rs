//! What the rows of a file claim together: every account belongs to one row, and a value may pass from one account to another
//! only where the file as a whole says so.
//!
//! Rows are decided in their order, and few of them depend on a row further down. Instead of reading the file twice, what rows
//! name is kept as hashes ([`Seen`]), and rows that turn out to depend on others are decided when the file is at its end. The
//! rules:
//!
//! 1. Two rows that find one account by the same key are duplicates: the first counts. Where they find it by different keys and
//!    one of them contradicts another key of the account, or one of them looks like somebody else (see [`Standing::stranger`]),
//!    they mean two people, and neither counts.
//! 2. A row whose keys point at two accounts, or one of whose keys is nobody's while a later one is somebody's, is an error. A
//!    second row that means such an account counts only where its names, or all of its other keys, are those of the account:
//!    otherwise it may be the one that is wrong, and would hand the account over.
//! 3. A value that another account has may be written where the row of that account gives it up in the same file, whichever of
//!    the two rows stands first: people swap addresses, numbers move on. Both rows must be found by something that the exchange
//!    does not move: the id, or the first key where the value is none. If the row that gives it up fails, so does the row that
//!    takes it; if it looks like somebody else, both fail.
//!
//! The outcome does not depend on the order of the rows, except for duplicates.

use std::collections::{BTreeMap, HashMap};

use super::exchange::Exchange;
use super::seen::{Seen, Thing};
use crate::message::{LineNumber, Problem, apply as apply_message, plan as message};

/// Takes whose texts are kept, some hundred bytes each.
const MOST_TEXTS: usize = 20_000;

/// How a row stands to the account that it was found to mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Standing {
    /// The place of the key that decided, in the order of the keys.
    pub key: Option<u8>,
    /// Both names of the row are those of the account.
    pub same_names: bool,
    /// Both names of the row are others than those of the account.
    pub other_names: bool,
    /// Another field that no two accounts share has another value.
    pub contradicts: bool,
    /// Neither the names nor any field but the key that decided speak for it, and another one, or an id out of thin air, speaks
    /// against it.
    pub stranger: bool,
}

impl Standing {
    const NO_KEY: u8 = 15;

    fn packed(self) -> u8 {
        let flag = |is: bool, bit: u8| u8::from(is) << bit;
        let key = self.key.map_or(Self::NO_KEY, |key| key.min(Self::NO_KEY - 1));
        let names = flag(self.same_names, 4) | flag(self.other_names, 5);
        key | names | flag(self.contradicts, 6) | flag(self.stranger, 7)
    }

    fn unpacked(byte: u8) -> Self {
        let has = |bit: u8| byte >> bit & 1 == 1;
        let key = byte & Self::NO_KEY;
        Self {
            key: (key != Self::NO_KEY).then_some(key),
            same_names: has(4),
            other_names: has(5),
            contradicts: has(6),
            stranger: has(7),
        }
    }

    /// Whether the row may not mean the account at all, if another row says so.
    fn is_doubtful(self) -> bool {
        !self.same_names && (self.contradicts || self.other_names)
    }
}

/// A row that writes a value which another account has.
struct Take {
    row: u32,
    /// The mark of the value as one that is given up.
    released: u64,
    /// What is wrong where nobody gives it up.
    problem: Option<Box<Problem>>,
}

/// What is wrong with a row that means an account.
pub(super) enum Second {
    /// An earlier row means it too, and is the same person: the first counts.
    Duplicate(LineNumber),
    /// Another row means or names it, and may be another person: neither counts.
    Dispute(LineNumber),
}

/// What the rows of a file claim.
pub(super) struct Claims {
    seen: Seen,
    lines: Vec<LineNumber>,
    standings: Vec<u8>,
    takes: Vec<Take>,
    /// Rows that fail although they were decided otherwise.
    failed: BTreeMap<u32, Problem>,
}

/// What is known once the file is at its end.
pub(super) struct Resolution {
    /// Rows that fail although they were decided otherwise, in the order of the file.
    pub failed: BTreeMap<u32, Problem>,
    /// Rows that exchange values with others.
    pub exchange: Exchange,
}

impl Claims {
    pub(super) fn new() -> Self {
        Self { seen: Seen::new(), lines: Vec::new(), standings: Vec::new(), takes: Vec::new(), failed: BTreeMap::new() }
    }

    /// Adds the next row; answers its place.
    pub(super) fn begin(&mut self, line: LineNumber, standing: Standing) -> u32 {
        self.lines.push(line);
        self.standings.push(standing.packed());
        u32::try_from(self.lines.len() - 1).unwrap_or(u32::MAX)
    }

    fn line(&self, row: u32) -> LineNumber {
        self.lines.get(row as usize).copied().unwrap_or(LineNumber(0))
    }

    pub(super) fn standing(&self, row: u32) -> Standing {
        self.standings.get(row as usize).copied().map(Standing::unpacked).unwrap_or_default()
    }

    /// The line of a row that was added.
    pub(super) fn line_of_row(&self, row: u32) -> Option<LineNumber> {
        self.lines.get(row as usize).copied()
    }

    /// An account is named by some field of a row, whatever becomes of that row.
    pub(super) fn mention(&mut self, account: &str, row: u32) {
        self.seen.claim(Thing::Mentioned(account), row);
    }

    /// Whether any row names an account.
    pub(super) fn names(&self, account: &str) -> bool {
        self.seen.row_of(Thing::Account(account)).or_else(|| self.seen.row_of(Thing::Mentioned(account))).is_some()
    }

    /// A row means an account. Says what is wrong where an earlier one means or names it too; where they dispute it, the earlier
    /// one fails.
    pub(super) fn mean(&mut self, account: &str, row: u32) -> Option<Second> {
        let (earlier, contested) =
            (self.seen.claim(Thing::Account(account), row), self.seen.row_of(Thing::Contested(account)));
        let second = self.standing(row);
        if let Some(other) = earlier {
            let first = self.standing(other);
            let contradicts = first.contradicts || second.contradicts;
            if first.stranger || second.stranger || (first.key != second.key && contradicts) {
                self.fail(other, disputed(account, self.line(row)));
                return Some(Second::Dispute(self.line(other)));
            }
            return Some(Second::Duplicate(self.line(other)));
        }
        contested.filter(|_| second.is_doubtful()).map(|other| Second::Dispute(self.line(other)))
    }

    /// A row writes a value that no two accounts share. If an earlier one does too, answers its line.
    pub(super) fn write(&mut self, column: usize, normalised: &str, row: u32) -> Option<LineNumber> {
        let other = self.seen.claim(Thing::Value { column, normalised }, row)?;
        Some(self.line(other))
    }

    /// A row writes a number of which `digits` are left without its leading zeros. If an earlier one wrote it with more or
    /// fewer of them, answers its line. Numbers without leading zeros are claimed as values, so only others take memory.
    pub(super) fn write_number(&mut self, column: usize, number: &str, digits: &str, row: u32) -> Option<LineNumber> {
        let padded = Thing::Padded { column, digits };
        let other = if number == digits {
            self.seen.row_of(padded)
        } else {
            let plain = self.seen.row_of(Thing::Value { column, normalised: digits });
            plain.or_else(|| self.seen.claim(padded, row))
        };
        other.map(|other| self.line(other))
    }

    /// A row fails because one of its keys names an account that another of them contradicts.
    pub(super) fn contest(&mut self, account: &str, row: u32) {
        self.seen.claim(Thing::Contested(account), row);
        if let Some(other) = self.seen.row_of(Thing::Account(account))
            && self.standing(other).is_doubtful()
        {
            self.fail(other, disputed(account, self.line(row)));
        }
    }

    /// A row takes a value away from the account that it means.
    pub(super) fn release(&mut self, column: usize, normalised: &str, row: u32) {
        self.seen.claim(Thing::Released { column, normalised }, row);
    }

    /// A row writes a value that another account has: to be decided when the file is at its end.
    pub(super) fn take(&mut self, column: usize, normalised: &str, problem: &Problem, row: u32) {
        let released = self.seen.mark(Thing::Released { column, normalised });
        let problem = (self.takes.len() < MOST_TEXTS).then(|| Box::new(problem.clone()));
        self.takes.push(Take { row, released, problem });
    }

    fn fail(&mut self, row: u32, problem: Problem) {
        let line = self.line(row);
        self.failed.entry(row).or_insert_with(|| problem.at_line(line));
    }

    /// Decides about rows that take values, now that all rows are known.
    pub(super) fn resolve(&mut self) -> Resolution {
        let takes = std::mem::take(&mut self.takes);
        // Who gives each value up; rows that nobody gives a value to fail.
        let mut pairs: Vec<(u32, usize)> = Vec::new();
        for (at, take) in takes.iter().enumerate() {
            match self.seen.row_of_mark(take.released) {
                None => self.fail(take.row, take.reason()),
                Some(giver) if self.standing(giver).stranger => {
                    let account = take.account().to_owned();
                    self.fail(giver, disputed(&account, self.line(take.row)));
                    self.fail(take.row, disputed(&account, self.line(giver)));
                }
                Some(giver) => pairs.push((giver, at)),
            }
        }
        self.pass_on(&takes, &pairs);
        let edges = |failed: &BTreeMap<u32, Problem>| -> Vec<(u32, u32)> {
            let lives = |row: &u32| !failed.contains_key(row);
            let pairs = pairs.iter().map(|(giver, at)| (takes[*at].row, *giver));
            pairs.filter(|(taker, giver)| lives(taker) && lives(giver)).collect()
        };
        let mut exchange = Exchange::new(edges(&self.failed));
        let too_long = exchange.take_too_long();
        if !too_long.is_empty() {
            for row in too_long {
                self.fail(row, Problem::new(message::RING_TOO_LONG).with("limit", super::exchange::MOST_RING));
            }
            self.pass_on(&takes, &pairs);
            exchange = Exchange::new(edges(&self.failed));
        }
        Resolution { failed: std::mem::take(&mut self.failed), exchange }
    }

    /// Whoever takes a value from a row that fails, fails too.
    fn pass_on(&mut self, takes: &[Take], pairs: &[(u32, usize)]) {
        let mut by_giver: HashMap<u32, Vec<usize>> = HashMap::new();
        for (giver, at) in pairs {
            by_giver.entry(*giver).or_default().push(*at);
        }
        let mut open: Vec<u32> = self.failed.keys().copied().collect();
        while let Some(giver) = open.pop() {
            for at in by_giver.remove(&giver).unwrap_or_default() {
                let take = &takes[at];
                if !self.failed.contains_key(&take.row) {
                    self.fail(take.row, take.reason());
                    open.push(take.row);
                }
            }
        }
    }
}

impl Take {
    fn reason(&self) -> Problem {
        self.problem.as_deref().cloned().unwrap_or_else(|| Problem::new(apply_message::REASON_NOT_KEPT))
    }

    fn account(&self) -> &str {
        let arguments = self.problem.iter().flat_map(|problem| &problem.arguments);
        arguments.into_iter().find(|(name, _)| *name == "other").map_or("?", |(_, account)| account)
    }
}

/// What is wrong with a row that means an account which the row of another line means as well, and not as the same person.
pub(super) fn disputed(account: &str, other: LineNumber) -> Problem {
    Problem::new(message::ACCOUNT_DISPUTED).with("account", account).with("other", other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_standing_survives_being_packed() {
        for key in [None, Some(0), Some(7)] {
            for bits in 0..16u8 {
                let [same_names, other_names, contradicts, stranger] = [0, 1, 2, 3].map(|bit| bits >> bit & 1 == 1);
                let standing = Standing { key, same_names, other_names, contradicts, stranger };
                assert_eq!(Standing::unpacked(standing.packed()), standing);
            }
        }
    }
}
