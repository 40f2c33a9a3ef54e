//! Applying a plan: in batches, through one session of the host, with no way back and nothing lost.
//!
//! What was applied stays, whatever ends a run, and every row ends in exactly one outcome. A plan whose changes were kept is
//! written from memory; a larger one is made again from the same file, and only what the plan announced is written.
//!
//! Rows that exchange values with others are written after all other rows, in an order of their own ([`super::exchange`]). Where
//! the plan is made again, as many of them as a budget holds are set aside while the file is read; if there are more, it is read
//! once more for each further lot.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::exchange::Exchange;
use super::hash::Hashing;
use super::kept::{Changes, Kept, in_order};
use super::outcome::{ApplyStep, Counts, PlanOutcome, Progress, RowInfo, RowOutcome, RunOutcome};
use super::plan::{Job, reopen};
use super::planner::{Planned, Planner};
use super::receipt;
use super::report::Reporting;
use super::settled::Settled;
use crate::failure::{Failure, FailureReason};
use crate::host::{Batch, CellChange, Change, ChangeResult, Intent, Session, Sink, StoreError};
use crate::message::{LineNumber, Problem, apply as message};

/// Changes in one call: above a few hundred, larger batches gain nothing, and a fault costs at most this much.
const BATCH: u32 = 500;

/// How often a batch is tried again when the store is busy.
const RETRIES: u32 = 3;

/// Rows that are told one by one when a run ends before them; the report and the counts have all.
const MOST_NOT_STARTED: usize = 1_000;

/// Rows that exchange values and are set aside at once, some hundred bytes each.
const MOST_ASIDE: usize = 20_000;

/// Where the changes come from.
enum Supply {
    Kept(std::iter::Peekable<std::vec::IntoIter<Kept>>),
    Again(Box<Again>),
}

/// A plan that is made again while it is applied.
struct Again {
    planner: Planner,
    exchange: Exchange,
    /// Steps of the exchange that were set aside before, and those that are set aside now.
    lot: std::ops::Range<usize>,
    aside: Vec<Option<Kept>>,
    /// The next step to be written.
    next: usize,
    /// A further reading of the file, for the next lot.
    further: Option<Planner>,
}

impl Again {
    fn new(planner: Planner, exchange: Exchange) -> Self {
        let lot = lot_from(&exchange, 0);
        let aside = lot.clone().map(|_| None).collect();
        Self { planner, exchange, lot, aside, next: 0, further: None }
    }

    fn is_over(&self) -> bool {
        self.planner.is_done() && self.next >= self.exchange.steps().len()
    }

    /// Whether rows of the exchange are to be written now: every other row is.
    fn exchanges(&self) -> bool {
        self.planner.is_past_rows() && self.next < self.exchange.steps().len()
    }

    fn set_aside(&mut self, place: usize, kept: Kept) {
        if self.lot.contains(&place)
            && let Some(slot) = self.aside.get_mut(place - self.lot.start)
        {
            *slot = Some(kept);
        }
    }

    /// The next changes of the lot, rings in one piece.
    fn take_batch(&mut self) -> Vec<Kept> {
        let mut batch = Vec::new();
        while self.next < self.lot.end {
            let joined = self.exchange.steps()[self.next].joined;
            if batch.len() >= BATCH as usize && !joined {
                break;
            }
            batch.extend(self.aside.get_mut(self.next - self.lot.start).and_then(Option::take));
            self.next += 1;
        }
        batch
    }
}

/// As many steps from `start` on as are set aside at once; no ring is split.
fn lot_from(exchange: &Exchange, start: usize) -> std::ops::Range<usize> {
    let steps = exchange.steps();
    let mut end = (start + MOST_ASIDE).min(steps.len());
    while steps.get(end).is_some_and(|step| step.joined) {
        end += 1;
    }
    start..end
}

