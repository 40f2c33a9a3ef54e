//! The plan: what a file would do, counted and guarded, before anything is written.

use std::rc::Rc;

use super::apply::Applying;
use super::claims::Resolution;
use super::exchange::Exchange;
use super::guards::{self, Tally};
use super::hash::Hashing;
use super::kept::{BUDGET, Changes, Kept};
use super::outcome::{Counts, PlanOutcome, PlanStep, Progress, RowInfo, RowOutcome};
use super::planner::{Planned, Planner, Setup};
use super::prepare::{Prepared, prepare};
use super::report::{Reporting, earlier_report};
use super::row::Columns;
use super::settled::Settled;
use super::{ImportOptions, matching};
use crate::availability;
use crate::failure::{Failure, FailureReason};
use crate::field::{Catalogue, ParseContext, id};
use crate::host::{Ports, PurgeSize, Sink, Tenant};
use crate::mapping::Mapping;
use crate::mapping::inspect::Inspection;
use crate::mapping::shown::Shown;
use crate::message::{Language, Problem, mapping as mapping_message, plan as message, settings as settings_message};
use crate::sheet::{Layout, SharedSource};

/// Below this number of licences there are no user groups.
const GROUPS_FROM: u32 = 10;

/// Rows that wait for the end of the file until they are handed out; further ones are handed out twice if they fail after all.
const MOST_HELD: usize = 2_000;

/// Warnings of the file that a plan keeps for its outcome.
const MOST_NOTES: usize = 200;

/// What a plan, its application and its report share.
pub(super) struct Job {
    pub source: SharedSource,
    pub ports: Ports,
    pub options: ImportOptions,
    pub tenant: Tenant,
    pub catalogue: Rc<Catalogue>,
    pub columns: Rc<Columns>,
    pub mapping: Mapping,
    pub layout: Layout,
    pub setup: Setup,
}

/// A plan under way, or finished.
pub struct Plan {
    job: Rc<Job>,
    shown: Shown,
    hashing: Hashing,
    hash: Option<String>,
    planner: Planner,
    settled: Settled,
    changes: Changes,
    counts: Counts,
    absent: Counts,
    tally: Tally,
    /// Rows that depend on others, until it is known what becomes of them.
    held: Vec<(u32, RowInfo)>,
    exchange: Exchange,
    notes: Vec<Problem>,
    outcome: Option<PlanOutcome>,
    /// Whether a row would be a new account if only the file had more columns.
    lacks_columns: bool,
    broken: bool,
}

impl std::fmt::Debug for Plan {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Plan")
            .field("counts", &self.counts)
            .field("done", &self.outcome.is_some())
            .finish_non_exhaustive()
    }
}

impl Plan {
    /// Opens a file and settles how it is read.
    ///
    /// # Errors
    /// Not available; the file cannot be read; the settings do not fit.
    pub fn start(source: SharedSource, ports: &Ports, options: ImportOptions) -> Result<Self, Failure> {
        Self::start_within(source, ports, options, BUDGET)
    }

