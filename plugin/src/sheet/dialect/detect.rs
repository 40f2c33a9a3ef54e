//! Finding the dialect of a sample: which splits are worth a try, and which of them is the best.

use std::collections::HashMap;

use super::score::{Score, Scorer};
use super::{Dialect, Escape, Joint};
use crate::message::{Problem, text_file};
use crate::sheet::limits::Limits;
use crate::sheet::{Hints, ReadOptions};

/// Delimiters that are tried wherever they occur.
const USUAL: [char; 4] = [',', ';', '\t', '|'];
/// Delimiters that are tried where they stand in the first line and inside of most lines. A dot, an at sign, a dash, a slash
/// or an underscore is never one: they belong to dates, addresses and names.
const RARE: [char; 26] = [
    '\u{1F}', '\u{1E}', '\u{1C}', '\u{1}', '\u{2}', '\u{7}', '\u{14}', '^', '~', ':', ' ', '!', '#', '$', '%', '&',
    '*', '+', '=', '?', '\\', '`', '¦', '§', '¬', '│',
];
/// How much of a sample is looked at: enough for a few hundred rows.
const SAMPLE: usize = 96 << 10;
/// How many lines are looked at to see which delimiters are worth a try.
const LINES: usize = 200;
/// From how many quotes on that match no other one they are taken for marks of something else.
const MARKS: u32 = 9;
/// A sep line that names a delimiter is followed if the data fits it at least this well, compared to the best.
const SEP_TRUST: f32 = 0.6;

/// A dialect that was found, and how.
#[derive(Clone, Debug, PartialEq)]
pub(in crate::sheet) struct Found {
    /// The dialect to read by. The quote is `"` also where nothing in the sample is quoted.
    pub(in crate::sheet) dialect: Dialect,
    /// Whether anything in the sample is quoted.
    pub(in crate::sheet) quoted: bool,
    /// Whether the first line is a `sep=` line.
    pub(in crate::sheet) sep_line: bool,
    /// Why this one.
    pub(in crate::sheet) notes: Vec<Problem>,
}

/// Finds the dialect of a sample. `whole` says that the sample is the whole file.
pub(in crate::sheet) fn detect(sample: &str, whole: bool, options: &ReadOptions, hints: &dyn Hints) -> Found {
    let (named, body) = sep_line(sample);
    let (body, whole) = bounded(body, whole);
    let mut search = Search::new(body, whole, &options.limits, hints);
    let mut notes = Vec::new();
    let best = match options.delimiter {
        Some(told) => {
            notes.push(Problem::new(text_file::DELIMITER_TOLD).with("delimiter", shown(told)));
            search.best_with(Some(told), options.quote)
        }
        None => {
            let best = search.best(options.quote);
            let mut best = follow_sep_line(&mut search, named, best, options.quote, &mut notes);
            if best.0.delimiter == Some(' ') && has_fixed_widths(body) {
                best = search.best_with(None, options.quote);
                notes.push(Problem::new(text_file::FIXED_WIDTH));
            }
            notes.push(match best.0.delimiter {
                Some(delimiter) => Problem::new(text_file::DELIMITER_FOUND)
                    .with("delimiter", shown(delimiter).repeat(if best.0.joint == Joint::Doubled { 2 } else { 1 }))
                    .with("columns", best.1.width),
                None => Problem::new(text_file::SINGLE_COLUMN),
            });
            best
        }
    };
    let (dialect, score) = best;
    Found { dialect, quoted: score.enclosed > 0, sep_line: named.is_some(), notes }
}

/// The delimiter as a person writes it.
pub(in crate::sheet) fn shown(delimiter: char) -> String {
    match delimiter {
        '\t' => "Tab".to_owned(),
        ' ' => "Space".to_owned(),
        control if control.is_control() => format!("U+{:04X}", u32::from(control)),
        other => other.to_string(),
    }
}

