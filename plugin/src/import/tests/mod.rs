//! The rules of page and manual as sentences: a small world of users, a list as text, and what came of it.
#![allow(clippy::unwrap_used, clippy::panic)]

mod claims;
mod faults;
mod guards;
mod lists;
mod marks;
mod merged;
mod properties;
mod reports;
mod rules;
mod values;
mod zeros;

use std::collections::HashMap;
use std::rc::Rc;

use super::{Allowance, Applying, ImportOptions, Plan, PlanOutcome, RowInfo, RowOutcome, RunOutcome};
use crate::failure::Failure;
use crate::field::{FieldId, Value, id};
use crate::host::memory::{MemorySink, MemoryStore, MemoryTenant, StoredUser};
use crate::host::{Delivery, Notice, Notifier, Ports, StoreError};
use crate::mapping::Mode;
use crate::mapping::settings::ImportSettings;
use crate::message::Language;
use crate::sheet::memory_source;

/// A notifier that must never be asked.
struct Silence;

impl Notifier for Silence {
    fn send(&self, _: &[Notice]) -> Result<Vec<Delivery>, StoreError> {
        panic!("an import must not send anything")
    }
}

#[derive(Clone)]
struct World {
    store: MemoryStore,
    tenant: MemoryTenant,
    settings: ImportSettings,
    allow: Vec<Allowance>,
    /// Bytes that planned changes may take.
    budget: usize,
}

/// One row that had something to say: line, outcome, codes.
type News = (Option<u32>, RowOutcome, Vec<&'static str>);

impl World {
    fn new() -> Self {
        Self {
            store: MemoryStore::new(Vec::new()),
            tenant: MemoryTenant::default(),
            settings: ImportSettings::default(),
            allow: Vec::new(),
            budget: super::kept::BUDGET,
        }
    }

    fn mode(mut self, mode: Mode) -> Self {
        self.settings.mode = Some(mode);
        self
    }

    fn allow(mut self, guard: &str, number: u64) -> Self {
        self.allow.push(Allowance { guard: guard.to_owned(), number });
        self
    }

    /// Sets properties of the settings document.
    fn settings(mut self, json: &str) -> Self {
        let mode = self.settings.mode;
        self.settings = ImportSettings::parse(json).unwrap();
        self.settings.mode = self.settings.mode.or(mode);
        self
    }

    /// Adds an active user called by email, with more values.
    fn user<const N: usize>(&self, email: &str, more: [(FieldId, Value); N]) -> String {
        let mut values = HashMap::from([
            (id::FIRST_NAME, text("Old")),
            (id::LAST_NAME, text("Name")),
            (id::EMAIL, text(email)),
            (id::LEVEL, Value::Integer(0)),
            (id::HAS_OWN_SCHEDULE, Value::Flag(true)),
        ]);
        values.extend(more);
        self.store.add_all(values)
    }

    fn ports(&self) -> Ports {
        let (tenant, store) = (Rc::new(self.tenant.clone()), Rc::new(self.store.clone()));
        Ports { tenant, store, notifier: Rc::new(Silence) }
    }

    fn start(&self, list: &str) -> Result<Plan, Failure> {
        self.start_in(list, Language::English)
    }

    fn start_in(&self, list: &str, language: Language) -> Result<Plan, Failure> {
        let options =
            ImportOptions { settings: self.settings.clone(), language, allow: self.allow.clone(), with_changes: true };
        Plan::start_within(memory_source(list.as_bytes()), &self.ports(), options, self.budget)
    }

    /// Plans a list to its end.
    fn plan(&self, list: &str) -> (Plan, Vec<RowInfo>) {
        self.plan_in(list, Language::English)
    }

    fn plan_in(&self, list: &str, language: Language) -> (Plan, Vec<RowInfo>) {
        let mut plan = self.start_in(list, language).unwrap();
        let mut rows = Vec::new();
        loop {
            let step = plan.step(7).unwrap();
            rows.extend(step.rows);
            if step.progress.done {
                return (plan, rows);
            }
        }
    }

    fn planned(&self, list: &str) -> (PlanOutcome, Vec<News>) {
        let (plan, rows) = self.plan(list);
        (plan.outcome().unwrap().clone(), news(&rows))
    }

    /// Plans and applies a list.
    fn import(&self, list: &str) -> (RunOutcome, Vec<News>) {
        let (applied, rows) = self.apply(list).unwrap();
        (applied.outcome().unwrap().clone(), rows)
    }

    /// Plans and applies a list; the rows that had problems, in the order in which they were told.
    fn apply(&self, list: &str) -> Result<(Applying, Vec<News>), Failure> {
        let (plan, mut rows) = self.plan(list);
        rows.retain(|row| !row.problems.is_empty());
        let mut applying = plan.apply()?;
        loop {
            let step = applying.step()?;
            rows.extend(step.rows.into_iter().filter(|row| !row.problems.is_empty()));
            if step.progress.done {
                return Ok((applying, news(&rows)));
            }
        }
    }

    fn refused(&self, list: &str) -> Vec<&'static str> {
        let (plan, _) = self.plan(list);
        let failure = plan.apply().unwrap_err();
        failure.problems.iter().map(crate::message::Problem::code).collect()
    }

    fn by_email(&self, email: &str) -> Option<(String, StoredUser)> {
        self.store.users().into_iter().find(|(_, user)| user.values.get(&id::EMAIL) == Some(&text(email)))
    }

    fn value(&self, email: &str, field: FieldId) -> Option<Value> {
        self.by_email(email)?.1.values.get(&field).cloned()
    }
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn news(rows: &[RowInfo]) -> Vec<News> {
    rows.iter()
        .map(|row| {
            let codes = row.problems.iter().map(crate::message::Problem::code).collect();
            (row.line.map(|line| line.0), row.outcome, codes)
        })
        .collect()
}

/// The outcomes of a count that are not zero.
fn counted(counts: &super::Counts) -> Vec<(RowOutcome, u64)> {
    RowOutcome::ALL.into_iter().map(|outcome| (outcome, counts.of(outcome))).filter(|(_, number)| *number > 0).collect()
}

/// A report as text.
fn report_text(start: impl FnOnce(Box<MemorySink>) -> Result<super::Reporting, Failure>) -> String {
    let sink = MemorySink::default();
    let mut report = start(Box::new(sink.clone())).unwrap();
    while !report.step(3).unwrap().done {}
    String::from_utf8(sink.bytes()).unwrap().trim_start_matches('\u{feff}').to_owned()
}
