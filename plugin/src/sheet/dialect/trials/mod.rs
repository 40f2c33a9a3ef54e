//! Trials of the whole way from bytes to cells: tables of many kinds in many dialects, and files with one thing wrong.
//!
//! The measure is the cells that come out, not the dialect that is named: a dialect is right where every cell is.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

mod content;
mod writer;

use std::ops::Range;

use content::{Dice, KINDS, SINGLE, Table};
use writer::{PLAIN, Quoting, Style};

use super::{Dialect, detect};
use crate::sheet::delimited::DelimitedRows;
use crate::sheet::text::Encoding;
use crate::sheet::{Hints, ReadOptions, Row, Rows, memory_source};

struct Labels;

impl Hints for Labels {
    fn is_label(&self, text: &str) -> bool {
        ["vorname", "nachname", "e-mail", "personalnummer", "ort", "notiz"]
            .contains(&text.trim().to_lowercase().as_str())
    }
}

fn read(text: &str) -> (Dialect, Table) {
    let options = ReadOptions::default();
    let found = detect(text, true, &options, &Labels);
    let mut rows = DelimitedRows::new(memory_source(text), Encoding::Utf8, 0, found.dialect, &options.limits);
    let (mut row, mut table) = (Row::default(), Table::new());
    while rows.next(&mut row).unwrap() {
        table.push(row.iter().map(|cell| cell.text().to_owned()).collect());
    }
    (found.dialect, table)
}

/// Counts what came out right, and shows what did not.
#[derive(Default)]
struct Tally {
    right: usize,
    all: usize,
    shown: usize,
}

impl Tally {
    fn add(&mut self, right: bool, what: &str, text: &str, found: Dialect) {
        self.all += 1;
        self.right += usize::from(right);
        if !right && self.shown < 40 {
            self.shown += 1;
            let beginning: String = text.chars().take(160).collect();
            println!("{what}: {found:?}\n    {beginning:?}");
        }
    }

    fn at_least(&self, per_mille: usize) {
        println!("{} of {}", self.right, self.all);
        assert!(self.right * 1000 >= self.all * per_mille, "{} of {}", self.right, self.all);
    }
}

fn style(dice: &mut Dice, delimiter: &'static str) -> Style {
    let (quote, backslash) = match dice.below(10) {
        0..=4 => (Some('"'), false),
        5 | 6 => (Some('\''), false),
        7 => (Some('"'), true),
        8 => (None, false),
        _ => (None, true),
    };
    Style {
        delimiter,
        quote,
        quoting: [Quoting::Needed, Quoting::Needed, Quoting::All, Quoting::Texts][dice.below(4)],
        backslash,
        end: dice.pick(&["\n", "\n", "\r\n", "\r"]),
        last_end: dice.percent(80),
    }
}

fn trial(seeds: Range<u64>) -> Tally {
    let mut tally = Tally::default();
    for seed in seeds {
        for (index, (name, make, simple)) in KINDS.iter().enumerate() {
            let mut dice = Dice(seed * 1000 + index as u64);
            let usual: &[&str] = &[",", ",", ";", "\t", "|"];
            let rare: &[&str] = &["^", "~", "\u{1F}", "#", ", ", "||"];
            let delimiter = match dice.below(10) {
                0..=6 => dice.pick(usual),
                7 if *simple => dice.pick(&[" ", ":"]),
                _ => dice.pick(rare),
            };
            let style = style(&mut dice, delimiter);
            let count = [2, 3, 5, 12, 30, 80][dice.below(6)];
            let mut table = make(&mut dice, count);
            style.can_hold(&mut table);
            let text = style.write(&table);
            let (found, cells) = read(&text);
            tally.add(cells == table, &format!("{name} {seed} {style:?}"), &text, found);
        }
    }
    tally
}

#[test]
fn tables_of_every_kind_come_back_from_every_dialect() {
    trial(1..14).at_least(990);
}

#[test]
fn tables_from_dice_that_nothing_was_tuned_to_come_back_too() {
    trial(7_000..7_012).at_least(990);
}

/// What stands around tables in real files, and what programs do at the ends of rows.
fn around(dice: &mut Dice, style: Style, table: &mut Table) -> (String, String) {
    let end = style.end;
    match dice.below(8) {
        0 => table.iter_mut().for_each(|row| row.push(String::new())),
        1 => table.iter_mut().for_each(|row| row.extend([String::new(), String::new(), String::new()])),
        2 => return (format!("Report, generated 2024-01-02 by J. Doe{end}Source: A, B; C{end}{end}"), String::new()),
        3 => {
            return (
                format!("# exported from a database{end}# do not edit, please: it is replaced{end}"),
                String::new(),
            );
        }
        4 => return (end.repeat(3), end.repeat(3)),
        5 => return (String::new(), format!("{end}Total rows: 12, all of them{end}(c) 2024; Some Company{end}")),
        6 => return (format!("A title{end}"), format!("Page 1 of 1{end}")),
        _ => table.iter_mut().skip(1).for_each(|row| row.push(String::new())),
    }
    (String::new(), String::new())
}