    /// The same with another budget in bytes for kept changes.
    pub(super) fn start_within(
        source: SharedSource,
        ports: &Ports,
        options: ImportOptions,
        budget: usize,
    ) -> Result<Self, Failure> {
        let tenant = ports.tenant.describe();
        availability::require(&tenant)?;
        guards::check_allowances(&options.allow)?;
        let catalogue = Rc::new(Catalogue::new(ports.store.fields()?));
        let mut prepared = prepare(&source, &options.settings, &catalogue, &tenant)?;
        let mut notes = std::mem::take(&mut prepared.resolved.notes);
        notes.extend(drop_groups(&mut prepared.resolved.mapping, &tenant));
        let shown = prepared.shown(&notes, &catalogue);
        if options.settings.suggests_other_columns() {
            notes.extend(left_alone(&shown));
        }
        notes.iter_mut().for_each(|note| name_by_label(note, &catalogue, options.language));
        let report = earlier_report(&prepared.layout);
        let columns = Rc::new(Columns::new(&prepared.resolved.mapping, &catalogue, report));
        let setup = Setup {
            store: ports.store.clone(),
            catalogue: catalogue.clone(),
            context: ParseContext {
                country: tenant.country.clone(),
                language: options.language,
                // Workbooks too: delimited text of ours that a spreadsheet program saved as one keeps its apostrophes.
                unguard: true,
            },
            mode: prepared.resolved.mapping.mode,
            distinct_zeros: options.settings.distinct_zeros,
            actor: tenant.actor_id.clone(),
            with_changes: options.with_changes,
        };
        let job = Rc::new(Job {
            source,
            ports: ports.clone(),
            options,
            tenant,
            catalogue,
            columns: columns.clone(),
            mapping: prepared.resolved.mapping.clone(),
            layout: prepared.layout.clone(),
            setup: setup.clone(),
        });
        let mut planner = Planner::new(prepared, columns, setup);
        planner.name_new_entries()?;
        Ok(Self {
            shown,
            hashing: Hashing::default(),
            hash: None,
            planner,
            settled: Settled::default(),
            changes: Changes::new(budget),
            counts: Counts::default(),
            absent: Counts::default(),
            tally: Tally::default(),
            held: Vec::new(),
            exchange: Exchange::default(),
            notes,
            outcome: None,
            lacks_columns: false,
            broken: false,
            job,
        })
    }

    /// Plans up to `max_rows` rows.
    ///
    /// # Errors
    /// The file cannot be read on, or the store does not answer. The plan is then of no more use.
    pub fn step(&mut self, max_rows: u32) -> Result<PlanStep, Failure> {
        if self.broken {
            return Err(Failure::out_of_order());
        }
        let step = self.advance(max_rows);
        self.broken = step.is_err();
        step
    }

    fn advance(&mut self, max_rows: u32) -> Result<PlanStep, Failure> {
        if self.outcome.is_some() {
            return Ok(PlanStep { progress: self.progress(), rows: Vec::new() });
        }
        if self.hash.is_none() {
            self.hash = self.hashing.step(&*self.job.source)?;
            return Ok(PlanStep { progress: self.progress(), rows: Vec::new() });
        }
        let mut rows = Vec::new();
        for planned in self.planner.step(max_rows)? {
            rows.extend(self.take(planned));
        }
        if let Some(resolution) = self.planner.take_resolution() {
            self.resolve(resolution, &mut rows);
        }
        let room = MOST_NOTES.saturating_sub(self.notes.len());
        self.notes.extend(self.planner.take_notes().into_iter().take(room));
        if self.planner.is_done() {
            self.outcome = Some(self.finish(&mut rows)?);
        }
        Ok(PlanStep { progress: self.progress(), rows })
    }

    /// Counts and keeps what becomes of a row; answers what there is to say about it.
    fn take(&mut self, planned: Planned) -> Option<RowInfo> {
        let Planned { row, line, account, decision } = planned;
        let id = account.as_ref().map(|account| account.id.as_str());
        self.tally.add(row, decision.outcome, decision.weight, id.filter(|_| decision.first));
        if row.is_some() {
            self.counts.add(decision.outcome);
            self.settled.push(decision.outcome, account.as_ref(), &decision.problems);
        } else {
            self.absent.add(decision.outcome);
        }
        if let Some(change) = decision.change {
            let fits = self.changes.push(Kept { row, line, outcome: decision.outcome, change, joined: false });
            if !fits {
                self.planner.forget_changes();
            }
        }
        self.lacks_columns |=
            decision.problems.iter().any(|problem| problem.message == message::REQUIRED_WITHOUT_COLUMN);
        let has_news = self.job.options.with_changes && decision.outcome.writes();
        let waits = row.filter(|_| decision.depends && self.held.len() < MOST_HELD);
        if !has_news && decision.problems.is_empty() && waits.is_none() {
            return None;
        }
        let info = RowInfo {
            line,
            account: account.map(|account| account.id),
            outcome: decision.outcome,
            problems: decision.problems,
            changes: decision.changes,
        };
        match waits {
            Some(row) => {
                self.held.push((row, info));
                None
            }
            None => Some(info),
        }
    }

