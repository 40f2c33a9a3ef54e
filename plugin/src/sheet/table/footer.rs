//! What ends a table: sums, dates of printing, page numbers. Such rows are no data where nothing but their like follows.

use crate::sheet::shape::{Shape, is_email, shape};
use crate::sheet::{Cell, Row};

/// What sums begin with, in lower case; followed by no letter.
const SUMS: [&str; 14] = [
    "summe",
    "gesamt",
    "gesamtsumme",
    "gesamtanzahl",
    "gesamtergebnis",
    "zwischensumme",
    "insgesamt",
    "total",
    "totals",
    "grand total",
    "subtotal",
    "sum",
    "anzahl",
    "count",
];
/// What other footers begin with.
const OPENINGS: [&str; 24] = [
    "stand",
    "seite",
    "page",
    "ausdruck",
    "gedruckt",
    "erstellt",
    "exportiert",
    "generiert",
    "druckdatum",
    "printed",
    "created",
    "generated",
    "exported",
    "report",
    "quelle",
    "source",
    "ende",
    "end of",
    "as of",
    "hinweis",
    "legende",
    "vertraulich",
    "confidential",
    "copyright",
];

/// What a row looks like to somebody who looks for the end of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Data.
    Data,
    /// It may be the beginning of a footer.
    Footer,
    /// Dashes under a header or above a sum.
    Rule,
}

/// What stands above a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Above {
    /// The header, with nothing but blank lines between: only what says so itself is a footer there.
    Header,
    /// Data.
    Data,
    /// Blank lines, or what may be the footer already.
    Gap,
}

/// What a row looks like; `columns` says how many columns the header labels.
pub(super) fn kind(row: &Row, columns: usize, above: Above) -> Kind {
    // More filled cells than this are a person.
    let few = (columns / 2).max(1);
    let mut filled = row.iter().filter(|cell| !cell.is_blank());
    let Some(first) = filled.next() else { return Kind::Data };
    if is_ruled(first) && filled.all(is_ruled) {
        return Kind::Rule;
    }
    let filled = || row.iter().filter(|cell| !cell.is_blank());
    let count = filled().take(few + 1).count();
    if is_sum(first) && filled().skip(1).all(is_number) && count > 1 {
        return Kind::Footer;
    }
    if count > few || filled().any(|cell| matches!(cell, Cell::Text(text) if is_email(text.trim()))) {
        return Kind::Data;
    }
    // Nobody is a date: it is when the list was made.
    let stamp = count == 1 && columns >= 3 && above != Above::Header && is_stamp(first);
    let Cell::Text(text) = first else { return if stamp { Kind::Footer } else { Kind::Data } };
    let text = text.trim();
    let opening = opens_footer(text);
    let gap = above == Above::Gap;
    let alone = count == 1 && columns >= 3 && (gap || above == Above::Data && reads_like_a_remark(text));
    let mark = count == 1 && columns >= 3 && above != Above::Header && marks_the_end(text);
    if opening && (columns > 1 || gap || text.contains(':')) || alone || stamp || mark {
        Kind::Footer
    } else {
        Kind::Data
    }
}

/// A date or a time, or both.
fn is_stamp(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Date(_) => true,
        Cell::Text(text) => {
            let text = text.trim();
            let mut words = text.split([' ', ',']).filter(|word| !word.is_empty() && *word != "Uhr").peekable();
            shape(text) == Shape::Date || words.peek().is_some() && words.all(|word| shape(word) == Shape::Date)
        }
        _ => false,
    }
}

/// What programs write below a list and nobody is called, alone in its row: `Export vom ...`, `EOF`, `3 Personen`.
fn marks_the_end(text: &str) -> bool {
    const OPENINGS: [&str; 16] = [
        "export",
        "exportdatum",
        "datum",
        "date",
        "druck",
        "bericht",
        "aktualisiert",
        "letzte änderung",
        "last updated",
        "last update",
        "updated",
        "eof",
        "end",
        "records",
        "datensätze",
        "generiert von",
    ];
    let lower = lower_start(text);
    let bare = lower.trim_end_matches(['-', '=', '*', '#', ')', ' ', '.']);
    let digits = text.contains(|c: char| c.is_ascii_digit());
    matches!(bare, "eof" | "end" | "ende") || digits && begins_with(&lower, &OPENINGS)
}

fn is_ruled(cell: Cell<'_>) -> bool {
    match cell {
        Cell::Text(text) => {
            let text = text.trim();
            text.len() >= 3 && text.chars().all(|c| matches!(c, '-' | '=' | '_' | '+' | '*' | '─' | '═'))
        }
        _ => false,
    }
}

/// Whether a text begins as footers do.
fn opens_footer(text: &str) -> bool {
    let lower = lower_start(text);
    let word = begins_with(&lower, &SUMS) || begins_with(&lower, &OPENINGS);
    word || text.starts_with(['©', 'Σ', '∑']) || counts_rows(&lower)
}

fn is_sum(cell: Cell<'_>) -> bool {
    matches!(cell, Cell::Text(text) if begins_with(&lower_start(text.trim()), &SUMS))
}

