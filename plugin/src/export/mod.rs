//! Users to a sheet: the list, the empty template, the mapping sheet.
//!
//! An [`Export`] walks through the store page by page and hands each user on to a sheet writer; it holds one page at a
//! time. Formats are the writer's business ([`crate::sheet::write`]), the texts of values the fields' own.

use std::rc::Rc;

use crate::failure::{Failure, FailureReason};
use crate::field::{self, Catalogue, Field, FieldId, Kind, Value, id};
use crate::host::{Account, Sink, StoreError, UserStore};
use crate::mapping::own_export::Stamp;
use crate::message::{Language, Problem, export as message};
use crate::sheet::write::{self, Format, OutCell, SheetPlan, SheetWriter};

mod plan;

/// Users per page: few enough to hold, many enough that asking costs little.
const PAGE: u32 = 500;

/// What to export and how.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportOptions {
    /// The format of the file.
    pub format: Format,
    /// The fields, one column each, in this order; a field named twice has one column. None means all, in the
    /// catalogue's order.
    pub fields: Option<Vec<FieldId>>,
    /// The language of headers, help and values.
    pub language: Language,
    /// The delimiter of delimited text; none for the format's own.
    pub delimiter: Option<char>,
    /// The character encoding of delimited text, by any of its labels; none for UTF-8.
    pub encoding: Option<String>,
    /// Whether to leave out the users: a file to fill in.
    pub template: bool,
    /// Whether a hidden sheet says which column is which field, where the format has sheets.
    pub mapping_sheet: bool,
    /// Whose users they are, for the hidden sheet.
    pub stamp: Option<Stamp>,
}

impl ExportOptions {
    /// Everything there is, in one format and language.
    pub fn new(format: Format, language: Language) -> Self {
        Self {
            format,
            fields: None,
            language,
            delimiter: None,
            encoding: None,
            template: false,
            mapping_sheet: true,
            stamp: None,
        }
    }
}

/// How far an export has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Whether the file is whole.
    pub done: bool,
    /// Users written so far.
    pub users_written: u64,
    /// How many there were when it began, where the store can say; for a progress bar only.
    pub total: Option<u64>,
}

/// Where the walk through the store stands.
enum Walk {
    /// The next page begins here; none is the first.
    At(Option<String>),
    /// All users are written.
    Over,
}

/// An export under way. Call [`Export::step`] until it is done; dropping it before leaves the file incomplete.
pub struct Export {
    store: Rc<dyn UserStore>,
    /// None once the file is whole, or after writing has failed.
    writer: Option<Box<dyn SheetWriter>>,
    columns: Vec<ExportColumn>,
    /// The fields that the store is asked for.
    asked: Vec<FieldId>,
    language: Language,
    walk: Walk,
    progress: Progress,
    row: RowText,
}

impl std::fmt::Debug for Export {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Export").field("progress", &self.progress).finish_non_exhaustive()
    }
}

/// One column and where its value comes from.
struct ExportColumn {
    field: Field,
    from: From,
}

#[derive(Clone, Copy)]
enum From {
    Id,
    Active,
    /// The place among the values asked for.
    Value(usize),
}

impl Export {
    /// Begins the file: header, help and drop-down lists.
    ///
    /// # Errors
    /// Fields that do not exist, an encoding or delimiter that cannot be used, a sink that does not take bytes.
    pub fn start(
        catalogue: &Catalogue,
        store: Rc<dyn UserStore>,
        sink: Box<dyn Sink>,
        options: ExportOptions,
    ) -> Result<Self, Failure> {
        let fields = plan::fields(catalogue, options.fields.as_deref()).map_err(Failure::settings)?;
        let sheet: SheetPlan = plan::sheet(&fields, &options);
        let writer = write::create(options.format, &sheet, sink).map_err(not_written)?;
        let (columns, asked) = columns(fields);
        let (walk, total) = match options.template {
            true => (Walk::Over, Some(0)),
            false => (Walk::At(None), store.totals().ok().map(|totals| totals.accounts)),
        };
        let progress = Progress { total, ..Progress::default() };
        let language = options.language;
        Ok(Self { store, writer: Some(writer), columns, asked, language, walk, progress, row: RowText::default() })
    }