    /// All rows are read: takes in what they decide together. Rows that were handed out and fail after all are handed out again.
    fn resolve(&mut self, resolution: Resolution, rows: &mut Vec<RowInfo>) {
        let Resolution { mut failed, exchange } = resolution;
        failed.retain(|row, problem| {
            let Some(outcome) = self.settled.outcome(*row) else { return false };
            if outcome.did_not_go_through() {
                return false;
            }
            self.counts.shift(outcome, RowOutcome::Failed);
            self.settled.change(*row, RowOutcome::Failed, std::slice::from_ref(problem));
            true
        });
        self.changes.drop_rows(|row| failed.contains_key(&row));
        self.tally.end_of_rows(|row| failed.contains_key(&row), &self.settled, &exchange);
        self.exchange = exchange;
        let mut late = Vec::new();
        for (row, mut info) in std::mem::take(&mut self.held) {
            if let Some(problem) = failed.remove(&row) {
                info.outcome = RowOutcome::Failed;
                info.changes.clear();
                info.problems.insert(0, problem);
            }
            if !info.problems.is_empty() || (self.job.options.with_changes && info.outcome.writes()) {
                late.push(info);
            }
        }
        late.extend(failed.into_iter().map(|(row, problem)| RowInfo {
            line: self.planner.line_of_row(row),
            account: None,
            outcome: RowOutcome::Failed,
            problems: vec![problem],
            changes: Vec::new(),
        }));
        late.sort_by_key(|info| info.line);
        // Accounts that are not in the file come after all rows.
        let rest = rows.iter().position(|info| info.line.is_none()).unwrap_or(rows.len());
        rows.splice(rest..rest, late);
    }

    fn progress(&self) -> Progress {
        // Hashing reads the file once and planning once more: half of the way each.
        let position = u64::midpoint(self.hashing.position(), self.planner.position());
        let size = self.job.source.size();
        let done = self.outcome.is_some();
        let position = if done { size } else { position.min(size) };
        Progress { done, rows: u64::from(self.planner.rows_read()), position, size }
    }

    fn finish(&mut self, rows: &mut [RowInfo]) -> Result<PlanOutcome, Failure> {
        let store = &*self.job.ports.store;
        let mut purged = PurgeSize::default();
        let purges: Vec<String> = self.tally.purges.iter().map(|(_, account)| account.clone()).collect();
        for accounts in purges.chunks(1_000) {
            let sizes = store.purge_sizes(accounts)?;
            if sizes.len() != accounts.len() {
                return Err(matching::wrong_answer(accounts.len(), sizes.len()));
            }
            for (account, size) in accounts.iter().zip(&sizes) {
                purged.customers += size.customers;
                purged.appointments += size.appointments;
                purged.reports += size.reports;
                if let Some(row) = rows.iter_mut().find(|row| row.account.as_deref() == Some(account)) {
                    row.problems.push(purge_warning(*size));
                }
            }
        }
        if !self.lacks_columns {
            self.notes.retain(|note| note.message != settings_message::REQUIRED_NOT_MAPPED);
        }
        let tenant = &self.job.tenant;
        let licences_after = i64::from(tenant.licences_used).saturating_add(self.tally.licences).max(0);
        let licences_after = u32::try_from(licences_after).unwrap_or(u32::MAX);
        if licences_after > tenant.licences_bought {
            self.notes.push(
                Problem::new(message::LICENCES_EXCEEDED)
                    .with("after", licences_after)
                    .with("bought", tenant.licences_bought)
                    .with("over", licences_after - tenant.licences_bought),
            );
        }
        let findings =
            guards::examine(&self.tally, &self.job.mapping.guards, store.totals()?, purged, &self.job.options.allow);
        Ok(PlanOutcome {
            file: self.inspection(),
            rows_read: u64::from(self.planner.rows_read()),
            counts: self.counts,
            absent: self.absent,
            guards: findings,
            purged,
            licences_bought: tenant.licences_bought,
            licences_used: tenant.licences_used,
            licences_after,
            notes: self.notes.clone(),
            settings: self.settings(),
            source_hash: self.hash.clone().unwrap_or_default(),
        })
    }

