//! Planning as a stream: rows in, decisions out, chunk by chunk. Knows nothing of what becomes of them.
//!
//! The same stream is walked once for the plan and, where the changes outgrow their budget, once more while applying.

use std::rc::Rc;

use super::claims::{Claims, Resolution};
use super::decide::{Decision, Rules};
use super::entries::NewEntries;
use super::matching::{self, Match};
use super::prepare::Prepared;
use super::row::{Columns, Memo, ParsedRow, Said, read};
use super::zeros::Lookalikes;
use crate::failure::Failure;
use crate::field::damage::{self, CodeColumn, ColumnDamage};
use crate::field::{Catalogue, FieldId, ParseContext, Value, id};
use crate::host::{Account, UserStore};
use crate::mapping::Mode;
use crate::message::{LineNumber, Problem, plan as message, text_file};
use crate::sheet::{Row, Rows};

/// Rows that are matched together: their keys make one question to the store. The contract's limit is 1,000 values.
const MOST_ROWS: u32 = 1_000;

/// A row, or an account that is not in the file, with what becomes of it.
pub(super) struct Planned {
    /// The row's place among the data rows, from 0; none for an account that is not in the file.
    pub row: Option<u32>,
    pub line: Option<LineNumber>,
    pub account: Option<Account>,
    pub decision: Decision,
}

/// The rules over a planner's parts, which leaves the others free to change.
macro_rules! rules {
    ($planner:ident) => {
        Rules {
            columns: &$planner.columns,
            catalogue: &$planner.catalogue,
            mode: $planner.mode,
            distinct_zeros: $planner.distinct_zeros,
            fields: &$planner.fields,
            actor: $planner.actor.as_deref(),
            with_changes: $planner.with_changes,
            keeps_changes: $planner.keeps_changes,
            language: $planner.context.language,
        }
    };
}

/// What the next part of the stream is.
enum Stage {
    Rows,
    Absent { cursor: Option<String> },
    Done,
}

/// The stream of decisions about a file.
pub(super) struct Planner {
    store: Rc<dyn UserStore>,
    catalogue: Rc<Catalogue>,
    columns: Rc<Columns>,
    context: ParseContext,
    mode: Mode,
    /// Whether numbers that differ only in leading zeros are different numbers.
    distinct_zeros: bool,
    lookalikes: Lookalikes,
    /// The fields that accounts are asked for.
    fields: Vec<FieldId>,
    actor: Option<String>,
    with_changes: bool,
    keeps_changes: bool,
    first: std::vec::IntoIter<Row>,
    rows: Box<dyn Rows>,
    row: Row,
    memos: Vec<Memo>,
    claims: Claims,
    /// What the rows decide together, once all are read.
    resolution: Option<Resolution>,
    read: u32,
    /// Whether other sheets of the file may hold the rest of the list.
    other_sheets: bool,
    /// Rows of which it cannot be told whom they mean, and the first of them.
    unidentified: (u64, Option<LineNumber>),
    zeros: Vec<(usize, ColumnDamage)>,
    /// The place of the column that says in which country people live.
    country: Option<usize>,
    /// Whether any code lost digits.
    digits_lost: bool,
    /// Entries of lists that no account has yet; none where nobody asks any more.
    entries: NewEntries,
    /// Per column, blank cells that leave what an account has.
    blanks: Vec<u64>,
    stage: Stage,
    notes: Vec<Problem>,
}

impl Planner {
    pub(super) fn new(prepared: Prepared, columns: Rc<Columns>, setup: Setup) -> Self {
        let mut fields: Vec<FieldId> = columns
            .list
            .iter()
            .map(|column| column.field.id.clone())
            .filter(|field| *field != id::ID && *field != id::ACTIVE)
            .collect();
        for needed in [id::LEVEL, id::HAS_OWN_SCHEDULE] {
            if !fields.contains(&needed) {
                fields.push(needed);
            }
        }
        let country_column = columns.position(&id::HOME_COUNTRY);
        let country = setup.context.country.as_deref();
        let zeros = columns.list.iter().enumerate().filter_map(|(at, column)| {
            let damage = ColumnDamage::new(CodeColumn::of(&column.field)?).with_phones_of(country);
            Some((at, if country_column.is_some() { damage } else { damage.in_company_of(country) }))
        });
        Self {
            zeros: zeros.collect(),
            country: country_column,
            digits_lost: false,
            blanks: vec![0; columns.list.len()],
            store: setup.store,
            catalogue: setup.catalogue,
            context: setup.context,
            mode: setup.mode,
            distinct_zeros: setup.distinct_zeros,
            lookalikes: Lookalikes::new(setup.distinct_zeros),
            actor: setup.actor,
            with_changes: setup.with_changes,
            keeps_changes: true,
            memos: vec![Memo::default(); columns.list.len()],
            columns,
            fields,
            first: prepared.first.into_iter(),
            rows: prepared.rows,
            row: Row::default(),
            claims: Claims::new(),
            resolution: None,
            read: 0,
            other_sheets: prepared.layout.notes.iter().any(|note| note.message == text_file::SHEETS_ALIKE),
            unidentified: (0, None),
            entries: NewEntries::default(),
            stage: Stage::Rows,
            notes: Vec::new(),
        }
    }

