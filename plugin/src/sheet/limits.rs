//! What is too much: every limit on reading, with its number and the reason for it, in one place.

/// The limits that a file is read under. A reached limit is a message with the measured number, never a trap.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Data rows. A million is what a sheet can hold; no company has more accounts.
    pub rows: u64,
    /// Columns. No user list is wider; Excel itself ends at 16,384.
    pub columns: usize,
    /// Cells that hold something, in the whole sheet.
    pub cells: u64,
    /// Cells that one content may be repeated over (ODS). A few letters can ask for a million rows; nobody has a list of equals.
    pub repeated_cells: u64,
    /// Bytes that the parts of an archive inflate to, counted while inflating. 100,000 rows of 50 columns (XLSX) or 20 (ODS, which
    /// says more about each cell) stay below; the component takes about a second for 90 MiB, so that what reaches this limit is
    /// answered within five.
    pub inflated_bytes: u64,
    /// Bytes of inflated content per byte of archive, looked at once a part has passed a megabyte.
    pub ratio: u64,
    /// Bytes of one cell's text. Excel ends at 32,767 characters.
    pub text_bytes: usize,
    /// Bytes of one row, which must be held in memory: a record of a delimited file, or the texts of a row of a sheet, where a
    /// short file can refer to its longest text from every cell.
    pub record_bytes: usize,
    /// Bytes of all texts of a workbook's table of shared strings, which must be held in memory.
    pub shared_text_bytes: usize,
    /// Bytes of the file itself.
    pub file_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            rows: 2_000_000,
            columns: 1_024,
            cells: 60_000_000,
            repeated_cells: 100_000,
            inflated_bytes: 256 << 20,
            ratio: 200,
            text_bytes: 128 << 10,
            record_bytes: 4 << 20,
            shared_text_bytes: 48 << 20,
            file_bytes: 512 << 20,
        }
    }
}
