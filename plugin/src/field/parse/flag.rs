//! Yes and no, as people and systems write them.

use super::{Reading, without_point_zero};
use crate::cell::Cell;
use crate::message::Problem;
use crate::message::field as message;

/// Spellings of yes in lower case. A lone `x` is a cross in a form; its counterpart, the blank cell, stays blank.
const YES: &[&str] = &[
    "ja",
    "j",
    "yes",
    "y",
    "true",
    "t",
    "wahr",
    "w",
    "1",
    "x",
    "on",
    "an",
    "ein",
    "aktiv",
    "active",
    "aktiviert",
    "enabled",
    "oui",
    "vrai",
    "si",
    "sí",
    "sì",
    "s",
    "vero",
    "verdadero",
    "sim",
    "verdadeiro",
    "tak",
    "prawda",
    "ano",
    "áno",
    "igen",
    "kyllä",
    "evet",
    "da",
    "да",
    "так",
    "ναι",
    "✓",
    "✔",
    "☑",
];

/// Spellings of no in lower case.
const NO: &[&str] = &[
    "nein",
    "n",
    "no",
    "false",
    "f",
    "falsch",
    "0",
    "off",
    "aus",
    "inaktiv",
    "inactive",
    "deaktiviert",
    "disabled",
    "non",
    "faux",
    "falso",
    "não",
    "nao",
    "nee",
    "nie",
    "fałsz",
    "ne",
    "nej",
    "nei",
    "nem",
    "ei",
    "hayır",
    "hayir",
    "nu",
    "нет",
    "ні",
    "не",
    "όχι",
    "☐",
];

pub(super) fn parse(reading: &Reading<'_>, cell: Cell<'_>, text: &str) -> Result<bool, Problem> {
    match cell {
        Cell::Flag(flag) => return Ok(flag),
        Cell::Number { value: 1.0, .. } => return Ok(true),
        Cell::Number { value: 0.0, .. } => return Ok(false),
        _ => {}
    }
    read(without_point_zero(text)).ok_or_else(|| reading.problem(message::NOT_A_FLAG, text))
}

fn read(text: &str) -> Option<bool> {
    let is = |word: &&str| word.eq_ignore_ascii_case(text) || (!text.is_ascii() && text.to_lowercase() == **word);
    if YES.iter().any(is) {
        Some(true)
    } else if NO.iter().any(is) {
        Some(false)
    } else {
        None
    }
}