    /// Names entries of lists that no account has yet.
    pub(super) fn name_new_entries(&mut self) -> Result<(), Failure> {
        self.entries = NewEntries::new(&self.columns, &*self.store)?;
        Ok(())
    }

    /// From now on only says what becomes of rows: nobody keeps their changes any more.
    pub(super) fn forget_changes(&mut self) {
        self.keeps_changes = false;
    }

    /// Data rows read so far.
    pub(super) fn rows_read(&self) -> u32 {
        self.read
    }

    /// How far the reading has come, in bytes.
    pub(super) fn position(&self) -> u64 {
        self.rows.position()
    }

    /// Whether the stream has come to its end.
    pub(super) fn is_done(&self) -> bool {
        matches!(self.stage, Stage::Done)
    }

    /// Whether all rows are decided; accounts that are not in the file may still come.
    pub(super) fn is_past_rows(&self) -> bool {
        !matches!(self.stage, Stage::Rows)
    }

    /// What the rows decide together; once, after the last of them.
    pub(super) fn take_resolution(&mut self) -> Option<Resolution> {
        self.resolution.take()
    }

    /// The line of a row that was read.
    pub(super) fn line_of_row(&self, row: u32) -> Option<LineNumber> {
        self.claims.line_of_row(row)
    }

    /// Notes about the file as a whole that came up since the last call.
    pub(super) fn take_notes(&mut self) -> Vec<Problem> {
        let mut notes = std::mem::take(&mut self.notes);
        notes.extend(self.rows.take_notes());
        notes
    }

    /// Decides about some more rows, at most `max_rows`; after the last row, about accounts that are not in the file. An empty
    /// answer does not mean the end: see [`Self::is_done`].
    pub(super) fn step(&mut self, max_rows: u32) -> Result<Vec<Planned>, Failure> {
        match std::mem::replace(&mut self.stage, Stage::Done) {
            Stage::Rows => self.plan_rows(max_rows.clamp(1, MOST_ROWS)),
            Stage::Absent { cursor } => self.plan_absent(cursor),
            Stage::Done => Ok(Vec::new()),
        }
    }

    fn plan_rows(&mut self, max_rows: u32) -> Result<Vec<Planned>, Failure> {
        let mut rows = Vec::with_capacity(max_rows as usize);
        while rows.len() < max_rows as usize {
            match self.next_row()? {
                Some(row) => rows.push(row),
                None => break,
            }
        }
        let is_last = rows.len() < max_rows as usize;
        let mut matches = matching::find(&rows, &self.columns, &self.fields, &*self.store)?;
        self.lookalikes.check(&rows, &self.columns, &*self.store, &mut matches)?;
        let first = self.read - u32::try_from(rows.len()).unwrap_or_default();
        let rules = rules!(self);
        let mut planned = Vec::with_capacity(rows.len());
        for ((mut row, found), at) in rows.into_iter().zip(matches).zip(first..) {
            if is_unidentified(&row, &found, &rules) {
                self.unidentified.0 += 1;
                self.unidentified.1.get_or_insert(row.line);
            }
            let new_entries = self.entries.of_row(&row);
            let mut decision = rules.decide(&mut row, &found, &mut self.claims);
            if decision.outcome.writes() {
                self.entries.count(new_entries);
            }
            if let Some(account) = found.account.as_ref().filter(|_| !decision.outcome.did_not_go_through()) {
                for (at, kept) in self.blanks.iter_mut().enumerate() {
                    *kept += u64::from(rules.keeps_by_blank(&row, at, account));
                }
            }
            let mut problems = row.problems;
            problems.append(&mut decision.problems);
            decision.problems = problems;
            planned.push(Planned { row: Some(at), line: Some(row.line), account: found.account, decision });
        }
        if is_last {
            self.resolution = Some(self.claims.resolve());
            self.end_of_rows();
        } else {
            self.stage = Stage::Rows;
        }
        Ok(planned)
    }