#[test]
fn what_stands_around_a_table_does_not_hide_it() {
    let mut tally = Tally::default();
    for seed in 1..9 {
        for (index, (name, make, _)) in KINDS.iter().enumerate() {
            let mut dice = Dice(seed * 5000 + index as u64);
            let delimiter = dice.pick(&[",", ",", ";", "\t", "|"]);
            let style = Style { last_end: true, ..style(&mut dice, delimiter) };
            let count = dice.between(6, 60);
            let mut table = make(&mut dice, count);
            style.can_hold(&mut table);
            let (above, below) = around(&mut dice, style, &mut table);
            let text = above + &style.write(&table) + &below;
            let (found, cells) = read(&text);
            let missing = table.iter().filter(|row| !cells.contains(row)).count();
            tally.add(missing == 0, &format!("{name} {seed} {missing} {style:?}"), &text, found);
        }
    }
    tally.at_least(990);
}

#[test]
fn a_list_of_one_column_is_not_split() {
    let mut tally = Tally::default();
    for seed in 1..12 {
        for (name, make, _) in SINGLE {
            let mut dice = Dice(seed * 77);
            let count = dice.between(3, 60);
            let table = make(&mut dice, count);
            let all = dice.percent(30);
            let style = Style { quoting: if all { Quoting::All } else { Quoting::Needed }, ..PLAIN };
            let quoted = table.concat().concat().contains(',') && all;
            let text = if quoted { style.write(&table) } else { table.concat().join("\n") };
            let (found, cells) = read(&text);
            tally.add(cells == table, &format!("{name} {seed}"), &text, found);
        }
    }
    tally.at_least(990);
}

/// A file with one thing wrong, the rows that must come out of it all the same, and the one that may not.
struct Spoilt {
    what: String,
    text: String,
    rows: Table,
    wrong: Option<usize>,
}

/// Things that are wrong, or unusual, with the file as a whole.
fn spoilt_files(table: &Table, style: Style) -> Vec<Spoilt> {
    let end = style.end;
    let other = |style: Style| style.write(table);
    let small: Table = (0..20).map(|n| vec![format!("x{n}"), "y".to_owned(), n.to_string()]).collect();
    let mut texts = vec![
        ("plain".to_owned(), other(style)),
        ("no last line end".to_owned(), other(Style { last_end: false, ..style })),
        ("two last line ends".to_owned(), other(style) + end),
        ("apostrophes".to_owned(), other(Style { quote: Some('\''), ..style })),
        ("backslashes".to_owned(), other(Style { backslash: true, ..style })),
        ("no escape".to_owned(), other(style).replace("\"\"\"", "\"\"").replace("\"\" ", "\" ")),
        ("preamble".to_owned(), format!("Report of the day{end}made by hand, on Monday{end}{end}") + &other(style)),
        ("footer".to_owned(), format!("{}{end}end of file{end}", other(style))),
        ("a smaller table below".to_owned(), other(style) + end + &style.write(&small)),
        ("a smaller table above".to_owned(), style.write(&small) + end + &other(style)),
    ];
    texts.extend(["\n", "\r", "\r\n"].map(|end| (format!("line end {end:?}"), other(Style { end, ..style }))));
    let delimiters = [" ", ", ", ";", "\t", "|", ":", "\t\t", "||"];
    texts.extend(delimiters.map(|delimiter| (format!("delimiter {delimiter:?}"), other(Style { delimiter, ..style }))));
    texts.into_iter().map(|(what, text)| Spoilt { what, text, rows: table.clone(), wrong: None }).collect()
}

/// Things that are wrong with one row.
fn spoilt_rows(table: &Table, style: Style, line: usize) -> Vec<Spoilt> {
    let with = |what: &str, text: String| {
        let mut lines: Vec<String> = table.iter().map(|row| style.line(row)).collect();
        lines[line] = text;
        let text = lines.join(style.end) + style.end;
        Spoilt { what: what.to_owned(), text, rows: table.clone(), wrong: Some(line) }
    };
    let row = &table[line];
    let mut spoilt = vec![with("blanks in one row", Style { delimiter: " ", ..style }.line(row))];
    for column in 0..row.len() {
        let cells: Vec<String> = row.iter().map(|cell| style.cell(cell)).collect();
        let mut more = cells.clone();
        more.insert(column, String::new());
        spoilt.push(with("a delimiter more", more.join(style.delimiter)));
        if column > 0 {
            let less = cells[..column].join(style.delimiter) + &cells[column..].join(style.delimiter);
            spoilt.push(with("a delimiter less", less));
        }
        let mut stray = cells.clone();
        let inside = usize::from(stray[column].starts_with('"'));
        stray[column].insert(inside, '"');
        let mut case = with("a stray quote", stray.join(style.delimiter));
        case.rows[line][column].insert(0, '"');
        case.wrong = None;
        spoilt.push(case);
    }
    spoilt
}

#[test]
fn one_thing_wrong_spoils_nothing_else() {
    let mut tally = Tally::default();
    for seed in [1] {
        for style in [PLAIN, Style { quoting: Quoting::All, end: "\r\n", ..PLAIN }] {
            let table = KINDS[1].1(&mut Dice(seed), 83);
            let rows = [0, 1, 5, 40, 83].into_iter().flat_map(|line| spoilt_rows(&table, style, line));
            for case in spoilt_files(&table, style).into_iter().chain(rows) {
                let (found, cells) = read(&case.text);
                let missing: Vec<_> = (case.rows.iter().enumerate())
                    .filter(|(line, row)| case.wrong != Some(*line) && !cells.contains(row))
                    .map(|(line, row)| (line, row, cells.get(line)))
                    .take(2)
                    .collect();
                tally.add(missing.is_empty(), &format!("{} {missing:?}", case.what), &case.text, found);
            }
        }
    }
    tally.at_least(1000);
}
