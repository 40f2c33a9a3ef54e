//! Types of the contract into the rooms' own, and back. No decision is taken here.

use std::borrow::Cow;

use super::bindings::exports::roster::users::importing as offered;
use super::bindings::roster::users as wit;
use crate::failure::{Failure, FailureReason};
use crate::field::{Choice, Field, FieldId, Kind, Section, Value};
use crate::host::{
    AccountVersion, Action, Batch, CellChange, Change, ChangeResult, Channel, FileError, Intent, Notice, Role,
    SourceSystem, StoreError, Tenant,
};
use crate::import;
use crate::mapping::inspect::Inspection;
use crate::mapping::shown::InspectedColumn;
use crate::message::{Language, Problem, Severity, apply as message};

/// Room for a text whose field says nothing better: choices, dates, hosts' kinds of later versions.
const SHORT_TEXT: usize = 200;
/// The greatest length of an email address (RFC 5321: 64 + 1 + 255, of which 254 can be used).
const EMAIL: usize = 254;
/// Room for a phone number with its spaces and extension.
const PHONE: usize = 50;
/// Room for all entries of a list.
const LIST: usize = 10_000;

pub(super) fn tenant(facts: wit::tenant::Facts) -> Tenant {
    Tenant {
        id: facts.id,
        name: facts.name,
        licences_bought: facts.licences_bought,
        licences_used: facts.licences_used,
        connected_to: facts.connected_to.map(|system| match system {
            wit::tenant::SourceSystem::Outlook => SourceSystem::Outlook,
            wit::tenant::SourceSystem::Salesforce => SourceSystem::Salesforce,
            wit::tenant::SourceSystem::DynamicsCrm => SourceSystem::DynamicsCrm,
            wit::tenant::SourceSystem::Other(name) => SourceSystem::Other(name),
        }),
        actor_id: facts.actor.id,
        actor_name: facts.actor.name,
        actor_role: match facts.actor.role {
            wit::tenant::Role::User => Role::User,
            wit::tenant::Role::Supervisor => Role::Supervisor,
            wit::tenant::Role::Administrator => Role::Administrator,
        },
        language: Language::from_tag(&facts.actor.language),
        default_language: facts.default_language,
        country: facts.country,
        log_in_name: facts.log_in_name,
        max_rows: facts.max_rows,
        max_bytes: facts.max_bytes,
        now: facts.now,
    }
}

pub(super) fn store_error(error: wit::user_store::StoreError) -> StoreError {
    match error {
        wit::user_store::StoreError::Busy => StoreError::Busy,
        wit::user_store::StoreError::Full => StoreError::Full,
        wit::user_store::StoreError::Refused(text) => StoreError::Refused(text),
        wit::user_store::StoreError::Other(text) => StoreError::Other(text),
    }
}

pub(super) fn file_error(error: wit::files::FileError, language: Language) -> FileError {
    FileError(match error {
        wit::files::FileError::Changed => Problem::new(message::FILE_CHANGED).text(language),
        wit::files::FileError::Full => Problem::new(message::FILE_FULL).text(language),
        wit::files::FileError::Other(text) => text,
    })
}

/// A field of the host. Where a label is missing in one language the other stands in, and then the id.
pub(super) fn field(field: wit::user_store::Field) -> Field {
    let [de, en] = labels(&field.labels, &field.id);
    let [help_de, help_en] = labels(&field.help, "");
    let [section_de, section_en] = labels(&field.section, "");
    let (kind, max_length) = kind(field.kind);
    Field {
        id: FieldId::new(field.id),
        de: Cow::Owned(de),
        en: Cow::Owned(en),
        help_de: Cow::Owned(help_de),
        help_en: Cow::Owned(help_en),
        kind,
        section: Section::Host { de: section_de, en: section_en },
        max_length,
        key: field.key,
        unique: field.key,
        required_on_create: field.required_on_create,
        read_only: field.read_only,
        set_once: false,
        sensitive: field.sensitive,
    }
}