    /// Writes some users, or completes the file after the last. After that, further steps change nothing.
    ///
    /// # Errors
    /// Where the store is busy, the same call may be made again. Any other failure ends the export: the file stays
    /// incomplete, and a further step is out of order.
    pub fn step(&mut self) -> Result<Progress, Failure> {
        if self.progress.done {
            return Ok(self.progress);
        }
        let mut writer = self.writer.take().ok_or_else(Failure::out_of_order)?;
        let Walk::At(cursor) = &self.walk else {
            writer.finish().map_err(not_written)?;
            self.progress.done = true;
            return Ok(self.progress);
        };
        let page = match self.store.page(cursor.as_deref(), PAGE, &self.asked) {
            Ok(page) => page,
            Err(StoreError::Busy) => {
                self.writer = Some(writer);
                return Err(store_failed(StoreError::Busy));
            }
            Err(error) => return Err(store_failed(error)),
        };
        if page.next.is_some() && page.next == *cursor {
            return Err(store_failed(StoreError::Other("the walk through the users does not move on".to_owned())));
        }
        for account in &page.accounts {
            self.write(writer.as_mut(), account).map_err(not_written)?;
        }
        self.walk = page.next.map_or(Walk::Over, |next| Walk::At(Some(next)));
        self.writer = Some(writer);
        Ok(self.progress)
    }

    fn write(&mut self, writer: &mut dyn SheetWriter, account: &Account) -> Result<(), Problem> {
        self.row.clear();
        for column in &self.columns {
            match column.from {
                From::Id => self.row.push_text(&account.id),
                From::Active => self.row.push(&column.field, &Value::Flag(account.active), self.language),
                From::Value(place) => match account.values.get(place) {
                    Some(Some(value)) => self.row.push(&column.field, value, self.language),
                    _ => self.row.push_text(""),
                },
            }
        }
        let at_field = |problem: Problem| match problem.column.and_then(|column| self.columns.get(column as usize)) {
            Some(column) => problem.of_field(column.field.id.clone()),
            None => problem,
        };
        writer.row(&self.row.cells()).map_err(at_field)?;
        self.progress.users_written += 1;
        Ok(())
    }
}

fn columns(fields: Vec<Field>) -> (Vec<ExportColumn>, Vec<FieldId>) {
    let mut asked = Vec::new();
    let columns = fields.into_iter().map(|field| {
        let from = if field.id == id::ID {
            From::Id
        } else if field.id == id::ACTIVE {
            From::Active
        } else {
            asked.push(field.id.clone());
            From::Value(asked.len() - 1)
        };
        ExportColumn { field, from }
    });
    (columns.collect(), asked)
}

fn store_failed(error: StoreError) -> Failure {
    let problem = match &error {
        StoreError::Busy => Problem::new(message::STORE_BUSY),
        StoreError::Full => Problem::new(message::STORE_FAILED).with("reason", "full"),
        StoreError::Refused(reason) | StoreError::Other(reason) => {
            Problem::new(message::STORE_FAILED).with("reason", reason)
        }
    };
    Failure { problems: vec![problem], ..Failure::from(error) }
}

/// A sink that failed is the host's; everything else is a format that does not fit what is to be written.
fn not_written(problem: Problem) -> Failure {
    let reason = match problem.message == message::NOT_WRITTEN {
        true => FailureReason::HostFailed,
        false => FailureReason::InvalidSettings,
    };
    Failure::new(reason, problem)
}

/// The texts of a row in one buffer that is filled again and again.
#[derive(Default)]
struct RowText {
    text: String,
    /// Where each cell's text ends, and its value where it is a number.
    cells: Vec<(usize, Option<f64>)>,
}

impl RowText {
    fn clear(&mut self) {
        self.text.clear();
        self.cells.clear();
    }

    fn push_text(&mut self, text: &str) {
        self.text.push_str(text);
        self.cells.push((self.text.len(), None));
    }

    fn push(&mut self, field: &Field, value: &Value, language: Language) {
        let number = match value {
            // Printing gives these kinds of text back as they are.
            Value::Text(text) if matches!(field.kind, Kind::Text | Kind::LongText | Kind::Email | Kind::Phone) => {
                return self.push_text(text);
            }
            Value::Integer(number) if field.kind != Kind::Level => number.to_string().parse().ok(),
            Value::Decimal(canonical) => canonical.parse().ok(),
            _ => None,
        };
        self.text.push_str(&field::print(field, value, language));
        self.cells.push((self.text.len(), number));
    }

    fn cells(&self) -> Vec<OutCell<'_>> {
        let mut start = 0;
        let cell = |&(end, number): &(usize, Option<f64>)| {
            let text = self.text.get(start..end).unwrap_or_default();
            start = end;
            match number {
                _ if text.is_empty() => OutCell::Empty,
                Some(value) => OutCell::Number { value, shown: text },
                None => OutCell::Text(text),
            }
        };
        self.cells.iter().map(cell).collect()
    }
}

#[cfg(test)]
mod round_trip;
#[cfg(test)]
mod tests;
