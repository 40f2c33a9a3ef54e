//! Reading delimited text as a stream of rows, given its encoding and its dialect.
//!
//! [`RecordParser`] cuts one record out of text, `reader` does so over a file of any size and says of each row what is
//! wrong with it. Which rows are data is not known here.

mod nested;
mod reader;
mod record;

pub(super) use nested::{NestedRows, find as find_nested};
pub(super) use reader::DelimitedRows;
pub(super) use record::{Facts, Outcome, RecordParser};