fn is_number(cell: Cell<'_>) -> bool {
    matches!(cell, Cell::Number { .. }) || matches!(cell, Cell::Text(text) if shape(text) == Shape::Number)
}

fn lower_start(text: &str) -> String {
    text.trim_start_matches(['-', '=', '*', '#', '(', ' ', '©', 'Σ', '∑']).to_lowercase()
}

fn begins_with(lower: &str, openings: &[&str]) -> bool {
    openings.iter().any(|opening| {
        lower.strip_prefix(opening).is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphabetic() || c == '-'))
    })
}

/// `(12 rows affected)`, `12 Datensätze`.
fn counts_rows(lower: &str) -> bool {
    let rest = lower.trim_start_matches(|c: char| c.is_ascii_digit());
    let words = [
        "row",
        "record",
        "datens",
        "zeile",
        "einträge",
        "eintrag",
        "user",
        "benutzer",
        "mitarbeiter",
        "person",
        "people",
        "employee",
        "contact",
        "kontakt",
        "account",
        "member",
        "mitglied",
        "entries",
    ];
    rest.len() < lower.len() && words.iter().any(|word| rest.trim_start().starts_with(word))
}

/// A sentence or a stamp rather than a value: several words, and a colon, a date or a count of rows among them. A number
/// alone is part of many names: `Außendienst Nord 2`.
fn reads_like_a_remark(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let counts =
        || (0..words.len()).any(|at| counts_rows(&words.get(at..).unwrap_or_default().join(" ").to_lowercase()));
    words.len() >= 3 && (text.contains(':') || words.iter().any(|word| shape(word) == Shape::Date) || counts())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::message::LineNumber;

    fn kind_of(cells: &[&str], above: Above) -> Kind {
        let mut row = Row::default();
        row.begin(LineNumber(1));
        cells.iter().for_each(|cell| row.push(Cell::Text(cell)));
        kind(&row, cells.len(), above)
    }

    #[test]
    fn footers_are_told_from_people() {
        let cases: [(&[&str], bool, Kind); 20] = [
            (&["Summe", "5", ""], false, Kind::Footer),
            (&["Total", "5", "1.234,50"], false, Kind::Footer),
            (&["Page", "4711", ""], false, Kind::Data),
            (&["Summe", "5", "", ""], false, Kind::Footer),
            (&["Gesamt: 12", "", "", ""], false, Kind::Footer),
            (&["", "", "Total", ""], false, Kind::Footer),
            (&["Ausdruck vom 31.12.2025 12:00, Seite 1 von 1", "", "", ""], false, Kind::Footer),
            (&["(12 rows affected)", "", ""], false, Kind::Footer),
            (&["Bemerkung dazu", "", ""], true, Kind::Footer),
            (&["Es wurden 12 Datensätze ausgegeben", "", ""], false, Kind::Footer),
            (&["Liste vom 31.12.2025 geprüft", "", ""], false, Kind::Footer),
            (&["Außendienst Nord 2", "", ""], false, Kind::Data),
            (&["Carla Groß #12", "", ""], false, Kind::Data),
            (&["Ceramic Insulators #124-TD45-87", "", ""], false, Kind::Data),
            (&["Anna", "", ""], false, Kind::Data),
            (&["", "", "anna@example.com"], true, Kind::Data),
            (&["Total", "Karl", "karl@example.com"], false, Kind::Data),
            (&["Summerer", "", ""], false, Kind::Data),
            (&["Stand-Up", "", ""], false, Kind::Data),
            (&["-----", "------", "---"], false, Kind::Rule),
        ];
        for (cells, gap, expected) in cases {
            let above = if gap { Above::Gap } else { Above::Data };
            assert_eq!(kind_of(cells, above), expected, "{cells:?}");
        }
        for stamp in ["12.03.2024 08:15:22", "2024-03-12", "08:15", "12.03.2024, 08:15 Uhr", "3/12/2024 8:15 AM"] {
            assert_eq!(kind_of(&[stamp, "", ""], Above::Data), Kind::Footer, "{stamp}");
            assert_eq!(kind_of(&[stamp, "Anna", ""], Above::Data), Kind::Data, "{stamp}");
            assert_eq!(kind_of(&[stamp, "", ""], Above::Header), Kind::Data, "{stamp}");
        }
        for end in ["*** EOF ***", "--- Ende ---", "Export vom 12.03.2024", "Total 12", "Seite 1 von 3", "3 Personen"] {
            assert_eq!(kind_of(&[end, "", ""], Above::Data), Kind::Footer, "{end}");
        }
        for person in ["Export", "Endres", "Date", "Druckenmüller", "12", "4711"] {
            assert_eq!(kind_of(&[person, "", ""], Above::Data), Kind::Data, "{person}");
        }
        assert_eq!(kind_of(&["Liste vom 31.12.2025 geprüft", "", ""], Above::Header), Kind::Data);
        assert_eq!(kind_of(&["Summe", "", ""], Above::Header), Kind::Footer);
    }
}
