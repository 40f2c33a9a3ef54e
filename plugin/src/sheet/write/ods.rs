//! ODS. The content part is streamed: styles and drop-down lists, the data rows, some empty rows that have the
//! drop-down lists too, the hidden sheet, the filter.
//!
//! A locked column is grey and refuses what is typed into it; the sheet is not protected, because LibreOffice then
//! keeps people from filtering as well.

use std::io::Write;

use super::archive::Archive;
use super::number::NumberText;
use super::{
    Column, HiddenSheet, OutCell, RowCounter, SheetPlan, SheetWriter, check_columns, injection, width_of, xml,
};
use crate::host::Sink;
use crate::message::{LineNumber, Problem, column_letters, export as message};

const MEDIA_TYPE: &str = "application/vnd.oasis.opendocument.spreadsheet";

const MANIFEST: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3"><manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/><manifest:file-entry manifest:full-path="settings.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/><manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"#;

const STYLES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-styles xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" office:version="1.3"><office:styles><style:style style:name="Default" style:family="table-cell"/></office:styles></office:document-styles>"#;

const NAMESPACES: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" office:version="1.3">"#;

const CELL_STYLES: &str = r##"<number:text-style style:name="N100"><number:text-content/></number:text-style><style:style style:name="ta-shown" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta-hidden" style:family="table"><style:table-properties table:display="false"/></style:style><style:style style:name="ce-header" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N100"><style:table-cell-properties fo:background-color="#dde6f0" fo:border-bottom="0.5pt solid #000000"/><style:text-properties fo:font-weight="bold"/></style:style><style:style style:name="ce-text" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N100"><style:table-cell-properties style:cell-protect="none"/></style:style><style:style style:name="ce-number" style:family="table-cell" style:parent-style-name="Default"><style:table-cell-properties style:cell-protect="none"/></style:style><style:style style:name="ce-locked" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N100"><style:table-cell-properties fo:background-color="#f0f0f0"/><style:text-properties fo:color="#707070"/></style:style>"##;

/// The line breaks that are also control characters: the soft one of spreadsheets and the page break among them.
const LINE_BREAKS: [char; 4] = ['\n', '\r', '\u{b}', '\u{c}'];

/// Empty rows below the data whose cells have the drop-down lists: room for new users.
const EMPTY_ROWS: u32 = 1000;

pub(super) struct Writer {
    archive: Archive,
    /// Per column, the attributes that every cell begins with: none where the column's own style says everything.
    cells: Vec<String>,
    rows: RowCounter,
    numbers: NumberText,
    hidden: Option<HiddenSheet>,
    name: String,
    row: Vec<u8>,
}

impl Writer {
    pub(super) fn create(plan: &SheetPlan, sink: Box<dyn Sink>) -> Result<Self, Problem> {
        check_columns(plan)?;
        let mut archive = Archive::new(sink);
        archive.store("mimetype", MEDIA_TYPE.as_bytes())?;
        archive.deflate("META-INF/manifest.xml", MANIFEST.as_bytes())?;
        archive.deflate("settings.xml", settings(&plan.name).as_slice())?;
        archive.deflate("styles.xml", STYLES.as_bytes())?;
        archive.begin("content.xml")?;
        archive.write(&head(plan)?)?;
        let cells = (0usize..).zip(&plan.columns).map(|(index, column)| cell_attributes(index, column)).collect();
        Ok(Self {
            archive,
            cells,
            rows: RowCounter::default(),
            numbers: NumberText::default(),
            hidden: plan.hidden.clone(),
            name: plan.name.clone(),
            row: Vec::with_capacity(4096),
        })
    }

