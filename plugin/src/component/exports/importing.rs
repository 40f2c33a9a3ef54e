//! `importing`: look at a file, plan it, apply the plan, report what did not go through.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Call, Component, convert, offered, wit};
use crate::component::ports::{HostSink, HostSource};
use crate::failure::Failure;
use crate::host::Source;
use crate::import::{self, Allowance, ImportOptions};
use crate::mapping::inspect::{Inspection, Inspector};
use crate::mapping::settings::ImportSettings;
use crate::mapping::suggest::LabelHints;
use crate::mapping::view::TableView;
use crate::message::Language;
use crate::sheet;
use offered::importing as own;
use wit::types::{Failure as WitFailure, Progress};

/// Something that is worked on step by step, and the language of its answers. Calls never overlap: the component model
/// lets nobody in while a call is under way.
pub(in super::super) struct Stepped<T> {
    work: RefCell<T>,
    language: Language,
}

impl<T> Stepped<T> {
    fn new(work: T, language: Language) -> Self {
        Self { work: RefCell::new(work), language }
    }

    fn with<R>(&self, call: impl FnOnce(&mut T) -> Result<R, Failure>) -> Result<R, WitFailure> {
        call(&mut self.work.borrow_mut()).map_err(|failure| convert::failure(&failure, self.language))
    }
}

/// A look at a file, under way or done.
pub(in super::super) enum Looking {
    /// Boxed: far larger than what comes out of it.
    UnderWay {
        inspector: Box<Inspector>,
        size: u64,
    },
    Done {
        seen: Box<Inspection>,
        progress: Progress,
    },
    /// Only while one becomes the other.
    Between,
}

impl Looking {
    fn step(&mut self, max_rows: u32) -> Progress {
        if let Self::UnderWay { inspector, size } = self {
            let done = inspector.step(max_rows.max(1));
            let progress = Progress { done, rows: inspector.rows_read(), position: inspector.position(), size: *size };
            if !done {
                return progress;
            }
            self.finish(progress);
        }
        match self {
            Self::Done { progress, .. } => *progress,
            Self::UnderWay { .. } | Self::Between => Progress { done: false, rows: 0, position: 0, size: 0 },
        }
    }

    fn stop(&mut self) {
        if let Self::UnderWay { inspector, size } = self {
            inspector.stop();
            let progress =
                Progress { done: true, rows: inspector.rows_read(), position: inspector.position(), size: *size };
            self.finish(progress);
        }
    }

    fn finish(&mut self, progress: Progress) {
        if let Self::UnderWay { inspector, .. } = std::mem::replace(self, Self::Between) {
            *self = Self::Done { seen: Box::new(inspector.finish()), progress };
        }
    }
}

impl own::Guest for Component {
    type Inspecting = Stepped<Looking>;
    type Table = Stepped<TableView>;
    type Plan = Stepped<import::Plan>;
    type Applying = Stepped<import::Applying>;
    type Reporting = Stepped<import::Reporting>;

    fn inspect(file: wit::files::Source, options: own::ImportOptions) -> Result<own::Inspecting, WitFailure> {
        let (call, options) = begin(options)?;
        let catalogue = call.catalogue()?;
        let source = Rc::new(HostSource::new(file, call.language));
        let size = source.size();
        let inspector = Inspector::start(source, &options.settings, &catalogue, Some(&call.tenant))
            .map_err(|problem| call.failure(&Failure::unreadable(problem)))?;
        let looking = Looking::UnderWay { inspector: Box::new(inspector), size };
        Ok(own::Inspecting::new(Stepped::new(looking, call.language)))
    }

    fn open_table(file: wit::files::Source, options: own::ImportOptions) -> Result<own::Table, WitFailure> {
        let (call, options) = begin(options)?;
        let catalogue = call.catalogue()?;
        let source = Rc::new(HostSource::new(file, call.language));
        let read_options = crate::mapping::settings::read_options(&options.settings);
        let table = sheet::open(source, &read_options, &LabelHints::new(&catalogue))
            .map_err(|problem| call.failure(&Failure::unreadable(problem)))?;
        let view = TableView::new(table).map_err(|problem| call.failure(&Failure::unreadable(problem)))?;
        Ok(own::Table::new(Stepped::new(view, call.language)))
    }

    fn make_plan(file: wit::files::Source, options: own::ImportOptions) -> Result<own::Plan, WitFailure> {
        let (call, options) = begin(options)?;
        let source = Rc::new(HostSource::new(file, call.language));
        let plan = import::Plan::start(source, &call.ports, options).map_err(|failure| call.failure(&failure))?;
        Ok(own::Plan::new(Stepped::new(plan, call.language)))
    }

