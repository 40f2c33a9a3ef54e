//! What becomes of one row: the rules of modes, blanks, behaviours and required fields, for a row whose account is known.

use std::borrow::Cow;

use super::claims::{Claims, Second, Standing, disputed};
use super::matching::{Match, problem_at};
use super::outcome::{CellDiff, RowOutcome};
use super::row::{Column, Columns, ParsedRow, Said, key_of};
use super::zeros::{is_number_key, significant};
use crate::field::{Catalogue, FieldId, Kind, Value, id, same};
use crate::host::{Account, AccountVersion, Action, CellChange};
use crate::mapping::{Mode, UpdateBehavior};
use crate::message::{Code, Language, LineNumber, Problem, Severity, plan as message};

/// A change that is ready to be applied.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct PlannedChange {
    pub action: Action,
    pub account: Option<AccountVersion>,
    pub purges: bool,
    /// The written columns and what they get.
    pub cells: Vec<(u16, CellChange)>,
}

/// What a row or an absent account means for the guards.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Weight {
    pub changes_email: bool,
    /// Whether nothing but the key that decided says that the account belongs to the row's person.
    pub changes_identity: bool,
    /// Whether somebody becomes an administrator, or is created as one.
    pub promotes: bool,
    /// Whether it is the acting person's own account, and loses the log-in or the rights of an administrator.
    pub hits_actor: bool,
    /// Active administrators more or fewer.
    pub administrators: i8,
    /// Licences more or fewer.
    pub licences: i8,
}

impl Weight {
    /// Whether customers, appointments and reports of the account go: they belong to its own schedule.
    pub(super) fn purges(self) -> bool {
        self.licences < 0
    }

    /// All of it in a byte, without the acting person.
    pub(super) fn packed(self) -> u8 {
        let flag = |is: bool, bit: u8| u8::from(is) << bit;
        let number = |number: i8, bit: u8| u8::try_from(number + 1).unwrap_or(1) << bit;
        let flags = flag(self.changes_email, 0) | flag(self.changes_identity, 1) | flag(self.promotes, 2);
        flags | number(self.administrators, 3) | number(self.licences, 5)
    }

    /// The weight of such a byte.
    pub(super) fn unpacked(byte: u8) -> Self {
        let has = |bit: u8| byte >> bit & 1 == 1;
        let number = |bit: u8| i8::try_from(byte >> bit & 3).unwrap_or(1) - 1;
        Self {
            changes_email: has(0),
            changes_identity: has(1),
            promotes: has(2),
            hits_actor: false,
            administrators: number(3),
            licences: number(5),
        }
    }
}

/// What becomes of a row.
pub(super) struct Decision {
    pub outcome: RowOutcome,
    /// The change, where the outcome is one that writes and changes are kept.
    pub change: Option<PlannedChange>,
    pub weight: Weight,
    pub problems: Vec<Problem>,
    pub changes: Vec<CellDiff>,
    /// Whether it holds only if another row of the file gives up a value.
    pub depends: bool,
    /// Whether the row is the first that means its account.
    pub first: bool,
}

/// What decisions depend on besides the row.
pub(super) struct Rules<'a> {
    pub columns: &'a Columns,
    pub catalogue: &'a Catalogue,
    pub mode: Mode,
    /// Whether numbers that differ only in leading zeros are different numbers.
    pub distinct_zeros: bool,
    /// The fields of the accounts' values.
    pub fields: &'a [FieldId],
    pub actor: Option<&'a str>,
    pub with_changes: bool,
    /// Whether changes are wanted, or only what becomes of the rows.
    pub keeps_changes: bool,
    /// The language of labels and printed values.
    pub language: Language,
}