/// A plan while it is applied.
pub struct Applying {
    job: Rc<Job>,
    plan: PlanOutcome,
    settled: Settled,
    supply: Supply,
    session: Option<Box<dyn Session>>,
    counts: Counts,
    absent: Counts,
    /// Absent accounts still to come.
    absent_left: u64,
    tried: u64,
    total: u64,
    ended_early: Option<Problem>,
    notes: Vec<Problem>,
    outcome: Option<RunOutcome>,
}

impl std::fmt::Debug for Applying {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Applying").field("tried", &self.tried).field("total", &self.total).finish_non_exhaustive()
    }
}

impl Applying {
    pub(super) fn start(
        job: Rc<Job>,
        plan: PlanOutcome,
        settled: Settled,
        changes: Changes,
        exchange: Exchange,
        purges: u64,
    ) -> Result<Self, Failure> {
        let supply = match changes {
            Changes::Kept { list, .. } => Supply::Kept(in_order(list, &exchange).into_iter().peekable()),
            Changes::Outgrown => Supply::Again(Box::new(Again::new(plan_again(&job, &plan.source_hash)?, exchange))),
        };
        let sum = |outcome| plan.counts.of(outcome) + plan.absent.of(outcome);
        let intent = Intent {
            create: sum(RowOutcome::Created),
            update: sum(RowOutcome::Updated),
            deactivate: sum(RowOutcome::Deactivated),
            reactivate: sum(RowOutcome::Reactivated),
            purge: purges,
            source_hash: plan.source_hash.clone(),
        };
        let session = job.ports.store.begin(&intent)?;
        Ok(Self {
            counts: plan.counts,
            absent: plan.absent,
            absent_left: plan.absent.of(RowOutcome::Deactivated),
            tried: 0,
            total: intent.create + intent.update + intent.deactivate + intent.reactivate,
            session: Some(session),
            ended_early: None,
            notes: plan.notes.clone(),
            outcome: None,
            job,
            plan,
            settled,
            supply,
        })
    }

    /// Writes the next batch. A failure of the store ends the run: the step is then done, and the outcome says why.
    ///
    /// # Errors
    /// Only where a step cannot even end the run in good order.
    pub fn step(&mut self) -> Result<ApplyStep, Failure> {
        if self.outcome.is_some() {
            return Ok(ApplyStep { progress: self.progress(), rows: Vec::new() });
        }
        let mut rows = Vec::new();
        let batch = match self.next_changes(&mut rows) {
            Ok(batch) => batch,
            Err(failure) => {
                self.end_early(failure.problems.into_iter().next(), &mut rows);
                return Ok(self.finish(rows));
            }
        };
        if batch.is_empty() {
            if self.supply.is_over() {
                self.settle_vanished();
                return Ok(self.finish(rows));
            }
            return Ok(ApplyStep { progress: self.progress(), rows });
        }
        match self.write(&batch) {
            Ok(results) => {
                for (kept, result) in batch.into_iter().zip(results) {
                    rows.extend(self.settle(kept, result));
                }
                Ok(ApplyStep { progress: self.progress(), rows })
            }
            Err(error) => {
                self.absent_left += batch.iter().filter(|kept| kept.row.is_none()).count() as u64;
                self.end_early(Some(error.into()), &mut rows);
                Ok(self.finish(rows))
            }
        }
    }

    /// Ends the run in good order before its end.
    ///
    /// # Errors
    /// None at present.
    pub fn stop(&mut self) -> Result<ApplyStep, Failure> {
        let mut rows = Vec::new();
        if self.outcome.is_some() {
            return Ok(ApplyStep { progress: self.progress(), rows });
        }
        if self.supply.is_over() {
            self.settle_vanished();
        } else {
            self.end_early(Some(Problem::new(message::STOPPED)), &mut rows);
        }
        Ok(self.finish(rows))
    }

    /// How the run ended, after the last step.
    ///
    /// # Errors
    /// Out of order before the last step.
    pub fn outcome(&self) -> Result<&RunOutcome, Failure> {
        self.outcome.as_ref().ok_or_else(Failure::out_of_order)
    }

