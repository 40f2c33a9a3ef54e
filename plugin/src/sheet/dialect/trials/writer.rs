//! Writing a table in any dialect, as programs of all kinds do.

use super::content::Table;

/// Which cells are quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Quoting {
    /// Those that need it.
    Needed,
    /// All of them.
    All,
    /// All that are no numbers.
    Texts,
}

/// How a table is written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Style {
    pub(super) delimiter: &'static str,
    pub(super) quote: Option<char>,
    pub(super) quoting: Quoting,
    /// Quotes (and, without quotes, delimiters) stand behind a backslash instead of twice.
    pub(super) backslash: bool,
    pub(super) end: &'static str,
    pub(super) last_end: bool,
}

pub(super) const PLAIN: Style =
    Style { delimiter: ",", quote: Some('"'), quoting: Quoting::Needed, backslash: false, end: "\n", last_end: true };

impl Style {
    pub(super) fn cell(&self, text: &str) -> String {
        let Some(quote) = self.quote else {
            let escaped = text.replace('\\', "\\\\").replace(self.delimiter, &format!("\\{}", self.delimiter));
            return if self.backslash { escaped } else { text.to_owned() };
        };
        let trouble = text.contains(self.delimiter.trim_end_matches(' '))
            || text.contains(self.delimiter)
            || text.contains([quote, '\n', '\r'])
            || text.starts_with(' ')
            || self.backslash && text.contains('\\');
        let number = !text.is_empty() && text.parse::<f64>().is_ok();
        let quoted = match self.quoting {
            Quoting::Needed => trouble,
            Quoting::All => true,
            Quoting::Texts => trouble || !number,
        };
        if !quoted {
            return text.to_owned();
        }
        let inner = match self.backslash {
            true => text.replace('\\', "\\\\").replace(quote, &format!("\\{quote}")),
            false => text.replace(quote, &format!("{quote}{quote}")),
        };
        format!("{quote}{inner}{quote}")
    }

    pub(super) fn line(&self, row: &[String]) -> String {
        row.iter().map(|cell| self.cell(cell)).collect::<Vec<_>>().join(self.delimiter)
    }

    pub(super) fn write(&self, table: &Table) -> String {
        let mut text = table.iter().map(|row| self.line(row)).collect::<Vec<_>>().join(self.end);
        if self.last_end {
            text.push_str(self.end);
        }
        text
    }

    /// The table as this style can write it: without quotes, line breaks and (unless there is an escape) delimiters are
    /// nothing that a cell can hold, and neither is a quote at its beginning.
    pub(super) fn can_hold(&self, table: &mut Table) {
        if self.quote.is_some() {
            return;
        }
        for cell in table.iter_mut().flatten() {
            *cell = cell.replace('\n', " ");
            match self.delimiter {
                ", " => *cell = cell.replace(',', "-"),
                _ if self.backslash => {}
                delimiter => *cell = cell.replace(delimiter, "-"),
            }
            *cell = cell.trim_start_matches(['"', '\'']).to_owned();
        }
    }
}