impl Rules<'_> {
    /// Decides about a row. Claims what the row names, so that later rows cannot, and takes the values that are written
    /// out of it.
    pub(super) fn decide(&self, row: &mut ParsedRow, found: &Match, claims: &mut Claims) -> Decision {
        let at = claims.begin(row.line, self.standing(row, found));
        let mut decision = self.decide_row(row, found, claims, at);
        decision.depends = !decision.outcome.did_not_go_through() && !found.takes.is_empty();
        decision
    }

    fn decide_row(&self, row: &mut ParsedRow, found: &Match, claims: &mut Claims, at: u32) -> Decision {
        for other in &found.others {
            claims.mention(other, at);
        }
        for contest in &found.contests {
            claims.contest(contest, at);
        }
        if let Some(account) = &found.account {
            match claims.mean(&account.id, at) {
                None => {}
                Some(Second::Duplicate(other)) => {
                    let problem = self.about_key(row, found, message::ACCOUNT_TWICE);
                    let problem = problem.with("account", &account.id).with("other", other);
                    return Decision { first: false, ..failed(vec![problem]) };
                }
                Some(Second::Dispute(other)) => {
                    let mut problems = found.problems.clone();
                    if problems.is_empty() {
                        problems.push(disputed(&account.id, other).at_line(row.line));
                    }
                    return Decision { first: false, ..failed(problems) };
                }
            }
        }
        if row.has_error() {
            return failed(Vec::new());
        }
        if !found.problems.is_empty() {
            return failed(found.problems.clone());
        }
        match &found.account {
            Some(account) if self.mode != Mode::Insert => {
                let decision = self.update(row, account, found, claims, at);
                match self.still_double(row, found, account) {
                    Some(problem) if decision.outcome.writes() => failed(vec![problem]),
                    _ => decision,
                }
            }
            Some(account) => {
                failed(vec![self.about_key(row, found, message::ALREADY_EXISTS).with("account", &account.id)])
            }
            None if self.names_unknown_id(found) && self.mode.creates() => {
                failed(vec![self.about_key(row, found, message::UNKNOWN_ID)])
            }
            None if self.mode.creates() => self.create(row, found, claims, at),
            None if found.by.is_none() => failed(vec![
                Problem::new(message::NO_KEY_IN_ROW).at_line(row.line).with("keys", self.columns.key_headers()),
            ]),
            None => {
                // The row is left out, but says all the same whose the accounts are that its other fields name.
                for other in &found.others {
                    claims.contest(other, at);
                }
                ends(RowOutcome::Skipped, vec![self.about_key(row, found, message::UNKNOWN_ACCOUNT)])
            }
        }
    }

    /// Whether the row says an id that no account has.
    pub(super) fn names_unknown_id(&self, found: &Match) -> bool {
        found.by.is_some_and(|by| self.columns.list[by].field.id == id::ID)
    }

    /// A row of an earlier run's report that failed as the double of another line and whose double value was not mended. It
    /// would now pass alone, and overwrite the account that the other line is about.
    fn still_double(&self, row: &ParsedRow, found: &Match, account: &Account) -> Option<Problem> {
        let reason = row.double_before.as_deref()?;
        let value = self.key_value(row, found)?;
        let named = stands_quoted(reason, &value);
        named.then(|| self.about_key(row, found, message::STILL_DOUBLE).with("account", &account.id))
    }

    fn key_value<'r>(&self, row: &'r ParsedRow, found: &Match) -> Option<Cow<'r, str>> {
        let by = found.by?;
        key_of(&self.columns.list[by].field, row.cells.get(by)?.value()?)
    }

    fn about_key(&self, row: &ParsedRow, found: &Match, message: Code) -> Problem {
        let value = self.key_value(row, found).unwrap_or_default();
        problem_at(row, found.by.unwrap_or_default(), self.columns, message).with("value", &*value)
    }

    fn create(&self, row: &mut ParsedRow, found: &Match, claims: &mut Claims, place: u32) -> Decision {
        // A row that cannot become an account yet claims its values too: if a later row took them, this one would mean that
        // row's account the next time the file is imported, and change it.
        let mut problems = self.claim_values(row, claims, place, |_| true);
        problems.extend(self.missing(row));
        if !problems.is_empty() {
            return failed(problems);
        }
        for take in &found.takes {
            claims.take(take.column, &take.value, &take.problem, place);
        }
        let active = row.flag(self.columns.active) != Some(false);
        let level = row.integer(self.columns.level).unwrap_or_default();
        let scheduled = row.flag(self.columns.has_own_schedule) != Some(false);
        let mut changes = Vec::new();
        if self.with_changes {
            changes.extend(self.writable().filter_map(|at| {
                let value = row.cells[at].value()?.clone();
                Some(CellDiff::new(&self.columns.list[at].field, None, Some(value), self.language))
            }));
        }
        let weight = Weight {
            promotes: level == ADMINISTRATOR,
            administrators: i8::from(active && level == ADMINISTRATOR),
            licences: i8::from(scheduled),
            ..Weight::default()
        };
        let change = self.keeps_changes.then(|| {
            let set = |at: usize| Some((narrow(at), CellChange::Set(row.cells[at].take()?)));
            let cells = self.writable().filter_map(set).collect();
            PlannedChange { action: Action::Create, account: None, purges: false, cells }
        });
        Decision { change, weight, changes, ..ends(RowOutcome::Created, problems) }
    }

    /// The columns whose fields can be written.
    fn writable(&self) -> impl Iterator<Item = usize> {
        (0..self.columns.list.len()).filter(|at| !self.columns.list[*at].field.read_only)
    }

    /// Required fields that the row does not fill, by their labels: a column of full names is two fields.
    fn missing(&self, row: &ParsedRow) -> Vec<Problem> {
        let mut problems = Vec::new();
        let mut without_column = Vec::new();
        for (field, at) in &self.columns.required {
            let label = field.label(self.language);
            match *at {
                Some(at) if row.cells[at].value().is_some() => {}
                Some(at) => {
                    problems.push(problem_at(row, at, self.columns, message::REQUIRED_MISSING).with("label", label))
                }
                None => without_column.push(label),
            }
        }
        if !without_column.is_empty() {
            let problem = Problem::new(message::REQUIRED_WITHOUT_COLUMN).at_line(row.line);
            problems.push(problem.with("fields", without_column.join(", ")));
        }
        problems
    }

    /// Claims the values that no two accounts share, for those columns that are written.
    fn claim_values(
        &self,
        row: &ParsedRow,
        claims: &mut Claims,
        place: u32,
        written: impl Fn(usize) -> bool,
    ) -> Vec<Problem> {
        let mut problems = Vec::new();
        for &at in self.columns.unique.iter().filter(|at| written(**at)) {
            let column = &self.columns.list[at];
            let Some(normalised) = row.cells[at].value().and_then(|value| key_of(&column.field, value)) else {
                continue;
            };
            if let Some(other) = claims.write(at, &normalised, place) {
                problems.push(
                    problem_at(row, at, self.columns, message::VALUE_TWICE)
                        .with("value", &*normalised)
                        .with("other", other),
                );
            } else if let Some(other) = self.zeros_twice(at, &normalised, claims, place) {
                let problem = problem_at(row, at, self.columns, message::ZEROS_TWICE);
                problems.push(problem.with("value", &*normalised).with("other", other));
            }
        }
        problems
    }

    /// An earlier line that writes the same number with more or fewer leading zeros.
    fn zeros_twice(&self, at: usize, number: &str, claims: &mut Claims, place: u32) -> Option<LineNumber> {
        if self.distinct_zeros || !is_number_key(&self.columns.list[at]) {
            return None;
        }
        claims.write_number(at, number, significant(number)?, place)
    }

    fn update(&self, row: &ParsedRow, account: &Account, found: &Match, claims: &mut Claims, place: u32) -> Decision {
        let mut problems = Vec::new();
        let mut cells: Vec<(u16, CellChange)> = Vec::new();
        let mut changes = Vec::new();
        let mut log_in = None;
        for at in 0..self.columns.list.len() {
            let Some(cell) = self.updated_cell(row, at, account, found, &mut problems) else { continue };
            let field = &self.columns.list[at].field;
            if self.with_changes {
                let after = if let CellChange::Set(value) = &cell { Some(value.clone()) } else { None };
                changes.push(CellDiff::new(field, self.old(account, &field.id), after, self.language));
            }
            match cell {
                CellChange::Set(Value::Flag(active)) if field.id == id::ACTIVE => log_in = Some(active),
                cell => cells.push((narrow(at), cell)),
            }
        }
        let is_error = |problem: &Problem| problem.severity() == Severity::Error;
        if !problems.iter().any(is_error) {
            let written = |at: usize| cells.iter().any(|(one, _)| usize::from(*one) == at);
            problems.extend(self.claim_values(row, claims, place, written));
        }
        if !problems.iter().any(is_error) {
            self.give_up_values(account, &cells, claims, place);
        }
        if problems.iter().any(is_error) {
            return failed(problems);
        }
        for take in &found.takes {
            claims.take(take.column, &take.value, &take.problem, place);
        }
        let (action, outcome) = match log_in {
            Some(true) => (Action::Reactivate, RowOutcome::Reactivated),
            Some(false) => (Action::Deactivate, RowOutcome::Deactivated),
            None if cells.is_empty() => return ends(RowOutcome::Unchanged, problems),
            None => (Action::Update, RowOutcome::Updated),
        };
        let mut weight = self.weigh(account, log_in, &cells);
        weight.changes_identity = claims.standing(place).stranger && !cells.is_empty();
        if weight.changes_identity {
            problems.push(self.identity_warning(row, account, found));
        }
        let purges = weight.purges();
        let version = AccountVersion { id: account.id.clone(), revision: account.revision.clone() };
        let change = PlannedChange { action, account: Some(version), purges, cells };
        Decision { change: Some(change), weight, changes, ..ends(outcome, problems) }
    }

    /// Gives up the values that no two accounts share and that the row takes away from its account.
    fn give_up_values(&self, account: &Account, cells: &[(u16, CellChange)], claims: &mut Claims, place: u32) {
        for at in self.columns.unique.iter().copied() {
            let field = &self.columns.list[at].field;
            let old = self.old_ref(account, &field.id).and_then(|old| key_of(field, old));
            if let Some(old) = old.filter(|_| cells.iter().any(|(one, _)| usize::from(*one) == at)) {
                claims.release(at, &old, place);
            }
        }
    }

    /// How a row stands to the account that it was found to mean.
    fn standing(&self, row: &ParsedRow, found: &Match) -> Standing {
        let key = found.by.and_then(|by| self.columns.keys.iter().position(|key| *key == by));
        let mut standing = Standing { key: key.and_then(|key| u8::try_from(key).ok()), ..Standing::default() };
        let Some(account) = &found.account else { return standing };
        let mut confirms = false;
        for at in self.columns.unique.iter().copied().filter(|at| Some(*at) != found.by) {
            let column = &self.columns.list[at];
            let (Some(new), Some(old)) = (row.cells[at].value(), self.old_ref(account, &column.field.id)) else {
                continue;
            };
            if same(&column.field, old, new) {
                confirms = true;
            } else if self.other_zeros(column, Some(old), new).is_none() && column.behavior != UpdateBehavior::Keep {
                standing.contradicts = true;
            }
        }
        let names = self.columns.names.map(|at| {
            let at = at?;
            let field = &self.columns.list[at].field.id;
            Some((name_of(self.old_ref(account, field)?)?, name_of(row.cells[at].value()?)?))
        });
        let [Some((old_first, first)), Some((old_last, last))] = names else { return standing };
        standing.same_names = (&first, &last) == (&old_first, &old_last);
        let crossed = first == old_last && last == old_first;
        standing.other_names = first != old_first && last != old_last && !crossed;
        let by_id = found.by.is_some_and(|by| self.columns.list[by].field.id == id::ID);
        standing.stranger = standing.other_names && !confirms && (standing.contradicts || by_id);
        standing
    }

    fn identity_warning(&self, row: &ParsedRow, account: &Account, found: &Match) -> Problem {
        let names = |value: &dyn Fn(usize) -> Option<String>| {
            let parts = self.columns.names.iter().flatten().filter_map(|at| value(*at));
            parts.collect::<Vec<_>>().join(" ")
        };
        let text = |value: &Value| if let Value::Text(text) = value { Some(text.clone()) } else { None };
        let old = names(&|at| text(self.old_ref(account, &self.columns.list[at].field.id)?));
        let new = names(&|at| text(row.cells[at].value()?));
        let by = found.by.map_or("", |by| self.columns.list[by].header.as_str());
        let problem = Problem::new(message::IDENTITY_CHANGES).at_line(row.line).with("account", &account.id);
        problem.with("old", old).with("new", new).with("by", by)
    }

    /// What a column does to an account, if it changes anything.
    fn updated_cell(
        &self,
        row: &ParsedRow,
        at: usize,
        account: &Account,
        found: &Match,
        problems: &mut Vec<Problem>,
    ) -> Option<CellChange> {
        let column = &self.columns.list[at];
        if found.by == Some(at) || column.field.id == id::ID || column.field.read_only {
            return None;
        }
        let old = self.old_ref(account, &column.field.id);
        match &row.cells[at] {
            Said::Unusable => None,
            Said::Blank if column.keeps_blanks() || old.is_none() => None,
            Said::Blank if self.is_needed(at) => {
                problems.push(problem_at(row, at, self.columns, message::CANNOT_CLEAR));
                None
            }
            Said::Blank => Some(CellChange::Clear),
            Said::Value(_) if column.behavior == UpdateBehavior::Keep && old.is_some() => None,
            Said::Value(value) if old.is_some_and(|old| same(&column.field, old, value)) => None,
            Said::Value(_) if column.field.set_once && old.is_some() => {
                let old = old.and_then(|old| key_of(&column.field, old)).unwrap_or_default();
                problems.push(problem_at(row, at, self.columns, message::CANNOT_CHANGE).with("old", &*old));
                None
            }
            Said::Value(value) => match self.other_zeros(column, old, value) {
                Some((message, old, new)) => {
                    let problem = problem_at(row, at, self.columns, message);
                    problems.push(problem.with("value", new).with("old", old));
                    None
                }
                None => Some(CellChange::Set(value.clone())),
            },
        }
    }

    /// The text that an account has and the one that would take its place, where these differ only in leading zeros, with the
    /// message that says so.
    fn other_zeros<'v>(
        &self,
        column: &Column,
        old: Option<&'v Value>,
        new: &'v Value,
    ) -> Option<(Code, &'v str, &'v str)> {
        if !is_number_key(column) {
            return lost_zeros(column, old, new).map(|(old, new)| (message::ZEROS_GONE, old, new));
        }
        let (Some(Value::Text(old)), Value::Text(new), false) = (old, new, self.distinct_zeros) else { return None };
        let message = if new.len() < old.len() { message::ZEROS_GONE } else { message::ZEROS_ADDED };
        (significant(old)? == significant(new)?).then_some((message, old, new))
    }

    /// Whether a blank cell leaves something standing that the account has.
    pub(super) fn keeps_by_blank(&self, row: &ParsedRow, at: usize, account: &Account) -> bool {
        let column = &self.columns.list[at];
        row.cells[at] == Said::Blank
            && column.keeps_blanks()
            && column.field.id != id::ID
            && !column.field.read_only
            && self.old_ref(account, &column.field.id).is_some()
    }

    /// Whether an account cannot be without the field.
    pub(super) fn is_needed(&self, at: usize) -> bool {
        let field = &self.columns.list[at].field;
        field.required_on_create || field.set_once || matches!(field.kind, Kind::Flag | Kind::Level)
    }

    fn old_ref<'a>(&self, account: &'a Account, field: &FieldId) -> Option<&'a Value> {
        if *field == id::ACTIVE {
            return Some(if account.active { &Value::Flag(true) } else { &Value::Flag(false) });
        }
        let at = self.fields.iter().position(|one| one == field)?;
        account.values.get(at)?.as_ref()
    }

    fn old(&self, account: &Account, field: &FieldId) -> Option<Value> {
        self.old_ref(account, field).cloned()
    }

    fn weigh(&self, account: &Account, log_in: Option<bool>, cells: &[(u16, CellChange)]) -> Weight {
        let written = |field: &FieldId| {
            cells.iter().find_map(|(at, cell)| match cell {
                CellChange::Set(value) if self.columns.list[usize::from(*at)].field.id == *field => Some(value),
                _ => None,
            })
        };
        let level = |value: Option<&Value>| if let Some(Value::Integer(level)) = value { *level } else { 0 };
        let old_level = level(self.old_ref(account, &id::LEVEL));
        let new_level = written(&id::LEVEL).map_or(old_level, |value| level(Some(value)));
        let was = account.active && old_level == ADMINISTRATOR;
        let will = log_in.unwrap_or(account.active) && new_level == ADMINISTRATOR;
        let had_schedule = self.old_ref(account, &id::HAS_OWN_SCHEDULE) != Some(&Value::Flag(false));
        let licences = match written(&id::HAS_OWN_SCHEDULE) {
            Some(Value::Flag(true)) if !had_schedule => 1,
            Some(Value::Flag(false)) if had_schedule => -1,
            _ => 0,
        };
        Weight {
            changes_identity: false,
            changes_email: written(&id::EMAIL).is_some() && self.old_ref(account, &id::EMAIL).is_some(),
            promotes: old_level != ADMINISTRATOR && new_level == ADMINISTRATOR,
            hits_actor: self.actor == Some(account.id.as_str())
                && (log_in == Some(false) || (old_level == ADMINISTRATOR && new_level != ADMINISTRATOR)),
            administrators: i8::from(will) - i8::from(was),
            licences,
        }
    }

    /// Decides about an account that is not in the file of a sync.
    pub(super) fn absent(&self, account: &Account) -> Decision {
        let version = AccountVersion { id: account.id.clone(), revision: account.revision.clone() };
        let weight = self.weigh(account, Some(false), &[]);
        let active = if self.with_changes { self.catalogue.get(&id::ACTIVE) } else { None };
        let [yes, no] = [true, false].map(|flag| Some(Value::Flag(flag)));
        let changes = active.map(|field| CellDiff::new(field, yes, no, self.language)).into_iter().collect();
        let change =
            PlannedChange { action: Action::Deactivate, account: Some(version), purges: false, cells: Vec::new() };
        Decision { change: Some(change), weight, changes, ..ends(RowOutcome::Deactivated, Vec::new()) }
    }
}