    /// Begins to write the rows that did not go through to a file in the format of the input.
    ///
    /// # Errors
    /// Out of order before the last step; the file cannot be read or the sink not be written.
    pub fn report(&self, sink: Box<dyn Sink>) -> Result<Reporting, Failure> {
        self.outcome()?;
        Reporting::start(&self.job, &self.settled, sink)
    }

    fn progress(&self) -> Progress {
        let done = self.outcome.is_some();
        Progress { done, rows: self.tried, position: if done { self.total } else { self.tried }, size: self.total }
    }

    /// The next changes to write, at most a batch and the rest of a ring. Rows of a second walk that are not as planned are
    /// settled at once.
    fn next_changes(&mut self, rows: &mut Vec<RowInfo>) -> Result<Vec<Kept>, Failure> {
        let again = match &mut self.supply {
            Supply::Kept(list) => {
                let mut batch = Vec::new();
                while let Some(kept) = list.next_if(|kept| batch.len() < BATCH as usize || kept.joined) {
                    self.absent_left -= u64::from(kept.row.is_none());
                    batch.push(kept);
                }
                return Ok(batch);
            }
            Supply::Again(again) => again,
        };
        if again.exchanges() {
            return self.next_of_exchange(rows);
        }
        let planned = again.planner.step(BATCH)?;
        let mut batch = Vec::new();
        for one in planned {
            match one.row {
                Some(row) => {
                    if let Some(kept) = self.as_planned(row, one, rows) {
                        match self.place(row) {
                            Some(place) => self.set_aside(place, kept),
                            None => batch.push(kept),
                        }
                    }
                }
                None if self.absent_left > 0 => {
                    self.absent_left -= 1;
                    batch.extend(one.decision.change.map(|change| Kept {
                        row: None,
                        line: None,
                        outcome: one.decision.outcome,
                        change,
                        joined: false,
                    }));
                }
                None => {}
            }
        }
        Ok(batch)
    }

    /// The next rows that exchange values: those that were set aside, or the next lot of them.
    fn next_of_exchange(&mut self, rows: &mut Vec<RowInfo>) -> Result<Vec<Kept>, Failure> {
        let Supply::Again(again) = &mut self.supply else { return Ok(Vec::new()) };
        if again.next < again.lot.end {
            return Ok(again.take_batch());
        }
        let mut planner = match again.further.take() {
            Some(planner) => planner,
            None => {
                again.lot = lot_from(&again.exchange, again.next);
                again.aside = again.lot.clone().map(|_| None).collect();
                plan_again(&self.job, &self.plan.source_hash)?
            }
        };
        let planned = planner.step(BATCH)?;
        let is_past_rows = planner.is_past_rows();
        let lot = again.lot.clone();
        for one in planned {
            if let Some(row) = one.row
                && let Some(place) = self.place(row).filter(|place| lot.contains(place))
                && let Some(kept) = self.as_planned(row, one, rows)
            {
                self.set_aside(place, kept);
            }
        }
        let Supply::Again(again) = &mut self.supply else { return Ok(Vec::new()) };
        if is_past_rows {
            return Ok(again.take_batch());
        }
        again.further = Some(planner);
        Ok(Vec::new())
    }

    /// The place of a row in the exchange, if it takes part in it.
    fn place(&self, row: u32) -> Option<usize> {
        if let Supply::Again(again) = &self.supply { again.exchange.place(row) } else { None }
    }

    fn set_aside(&mut self, place: usize, kept: Kept) {
        if let Supply::Again(again) = &mut self.supply {
            again.set_aside(place, kept);
        }
    }

    /// A row of a second walk, if it is to be written and still is what the plan said.
    fn as_planned(&mut self, row: u32, planned: Planned, rows: &mut Vec<RowInfo>) -> Option<Kept> {
        let announced = self.settled.outcome(row).filter(|outcome| outcome.writes())?;
        let same = announced == planned.decision.outcome && self.settled.is_same_version(row, planned.account.as_ref());
        match planned.decision.change {
            Some(change) if same => {
                Some(Kept { row: Some(row), line: planned.line, outcome: announced, change, joined: false })
            }
            _ => {
                self.tried += 1;
                self.settled.mark_tried(row);
                let account = planned.account.map(|account| account.id);
                rows.push(self.miss(row, planned.line, account, announced, RowOutcome::Stale, message::STALE));
                None
            }
        }
    }