    fn inspection(&self) -> Inspection {
        let Shown { columns, first_rows } = self.shown.clone();
        Inspection {
            layout: self.job.layout.clone(),
            columns,
            rows: u64::from(self.planner.rows_read()),
            warnings: self.job.layout.notes.clone(),
            first_rows,
        }
    }

    fn settings(&self) -> String {
        self.job.options.settings.repeating(&self.job.mapping, &self.job.layout).to_json()
    }

    /// The plan as a whole, after the last step.
    ///
    /// # Errors
    /// Out of order before the last step.
    pub fn outcome(&self) -> Result<&PlanOutcome, Failure> {
        self.outcome.as_ref().ok_or_else(Failure::out_of_order)
    }

    /// Begins to write the rows that would not go through to a file in the format of the input.
    ///
    /// # Errors
    /// Out of order before the last step; the file cannot be read or the sink not be written.
    pub fn report(&self, sink: Box<dyn Sink>) -> Result<Reporting, Failure> {
        self.outcome()?;
        Reporting::start(&self.job, &self.settled, sink)
    }

    /// Begins to write the plan, if no guard stands in the way.
    ///
    /// # Errors
    /// Out of order before the last step; refused with every guard that stands in the way, or by the host; the file has
    /// changed. Nothing is written then.
    pub fn apply(self) -> Result<Applying, Failure> {
        let Some(outcome) = self.outcome else { return Err(Failure::out_of_order()) };
        let blocking: Vec<Problem> =
            outcome.guards.iter().filter(|guard| guard.blocks).map(|guard| guard.problem.clone()).collect();
        if !blocking.is_empty() {
            return Err(Failure { reason: FailureReason::Refused, problems: blocking });
        }
        drop(self.planner); // what was seen is not needed any more, and a second walk needs the room
        let purges = self.tally.purges.len() as u64;
        Applying::start(self.job, outcome, self.settled, self.changes, self.exchange, purges)
    }
}

fn purge_warning(size: PurgeSize) -> Problem {
    Problem::new(message::PURGE)
        .with("customers", size.customers)
        .with("appointments", size.appointments)
        .with("reports", size.reports)
}

/// Columns whose names promise a field and that are left alone all the same: worth knowing before the run, not only when
/// somebody looks.
fn left_alone(shown: &Shown) -> impl Iterator<Item = Problem> {
    let worth = [mapping_message::VALUES_CONTRADICT, mapping_message::FULL_NAME, mapping_message::ONE_WORD_NAMES];
    let columns = shown.columns.iter().map(|column| (column.index, &column.suggestion));
    let columns = columns.filter(move |(_, one)| one.field.is_none() && worth.contains(&one.why.message));
    columns.map(|(column, one)| one.why.clone().at_column(column))
}

/// Puts a field's label where a note of the mapping, which knows no reader, has its id.
fn name_by_label(note: &mut Problem, catalogue: &Catalogue, language: Language) {
    let Some(field) = note.field.as_ref().and_then(|id| catalogue.get(id)) else { return };
    for (_, value) in note.arguments.iter_mut().filter(|(name, value)| *name == "field" && value == field.id.as_str()) {
        field.label(language).clone_into(value);
    }
}

/// Leaves the column of user groups out where the company is too small to have any.
fn drop_groups(mapping: &mut Mapping, tenant: &Tenant) -> Option<Problem> {
    if tenant.licences_bought >= GROUPS_FROM {
        return None;
    }
    let at = mapping.columns.iter().position(|column| column.field == id::GROUPS)?;
    let column = mapping.columns.remove(at);
    Some(
        Problem::new(message::GROUPS_NEED_TEN)
            .at_column(column.column)
            .with("tenant", &tenant.name)
            .with("licences", tenant.licences_bought)
            .with("header", column.header),
    )
}

/// Opens the file once more, to walk it from its beginning.
pub(super) fn reopen(job: &Job) -> Result<Prepared, Failure> {
    prepare(&job.source, &job.options.settings, &job.catalogue, &job.tenant)
}
