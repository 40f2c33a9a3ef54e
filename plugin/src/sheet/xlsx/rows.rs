//! The rows of one sheet, streamed: places of cells, formulas, hidden rows.

use super::super::grid::TextBudget;
use super::super::merge::{Merge, Merges};
use super::super::xml::{Tag, Token, XmlReader, unescape};
use super::super::{Cell, Row, Rows};
use super::plain_cell::{CellTag, digits, plain_cell_tag, plain_number_of_text};
use super::reference::{LAST_ROW, Reference};
use super::shared_strings::read_rich_text;
use super::values::{CellType, Fault, Head, Values, excerpt};
use crate::message::{LineNumber, Problem, column_letters, spreadsheet as message};

/// Streams the rows of a sheet's part.
pub(super) struct SheetRows {
    xml: XmlReader,
    values: Values,
    budget: TextBudget,
    /// Bytes of the whole file, which progress is measured in.
    file_size: u64,
    /// The row read last, counted from 1.
    line: u32,
    cells: u64,
    hidden: u64,
    in_data: bool,
    finished: bool,
    damaged: bool,
    /// Cells merged over several rows; none where nobody looked for them.
    merges: Option<Merges>,
    notes: Vec<Problem>,
    /// The text of a value that does not come in one piece.
    text: String,
}

/// What a cell holds besides its value.
#[derive(Default)]
struct Content {
    formula: bool,
    value: bool,
    inline: bool,
}

impl SheetRows {
    pub(super) fn new(xml: XmlReader, values: Values, merges: Option<Merges>, file_size: u64) -> Self {
        Self {
            xml,
            budget: TextBudget::new(&values.limits, file_size),
            values,
            file_size,
            line: 0,
            cells: 0,
            hidden: 0,
            in_data: false,
            finished: false,
            damaged: false,
            merges,
            notes: Vec::new(),
            text: String::new(),
        }
    }

    /// Reads on to the next row that holds something.
    fn advance(&mut self, row: &mut Row) -> Result<bool, Problem> {
        loop {
            match self.xml.next()? {
                Token::Open(tag) if tag.name == b"row" && self.in_data => {
                    let (number, hidden) = row_attributes(&tag);
                    let empty = tag.empty;
                    let numbered = self.begin_row(number)?;
                    row.begin(LineNumber(self.line));
                    if !empty {
                        self.read_cells(row, numbered)?;
                    }
                    if !row.is_empty() {
                        self.hidden += u64::from(hidden);
                        return Ok(true);
                    }
                }
                Token::Open(tag) if tag.name == b"sheetData" => {
                    self.in_data = true;
                    if tag.empty {
                        return self.finish();
                    }
                }
                Token::Open(tag) if tag.name == b"Fallback" && !tag.empty => self.xml.skip_element()?,
                Token::Close(b"sheetData") => return self.finish(),
                Token::End => return self.finish(),
                _ => {}
            }
        }
    }

    fn finish(&mut self) -> Result<bool, Problem> {
        self.finished = true;
        if self.hidden > 0 {
            self.notes.push(Problem::new(message::HIDDEN_ROWS).with("count", self.hidden));
            self.hidden = 0;
        }
        if self.merges.is_none() {
            self.look_for_merges()?;
        }
        self.xml.drain()?;
        Ok(false)
    }

    /// Says behind the rows of a large sheet that cells are merged over several of them.
    fn look_for_merges(&mut self) -> Result<(), Problem> {
        loop {
            match self.xml.next()? {
                Token::Open(tag) if tag.name == b"mergeCell" => {
                    let range = tag.value("ref").unwrap_or_default();
                    let mut places = range.split(':').map(|place| Reference::parse(place.as_bytes()));
                    if let (Some(Some(first)), Some(Some(last))) = (places.next(), places.next())
                        && first.row < last.row
                    {
                        self.notes.push(Problem::new(message::MERGED_NOT_FILLED));
                        return Ok(());
                    }
                }
                Token::End => return Ok(()),
                _ => {}
            }
        }
    }

    /// Sets the number of the row that begins; whether it was written there.
    fn begin_row(&mut self, number: Option<Result<u32, String>>) -> Result<bool, Problem> {
        let (line, numbered) = match number {
            Some(Ok(line)) => (line, true),
            Some(Err(text)) => return Err(self.row_out_of_range(text)?),
            None if self.line < LAST_ROW => (self.line + 1, false),
            None => return Err(Problem::new(message::ROW_OUT_OF_RANGE).with("row", self.line + 1)),
        };
        if line <= self.line {
            return Err(Problem::new(message::ROWS_OUT_OF_ORDER).with("row", line).with("before", self.line));
        }
        self.line = line;
        Ok(numbered)
    }