    fn write(&mut self, batch: &[Kept]) -> Result<Vec<ChangeResult>, StoreError> {
        let table = self.table(batch);
        let Some(session) = &mut self.session else { return Err(StoreError::Other("the session is over.".to_owned())) };
        let mut tries = 0;
        let results = loop {
            match session.apply(&table) {
                Err(StoreError::Busy) if tries < RETRIES => tries += 1,
                answer => break answer?,
            }
        };
        if results.len() == batch.len() {
            return Ok(results);
        }
        // Without one answer per change nobody knows what was written: the next run finds out.
        Err(StoreError::Other(format!("{} answers to {} changes.", results.len(), batch.len())))
    }

    /// The batch as the contract wants it: the fields that any change writes, once, then cells.
    fn table(&self, batch: &[Kept]) -> Batch {
        let written: BTreeSet<u16> = batch.iter().flat_map(|kept| &kept.change.cells).map(|(at, _)| *at).collect();
        let written: Vec<u16> = written.into_iter().collect();
        let changes = batch.iter().map(|kept| {
            let mut cells = vec![CellChange::Keep; written.len()];
            for (at, cell) in &kept.change.cells {
                if let Ok(place) = written.binary_search(at) {
                    cells[place] = cell.clone();
                }
            }
            let PlannedParts { action, account, purges } = PlannedParts::of(kept);
            Change { action, account, purges, cells }
        });
        let changes = changes.collect();
        let fields = written.iter().map(|at| self.job.columns.list[usize::from(*at)].field.id.clone()).collect();
        Batch { fields, changes }
    }

    /// Settles a change that was tried; answers what there is to say.
    fn settle(&mut self, kept: Kept, result: ChangeResult) -> Option<RowInfo> {
        self.tried += 1;
        if let Some(row) = kept.row {
            self.settled.mark_tried(row);
        }
        let planned = kept.change.account.map(|account| account.id);
        let (outcome, problem) = match result {
            ChangeResult::Applied(account) => {
                return self.job.options.with_changes.then(|| RowInfo {
                    line: kept.line,
                    account: Some(account.id),
                    outcome: kept.outcome,
                    problems: Vec::new(),
                    changes: Vec::new(),
                });
            }
            ChangeResult::Stale => (RowOutcome::Stale, Problem::new(message::STALE)),
            ChangeResult::Rejected { code, field, text } => {
                let mut problem = Problem::new(message::REJECTED).with("code", code).with("reason", text);
                let column = field.as_ref().and_then(|field| self.job.columns.position(field));
                if let Some(column) = column {
                    problem = problem.at_column(self.job.columns.list[column].column);
                }
                problem.field = field;
                (RowOutcome::Failed, problem)
            }
        };
        Some(self.ends_as(kept.row, kept.line, planned, kept.outcome, outcome, problem))
    }

    fn miss(
        &mut self,
        row: u32,
        line: Option<LineNumber>,
        account: Option<String>,
        from: RowOutcome,
        to: RowOutcome,
        message: crate::message::Code,
    ) -> RowInfo {
        self.ends_as(Some(row), line, account, from, to, Problem::new(message))
    }

    fn ends_as(
        &mut self,
        row: Option<u32>,
        line: Option<LineNumber>,
        account: Option<String>,
        from: RowOutcome,
        to: RowOutcome,
        mut problem: Problem,
    ) -> RowInfo {
        problem.line = line;
        let problems = vec![problem];
        match row {
            Some(row) => {
                self.counts.shift(from, to);
                self.settled.change(row, to, &problems);
            }
            None => self.absent.shift(from, to),
        }
        RowInfo { line, account, outcome: to, problems, changes: Vec::new() }
    }

