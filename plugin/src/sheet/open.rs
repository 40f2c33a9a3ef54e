//! Opening a file: its kind, its sheet, its table. Each of these is a room of its own; this is the way through them.

use super::limits::Limits;
use super::{Hints, Kind, ReadOptions, SharedSource, Table, Workbook, recognise, xls, xlsx};
use crate::message::{Problem, text_file};

/// Opens a file of any kind at its first data row.
pub fn open(source: SharedSource, options: &ReadOptions, hints: &dyn Hints) -> Result<Table, Problem> {
    let _ = hints;
    match recognise::recognise(&*source)? {
        Kind::Csv => Err(Problem::new(text_file::KIND_NOT_READ).with("kind", Kind::Csv.as_str())),
        kind => {
            let workbook = open_workbook(source, kind, &options.limits)?;
            Err(Problem::new(text_file::KIND_NOT_READ).with("kind", workbook.kind().as_str()))
        }
    }
}

/// Opens a workbook of a kind that [`recognise::recognise`] told.
pub fn open_workbook(source: SharedSource, kind: Kind, limits: &Limits) -> Result<Box<dyn Workbook>, Problem> {
    match kind {
        Kind::Xlsx => xlsx::open(source, limits),
        Kind::Xls => xls::open(source, limits),
        Kind::Xlsb | Kind::Ods | Kind::Csv => Err(Problem::new(text_file::KIND_NOT_READ).with("kind", kind.as_str())),
    }
}
