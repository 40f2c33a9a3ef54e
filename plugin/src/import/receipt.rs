//! The receipt of a run: a JSON document that says what was done to what, by whom, and under which limits. It holds no
//! personal data beside the acting person's name.

use serde_json::{Map, Value, json};

use super::hash;
use super::outcome::{Counts, PlanOutcome, RowOutcome};
use super::plan::Job;
use crate::message::{Language, Problem};

/// The version of the document.
const VERSION: u32 = 1;

pub(super) fn write(
    job: &Job,
    plan: &PlanOutcome,
    counts: Counts,
    absent: Counts,
    ended_early: Option<&Problem>,
) -> String {
    let guards = &job.mapping.guards;
    let allowed: Map<String, Value> =
        job.options.allow.iter().map(|one| (one.guard.clone(), Value::from(one.number))).collect();
    json!({
        "receipt": VERSION,
        "tenant": job.tenant.name,
        "actor": { "id": job.tenant.actor_id, "name": job.tenant.actor_name },
        "source": {
            "sha256": plan.source_hash,
            "bytes": job.source.size(),
            "kind": job.layout.kind.as_str(),
            "sheet": job.layout.sheet,
        },
        "settings_sha256": hash::of_text(&plan.settings),
        "mode": job.mapping.mode.api_name(),
        "rows_read": plan.rows_read,
        "counts": numbers(counts),
        "absent": numbers(absent),
        "limits": {
            "deactivations_percent": guards.deactivations_percent,
            "deactivations": guards.deactivations,
            "purges": guards.purges,
            "key_changes_percent": guards.key_changes_percent,
            "key_changes": guards.key_changes,
            "identity_changes": guards.identity_changes,
            "promotions": guards.promotions,
        },
        "allowed": allowed,
        "ended_early": ended_early.map(|problem| json!({ "code": problem.code(), "text": problem.text(Language::English) })),
    })
    .to_string()
}

/// Counts as an object, one member per outcome.
fn numbers(counts: Counts) -> Value {
    let pairs =
        RowOutcome::ALL.iter().map(|outcome| (outcome.as_str().replace('-', "_"), Value::from(counts.of(*outcome))));
    Value::Object(pairs.collect())
}
