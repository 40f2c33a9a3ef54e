//! Tables of spellings, per kind of field.

#![allow(clippy::unwrap_used)]

mod numbers;
mod texts;
mod words;

use super::*;
use crate::field::test_fields::{field, own};
use crate::field::{Choice, FieldId, id};

fn context(language: Language) -> ParseContext {
    ParseContext { country: None, language, unguard: false }
}

fn read(field: &Field, text: &str) -> Result<Option<Value>, &'static str> {
    read_cell(field, Cell::Text(text))
}

fn read_cell(field: &Field, cell: Cell<'_>) -> Result<Option<Value>, &'static str> {
    parse(field, cell, &context(Language::German)).map_err(|problem| problem.code())
}

fn text(text: &str) -> Result<Option<Value>, &'static str> {
    Ok(Some(Value::Text(text.to_owned())))
}

fn decimal(text: &str) -> Result<Option<Value>, &'static str> {
    Ok(Some(Value::Decimal(text.to_owned())))
}

fn number(value: f64, shown: &str) -> Cell<'_> {
    Cell::Number { value, shown }
}