    /// The problem of a row whose number cannot be: named by its first cell where that is no cell either.
    fn row_out_of_range(&mut self, number: String) -> Result<Problem, Problem> {
        if let Token::Open(tag) = self.xml.next()?
            && tag.name == b"c"
        {
            cell_tag(&tag, 0)?;
        }
        Ok(Problem::new(message::ROW_OUT_OF_RANGE).with("row", number))
    }

    fn read_cells(&mut self, row: &mut Row, mut numbered: bool) -> Result<(), Problem> {
        let mut next_column = 0;
        loop {
            let tag = match plain_cell_tag(self.xml.ahead()) {
                Some((tag, length)) => {
                    self.xml.take_open(length, tag.empty);
                    tag
                }
                None => match self.xml.next()? {
                    Token::Open(tag) if tag.name == b"c" => cell_tag(&tag, next_column)?,
                    Token::Open(tag) if tag.empty => continue,
                    Token::Open(_) => {
                        self.xml.skip_element()?;
                        continue;
                    }
                    Token::Close(b"row") => return Ok(()),
                    Token::Close(_) | Token::End => return Err(self.xml.malformed()),
                    Token::Text(_) | Token::Data(_) => continue,
                },
            };
            if tag.line.is_some_and(|line| line != self.line) || !numbered {
                self.check_line(&tag, &mut numbered, row)?;
            }
            next_column = tag.head.column + 1;
            if !tag.empty {
                self.read_cell(tag.head, row)?;
            }
        }
    }

    /// Checks that a cell that says it stands on `line` stands in that row. A row that does not say its number is told it by
    /// its first cell.
    fn check_line(&mut self, tag: &CellTag, numbered: &mut bool, row: &mut Row) -> Result<(), Problem> {
        let Some(line) = tag.line else { return Ok(()) };
        if !*numbered && line >= self.line && row.is_empty() {
            self.line = line;
            row.begin(LineNumber(line));
        }
        *numbered = true;
        if line == self.line { Ok(()) } else { Err(self.out_of_place(tag.head.column, line)) }
    }

    fn out_of_place(&self, column: usize, line: u32) -> Problem {
        let letters = column_letters(u32::try_from(column).unwrap_or(u32::MAX));
        Problem::new(message::CELL_OUT_OF_PLACE)
            .with("cell", format!("{letters}{line}"))
            .at_line(LineNumber(self.line))
            .at_column(column)
    }

    /// Reads the content of the cell whose start tag came last, up to its end tag.
    #[inline]
    fn read_cell(&mut self, head: Head, row: &mut Row) -> Result<(), Problem> {
        let before = row.len();
        if head.column < before {
            return Err(self.out_of_place(head.column, self.line));
        }
        if head.kind == CellType::Shared
            && let Some((number, length)) = plain_number_of_text(self.xml.ahead())
            && self.values.push_shared(head, number, row)
        {
            self.xml.take_rest(length);
            return self.count(head.column, row.text.len());
        }
        let plain = if head.kind == CellType::Inline {
            self.xml.text_between(b"<is><t>", b"</t></is></c>", 1)
        } else {
            self.xml.text_between(b"<v>", b"</v></c>", 1)
        };
        let result = match plain {
            Some(raw) if !raw.is_empty() => self.values.push_raw(head, raw, row),
            Some(_) => Ok(()),
            None => self.read_content(head, row)?,
        };
        match result {
            Ok(()) if row.len() == before => return Ok(()),
            Ok(()) => {}
            Err(Fault::Reported) => self.damaged = true,
            Err(Fault::Limit(problem)) => return Err(problem),
            Err(Fault::Malformed) => {
                return Err(self.xml.malformed().at_line(LineNumber(self.line)).at_column(head.column));
            }
        }
        self.count(head.column, row.text.len())
    }

    /// Counts a cell that holds something, in a row whose texts have so many bytes.
    #[inline]
    fn count(&mut self, column: usize, text_bytes: usize) -> Result<(), Problem> {
        self.cells += 1;
        let limits = &self.values.limits;
        let reached = if column >= limits.columns {
            Problem::new(message::TOO_MANY_COLUMNS)
                .with("column", column_letters(u32::try_from(column).unwrap_or(u32::MAX)))
                .with("limit", limits.columns)
        } else if self.cells > limits.cells {
            Problem::new(message::TOO_MANY_CELLS).with("measured", self.cells).with("limit", limits.cells)
        } else if text_bytes > limits.record_bytes {
            Problem::new(message::ROW_TOO_LARGE).with("measured", text_bytes).with("limit", limits.record_bytes)
        } else {
            return Ok(());
        };
        Err(reached.at_line(LineNumber(self.line)).at_column(column))
    }