fn kind(kind: wit::user_store::FieldKind) -> (Kind, usize) {
    use wit::user_store::FieldKind;
    match kind {
        FieldKind::Text(length) => (Kind::Text, length as usize),
        FieldKind::LongText(length) => (Kind::LongText, length as usize),
        FieldKind::Email => (Kind::Email, EMAIL),
        FieldKind::Phone => (Kind::Phone, PHONE),
        FieldKind::Flag => (Kind::Flag, SHORT_TEXT),
        FieldKind::Integer((min, max)) => (Kind::Integer { min: Some(min), max: Some(max) }, SHORT_TEXT),
        FieldKind::Decimal((min, max)) => (Kind::Decimal { min: bound(min), max: bound(max) }, SHORT_TEXT),
        FieldKind::Choice(choices) => (Kind::Choice(choices.into_iter().map(choice).collect()), SHORT_TEXT),
        FieldKind::TextList => (Kind::List, LIST),
        FieldKind::TimeRange => (Kind::TimeRange, SHORT_TEXT),
        FieldKind::Date => (Kind::Date, SHORT_TEXT),
        FieldKind::Other(_) => (Kind::Text, SHORT_TEXT),
    }
}

/// A bound that bounds: an infinite one, or one that is no number, is none.
fn bound(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

fn choice(choice: wit::user_store::Choice) -> Choice {
    let [de, en] = labels(&choice.labels, &choice.value);
    Choice { value: choice.value, de, en }
}

/// The German and the English text of a list by language tag.
fn labels(by_tag: &[(String, String)], otherwise: &str) -> [String; 2] {
    let text_in = |language: &str| {
        by_tag.iter().find(|(tag, _)| tag.split(['-', '_']).next().unwrap_or_default().eq_ignore_ascii_case(language))
    };
    let (de, en) = (text_in("de"), text_in("en"));
    let or = |first: Option<&(String, String)>, second: Option<&(String, String)>| {
        first.or(second).or(by_tag.first()).map_or_else(|| otherwise.to_owned(), |(_, text)| text.clone())
    };
    [or(de, en), or(en, de)]
}

pub(super) fn field_ids(fields: &[FieldId]) -> Vec<String> {
    fields.iter().map(ToString::to_string).collect()
}

pub(super) fn value(value: wit::types::Value) -> Value {
    match value {
        wit::types::Value::Text(text) => Value::Text(text),
        wit::types::Value::Flag(flag) => Value::Flag(flag),
        wit::types::Value::Integer(number) => Value::Integer(number),
        wit::types::Value::Decimal(number) => Value::Decimal(number),
        wit::types::Value::TextList(texts) => Value::List(texts),
    }
}

pub(super) fn wit_value(value: &Value) -> wit::types::Value {
    match value {
        Value::Text(text) => wit::types::Value::Text(text.clone()),
        Value::Flag(flag) => wit::types::Value::Flag(*flag),
        Value::Integer(number) => wit::types::Value::Integer(*number),
        Value::Decimal(number) => wit::types::Value::Decimal(number.clone()),
        Value::List(texts) => wit::types::Value::TextList(texts.clone()),
    }
}

pub(super) fn intent(intent: &Intent) -> wit::user_store::Intent {
    wit::user_store::Intent {
        create: intent.create,
        update: intent.update,
        deactivate: intent.deactivate,
        reactivate: intent.reactivate,
        purge: intent.purge,
        source_hash: intent.source_hash.clone(),
        extra: Vec::new(),
    }
}

pub(super) fn batch(batch: &Batch) -> wit::user_store::Batch {
    wit::user_store::Batch { fields: field_ids(&batch.fields), changes: batch.changes.iter().map(change).collect() }
}

fn change(change: &Change) -> wit::user_store::Change {
    wit::user_store::Change {
        action: match change.action {
            Action::Create => wit::user_store::Action::Create,
            Action::Update => wit::user_store::Action::Update,
            Action::Deactivate => wit::user_store::Action::Deactivate,
            Action::Reactivate => wit::user_store::Action::Reactivate,
        },
        account: change.account.as_ref().map(|account| wit::user_store::AccountVersion {
            id: account.id.clone(),
            revision: account.revision.clone(),
        }),
        purges: change.purges,
        cells: change.cells.iter().map(cell).collect(),
    }
}

fn cell(cell: &CellChange) -> wit::user_store::Cell {
    match cell {
        CellChange::Keep => wit::user_store::Cell::Keep,
        CellChange::Clear => wit::user_store::Cell::Clear,
        CellChange::Set(value) => wit::user_store::Cell::Set(wit_value(value)),
    }
}

pub(super) fn change_result(result: wit::user_store::ChangeResult) -> ChangeResult {
    match result {
        wit::user_store::ChangeResult::Applied(version) => {
            ChangeResult::Applied(AccountVersion { id: version.id, revision: version.revision })
        }
        wit::user_store::ChangeResult::Stale => ChangeResult::Stale,
        wit::user_store::ChangeResult::Rejected(rejection) => ChangeResult::Rejected {
            code: rejection.code,
            field: rejection.field.map(FieldId::new),
            text: rejection.text,
        },
    }
}

pub(super) fn notice(notice: &Notice) -> wit::notifier::Notice {
    wit::notifier::Notice {
        user: notice.user_id.clone(),
        channel: match &notice.channel {
            Channel::Email => wit::notifier::Channel::Email,
            Channel::Sms => wit::notifier::Channel::Sms,
            Channel::Other(name) => wit::notifier::Channel::Other(name.clone()),
        },
        subject: notice.subject.clone(),
        text: notice.text.clone(),
    }
}

pub(super) fn channel(channel: wit::notifier::Channel) -> Channel {
    match channel {
        wit::notifier::Channel::Email => Channel::Email,
        wit::notifier::Channel::Sms => Channel::Sms,
        wit::notifier::Channel::Other(name) => Channel::Other(name),
    }
}

pub(super) fn problem(problem: &Problem, language: Language) -> wit::types::Problem {
    wit::types::Problem {
        code: problem.code().to_owned(),
        severity: match problem.severity() {
            Severity::Note => wit::types::Severity::Note,
            Severity::Warning => wit::types::Severity::Warning,
            Severity::Error => wit::types::Severity::Error,
        },
        text: problem.text(language),
        line: problem.line.map(|line| line.0),
        column: problem.column,
        cell: problem.cell(),
        field: problem.field.as_ref().map(ToString::to_string),
        arguments: arguments(problem),
    }
}

fn arguments(problem: &Problem) -> Vec<(String, String)> {
    let plain = problem.arguments.iter().map(|(name, value)| ((*name).to_owned(), value.clone()));
    let quoted = problem.quoted.iter().map(|list| (list.0.to_owned(), list.1.join(", ")));
    plain.chain(quoted).collect()
}

pub(super) fn problems(problems: &[Problem], language: Language) -> Vec<wit::types::Problem> {
    problems.iter().map(|one| problem(one, language)).collect()
}

pub(super) fn failure(failure: &Failure, language: Language) -> wit::types::Failure {
    wit::types::Failure {
        reason: match failure.reason {
            FailureReason::NotAvailable => wit::types::FailureReason::NotAvailable,
            FailureReason::Refused => wit::types::FailureReason::Refused,
            FailureReason::Unreadable => wit::types::FailureReason::Unreadable,
            FailureReason::InvalidSettings => wit::types::FailureReason::InvalidSettings,
            FailureReason::HostFailed => wit::types::FailureReason::HostFailed,
            FailureReason::OutOfOrder => wit::types::FailureReason::OutOfOrder,
        },
        problems: problems(&failure.problems, language),
    }
}

pub(super) fn progress(progress: import::Progress) -> wit::types::Progress {
    wit::types::Progress { done: progress.done, rows: progress.rows, position: progress.position, size: progress.size }
}

pub(super) fn file_info(seen: &Inspection, language: Language) -> offered::FileInfo {
    let layout = &seen.layout;
    offered::FileInfo {
        kind: layout.kind.as_str().to_owned(),
        sheets: layout
            .sheets
            .iter()
            .map(|sheet| offered::SheetInfo { name: sheet.name.clone(), hidden: sheet.hidden })
            .collect(),
        sheet: layout.sheet.clone(),
        encoding: layout.encoding.map(str::to_owned),
        delimiter: layout.delimiter.map(String::from),
        header_row: layout.header_row.map(|line| line.0),
        columns: seen.columns.iter().map(|column| column_info(column, language)).collect(),
        first_rows: seen.first_rows.clone(),
        rows: seen.rows,
        warnings: problems(&seen.warnings, language),
    }
}

fn column_info(column: &InspectedColumn, language: Language) -> offered::ColumnInfo {
    offered::ColumnInfo {
        index: u32::try_from(column.index).unwrap_or(u32::MAX),
        header: column.header.clone(),
        samples: column.samples.clone(),
        field: column.suggestion.field.as_ref().map(ToString::to_string),
        inverted: column.suggestion.inverted,
        why: problem(&column.suggestion.why, language),
    }
}

pub(super) fn row_infos(rows: &[import::RowInfo], language: Language) -> Vec<offered::RowInfo> {
    let row = |row: &import::RowInfo| offered::RowInfo {
        line: row.line.map(|line| line.0),
        account: row.account.clone(),
        outcome: outcome(row.outcome),
        problems: problems(&row.problems, language),
        changes: row
            .changes
            .iter()
            .map(|change| offered::CellChange {
                field: change.field.to_string(),
                label: change.label.clone(),
                before: change.before.as_ref().map(wit_value),
                after: change.after.as_ref().map(wit_value),
                before_text: change.texts.0.clone(),
                after_text: change.texts.1.clone(),
            })
            .collect(),
    };
    rows.iter().map(row).collect()
}

fn outcome(outcome: import::RowOutcome) -> offered::RowOutcome {
    match outcome {
        import::RowOutcome::Created => offered::RowOutcome::Created,
        import::RowOutcome::Updated => offered::RowOutcome::Updated,
        import::RowOutcome::Unchanged => offered::RowOutcome::Unchanged,
        import::RowOutcome::Deactivated => offered::RowOutcome::Deactivated,
        import::RowOutcome::Reactivated => offered::RowOutcome::Reactivated,
        import::RowOutcome::Skipped => offered::RowOutcome::Skipped,
        import::RowOutcome::Failed => offered::RowOutcome::Failed,
        import::RowOutcome::Stale => offered::RowOutcome::Stale,
        import::RowOutcome::NotStarted => offered::RowOutcome::NotStarted,
    }
}

fn counts(counts: &import::Counts) -> offered::OutcomeCounts {
    let of = |outcome| counts.of(outcome);
    offered::OutcomeCounts {
        created: of(import::RowOutcome::Created),
        updated: of(import::RowOutcome::Updated),
        unchanged: of(import::RowOutcome::Unchanged),
        deactivated: of(import::RowOutcome::Deactivated),
        reactivated: of(import::RowOutcome::Reactivated),
        skipped: of(import::RowOutcome::Skipped),
        failed: of(import::RowOutcome::Failed),
        stale: of(import::RowOutcome::Stale),
        not_started: of(import::RowOutcome::NotStarted),
    }
}

pub(super) fn plan_outcome(plan: &import::PlanOutcome, language: Language) -> offered::PlanOutcome {
    let guard = |finding: &import::GuardFinding| offered::GuardFinding {
        guard: finding.guard.to_owned(),
        number: finding.number,
        limit: finding.limit,
        blocks: finding.blocks,
        problem: problem(&finding.problem, language),
    };
    offered::PlanOutcome {
        file: file_info(&plan.file, language),
        rows_read: plan.rows_read,
        counts: counts(&plan.counts),
        absent: counts(&plan.absent),
        guards: plan.guards.iter().map(guard).collect(),
        purged_customers: plan.purged.customers,
        purged_appointments: plan.purged.appointments,
        purged_reports: plan.purged.reports,
        licences_bought: plan.licences_bought,
        licences_used: plan.licences_used,
        licences_after: plan.licences_after,
        notes: problems(&plan.notes, language),
        settings: plan.settings.clone(),
        source_hash: plan.source_hash.clone(),
    }
}

pub(super) fn run_outcome(run: &import::RunOutcome, language: Language) -> offered::RunOutcome {
    offered::RunOutcome {
        rows_read: run.rows_read,
        counts: counts(&run.counts),
        absent: counts(&run.absent),
        ended_early: run.ended_early.as_ref().map(|one| problem(one, language)),
        faulty: run.faulty,
        notes: problems(&run.notes, language),
        receipt: run.receipt.clone(),
    }
}
