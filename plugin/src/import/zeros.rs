//! Numbers that lost or gained leading zeros: rows that found no account although one has their number but for the zeros.
//!
//! Spreadsheets and database exports strip zeros or pad with them. Such a row would become a second account, and a sync would
//! deactivate the first one. So the other ways to write the number are looked up as well, only for rows without an account.

use std::collections::BTreeMap;

use super::matching::{Match, ask, problem_at};
use super::row::{Column, Columns, ParsedRow, key_of};
use crate::failure::Failure;
use crate::field::{Field, Kind};
use crate::host::UserStore;
use crate::message::plan as message;

/// Numbers are looked up padded with zeros up to this width, which covers what HR and payroll systems write.
const WIDTH: usize = 10;

/// Zeros that a number of at least that width is padded with.
const MORE: usize = 3;

/// Longer texts of digits are no numbers that a program pads.
const LONGEST: usize = 40;

/// Accounts that one message names.
const MOST_NAMED: usize = 5;

/// What is known about the numbers of the company.
pub(super) struct Lookalikes {
    /// Whether numbers that differ only in leading zeros are different numbers here.
    distinct: bool,
    /// Whether there are any accounts; unknown until a row asks.
    accounts: Option<bool>,
}

impl Lookalikes {
    pub(super) fn new(distinct: bool) -> Self {
        Self { distinct, accounts: None }
    }

    /// Looks for the accounts of rows that found none, and makes it an error of the row where there is one.
    pub(super) fn check(
        &mut self,
        rows: &[ParsedRow],
        columns: &Columns,
        store: &dyn UserStore,
        matches: &mut [Match],
    ) -> Result<(), Failure> {
        if self.distinct {
            return Ok(());
        }
        for &column in columns.unique.iter().filter(|column| is_number_key(&columns.list[**column])) {
            let field = &columns.list[column].field;
            let asked: Vec<(usize, String)> = (0..rows.len())
                .filter(|at| matches[*at].account.is_none())
                .filter_map(|at| {
                    let number = key_of(field, rows[at].cells.get(column)?.value()?)?;
                    significant(&number)?;
                    Some((at, number.into_owned()))
                })
                .collect();
            if asked.is_empty() || !self.has_accounts(store)? {
                continue;
            }
            let mut owners = Vec::new();
            let mut values = Vec::new();
            for (at, number) in &asked {
                for form in forms(number, field) {
                    owners.push((*at, number.as_str()));
                    values.push(form);
                }
            }
            let mut found: BTreeMap<usize, (&str, Vec<String>)> = BTreeMap::new();
            for (((at, number), form), accounts) in owners.iter().zip(&values).zip(ask(&values, &field.id, &[], store)?)
            {
                for account in accounts {
                    let (_, named) = found.entry(*at).or_insert_with(|| (number, Vec::new()));
                    if named.len() < MOST_NAMED {
                        named.push(format!("{form} (ID {})", account.id));
                    }
                    matches[*at].others.push(account.id);
                }
            }
            for (at, (number, named)) in found {
                if matches[at].problems.is_empty() {
                    let problem = problem_at(&rows[at], column, columns, message::KEY_ZEROS_DIFFER);
                    matches[at].problems.push(problem.with("value", number).with("accounts", named.join(", ")));
                }
            }
        }
        Ok(())
    }

    fn has_accounts(&mut self, store: &dyn UserStore) -> Result<bool, Failure> {
        let known = match self.accounts {
            Some(known) => known,
            None => store.totals()?.accounts > 0,
        };
        self.accounts = Some(known);
        Ok(known)
    }
}

/// Whether the texts of a column may be numbers that accounts are known by.
pub(super) fn is_number_key(column: &Column) -> bool {
    column.is_code && column.field.key && column.field.kind == Kind::Text
}

/// A text of digits without its leading zeros; none for other texts.
pub(super) fn significant(text: &str) -> Option<&str> {
    let is_number = !text.is_empty() && text.len() <= LONGEST && text.bytes().all(|byte| byte.is_ascii_digit());
    let rest = text.trim_start_matches('0');
    is_number.then_some(if rest.is_empty() { "0" } else { rest })
}

/// The other ways to write a number.
fn forms(number: &str, field: &Field) -> impl Iterator<Item = String> {
    let digits = significant(number).unwrap_or(number);
    let widest = WIDTH.max(digits.len() + MORE);
    let widest = if field.max_length > 0 { widest.min(field.max_length) } else { widest };
    (digits.len()..=widest).filter(|width| *width != number.len()).map(move |width| format!("{digits:0>width$}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field::{Catalogue, id};

    #[test]
    fn a_number_is_looked_up_without_its_zeros_and_with_more_of_them() {
        let catalogue = Catalogue::new(Vec::new());
        let field = catalogue.get(&id::EMPLOYEE_NUMBER).cloned();
        let all = |number: &str| -> Vec<String> { field.iter().flat_map(|field| forms(number, field)).collect() };
        assert_eq!(all("00001004"), ["1004", "01004", "001004", "0001004", "000001004", "0000001004"]);
        assert_eq!(all("1234567890"), ["01234567890", "001234567890", "0001234567890"]);
        assert_eq!(all("000")[..2], ["0", "00"]);
        assert_eq!(
            [significant("007"), significant("00"), significant("A7"), significant("")],
            [Some("7"), Some("0"), None, None]
        );
    }
}