    /// Every row that was not tried, and every absent account still to come, ends as not started.
    fn end_early(&mut self, why: Option<Problem>, rows: &mut Vec<RowInfo>) {
        self.ended_early = why;
        for row in self.settled.untried() {
            let Some(outcome) = self.settled.outcome(row) else { continue };
            self.counts.shift(outcome, RowOutcome::NotStarted);
            self.settled.change(row, RowOutcome::NotStarted, &[]);
        }
        if let Supply::Kept(list) = &mut self.supply {
            let untold = list.by_ref().filter(|kept| kept.row.is_some()).take(MOST_NOT_STARTED);
            rows.extend(untold.map(|kept| RowInfo {
                line: kept.line,
                account: kept.change.account.map(|account| account.id),
                outcome: RowOutcome::NotStarted,
                problems: vec![Problem { line: kept.line, ..Problem::new(message::NOT_STARTED) }],
                changes: Vec::new(),
            }));
        }
        for _ in 0..std::mem::take(&mut self.absent_left) {
            self.absent.shift(RowOutcome::Deactivated, RowOutcome::NotStarted);
        }
    }

    /// Absent accounts that a second walk did not meet again: somebody else has dealt with them.
    fn settle_vanished(&mut self) {
        for _ in 0..std::mem::take(&mut self.absent_left) {
            self.absent.shift(RowOutcome::Deactivated, RowOutcome::Stale);
        }
    }

    /// What only a fault of this program could do.
    #[cfg(test)]
    pub(super) fn lose_a_row(&mut self) {
        self.counts = Counts::default();
    }

    fn finish(&mut self, rows: Vec<RowInfo>) -> ApplyStep {
        let faulty = self.counts.total() != self.plan.rows_read || self.settled.count() != self.counts;
        if faulty {
            let sum = self.settled.count().total();
            self.notes.push(Problem::new(message::FAULTY).with("rows", self.plan.rows_read).with("sum", sum));
        }
        let receipt = receipt::write(&self.job, &self.plan, self.counts, self.absent, self.ended_early.as_ref());
        if let Some(Err(error)) = self.session.take().map(|session| session.finish(&receipt)) {
            let reason = Problem::from(error).text(self.job.options.language);
            self.notes.push(Problem::new(message::FINISH_FAILED).with("reason", reason));
        }
        if let Ok(totals) = self.job.ports.store.totals()
            && totals.accounts > totals.active
        {
            let number = totals.accounts - totals.active;
            self.notes.push(Problem::new(message::DEACTIVATED_ACCOUNTS).with("number", number));
        }
        self.outcome = Some(RunOutcome {
            rows_read: self.plan.rows_read,
            counts: self.counts,
            absent: self.absent,
            ended_early: self.ended_early.clone(),
            faulty,
            notes: std::mem::take(&mut self.notes),
            receipt,
        });
        ApplyStep { progress: self.progress(), rows }
    }
}

impl Supply {
    fn is_over(&mut self) -> bool {
        match self {
            Self::Kept(list) => list.peek().is_none(),
            Self::Again(again) => again.is_over(),
        }
    }
}

/// What of a planned change goes into a batch as it is.
struct PlannedParts {
    action: crate::host::Action,
    account: Option<crate::host::AccountVersion>,
    purges: bool,
}

impl PlannedParts {
    fn of(kept: &Kept) -> Self {
        let change = &kept.change;
        Self { action: change.action.clone(), account: change.account.clone(), purges: change.purges }
    }
}

/// Opens the file for a second walk, if it still is the file that was planned.
fn plan_again(job: &Job, hash: &str) -> Result<Planner, Failure> {
    let mut hashing = Hashing::default();
    let now = loop {
        if let Some(now) = hashing.step(&*job.source)? {
            break now;
        }
    };
    if now != hash {
        return Err(Failure::new(FailureReason::Unreadable, Problem::new(message::SOURCE_CHANGED)));
    }
    let mut setup = job.setup.clone();
    setup.with_changes = false;
    Ok(Planner::new(reopen(job)?, job.columns.clone(), setup))
}