/// A `sep=` line at the beginning, as Excel understands it: the delimiter it names, and what follows.
fn sep_line(sample: &str) -> (Option<char>, &str) {
    let end = sample.find(['\n', '\r']).unwrap_or(sample.len());
    let (line, rest) = sample.split_at(end);
    let bare = line.strip_prefix('"').unwrap_or(line);
    let Some(named) = bare.get(..4).filter(|start| start.eq_ignore_ascii_case("sep=")).and_then(|_| bare.get(4..))
    else {
        return (None, sample);
    };
    let mut characters = named.trim_end_matches('"').chars();
    match (characters.next(), characters.as_str().trim().trim_matches([',', ';'])) {
        (Some(delimiter), "") => (Some(delimiter), rest),
        _ => (None, sample),
    }
}

/// At most [`SAMPLE`] bytes of whole characters.
fn bounded(body: &str, whole: bool) -> (&str, bool) {
    if body.len() <= SAMPLE {
        return (body, whole);
    }
    let mut end = SAMPLE;
    while !body.is_char_boundary(end) {
        end -= 1;
    }
    (body.get(..end).unwrap_or(body), false)
}

/// Whether columns are filled up with blanks to a fixed width: where words of the first line begin behind several blanks,
/// words begin in the other lines too.
fn has_fixed_widths(sample: &str) -> bool {
    let mut lines = sample.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(LINES);
    let first: Vec<char> = lines.next().unwrap_or_default().chars().collect();
    let pieces = first.windows(3).enumerate();
    let begins = pieces.filter(|(_, piece)| matches!(piece, [' ', ' ', word] if *word != ' '));
    let columns: Vec<usize> = begins.map(|(at, _)| at + 1).collect();
    let (mut all, mut kept) = (0, 0);
    for line in lines {
        let line: Vec<char> = line.chars().collect();
        let before: Vec<char> = columns.iter().filter_map(|column| line.get(*column)).copied().collect();
        all += before.len();
        kept += before.iter().filter(|one| **one == ' ').count();
    }
    columns.len() > 1 && all > 0 && kept * 10 >= all * 7
}

fn follow_sep_line(
    search: &mut Search<'_>,
    named: Option<char>,
    best: (Dialect, Score),
    quote: Option<char>,
    notes: &mut Vec<Problem>,
) -> (Dialect, Score) {
    let Some(named) = named.filter(|named| best.0.delimiter != Some(*named)) else { return best };
    let told = search.best_with(Some(named), quote);
    if told.1.value >= best.1.value * SEP_TRUST && told.1.width > 1 {
        return told;
    }
    // A single column contradicts nothing.
    if let Some(found) = best.0.delimiter {
        notes.push(
            Problem::new(text_file::SEP_LINE_CONTRADICTED).with("told", shown(named)).with("found", shown(found)),
        );
    }
    best
}

struct Search<'a> {
    sample: &'a str,
    whole: bool,
    limits: &'a Limits,
    hints: &'a dyn Hints,
    /// Which texts are labels: asked again and again for the same ones.
    labels: HashMap<String, bool>,
}

impl<'a> Search<'a> {
    fn new(sample: &'a str, whole: bool, limits: &'a Limits, hints: &'a dyn Hints) -> Self {
        Self { sample, whole, limits, hints, labels: HashMap::new() }
    }

    /// The best dialect of all.
    fn best(&mut self, quote: Option<char>) -> (Dialect, Score) {
        let mut best = self.best_with(None, quote);
        for delimiter in self.delimiters() {
            let next = self.best_with(Some(delimiter), quote);
            if next.1.value > best.1.value {
                best = next;
            }
        }
        best
    }