    /// Reads content of any shape: formulas, inline texts, values in several pieces.
    fn read_content(&mut self, head: Head, row: &mut Row) -> Result<Result<(), Fault>, Problem> {
        let mut text = std::mem::take(&mut self.text);
        text.clear();
        let result = self.collect(head.column, &mut text);
        let result = result.map(|content| match content {
            None => Err(Fault::Malformed),
            Some(Content { inline: true, .. }) => self.values.push_text(head, &mut text, row),
            Some(Content { formula: true, .. }) if text.is_empty() && head.kind != CellType::Text => {
                row.pad(head.column);
                row.push(Cell::Uncalculated);
                Ok(())
            }
            // The result of a formula may be a text without letters; the file then holds an element for it.
            Some(Content { formula: true, value: false, .. }) => {
                row.pad(head.column);
                row.push(Cell::Uncalculated);
                Ok(())
            }
            Some(_) if text.is_empty() => Ok(()),
            Some(_) => self.values.push_decoded(head, &mut text, row),
        });
        self.text = text;
        result
    }

    /// Collects the text of the cell's value or inline text; nothing where it is not well-formed.
    fn collect(&mut self, column: usize, text: &mut String) -> Result<Option<Content>, Problem> {
        let limit = self.values.limits.text_bytes;
        let mut content = Content::default();
        let mut in_value = false;
        let mut good = true;
        loop {
            match self.xml.next()? {
                Token::Open(tag) => match tag.name {
                    b"v" => {
                        content.value = true;
                        in_value = !tag.empty;
                    }
                    b"is" => {
                        content.inline = true;
                        if !tag.empty {
                            good &= read_rich_text(&mut self.xml, text, limit)?;
                        }
                    }
                    name => {
                        content.formula |= name == b"f";
                        if !tag.empty {
                            self.xml.skip_element()?;
                        }
                    }
                },
                Token::Close(b"v") if in_value => in_value = false,
                Token::Close(b"c") if !in_value => return Ok(good.then_some(content)),
                Token::Close(_) | Token::End => {
                    return Err(self.xml.malformed().at_line(LineNumber(self.line)).at_column(column));
                }
                Token::Text(raw) if in_value && text.len() <= limit => good &= unescape(raw, text).is_ok(),
                Token::Data(raw) if in_value && text.len() <= limit => match std::str::from_utf8(raw) {
                    Ok(data) => text.push_str(data),
                    Err(_) => good = false,
                },
                Token::Text(_) | Token::Data(_) => {}
            }
        }
    }
}

impl Rows for SheetRows {
    fn next(&mut self, row: &mut Row) -> Result<bool, Problem> {
        if self.finished {
            return Ok(false);
        }
        let result = self.advance(row).and_then(|filled| {
            if filled {
                self.budget.take(row)?;
            }
            Ok(filled)
        });
        if result.is_err() {
            self.finished = true;
            self.damaged = true;
        }
        result
    }

    fn position(&self) -> u64 {
        self.xml.part().progress(self.file_size)
    }

    fn take_notes(&mut self) -> Vec<Problem> {
        std::mem::take(&mut self.notes)
    }

    fn damaged(&self) -> bool {
        self.damaged
    }

    fn take_merges(&mut self) -> Vec<Merge> {
        self.merges.as_mut().map(Merges::take).unwrap_or_default()
    }
}

/// The number that a row says it has, or the text that is none; and whether the row is hidden.
fn row_attributes(tag: &Tag<'_>) -> (Option<Result<u32, String>>, bool) {
    let mut number = None;
    let mut hidden = false;
    for (name, value) in tag.attributes() {
        match name {
            b"r" => {
                let text = String::from_utf8_lossy(value);
                let line = text.trim().parse().ok().filter(|line| (1..=LAST_ROW).contains(line));
                number = Some(line.ok_or_else(|| excerpt(&text)));
            }
            b"hidden" => hidden = matches!(value, b"1" | b"true" | b"on"),
            _ => {}
        }
    }
    (number, hidden)
}

/// Reads a cell's start tag of any shape. A cell that says no place stands in `next_column`.
fn cell_tag(tag: &Tag<'_>, next_column: usize) -> Result<CellTag, Problem> {
    let mut head = Head { kind: CellType::Number, style: 0, column: next_column };
    let mut line = None;
    for (name, value) in tag.attributes() {
        match name {
            b"r" => {
                let Some(reference) = Reference::parse(value) else {
                    let written = excerpt(&String::from_utf8_lossy(value));
                    return Err(Problem::new(message::CELL_OUT_OF_RANGE).with("cell", written));
                };
                head.column = reference.column;
                line = Some(reference.row);
            }
            b"s" => head.style = digits(value).filter(|(_, rest)| rest.is_empty()).map_or(0, |(style, _)| style),
            b"t" => head.kind = CellType::named(value),
            _ => {}
        }
    }
    Ok(CellTag { head, line, empty: tag.empty })
}
