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
    /// Cells that are repetitions (ODS): of one content, and in the whole sheet where they are more than [`Limits::repeats_per_cell`]
    /// times as many as the cells that are written. A few letters can ask for a million rows; nobody has a list of equals.
    pub repeated_cells: u64,
    /// Repetitions per written cell: neighbours with the same content, such as a row of crosses, are written once.
    pub repeats_per_cell: u64,
    /// Bytes that the parts of an archive of any size may inflate to, counted while inflating. The component takes about a second
    /// for 90 MiB, so that a small archive that reaches this limit is answered within five.
    pub inflated_bytes: u64,
    /// Bytes by which that grows with every byte of the archive: lists of a hundred thousand rows inflate to ten to thirty times
    /// their size, so that a large list is read and a small file does not cost much.
    pub inflated_per_byte: u64,
    /// Bytes of inflated content per byte of archive, looked at where a part is large (see [`Limits::ratio_from`]).
    pub ratio: u64,
    /// Bytes that a part may inflate to before its ratio counts: repetitive lists of some ten thousand rows grow more than 200 times,
    /// and cost little.
    pub ratio_from: u64,
    /// Bytes of text that the cells of a sheet may have in a file of any size; it grows with the file as the inflated bytes do. Cells
    /// can refer to one long text again and again, and a few letters can stand for thousands of blanks. A workbook of 100,000 rows
    /// and 60 columns with a note of 1,000 characters in each row has 160 MB of text and is larger than 8 MB.
    pub sheet_text_bytes: u64,
    /// Bytes of one cell's text. Excel ends at 32,767 characters.
    pub text_bytes: usize,
    /// Cells that are merged over several rows. People who merge cells do it by hand.
    pub merges: usize,
    /// Bytes of a sheet's inflated part up to which merged cells are looked for beforehand: they are written behind all rows.
    pub merges_bytes: u64,
    /// Bytes of one row, which must be held in memory: a record of a delimited file, or the texts of a row of a sheet, where a
    /// short file can refer to its longest text from every cell.
    pub record_bytes: usize,
    /// Bytes of all texts of a workbook's table of shared strings, which must be held in memory.
    pub shared_text_bytes: usize,
    /// Bytes of the file itself.
    pub file_bytes: u64,
}

impl Limits {
    /// How many bytes an archive of so many bytes may inflate to.
    pub(super) fn inflated_bytes_of(&self, file_size: u64) -> u64 {
        self.inflated_bytes.saturating_add(file_size.saturating_mul(self.inflated_per_byte))
    }

    /// How many bytes of text the cells of a sheet may have in a file of so many bytes.
    pub(super) fn sheet_text_bytes_of(&self, file_size: u64) -> u64 {
        self.sheet_text_bytes.saturating_add(file_size.saturating_mul(self.inflated_per_byte))
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            rows: 2_000_000,
            columns: 1_024,
            cells: 60_000_000,
            repeated_cells: 100_000,
            repeats_per_cell: 20,
            inflated_bytes: 256 << 20,
            inflated_per_byte: 32,
            ratio: 200,
            ratio_from: 64 << 20,
            sheet_text_bytes: 64 << 20,
            text_bytes: 128 << 10,
            merges: 10_000,
            merges_bytes: 16 << 20,
            record_bytes: 4 << 20,
            shared_text_bytes: 48 << 20,
            file_bytes: 512 << 20,
        }
    }
}