    /// The best dialect with this delimiter.
    fn best_with(&mut self, delimiter: Option<char>, told: Option<char>) -> (Dialect, Score) {
        let joint = if delimiter.is_some_and(|one| self.stands_twice(one)) { Joint::Doubled } else { Joint::Plain };
        let replaced = match delimiter {
            Some(one) if joint == Joint::Doubled => Some(self.sample.replace(&format!("{one}{one}"), "\u{1F}")),
            Some(one) if !one.is_ascii() => Some(self.sample.replace(one, "\u{1F}")),
            _ => None,
        };
        let sample = replaced.as_deref().unwrap_or(self.sample);
        let mut best: Option<(Dialect, Score)> = None;
        let mut consider = |search: &mut Self, dialect: Dialect| {
            let score = search.score(sample, dialect);
            if best.as_ref().is_none_or(|(_, known)| score.value > known.value * 1.0001) {
                best = Some((dialect, score));
            }
            score
        };
        for quote in told.map_or_else(|| self.quotes(delimiter), |told| vec![told]) {
            for escape in self.escapes(delimiter, quote) {
                let dialect = Dialect { delimiter, joint, quote: Some(quote), escape };
                let score = consider(self, dialect);
                // Marks of inches and of seconds enclose nothing, never match, and open no cell.
                if told.is_none() && score.enclosed == 0 && score.unclosed == 0 && score.stray >= MARKS {
                    consider(self, Dialect { quote: None, ..dialect });
                }
            }
        }
        let nothing = Dialect { delimiter, joint, quote: Some('"'), escape: Escape::Doubled };
        let (mut dialect, score) = best.unwrap_or((nothing, Score::default()));
        if joint == Joint::Plain && score.spaced && delimiter != Some(' ') {
            dialect.joint = Joint::Spaced;
        }
        (dialect, score)
    }

    fn score(&mut self, sample: &str, dialect: Dialect) -> Score {
        let (whole, limits, hints) = (self.whole, self.limits, self.hints);
        Scorer { sample, whole, limits, hints, labels: &mut self.labels }.score(dialect)
    }

    /// Whether a delimiter stands only in pairs, and in most lines: `||`. Cells that are all blank are likelier between
    /// commas, semicolons and tabs than a pair is, so there several pairs are asked for.
    fn stands_twice(&self, delimiter: char) -> bool {
        if delimiter == ' ' || self.sample.chars().filter(|one| *one == delimiter).count() % 2 == 1 {
            return false;
        }
        let least = if matches!(delimiter, ',' | ';') { 2 } else { 1 };
        let pair = format!("{delimiter}{delimiter}");
        let lines = || self.sample.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(LINES);
        let alone = lines().filter(|line| line.replace(&pair, "").contains(delimiter)).count();
        let paired = lines().filter(|line| line.matches(&pair).count() >= least).count();
        let count = lines().count();
        alone * 20 <= count && paired * 2 > count
    }

    /// The delimiters that are worth a try.
    fn delimiters(&self) -> Vec<char> {
        let lines: Vec<&str> =
            self.sample.split(['\n', '\r']).filter(|line| !line.trim().is_empty()).take(LINES).collect();
        let mut worth: Vec<char> = USUAL.into_iter().filter(|usual| self.sample.contains(*usual)).collect();
        worth.extend(RARE.into_iter().filter(|rare| {
            let inside = |line: &&&str| line.trim_matches(*rare).contains(*rare);
            let with = lines.iter().filter(inside).count();
            with * 2 > lines.len() && lines.first().is_some_and(|first| first.contains(*rare))
        }));
        worth
    }

    /// The quotes that are worth a try: an apostrophe only where it opens cells.
    fn quotes(&self, delimiter: Option<char>) -> Vec<char> {
        let mut quotes = vec!['"'];
        let opens = |quote: char| {
            let mut before = '\n';
            self.sample.chars().any(|character| {
                let opening = character == quote && (matches!(before, '\n' | '\r') || Some(before) == delimiter);
                if character != ' ' || Some(' ') == delimiter {
                    before = character;
                }
                opening
            })
        };
        if opens('\'') {
            quotes.push('\'');
        }
        quotes
    }