    /// Cells without a value from `column` on; gives how many. Neighbours with equal attributes are one element, which is
    /// most of a list's size where people have few of the fields.
    fn blanks(&mut self, column: usize, cells: &[OutCell<'_>]) -> usize {
        let attributes = self.attributes(column).to_owned();
        let alike = |at: usize| {
            cells.get(at).is_none_or(|cell| matches!(cell, OutCell::Empty | OutCell::Text("")))
                && self.attributes(at) == attributes
        };
        let width = cells.len().max(self.cells.len());
        let count = (column..width).take_while(|at| alike(*at)).count().max(1);
        self.row.extend_from_slice(b"<table:table-cell");
        self.row.extend_from_slice(attributes.as_bytes());
        if count > 1 {
            let _ = write!(self.row, " table:number-columns-repeated=\"{count}\"");
        }
        self.row.extend_from_slice(b"/>");
        count
    }

    fn attributes(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }

    fn cell(&mut self, column: usize, cell: OutCell<'_>) -> Result<(), Problem> {
        let row = &mut self.row;
        row.extend_from_slice(b"<table:table-cell");
        if let Some(attributes) = self.cells.get(column) {
            row.extend_from_slice(attributes.as_bytes());
        }
        let text = match cell {
            OutCell::Empty => "",
            OutCell::Number { value, shown } => {
                if let Some(number) = self.numbers.exact(value, shown) {
                    let _ = write!(row, " office:value-type=\"float\" office:value=\"{number}\">");
                    put_text(row, shown)?;
                    row.extend_from_slice(b"</table:table-cell>");
                    return Ok(());
                }
                shown
            }
            OutCell::Text(text) | OutCell::Error(text) => text,
        };
        row.extend_from_slice(b" office:value-type=\"string\">");
        put_text(row, &injection::keep(text))?;
        row.extend_from_slice(b"</table:table-cell>");
        Ok(())
    }

    fn tail(&self) -> Result<Vec<u8>, Problem> {
        let mut out = Vec::new();
        let _ = write!(out, "<table:table-row table:number-rows-repeated=\"{EMPTY_ROWS}\">");
        for attributes in &self.cells {
            let _ = write!(out, "<table:table-cell{attributes}/>");
        }
        out.extend_from_slice(b"</table:table-row></table:table>");
        if let Some(hidden) = &self.hidden {
            put_hidden(&mut out, hidden)?;
        }
        if let Some(last) = self.cells.len().checked_sub(1) {
            let range = format!("A1:.{}{}", letters(last), self.rows.data_rows.max(1) + 1);
            out.extend_from_slice(b"<table:database-ranges><table:database-range table:name=\"__Anonymous_Sheet_DB__0\" table:target-range-address=\"");
            put_sheet_name(&mut out, &self.name);
            let _ = write!(out, ".{range}\" table:display-filter-buttons=\"true\"/></table:database-ranges>");
        }
        out.extend_from_slice(b"</office:spreadsheet></office:body></office:document-content>");
        Ok(out)
    }
}

impl SheetWriter for Writer {
    fn row(&mut self, cells: &[OutCell<'_>]) -> Result<(), Problem> {
        let line = self.rows.next()?;
        self.row.clear();
        self.row.extend_from_slice(b"<table:table-row>");
        let width = cells.len().max(self.cells.len()).max(1);
        let mut column = 0;
        while column < width {
            match cells.get(column) {
                None | Some(OutCell::Empty | OutCell::Text("")) => column += self.blanks(column, cells),
                Some(cell) => {
                    self.cell(column, *cell).map_err(|problem| problem.at_line(LineNumber(line)).at_column(column))?;
                    column += 1;
                }
            }
        }
        self.row.extend_from_slice(b"</table:table-row>");
        self.archive.write(&self.row)
    }

    fn finish(mut self: Box<Self>) -> Result<(), Problem> {
        let tail = self.tail()?;
        self.archive.write(&tail)?;
        self.archive.finish()
    }
}

/// Everything up to the first data row.
fn head(plan: &SheetPlan) -> Result<Vec<u8>, Problem> {
    let mut out = Vec::new();
    out.extend_from_slice(NAMESPACES.as_bytes());
    out.extend_from_slice(b"<office:automatic-styles>");
    out.extend_from_slice(CELL_STYLES.as_bytes());
    for (index, column) in plan.columns.iter().enumerate() {
        // About 0.2 cm a character.
        let millimetres = u32::from(width_of(column)) * 2 + 4;
        let _ = write!(
            out,
            "<style:style style:name=\"co{index}\" style:family=\"table-column\"><style:table-column-properties style:column-width=\"{millimetres}mm\"/></style:style>"
        );
    }
    out.extend_from_slice(b"</office:automatic-styles><office:body><office:spreadsheet>");
    put_validations(&mut out, plan)?;
    out.extend_from_slice(b"<table:table table:name=\"");
    put_attribute(&mut out, &plan.name)?;
    out.extend_from_slice(b"\" table:style-name=\"ta-shown\">");
    for (index, column) in plan.columns.iter().enumerate() {
        let style = style_of(column);
        let _ = write!(
            out,
            "<table:table-column table:style-name=\"co{index}\" table:default-cell-style-name=\"{style}\"/>"
        );
    }
    out.extend_from_slice(b"<table:table-row>");
    for column in &plan.columns {
        out.extend_from_slice(b"<table:table-cell table:style-name=\"ce-header\" office:value-type=\"string\">");
        if !column.help.is_empty() {
            out.extend_from_slice(b"<office:annotation>");
            put_text(&mut out, &column.help)?;
            out.extend_from_slice(b"</office:annotation>");
        }
        put_text(&mut out, &column.header)?;
        out.extend_from_slice(b"</table:table-cell>");
    }
    out.extend_from_slice(b"</table:table-row>");
    Ok(out)
}

fn put_validations(out: &mut Vec<u8>, plan: &SheetPlan) -> Result<(), Problem> {
    if !plan.columns.iter().any(has_validation) {
        return Ok(());
    }
    out.extend_from_slice(b"<table:content-validations>");
    for (index, column) in plan.columns.iter().enumerate().filter(|(_, column)| has_validation(column)) {
        let (condition, kind, title, text) = if column.locked {
            ("of:is-true-formula(FALSE())".to_owned(), "stop", message::LOCKED_TITLE, message::LOCKED_TEXT)
        } else {
            (list_condition(&column.choices), "warning", message::CHOICE_TITLE, message::CHOICE_TEXT)
        };
        let _ = write!(out, "<table:content-validation table:name=\"val{index}\" table:condition=\"");
        put_attribute(out, &condition)?;
        let empty = !column.locked;
        let _ = write!(
            out,
            "\" table:allow-empty-cell=\"{empty}\" table:display-list=\"unsorted\" table:base-cell-address=\""
        );
        put_sheet_name(out, &plan.name);
        let _ = write!(
            out,
            ".{}2\"><table:error-message table:message-type=\"{kind}\" table:display=\"true\" table:title=\"",
            letters(index)
        );
        put_attribute(out, &Problem::new(title).text(plan.language))?;
        out.extend_from_slice(b"\">");
        put_text(out, &Problem::new(text).text(plan.language))?;
        out.extend_from_slice(b"</table:error-message></table:content-validation>");
    }
    out.extend_from_slice(b"</table:content-validations>");
    Ok(())
}

fn list_condition(choices: &[String]) -> String {
    let quoted: Vec<_> = choices.iter().map(|choice| format!("\"{}\"", choice.replace('"', "\"\""))).collect();
    format!("of:cell-content-is-in-list({})", quoted.join(";"))
}

fn has_validation(column: &Column) -> bool {
    column.locked || !column.choices.is_empty()
}

fn style_of(column: &Column) -> &'static str {
    match column {
        Column { locked: true, .. } => "ce-locked",
        Column { number: true, .. } => "ce-number",
        _ => "ce-text",
    }
}

/// The style is the column's (see [`head`]); what a column cannot have is the drop-down list.
fn cell_attributes(index: usize, column: &Column) -> String {
    if has_validation(column) { format!(" table:content-validation-name=\"val{index}\"") } else { String::new() }
}

fn put_hidden(out: &mut Vec<u8>, hidden: &HiddenSheet) -> Result<(), Problem> {
    out.extend_from_slice(b"<table:table table:name=\"");
    put_attribute(out, &hidden.name)?;
    let width = hidden.rows.iter().map(Vec::len).max().unwrap_or(1).max(1);
    let _ = write!(
        out,
        "\" table:style-name=\"ta-hidden\"><table:table-column table:number-columns-repeated=\"{width}\" table:default-cell-style-name=\"ce-text\"/>"
    );
    for row in &hidden.rows {
        out.extend_from_slice(b"<table:table-row>");
        for text in row {
            out.extend_from_slice(b"<table:table-cell table:style-name=\"ce-text\" office:value-type=\"string\">");
            put_text(out, text)?;
            out.extend_from_slice(b"</table:table-cell>");
        }
        if row.is_empty() {
            out.extend_from_slice(b"<table:table-cell/>");
        }
        out.extend_from_slice(b"</table:table-row>");
    }
    out.extend_from_slice(b"</table:table>");
    Ok(())
}

/// Appends a text as paragraphs, one per line, whatever its line breaks are. Blanks that XML readers may collapse are elements of their own.
fn put_text(out: &mut Vec<u8>, text: &str) -> Result<(), Problem> {
    let mut rest = text;
    loop {
        let (line, next) = match rest.find(LINE_BREAKS) {
            Some(end) => (&rest[..end], Some(rest[end..].strip_prefix("\r\n").unwrap_or(&rest[end + 1..]))),
            None => (rest, None),
        };
        check_characters(line)?;
        out.extend_from_slice(b"<text:p>");
        put_line(out, line);
        out.extend_from_slice(b"</text:p>");
        match next {
            Some(next) => rest = next,
            None => return Ok(()),
        }
    }
}

fn put_line(out: &mut Vec<u8>, line: &str) {
    let mut done = 0;
    let mut after_blank = true;
    let last = line.len().saturating_sub(1);
    for (at, byte) in line.bytes().enumerate() {
        match byte {
            b'\t' => {
                xml::escape(out, &line[done..at]);
                // LibreOffice drops the element that stands for a tab, even where it wrote the element itself.
                out.extend_from_slice(b"&#9;");
                done = at + 1;
                after_blank = true;
            }
            b' ' if after_blank || at == last => {
                xml::escape(out, &line[done..at]);
                out.extend_from_slice(b"<text:s/>");
                done = at + 1;
                after_blank = true;
            }
            byte => after_blank = byte == b' ',
        }
    }
    xml::escape(out, &line[done..]);
}

fn put_attribute(out: &mut Vec<u8>, text: &str) -> Result<(), Problem> {
    check_characters(text)?;
    xml::escape(out, text);
    Ok(())
}

/// The sheet's name as it stands in an address: `$'Name'`.
fn put_sheet_name(out: &mut Vec<u8>, name: &str) {
    out.push(b'\'');
    xml::escape(out, &name.replace('\'', "''"));
    out.push(b'\'');
}

/// Whether a cell has no way to hold the character.
pub(super) fn is_forbidden(character: char) -> bool {
    xml::is_forbidden(character) && !LINE_BREAKS.contains(&character)
}

fn check_characters(text: &str) -> Result<(), Problem> {
    match text.chars().find(|character| xml::is_forbidden(*character)) {
        Some(found) => Err(Problem::new(message::NOT_IN_ODS).with("code", format_args!("U+{:04X}", u32::from(found)))),
        None => Ok(()),
    }
}

fn letters(column: usize) -> String {
    column_letters(u32::try_from(column).unwrap_or(u32::MAX))
}

/// Keeps the header in view.
fn settings(name: &str) -> Vec<u8> {
    let mut out = Vec::new();
    out.extend_from_slice(br#"<?xml version="1.0" encoding="UTF-8"?>
<office:document-settings xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:config="urn:oasis:names:tc:opendocument:xmlns:config:1.0" xmlns:ooo="http://openoffice.org/2004/office" office:version="1.3"><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry><config:config-item config:name="ViewId" config:type="string">view1</config:config-item><config:config-item-map-named config:name="Tables"><config:config-item-map-entry config:name=""#);
    xml::escape(&mut out, name);
    out.extend_from_slice(br#""><config:config-item config:name="HorizontalSplitMode" config:type="short">0</config:config-item><config:config-item config:name="VerticalSplitMode" config:type="short">2</config:config-item><config:config-item config:name="HorizontalSplitPosition" config:type="int">0</config:config-item><config:config-item config:name="VerticalSplitPosition" config:type="int">1</config:config-item><config:config-item config:name="ActiveSplitRange" config:type="short">2</config:config-item><config:config-item config:name="PositionLeft" config:type="int">0</config:config-item><config:config-item config:name="PositionRight" config:type="int">0</config:config-item><config:config-item config:name="PositionTop" config:type="int">0</config:config-item><config:config-item config:name="PositionBottom" config:type="int">1</config:config-item></config:config-item-map-entry></config:config-item-map-named><config:config-item config:name="ActiveTable" config:type="string">"#);
    xml::escape(&mut out, name);
    out.extend_from_slice(br#"</config:config-item></config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>"#);
    out
}
