//! A row of the file as values of fields: what each mapped column says, and what is wrong with it.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::report::{is_not_whole, mark};
use crate::cell::Cell;
use crate::field::damage;
use crate::field::placeholder::{Placeholder, placeholder};
use crate::field::{
    Catalogue, Field, FieldId, Kind, ParseContext, Separation, Value, id, normalise_key, other_separator, parse,
    parse_list,
};
use crate::mapping::sample::cut;
use crate::mapping::{MappedColumn, Mapping, NamePart, UpdateBehavior, WhenBlank, split_name};
use crate::message::{LineNumber, Problem, Severity, field as field_message, plan as message, text_file};
use crate::sheet::Row;

/// A mapped column with its field looked up.
pub(super) struct Column {
    pub column: usize,
    pub header: String,
    pub field: Field,
    pub behavior: UpdateBehavior,
    pub when_blank: WhenBlank,
    /// Whether it is one of the key columns.
    is_key: bool,
    /// Whether its texts are codes, in which spreadsheets lose digits and zeros.
    pub is_code: bool,
    inverted: bool,
    values: BTreeMap<String, String>,
    part: Option<NamePart>,
    /// What separates lists in it.
    separation: Option<Separation>,
}

/// Where the report of an earlier run says why its rows did not go through.
pub(super) struct ReportColumns {
    pub code: usize,
    pub reason: usize,
    /// The columns that the report did not add.
    pub own: Vec<usize>,
}

impl ReportColumns {
    /// The reason of a row that failed as the double of another line.
    fn double(&self, row: &Row) -> Option<String> {
        Self::is_double(row.cell(self.code).text().trim()).then(|| row.cell(self.reason).text().to_owned())
    }

    /// Whether a row that failed for a quotation mark that nobody closed still has it. The report holds it as a letter of the
    /// cell, which is what it was read as.
    fn is_still_open(&self, row: &Row) -> bool {
        let is_open = |text: &str| text.starts_with('"') && text.matches('"').count() % 2 == 1;
        row.cell(self.code).text().trim() == text_file::UNCLOSED_QUOTE.code
            && row.iter().any(|cell| is_open(cell.text()))
    }

    /// Whether a row whose fault its cells do not show was left as it is, or still has a cell that the report does not show whole.
    fn is_untouched(&self, row: &Row) -> bool {
        if !row.cell(self.code).is_blank() && self.own.iter().any(|column| is_not_whole(row.cell(*column))) {
            return true;
        }
        let reason = row.cell(self.reason).text().trim_end();
        let marked = reason.ends_with(']') && !row.cell(self.code).is_blank();
        marked && reason.ends_with(&mark(self.own.iter().map(|column| row.cell(*column).text())))
    }

    /// Whether a code says that a row is the double of another line.
    pub(super) fn is_double(code: &str) -> bool {
        [message::ACCOUNT_TWICE, message::VALUE_TWICE, message::STILL_DOUBLE].iter().any(|double| double.code == code)
    }
}

impl Column {
    /// Whether a blank cell leaves what the account has: a column that only fills what is empty takes nothing away either.
    pub(super) fn keeps_blanks(&self) -> bool {
        self.when_blank == WhenBlank::Keep || self.behavior == UpdateBehavior::Keep
    }

    /// What the value map of the settings has in the place of the cell's text.
    fn replaced(&self, cell: Cell<'_>) -> Option<Cell<'_>> {
        if self.values.is_empty() {
            return None;
        }
        self.values.get(&cell.text().trim().to_lowercase()).map(|text| Cell::Text(text))
    }

    fn parse(&self, cell: Cell<'_>, context: &ParseContext) -> Result<Option<Value>, Problem> {
        let value = match self.part {
            None => parse_list(&self.field, cell, context, self.separation)?,
            Some(part) => parse(&self.field, Cell::Text(split_name(cell.text()).part(part)), context)?,
        };
        Ok(match value {
            Some(Value::Flag(flag)) if self.inverted => Some(Value::Flag(!flag)),
            value => value,
        })
    }
}

impl Column {
    /// What a full name has that is no part of a name; said once, at the last name.
    fn left_out(&self, cell: Cell<'_>) -> Option<Problem> {
        self.part.filter(|part| *part == NamePart::LastName)?;
        let left_out = split_name(cell.text()).left_out;
        (!left_out.is_empty()).then(|| Problem::new(message::NOT_IN_NAME).with_quoted("parts", left_out))
    }