    fn escapes(&self, delimiter: Option<char>, quote: char) -> Vec<Escape> {
        let mut before = ' ';
        let backslashed = self.sample.chars().any(|character| {
            let escaped = character == quote || Some(character) == delimiter;
            std::mem::replace(&mut before, character) == '\\' && escaped
        });
        if backslashed { vec![Escape::Doubled, Escape::Backslash] } else { vec![Escape::Doubled] }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Labels;

    impl Hints for Labels {
        fn is_label(&self, text: &str) -> bool {
            let known = [
                "vorname",
                "nachname",
                "e-mail",
                "personalnummer",
                "mobil",
                "plz",
                "ort",
                "first name",
                "last name",
                "email",
            ];
            known.contains(&text.trim().to_lowercase().as_str())
        }
    }

    #[test]
    fn a_delimiter_may_stand_twice_or_with_a_blank_behind_it() {
        let cases = [
            ("a||b||c\n1||||4\n", Joint::Doubled),
            ("1::1193::5\n1::661::3\n", Joint::Doubled),
            ("a, b, c\n1, 2, 3\n", Joint::Spaced),
            ("a,b,c\n1, 2, 3\n", Joint::Plain),
            ("a;;b\n1;;2\n", Joint::Plain),
            ("a|||b\n1|||2\n", Joint::Plain),
        ];
        for (sample, expected) in cases {
            let found = detect(sample, true, &ReadOptions::default(), &Labels);
            assert_eq!(found.dialect.joint, expected, "{sample}");
        }
    }

    #[test]
    fn columns_of_a_fixed_width_are_not_split_at_blanks() {
        let fixed = "Vorname    Nachname  E-Mail    Eintritt\nAnna       Kurz      a@example.2/29/20\nBernd      Lang      b@x.ex    12/31/99\n";
        let apart = "Vorname  Nachname  Ort\nAnna  Kurz  Bonn\nBernd-Anton  Lang  Ulm\nIda  Gut  Wien\n";
        for (sample, expected) in [(fixed, true), (apart, false)] {
            let found = detect(sample, true, &ReadOptions::default(), &Labels);
            let told = found.notes.iter().any(|note| note.message == text_file::FIXED_WIDTH);
            assert_eq!((told, found.dialect.delimiter.is_none()), (expected, expected), "{sample}");
        }
    }

    fn found(sample: &str) -> (Option<char>, Option<char>, Escape) {
        let found = detect(sample, true, &ReadOptions::default(), &Labels);
        (found.dialect.delimiter, found.dialect.quote.filter(|_| found.quoted), found.dialect.escape)
    }

    #[test]
    fn the_delimiter_is_the_one_that_makes_the_regular_table() {
        let cases = [
            ("Vorname;Nachname\nAnna;Kurz\n", Some(';')),
            (
                "Personalnummer;Vorname;Mobil;PLZ\n4,2E+01;Anna;4,91512E+12;1067\n1,00E+05;Bernd;4,91512E+12;1067\n",
                Some(';'),
            ),
            ("E-Mail;Breite;Länge\na@example.com;48,2082;16,3738\nb@example.com;48,2;16,3\n", Some(';')),
            ("E-Mail\nanna@example.com\nbernd@example.com\n", None),
            ("anna@example.com;Anna;Kurz", Some(';')),
            ("a^b^c\n1^2^3\n4^5^6\n", Some('^')),
            ("a~b\n1~2\n", Some('~')),
            ("a\u{1F}b\u{1F}c\nd\u{1F}e\u{1F}f\n", Some('\u{1F}')),
            ("Name§Ort\nAnna§Bonn\nBernd§Köln\n", Some('§')),
            ("a b c\n1 2 3\n4 5 6\n7 8 9\n", Some(' ')),
            ("root:x:0:0:root\nbin:x:1:1:bin\ndaemon:x:2:2:daemon\n", Some(':')),
            ("Anna 617,15 297,61\nBernd 750,46 705,50\nCarla 1,5 22,25\nDora 6,5 2,5\n", Some(' ')),
            ("Zeit\n08:30\n09:45\n10:15\n", None),
            ("Login\n2011-09-15 15:22:00\n2011-09-15 15:22:10\n", None),
            ("1.23%\n50%\n1%\n0.01%\n", None),
            ("Datum\n2024-01-02\n2024-01-03\n", None),
            ("Wert\n3,5\n4,25\n10,1\n", None),
            ("Name\nAnna Kurz\nBernd Lang\nCarla Gut\n", None),
            ("Nachname\nKurz, Anna\nLang, Bernd\nGut, Carla\n", None),
            ("Ort\nVorname;Nachname\nAnna;Kurz\nBernd;Lang\n", Some(';')),
            ("Vorname|Nachname|Notiz\nAnna|Kurz|a, b; c\nBernd|Lang|d, e; f\n", Some('|')),
            ("Kim's,Elm Street,IL,2/1/03,Ada\nTown, Inn,IL,12/2/02,Bo\nTo-Go,Hill,IL,3/9/02,Cy/Di\n", Some(',')),
            ("'Kim''s':'Elm Street':'IL':'2/1/03'\n'Inn':'Blue Hill':'IL':'12/8/02'\n", Some(':')),
            ("a+ b+ IL+ 2/1/03\nc d+ e+ MA+ 12/8/02\nf+ g h+ IL+ 1/1/01\n", Some('+')),
            ("214748;43.0e12;17;abc\n14748;43.0e2;17;abc\n", Some(';')),
            ("aa\tbb\r\nAA\t\r\nBB\t\r\n", Some('\t')),
            ("5/5/03?5/6/03?5/7/03\n6/5/03?6/6/03?6/7/03\n", Some('?')),
            ("'a'|'b'|'c'\r\n'd'|e|f\r\n", Some('|')),
            ("id#'name'#'town'\n1#'Anna'#'Ulm'\n2#'Bo, jr.'#'Graz'\n", Some('#')),
            ("\"carat\" \"cut\" \"price\"\n\"1\" 0.23 \"Ideal\" 326\n\"2\" 0.21 \"Fair\" 327\n", Some(' ')),
            ("Price,Colour\n1,#ff0000\n2,#00ff00\n", Some(',')),
            ("red,#ff0000\nblue,#0000ff\n", Some(',')),
            ("1.5 2.5 3.5\n4.5 5.5 6.5\n", Some(' ')),
            ("1,2\n3,4\n5,6\n", Some(',')),
            ("key=value\nname=Anna\n", Some('=')),
            ("0351 4711\n030 123456\n", None),
            ("Anna Kurz\nBernd Lang\n", None),
            ("Anna went home, and slept.\nBernd did not.\nCarla, who knows, did, too.\n", None),
            ("first name,last name,email\nAnn,Short,\"a;b;c\"\nBob,Long,b@x.example\n", Some(',')),
        ];
        for (sample, delimiter) in cases {
            assert_eq!(found(sample).0, delimiter, "{sample}");
        }
    }

    #[test]
    fn quotes_and_escapes_are_told_by_the_cells_they_enclose() {
        let cases = [
            ("Vorname;Notiz\nAnna;'12, rue de l''Eglise'\nBernd;ok\n", Some('\''), Escape::Doubled),
            ("Vorname;Notiz\nO'Brien;\"a;b\"\n'Abend;x\n", Some('"'), Escape::Doubled),
            ("a,b\n\"say \\\"hi\\\", you\",1\n\"x\",2\n", Some('"'), Escape::Backslash),
            ("a;b\n\"C:\\temp\\\";\"y\"\n\"D:\\temp\\\";\"z\"\n", Some('"'), Escape::Doubled),
            ("a;b\n1;2\n", None, Escape::Doubled),
        ];
        for (sample, quote, escape) in cases {
            let (_, found_quote, found_escape) = found(sample);
            assert_eq!((found_quote, found_escape), (quote, escape), "{sample}");
        }
    }

    #[test]
    fn a_sep_line_is_followed_unless_the_data_contradicts_it() {
        let cases = [
            ("sep=;\na;b\n1;2\n", Some(';'), false),
            ("sep=,\nVorname;Nachname;Ort\nAnna;Kurz;Bonn, Nord\n", Some(';'), true),
            ("\"sep=|\"\r\na|b\r\n1|2\r\n", Some('|'), false),
            ("SEP=\t\na\tb\n1\t2\n", Some('\t'), false),
        ];
        for (sample, delimiter, contradicted) in cases {
            let found = detect(sample, true, &ReadOptions::default(), &Labels);
            assert!(found.sep_line, "{sample}");
            assert_eq!(found.dialect.delimiter, delimiter, "{sample}");
            let noted = found.notes.iter().any(|note| note.message == text_file::SEP_LINE_CONTRADICTED);
            assert_eq!(noted, contradicted, "{sample}");
        }
    }
}
