//! The authorization level, by number or by name.

use super::{Reading, without_point_zero};
use crate::cell::Cell;
use crate::message::field as message;
use crate::message::{Language, Problem};

/// The names of the levels 0, 1 and 2 in a language.
pub(in crate::field) const fn names(language: Language) -> [&'static str; 3] {
    match language {
        Language::German => ["Benutzer", "Supervisor", "Administrator"],
        Language::English => ["User", "Supervisor", "Administrator"],
    }
}

/// Names in lower case: German, English, French, Italian, Spanish.
const USER: &[&str] = &[
    "0",
    "benutzer",
    "benutzerin",
    "anwender",
    "anwenderin",
    "user",
    "utilisateur",
    "utilisatrice",
    "utente",
    "usuario",
    "usuaria",
];
const SUPERVISOR: &[&str] =
    &["1", "supervisor", "vorgesetzter", "vorgesetzte", "superviseur", "superviseure", "supervisore", "supervisora"];
const ADMINISTRATOR: &[&str] = &[
    "2",
    "administrator",
    "administratorin",
    "admin",
    "administrateur",
    "administratrice",
    "amministratore",
    "amministratrice",
    "administrador",
    "administradora",
];

pub(super) fn parse(reading: &Reading<'_>, cell: Cell<'_>, text: &str) -> Result<i64, Problem> {
    if let Cell::Number { value, .. } = cell {
        for (number, level) in [(0.0, 0), (1.0, 1), (2.0, 2)] {
            if value == number {
                return Ok(level);
            }
        }
    }
    let name = without_point_zero(text);
    [USER, SUPERVISOR, ADMINISTRATOR]
        .iter()
        .zip(0..)
        .find(|(names, _)| names.iter().any(|known| known.eq_ignore_ascii_case(name)))
        .map(|(_, level)| level)
        .ok_or_else(|| reading.problem(message::NOT_A_LEVEL, text))
}
