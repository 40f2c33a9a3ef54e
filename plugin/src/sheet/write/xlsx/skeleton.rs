//! The workbook around the data rows, written by the library with one empty row below the header and taken apart here:
//! what comes before the rows, what comes after them, and which style each column's cells have.

use std::io::{Cursor, Read};

use rust_xlsxwriter::{
    Color, DataValidation, DataValidationErrorStyle, Format, FormatAlign, FormatBorder, Formula, IgnoreError, Note,
    ProtectionOptions, Table, TableColumn, TableStyle, Workbook, Worksheet, XlsxError,
};

use super::super::{Column, HiddenSheet, SheetPlan, not_written, width_of};
use super::Shape;
use crate::host::FileError;
use crate::message::{Language, Problem, column_letters, export as message};

/// The part with the data rows.
pub(super) const SHEET: &str = "xl/worksheets/sheet1.xml";
const WORKBOOK: &str = "xl/workbook.xml";
const TABLE: &str = "xl/tables/table1.xml";

/// The last row and the last column of a sheet, counted from 0.
const LAST_ROW: u32 = 1_048_575;
const LAST_COLUMN: u16 = 16_383;

/// The characters of a list that stands in a validation itself; longer ones stand on a hidden sheet.
const MAX_INLINE_LIST: usize = 255;

/// The hidden sheet with long lists.
const LISTS: &str = "roster-lists";

/// The parts of a workbook without its data rows.
pub(super) struct Skeleton {
    /// The parts that know nothing of the rows.
    pub(super) early: Vec<(String, Vec<u8>)>,
    /// The sheet part up to the first data row.
    pub(super) before_rows: Vec<u8>,
    after: String,
    late: Vec<(String, String)>,
    styles: Vec<u32>,
    /// The letters of the last column.
    last_column: String,
}

impl Skeleton {
    pub(super) fn build(plan: &SheetPlan, shape: Shape) -> Result<Self, Problem> {
        let mut workbook = workbook(plan, shape).map_err(library_problem)?;
        let file = workbook.save_to_buffer().map_err(library_problem)?;
        let last = u32::try_from(plan.columns.len()).unwrap_or_default().saturating_sub(1);
        let mut skeleton = Self {
            early: Vec::new(),
            before_rows: Vec::new(),
            after: String::new(),
            late: Vec::new(),
            styles: Vec::new(),
            last_column: column_letters(last),
        };
        skeleton.take_apart(&file).ok_or_else(|| problem("the workbook's frame has an unexpected form"))?;
        Ok(skeleton)
    }

    /// The style of the cells of a column.
    pub(super) fn style(&self, column: usize) -> u32 {
        self.styles.get(column).or(self.styles.last()).copied().unwrap_or_default()
    }

    /// The sheet part after the last data row.
    pub(super) fn after_rows(&self, data_rows: u32) -> Vec<u8> {
        let written = format!("<autoFilter ref=\"{}\"", self.range(0));
        self.after.replacen(&written, &format!("<autoFilter ref=\"{}\"", self.range(data_rows)), 1).into_bytes()
    }

    /// The parts that know how many rows there are.
    pub(super) fn late(&self, data_rows: u32) -> Vec<(String, Vec<u8>)> {
        let last_row = last_row(data_rows);
        let table = (format!("ref=\"{}\"", self.range(0)), format!("ref=\"{}\"", self.range(data_rows)));
        let name = (format!("!$A$1:${}$2<", self.last_column), format!("!$A$1:${}${last_row}<", self.last_column));
        let patched = |content: &str| content.replace(&table.0, &table.1).replace(&name.0, &name.1).into_bytes();
        self.late.iter().map(|(part, content)| (part.clone(), patched(content))).collect()
    }

    /// Header and data, `A1:T100`.
    fn range(&self, data_rows: u32) -> String {
        format!("A1:{}{}", self.last_column, last_row(data_rows))
    }

    fn take_apart(&mut self, file: &[u8]) -> Option<()> {
        let mut archive = zip::ZipArchive::new(Cursor::new(file)).ok()?;
        for index in 0..archive.len() {
            let mut part = archive.by_index(index).ok()?;
            let name = part.name().ok()?.into_owned();
            let mut content = Vec::new();
            part.read_to_end(&mut content).ok()?;
            match name.as_str() {
                SHEET => self.take_apart_sheet(&String::from_utf8(content).ok()?)?,
                WORKBOOK | TABLE => self.late.push((name, String::from_utf8(content).ok()?)),
                _ => self.early.push((name, content)),
            }
        }
        Some(())
    }

