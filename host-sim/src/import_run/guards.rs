//! How a guard is allowed: the plugin says that its number is to be repeated, each door says how.

use crate::plugin::Problem;

/// The door that an import came in by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Permits {
    /// Flags of the command line.
    #[default]
    Flags,
    /// Parameters of a query.
    Query,
}

/// The guards that can be allowed, with their flag and their parameter.
const GUARDS: [(&str, &str, &str); 5] = [
    ("deactivations", "--allow-deactivations", "allowDeactivations"),
    ("purges", "--allow-purges", "allowPurges"),
    ("key-changes", "--allow-key-changes", "allowKeyChanges"),
    ("identity-changes", "--allow-identity-changes", "allowIdentityChanges"),
    ("promotions", "--allow-promotions", "allowPromotions"),
];

impl Permits {
    /// A guard's text, with what to write to let its number pass. Some guards never let anything pass.
    pub(super) fn text(self, text: &str, guard: &str, number: u64) -> String {
        let Some((_, flag, parameter)) = GUARDS.iter().find(|(known, ..)| *known == guard) else {
            return text.to_owned();
        };
        let how = match self {
            Self::Flags => format!("{flag} {number}"),
            Self::Query => format!("{parameter}={number}"),
        };
        format!("{} ({how}).", text.trim_end_matches('.'))
    }

    /// The same for a problem, where it is a guard's: it tells its number as an argument.
    pub(super) fn tell(self, problem: &mut Problem) {
        let Some(guard) = problem.code.strip_prefix("guard-") else { return };
        let number = problem.arguments.iter().find(|(name, _)| name == "number");
        if let Some(number) = number.and_then(|(_, value)| value.parse().ok()) {
            problem.text = self.text(&problem.text, guard, number);
        }
    }
}