    /// What is worth knowing of a cell whose list is written otherwise than those of the other rows.
    fn other_separator(&self, cell: Cell<'_>) -> Option<Problem> {
        let separator = self.separation.filter(|_| self.field.kind == Kind::List)?.separator();
        let found = other_separator(cell.text(), separator)?;
        let problem = Problem::new(field_message::OTHER_SEPARATOR).with("value", cut(cell.text()));
        let problem = problem.with("found", found.sign()).with("separator", separator.sign());
        Some(if self.field.sensitive { damage::without_texts(problem) } else { problem })
    }
}

/// The mapped columns of a file.
pub(super) struct Columns {
    pub list: Vec<Column>,
    /// The key columns in the order they are tried, as indices of `list`.
    pub keys: Vec<usize>,
    /// What an earlier run added, where the file is its report.
    pub report: Option<ReportColumns>,
    /// The columns in which no two accounts may have the same value, as indices of `list`.
    pub unique: Vec<usize>,
    /// The fields that a new account cannot be without, each with its place in `list` where it is mapped.
    pub required: Vec<(Field, Option<usize>)>,
    /// The place in `list` of the fields that rules speak of, where they are mapped.
    pub active: Option<usize>,
    /// See [`Self::active`].
    pub level: Option<usize>,
    /// See [`Self::active`].
    pub has_own_schedule: Option<usize>,
    /// First and last name; see [`Self::active`].
    pub names: [Option<usize>; 2],
}

impl Columns {
    pub(super) fn new(mapping: &Mapping, catalogue: &Catalogue, report: Option<ReportColumns>) -> Self {
        let list: Vec<Column> = mapping
            .columns
            .iter()
            .filter_map(|column| {
                let is_key = mapping.keys.contains(&column.field);
                Some(Self::column(column, catalogue.get(&column.field)?.clone(), is_key))
            })
            .collect();
        let position = |field: &FieldId| list.iter().position(|column| column.field.id == *field);
        let is_unique = |field: &Field| (field.unique || field.key) && field.id != id::ID;
        let required = catalogue.iter().filter(|field| field.required_on_create);
        Self {
            keys: mapping.keys.iter().filter_map(position).collect(),
            unique: (0..list.len()).filter(|at| is_unique(&list[*at].field)).collect(),
            required: required.map(|field| (field.clone(), position(&field.id))).collect(),
            active: position(&id::ACTIVE),
            level: position(&id::LEVEL),
            has_own_schedule: position(&id::HAS_OWN_SCHEDULE),
            names: [position(&id::FIRST_NAME), position(&id::LAST_NAME)],
            list,
            report,
        }
    }

    fn column(mapped: &MappedColumn, field: Field, is_key: bool) -> Column {
        Column {
            is_key,
            is_code: field.is_code(),
            column: mapped.column,
            header: mapped.header.clone(),
            field,
            behavior: mapped.behavior,
            when_blank: mapped.when_blank,
            inverted: mapped.inverted,
            values: mapped.values.iter().map(|(from, to)| (from.trim().to_lowercase(), to.clone())).collect(),
            part: mapped.part,
            separation: mapped.list_separator,
        }
    }

    /// The place of a field among the columns.
    pub(super) fn position(&self, field: &FieldId) -> Option<usize> {
        self.list.iter().position(|column| column.field.id == *field)
    }