    /// Splits at the empty row, and leaves out the dimension: it is not known before the rows, and need not be there.
    fn take_apart_sheet(&mut self, sheet: &str) -> Option<()> {
        let (before, rest) = sheet.split_once("<row r=\"2\"")?;
        let (row, after) = rest.split_once("</row>")?;
        self.styles = row.split(" s=\"").skip(1).filter_map(|cell| cell.split('"').next()?.parse().ok()).collect();
        let (start, end) = before.split_once("<dimension ")?;
        let (_, end) = end.split_once("/>")?;
        self.before_rows = self.free_columns(&[start, end].concat()).into_bytes();
        after.clone_into(&mut self.after);
        Some(())
    }

    /// Stretches the style of the first column after the data over all that follow; the library would hold each.
    fn free_columns(&self, sheet: &str) -> String {
        let first = self.styles.len() + 1;
        sheet.replacen(
            &format!("<col min=\"{first}\" max=\"{first}\""),
            &format!("<col min=\"{first}\" max=\"{}\"", LAST_COLUMN + 1),
            1,
        )
    }
}

/// A filter or table has at least one row below its header, even where no data is.
fn last_row(data_rows: u32) -> u32 {
    data_rows.max(1) + 1
}

fn workbook(plan: &SheetPlan, shape: Shape) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    let mut lists = Lists::default();
    let styles = Styles::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&plan.name))?;
    sheet.set_freeze_panes(1, 0)?;
    if shape == Shape::Sheet && plan.columns.iter().any(|column| column.locked) {
        sheet.protect_with_options(&everything_allowed());
    }
    for (index, column) in (0u16..).zip(&plan.columns) {
        put_column(sheet, index, column, &styles)?;
        put_validation(sheet, index, column, plan.language, &mut lists)?;
    }
    if let Some(last) = u16::try_from(plan.columns.len()).ok().and_then(|count| count.checked_sub(1)) {
        match shape {
            Shape::Sheet => drop(sheet.autofilter(0, 0, 1, last)?),
            Shape::Table => drop(sheet.add_table(0, 0, 1, last, &table(plan, &styles))?),
        }
        sheet.ignore_error_range(1, 0, LAST_ROW, last, IgnoreError::NumberStoredAsText)?;
        if last < LAST_COLUMN {
            // People may add columns of their own on the protected sheet: see `free_columns`.
            sheet.set_column_format(last + 1, &styles.number)?;
        }
    }
    if let Some(hidden) = &plan.hidden {
        put_hidden(&mut workbook, hidden)?;
    }
    lists.put(&mut workbook)?;
    Ok(workbook)
}

/// The cell formats.
struct Styles {
    header: Format,
    text: Format,
    number: Format,
    locked: Format,
}

impl Styles {
    fn new() -> Self {
        Self {
            header: Format::new()
                .set_bold()
                .set_background_color(Color::RGB(0xDD_E6_F0))
                .set_border_bottom(FormatBorder::Thin)
                .set_align(FormatAlign::Top),
            text: Format::new().set_num_format("@").set_unlocked(),
            number: Format::new().set_unlocked(),
            locked: Format::new()
                .set_num_format("@")
                .set_font_color(Color::RGB(0x70_70_70))
                .set_background_color(Color::RGB(0xF0_F0_F0)),
        }
    }

    fn of(&self, column: &Column) -> &Format {
        match column {
            Column { locked: true, .. } => &self.locked,
            Column { number: true, .. } => &self.number,
            _ => &self.text,
        }
    }
}

fn put_column(sheet: &mut Worksheet, index: u16, column: &Column, styles: &Styles) -> Result<(), XlsxError> {
    let style = styles.of(column);
    sheet.set_column_width(index, f64::from(width_of(column)))?;
    sheet.set_column_format(index, style)?;
    sheet.write_string_with_format(0, index, &column.header, &styles.header)?;
    sheet.write_blank(1, index, style)?;
    if !column.help.is_empty() {
        let lines = column.help.lines().map(|line| line.chars().count() / 40 + 1).sum::<usize>();
        let height = u32::try_from(lines).unwrap_or(10).clamp(2, 12) * 16 + 12;
        let note = Note::new(&column.help).add_author_prefix(false).set_author("Roster");
        sheet.insert_note(0, index, &note.set_width(280).set_height(height))?;
    }
    Ok(())
}

