//! `importing`: interim.
use super::{Component, offered, wit};
use offered::importing as own;
use wit::types::{Failure as F, FailureReason, Progress};
pub(in super::super) struct Nothing;
fn no<T>() -> Result<T, F> {
    Err(F { reason: FailureReason::OutOfOrder, problems: Vec::new() })
}
impl own::Guest for Component {
    type Inspecting = Nothing;
    type Table = Nothing;
    type Plan = Nothing;
    type Applying = Nothing;
    type Reporting = Nothing;
    fn inspect(_: wit::files::Source, _: own::ImportOptions) -> Result<own::Inspecting, F> {
        no()
    }
    fn open_table(_: wit::files::Source, _: own::ImportOptions) -> Result<own::Table, F> {
        no()
    }
    fn make_plan(_: wit::files::Source, _: own::ImportOptions) -> Result<own::Plan, F> {
        no()
    }
    fn apply(_: own::Plan) -> Result<own::Applying, F> {
        no()
    }
}
impl own::GuestInspecting for Nothing {
    fn step(&self, _: u32) -> Result<Progress, F> {
        no()
    }
    fn outcome(&self) -> Result<own::FileInfo, F> {
        no()
    }
}
impl own::GuestTable for Nothing {
    fn header(&self) -> Vec<String> {
        Vec::new()
    }
    fn next(&self, _: u32) -> Result<Vec<own::TableRow>, F> {
        no()
    }
}
impl own::GuestPlan for Nothing {
    fn step(&self, _: u32) -> Result<own::PlanStep, F> {
        no()
    }
    fn outcome(&self) -> Result<own::PlanOutcome, F> {
        no()
    }
    fn report(&self, _: wit::files::Sink) -> Result<own::Reporting, F> {
        no()
    }
}
impl own::GuestApplying for Nothing {
    fn step(&self) -> Result<own::ApplyStep, F> {
        no()
    }
    fn stop(&self) -> Result<own::ApplyStep, F> {
        no()
    }
    fn outcome(&self) -> Result<own::RunOutcome, F> {
        no()
    }
    fn report(&self, _: wit::files::Sink) -> Result<own::Reporting, F> {
        no()
    }
}
impl own::GuestReporting for Nothing {
    fn step(&self, _: u32) -> Result<Progress, F> {
        no()
    }
}