    /// The labels of the key columns as the file calls them.
    pub(super) fn key_headers(&self) -> String {
        self.keys.iter().map(|at| self.list[*at].header.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Said {
    /// Nothing.
    Blank,
    /// A value.
    Value(Value),
    /// Something that is not taken: an error, or damage that would lose data.
    Unusable,
}

impl Said {
    pub(super) fn value(&self) -> Option<&Value> {
        match self {
            Self::Value(value) => Some(value),
            Self::Blank | Self::Unusable => None,
        }
    }

    /// Takes the value out; what stays says nothing.
    pub(super) fn take(&mut self) -> Option<Value> {
        match std::mem::replace(self, Self::Blank) {
            Self::Value(value) => Some(value),
            Self::Blank | Self::Unusable => None,
        }
    }
}

/// A row as values.
pub(super) struct ParsedRow {
    pub line: LineNumber,
    /// One per mapped column.
    pub cells: Vec<Said>,
    pub problems: Vec<Problem>,
    /// Why an earlier run took the row for the double of another line, if it did.
    pub double_before: Option<String>,
}

impl ParsedRow {
    /// Whether an error keeps the row from being imported.
    pub(super) fn has_error(&self) -> bool {
        self.problems.iter().any(|problem| problem.severity() == Severity::Error)
    }

    /// The flag in a column, if it says one.
    pub(super) fn flag(&self, at: Option<usize>) -> Option<bool> {
        match self.cells.get(at?)? {
            Said::Value(Value::Flag(flag)) => Some(*flag),
            _ => None,
        }
    }

    /// The whole number in a column, if it says one.
    pub(super) fn integer(&self, at: Option<usize>) -> Option<i64> {
        match self.cells.get(at?)? {
            Said::Value(Value::Integer(number)) => Some(*number),
            _ => None,
        }
    }
}

/// The text that stood in a column last, and the value it had if it stood there twice in a row: lists repeat themselves, and
/// comparing a text costs less than reading it.
#[derive(Clone, Debug, Default)]
pub(super) struct Memo {
    text: String,
    value: Option<Value>,
}

impl Memo {
    /// Longer texts are not worth remembering.
    const LONGEST: usize = 64;

    /// The value of `text`, if it is known.
    fn get(&self, text: &str) -> Option<&Value> {
        self.value.as_ref().filter(|_| self.text == text)
    }

    fn put(&mut self, text: &str, value: &Value) {
        if text.len() > Self::LONGEST {
            return;
        }
        // Numbers in a row differ at their ends.
        if self.text.as_bytes().last() == text.as_bytes().last() && self.text == text {
            self.value = Some(value.clone());
        } else {
            self.value = None;
            self.text.clear();
            self.text.push_str(text);
        }
    }
}

/// Reads a row of the file. There is one memo per mapped column.
pub(super) fn read(row: &Row, columns: &Columns, context: &ParseContext, memos: &mut [Memo]) -> ParsedRow {
    let mut problems = row.problems().to_vec();
    if let Some(report) = &columns.report {
        if report.is_still_open(row) {
            problems.push(Problem::new(text_file::UNCLOSED_QUOTE).at_line(row.line()).with("at", row.line()));
        }
        if report.is_untouched(row) {
            problems.push(Problem::new(message::STILL_AS_REPORTED).at_line(row.line()));
        }
    }
    // Cells of a row whose cells do not line up cannot be trusted, not even to say whom the row means.
    let torn = problems.iter().any(|problem| problem.severity() == Severity::Error);
    let mut cells = Vec::with_capacity(columns.list.len());
    for (column, memo) in columns.list.iter().zip(memos) {
        if torn {
            cells.push(Said::Unusable);
            continue;
        }
        let before = problems.len();
        let said = if row.is_merged(column.column) && column.field.is_of_one_person() {
            problems.push(Problem::new(message::MERGED_CELL).with("field", column.field.label(context.language)));
            Said::Unusable
        } else {
            say(row.cell(column.column), column, context, memo, &mut problems)
        };
        for problem in &mut problems[before..] {
            problem.line.get_or_insert(row.line());
            problem.column = u32::try_from(column.column).ok();
            problem.field.get_or_insert_with(|| column.field.id.clone());
        }
        cells.push(said);
    }
    let double_before = columns.report.as_ref().and_then(|report| report.double(row));
    ParsedRow { line: row.line(), cells, problems, double_before }
}

fn say(cell: Cell<'_>, column: &Column, context: &ParseContext, memo: &mut Memo, problems: &mut Vec<Problem>) -> Said {
    if let Cell::Text(text) = cell
        && let Some(value) = memo.get(text)
    {
        return Said::Value(value.clone());
    }
    let before = problems.len();
    let said = read_cell(cell, column, context, problems);
    if let (Cell::Text(text), Said::Value(value)) = (cell, &said)
        && problems.len() == before
    {
        memo.put(text, value);
    }
    said
}

fn read_cell(cell: Cell<'_>, column: &Column, context: &ParseContext, problems: &mut Vec<Problem>) -> Said {
    if let Some(replaced) = column.replaced(cell) {
        return read_value(replaced, column, context, problems);
    }
    if let Some(found) = damage::of_field_cell(cell, &column.field) {
        let digits_lost = damage::was_taken_for_a_number(&found);
        let is_error = found.severity() == Severity::Error;
        problems.push(found);
        if column.is_key {
            problems.push(Problem::new(message::DAMAGED_KEY));
            return Said::Unusable;
        }
        if digits_lost {
            problems.push(Problem::new(message::CELL_NOT_TAKEN));
            return Said::Unusable;
        }
        if is_error {
            return Said::Unusable;
        }
    }
    read_value(cell, column, context, problems)
}

fn read_value(cell: Cell<'_>, column: &Column, context: &ParseContext, problems: &mut Vec<Problem>) -> Said {
    match column.parse(cell, context) {
        Ok(None) => Said::Blank,
        Ok(Some(value)) => {
            if column.field.kind == Kind::Text
                && let Value::Text(text) = &value
                && placeholder(text) == Some(Placeholder::Certain)
            {
                let problem = Problem::new(field_message::PLACEHOLDER_AS_TEXT).with("value", text);
                problems.push(if column.field.sensitive { damage::without_texts(problem) } else { problem });
            }
            problems.extend(column.other_separator(cell));
            problems.extend(column.left_out(cell));
            Said::Value(value)
        }
        Err(problem) => {
            problems.push(problem);
            Said::Unusable
        }
    }
}

/// A value in the form in which keys are compared; none for values that are no texts.
pub(super) fn key_of<'v>(field: &Field, value: &'v Value) -> Option<Cow<'v, str>> {
    match value {
        Value::Text(text) => Some(normalise_key(field, text)),
        Value::Integer(number) => Some(Cow::Owned(number.to_string())),
        Value::Decimal(number) => Some(Cow::Borrowed(number)),
        Value::Flag(_) | Value::List(_) => None,
    }
}