fn put_validation<'a>(
    sheet: &mut Worksheet,
    index: u16,
    column: &'a Column,
    language: Language,
    lists: &mut Lists<'a>,
) -> Result<(), XlsxError> {
    let validation = if column.locked {
        DataValidation::new()
            .allow_custom(Formula::new("FALSE"))
            .ignore_blank(false)
            .set_error_title(Problem::new(message::LOCKED_TITLE).text(language))?
            .set_error_message(Problem::new(message::LOCKED_TEXT).text(language))?
    } else if !column.choices.is_empty() {
        lists
            .validation(&column.choices)?
            .set_error_style(DataValidationErrorStyle::Warning)
            .set_error_title(Problem::new(message::CHOICE_TITLE).text(language))?
            .set_error_message(Problem::new(message::CHOICE_TEXT).text(language))?
    } else {
        return Ok(());
    };
    sheet.add_data_validation(1, index, LAST_ROW, index, &validation)?;
    Ok(())
}

fn table(plan: &SheetPlan, styles: &Styles) -> Table {
    let header = |column: &Column| TableColumn::new().set_header(&column.header).set_header_format(&styles.header);
    let columns: Vec<_> = plan.columns.iter().map(header).collect();
    Table::new().set_columns(&columns).set_style(TableStyle::Light1)
}

fn everything_allowed() -> ProtectionOptions {
    ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        insert_columns: true,
        insert_rows: true,
        insert_links: true,
        delete_columns: true,
        delete_rows: true,
        sort: true,
        use_autofilter: true,
        use_pivot_tables: true,
        ..ProtectionOptions::new()
    }
}

fn put_hidden(workbook: &mut Workbook, hidden: &HiddenSheet) -> Result<(), XlsxError> {
    let sheet = workbook.add_worksheet();
    sheet.set_name(sheet_name(&hidden.name))?;
    sheet.set_hidden(true);
    for (line, row) in (0u32..).zip(&hidden.rows) {
        for (column, text) in (0u16..).zip(row) {
            sheet.write_string(line, column, text)?;
        }
    }
    Ok(())
}

/// Lists that are too long to stand in a validation, or hold its separator.
#[derive(Default)]
struct Lists<'a> {
    columns: Vec<&'a [String]>,
}

impl<'a> Lists<'a> {
    fn validation(&mut self, choices: &'a [String]) -> Result<DataValidation, XlsxError> {
        let length: usize = choices.iter().map(|choice| choice.encode_utf16().count() + 1).sum();
        let plain = |choice: &String| choice == choice.trim() && !choice.contains([',', '"', '\n', '\r']);
        if length <= MAX_INLINE_LIST && choices.iter().all(plain) {
            return DataValidation::new().allow_list_strings(choices);
        }
        let place = self.columns.iter().position(|known| *known == choices).unwrap_or_else(|| {
            self.columns.push(choices);
            self.columns.len() - 1
        });
        let letters = column_letters(u32::try_from(place).unwrap_or_default());
        let range = format!("='{LISTS}'!${letters}$1:${letters}${}", choices.len());
        Ok(DataValidation::new().allow_list_formula(Formula::new(range)))
    }

    fn put(&self, workbook: &mut Workbook) -> Result<(), XlsxError> {
        if self.columns.is_empty() {
            return Ok(());
        }
        let sheet = workbook.add_worksheet();
        sheet.set_name(LISTS)?;
        sheet.set_hidden(true);
        let text = Format::new().set_num_format("@");
        for (column, choices) in (0u16..).zip(&self.columns) {
            for (line, choice) in (0u32..).zip(*choices) {
                sheet.write_string_with_format(line, column, choice, &text)?;
            }
        }
        Ok(())
    }
}

/// A name that a sheet may have.
fn sheet_name(name: &str) -> String {
    let forbidden = |c: char| matches!(c, '[' | ']' | ':' | '*' | '?' | '/' | '\\') || c.is_control();
    let replaced: String = name.chars().map(|c| if forbidden(c) { ' ' } else { c }).take(31).collect();
    let trimmed = replaced.trim_matches(|c: char| c == '\'' || c.is_whitespace());
    if trimmed.is_empty() { "Roster".to_owned() } else { trimmed.to_owned() }
}

fn library_problem(error: XlsxError) -> Problem {
    problem(&error.to_string())
}

fn problem(reason: &str) -> Problem {
    not_written(FileError(reason.to_owned()))
}