/// Whether a reason names the value in quotes of some kind; a program that saved the report may have changed them.
fn stands_quoted(reason: &str, value: &str) -> bool {
    let quote = |character: Option<char>| {
        character.is_some_and(|one| !one.is_alphanumeric() && !one.is_whitespace() && !".,:;()".contains(one))
    };
    reason
        .match_indices(value)
        .any(|(at, _)| quote(reason[..at].chars().next_back()) && quote(reason[at + value.len()..].chars().next()))
}

/// The code or phone number that an account has and the one that would take its place, where the new one lacks nothing but
/// leading zeros or a plus sign: opening and saving a list in a spreadsheet takes them from everything that looks like a number.
fn lost_zeros<'v>(column: &Column, old: Option<&'v Value>, new: &'v Value) -> Option<(&'v str, &'v str)> {
    let is_phone = column.field.kind == Kind::Phone;
    let (Some(Value::Text(old)), Value::Text(new)) = (old, new) else { return None };
    let is_number = !new.is_empty() && new.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number
        || !(is_phone || column.is_code)
        || !old.starts_with(['0', '+'])
        || (new.len() > 1 && new.starts_with('0'))
    {
        return None;
    }
    let kept = |c: &char| !is_phone || c.is_ascii_digit();
    let rest: String = old.chars().filter(kept).collect();
    let is_same = rest.trim_start_matches('0') == new.trim_start_matches('0');
    (is_same && old.len() > new.len()).then_some((old, new))
}

/// The level of an administrator.
const ADMINISTRATOR: i64 = 2;

fn narrow(column: usize) -> u16 {
    u16::try_from(column).unwrap_or(u16::MAX) // the catalogue has fewer fields than that
}

fn failed(problems: Vec<Problem>) -> Decision {
    ends(RowOutcome::Failed, problems)
}

/// A decision without a change.
fn ends(outcome: RowOutcome, problems: Vec<Problem>) -> Decision {
    let weight = Weight::default();
    Decision { outcome, change: None, weight, problems, changes: Vec::new(), depends: false, first: true }
}

/// A name as names are compared: lists in capitals name the same people.
fn name_of(value: &Value) -> Option<String> {
    let Value::Text(text) = value else { return None };
    Some(text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>().join(" "))
}