    fn next_row(&mut self) -> Result<Option<ParsedRow>, Failure> {
        if let Some(row) = self.first.next() {
            return Ok(Some(self.take(&row)));
        }
        if !self.rows.next(&mut self.row).map_err(Failure::unreadable)? {
            return Ok(None);
        }
        let row = std::mem::take(&mut self.row);
        let parsed = self.take(&row);
        self.row = row;
        Ok(Some(parsed))
    }

    fn take(&mut self, row: &Row) -> ParsedRow {
        self.read += 1;
        let parsed = read(row, &self.columns, &self.context, &mut self.memos);
        let country = self.country.and_then(|at| match parsed.cells.get(at)?.value()? {
            Value::Text(country) => Some(country.as_str()),
            _ => None,
        });
        let country = country.or(self.context.country.as_deref().filter(|_| self.country.is_some()));
        for (at, zeros) in &mut self.zeros {
            let text = row.cell(self.columns.list[*at].column).text();
            zeros.observe_in_country(row.line(), text, country);
        }
        self.digits_lost |= parsed.problems.iter().any(damage::was_taken_for_a_number);
        parsed
    }

    /// Decides whether absence can count, and says why where it does not.
    fn end_of_rows(&mut self) {
        for (at, zeros) in std::mem::take(&mut self.zeros) {
            let zeros = if self.digits_lost { zeros.in_damaged_file() } else { zeros };
            let column = &self.columns.list[at];
            let found = zeros.finish().map(|problem| problem.at_column(column.column));
            self.notes.extend(found.map(|one| if column.field.sensitive { damage::without_texts(one) } else { one }));
        }
        self.notes.extend(std::mem::take(&mut self.entries).notes(&self.columns));
        self.notes.extend(self.blanks_told());
        // A file without rows says nothing about anybody; that it has none was told when it was opened.
        if self.read > 0 && self.mode == Mode::Sync {
            if self.columns.report.is_some() {
                self.notes.push(Problem::new(message::ABSENCE_OFF_REPORT));
            } else if self.other_sheets {
                self.notes.push(Problem::new(message::ABSENCE_OFF_SHEETS));
            } else if self.rows.damaged() {
                self.notes.push(Problem::new(message::ABSENCE_OFF_DAMAGED));
            } else if let (number, Some(first)) = self.unidentified {
                let problem = Problem::new(message::ABSENCE_OFF_UNIDENTIFIED);
                self.notes.push(problem.with("number", number).with("first", first));
            } else {
                self.stage = Stage::Absent { cursor: None };
            }
        }
    }

    /// What blank cells left standing, once per column.
    fn blanks_told(&self) -> Vec<Problem> {
        let rules = rules!(self);
        let told = |(at, number): (usize, &u64)| {
            let column = &self.columns.list[at];
            let message = if rules.is_needed(at) { message::BLANKS_KEEP_NEEDED } else { message::BLANKS_KEEP };
            let problem = Problem::new(message).at_column(column.column).of_field(column.field.id.clone());
            problem.with("header", &column.header).with("number", number)
        };
        self.blanks.iter().enumerate().filter(|(_, number)| **number > 0).map(told).collect()
    }

    fn plan_absent(&mut self, cursor: Option<String>) -> Result<Vec<Planned>, Failure> {
        let page = self.store.page(cursor.as_deref(), MOST_ROWS, &self.fields)?;
        if let Some(next) = page.next {
            self.stage = Stage::Absent { cursor: Some(next) };
        }
        let rules = rules!(self);
        let absent = page.accounts.into_iter().filter(|account| account.active);
        Ok(absent
            .filter(|account| !self.claims.names(&account.id))
            .map(|account| Planned { row: None, line: None, decision: rules.absent(&account), account: Some(account) })
            .collect())
    }
}

/// Whether a row that found no account might mean one all the same, without anybody being able to tell which: a key cell is
/// unusable, all of them are blank, or its id, which only the host gives, is nobody's and no other field names anybody.
fn is_unidentified(row: &ParsedRow, found: &Match, rules: &Rules<'_>) -> bool {
    let mut keys = rules.columns.keys.iter().filter_map(|key| row.cells.get(*key));
    found.account.is_none()
        && (keys.clone().any(|said| *said == Said::Unusable)
            || keys.all(|said| *said == Said::Blank)
            || (found.others.is_empty() && rules.names_unknown_id(found)))
}

/// What a planner needs besides the file.
#[derive(Clone)]
pub(super) struct Setup {
    pub store: Rc<dyn UserStore>,
    pub catalogue: Rc<Catalogue>,
    pub context: ParseContext,
    pub mode: Mode,
    /// Whether numbers that differ only in leading zeros are different numbers.
    pub distinct_zeros: bool,
    pub actor: Option<String>,
    pub with_changes: bool,
}