    fn apply(plan: own::Plan) -> Result<own::Applying, WitFailure> {
        let Stepped { work, language } = plan.into_inner::<Stepped<import::Plan>>();
        Call::allowed(Some(language.tag()))?;
        let applying = work.into_inner().apply().map_err(|failure| convert::failure(&failure, language))?;
        Ok(own::Applying::new(Stepped::new(applying, language)))
    }
}

/// How every call about a file begins. Settings may name a language; what the call says wins.
fn begin(options: own::ImportOptions) -> Result<(Call, ImportOptions), WitFailure> {
    let mut call = Call::allowed(options.language.as_deref())?;
    let settings = match &options.settings {
        Some(document) => {
            ImportSettings::parse(document).map_err(|problem| call.failure(&Failure::settings(problem)))?
        }
        None => ImportSettings::default(),
    };
    if let (None, Some(language)) = (&options.language, &settings.language) {
        call.language = Language::from_tag(language);
    }
    let allow = |one: own::Allowance| Allowance { guard: one.guard, number: one.number };
    let options = ImportOptions {
        settings,
        language: call.language,
        allow: options.allow.into_iter().map(allow).collect(),
        with_changes: options.with_changes,
    };
    Ok((call, options))
}

impl own::GuestInspecting for Stepped<Looking> {
    fn step(&self, max_rows: u32) -> Result<Progress, WitFailure> {
        Ok(self.work.borrow_mut().step(max_rows))
    }

    fn stop(&self) {
        self.work.borrow_mut().stop();
    }

    fn outcome(&self) -> Result<own::FileInfo, WitFailure> {
        match &*self.work.borrow() {
            Looking::Done { seen, .. } => Ok(convert::file_info(seen, self.language)),
            Looking::UnderWay { .. } | Looking::Between => {
                Err(convert::failure(&Failure::out_of_order(), self.language))
            }
        }
    }
}

impl own::GuestTable for Stepped<TableView> {
    fn header(&self) -> Vec<String> {
        self.work.borrow().header()
    }

    fn next(&self, max_rows: u32) -> Result<Vec<own::TableRow>, WitFailure> {
        self.with(|view| {
            let mut rows = Vec::new();
            while rows.len() < MOST_TABLE_ROWS.min(max_rows) as usize {
                let Some((line, cells)) = view.next_row().map_err(Failure::unreadable)? else { break };
                rows.push(own::TableRow { line: line.0, cells });
            }
            Ok(rows)
        })
    }
}

/// Rows that one call hands out at most, whatever it asks for: a host may bound what one call hands over.
const MOST_TABLE_ROWS: u32 = 1_000;

impl own::GuestPlan for Stepped<import::Plan> {
    fn step(&self, max_rows: u32) -> Result<own::PlanStep, WitFailure> {
        let step = self.with(|plan| plan.step(max_rows))?;
        Ok(own::PlanStep {
            progress: convert::progress(step.progress),
            rows: convert::row_infos(&step.rows, self.language),
        })
    }

    fn outcome(&self) -> Result<own::PlanOutcome, WitFailure> {
        self.with(|plan| Ok(convert::plan_outcome(plan.outcome()?, self.language)))
    }

    fn report(&self, to: wit::files::Sink) -> Result<own::Reporting, WitFailure> {
        let sink = Box::new(HostSink::new(to, self.language));
        self.with(|plan| plan.report(sink)).map(|report| own::Reporting::new(Stepped::new(report, self.language)))
    }
}

impl own::GuestApplying for Stepped<import::Applying> {
    fn step(&self) -> Result<own::ApplyStep, WitFailure> {
        self.with(|applying| applying.step()).map(|step| self.apply_step(&step))
    }

    fn stop(&self) -> Result<own::ApplyStep, WitFailure> {
        self.with(|applying| applying.stop()).map(|step| self.apply_step(&step))
    }

    fn outcome(&self) -> Result<own::RunOutcome, WitFailure> {
        self.with(|applying| Ok(convert::run_outcome(applying.outcome()?, self.language)))
    }

    fn report(&self, to: wit::files::Sink) -> Result<own::Reporting, WitFailure> {
        let sink = Box::new(HostSink::new(to, self.language));
        self.with(|applying| applying.report(sink))
            .map(|report| own::Reporting::new(Stepped::new(report, self.language)))
    }
}

impl Stepped<import::Applying> {
    fn apply_step(&self, step: &import::ApplyStep) -> own::ApplyStep {
        own::ApplyStep {
            progress: convert::progress(step.progress),
            rows: convert::row_infos(&step.rows, self.language),
        }
    }
}

impl own::GuestReporting for Stepped<import::Reporting> {
    fn step(&self, max_rows: u32) -> Result<Progress, WitFailure> {
        self.with(|report| report.step(max_rows)).map(convert::progress)
    }
}
