//! Who is it? Finding the account of every row of a chunk, with a few questions to the store and never one per row.
//!
//! The first key whose cell is not blank decides. The other fields that no two accounts share are looked up only where the
//! account found does not have the row's value anyway: a list that changes nothing asks nothing more.

use super::row::{Columns, ParsedRow, Said, key_of};
use crate::failure::{Failure, FailureReason};
use crate::field::{FieldId, id, same};
use crate::host::{Account, UserStore};
use crate::mapping::UpdateBehavior;
use crate::message::{Problem, plan as message};

/// Whom a row means.
pub(super) struct Match {
    /// The key column that decided, as an index of the columns; none where every key cell is blank or unusable.
    pub by: Option<usize>,
    /// The account, if there is one.
    pub account: Option<Account>,
    /// What keeps the row from being told: an ambiguous key, two keys that disagree, a value that another account has.
    pub problems: Vec<Problem>,
    /// Other accounts that fields of the row name.
    pub others: Vec<String>,
    /// Those of them that a key names, while the key that decides does not.
    pub contests: Vec<String>,
    /// Values that other accounts have now and that the row may have where these give them up.
    pub takes: Vec<Taken>,
}

/// A value of a row that another account has.
pub(super) struct Taken {
    pub column: usize,
    /// Normalised.
    pub value: String,
    /// What is wrong where the other account keeps it.
    pub problem: Problem,
}

/// How many values are asked for at once; the contract's limit.
const MOST_VALUES: usize = 1_000;

/// Finds the accounts of `rows`. Accounts carry `fields`, in that order.
pub(super) fn find(
    rows: &[ParsedRow],
    columns: &Columns,
    fields: &[FieldId],
    store: &dyn UserStore,
) -> Result<Vec<Match>, Failure> {
    let mut matches: Vec<Match> = rows
        .iter()
        .map(|row| Match {
            by: deciding_key(row, columns),
            account: None,
            problems: Vec::new(),
            others: Vec::new(),
            contests: Vec::new(),
            takes: Vec::new(),
        })
        .collect();
    for &key in &columns.keys {
        let (asked, values): Asked = (0..rows.len())
            .filter(|at| matches[*at].by == Some(key))
            .filter_map(|at| Some((at, text_of(&rows[at], key, columns)?)))
            .unzip();
        let answers = ask(&values, &columns.list[key].field.id, fields, store)?;
        for ((at, value), accounts) in asked.iter().zip(&values).zip(answers) {
            let found = &mut matches[*at];
            if accounts.len() > 1 {
                found.others.extend(accounts.iter().map(|account| account.id.clone()));
                found.problems.push(
                    problem_at(&rows[*at], key, columns, message::KEY_AMBIGUOUS)
                        .with("value", value)
                        .with("accounts", ids(&accounts)),
                );
            } else {
                found.account = accounts.into_iter().next();
            }
        }
    }
    for &column in &columns.unique {
        check_holders(rows, column, columns, fields, store, &mut matches)?;
    }
    Ok(matches)
}

fn deciding_key(row: &ParsedRow, columns: &Columns) -> Option<usize> {
    columns.keys.iter().copied().find(|key| matches!(row.cells.get(*key), Some(Said::Value(_))))
}

/// Whether another account than the row's has the row's value of `column`.
fn check_holders(
    rows: &[ParsedRow],
    column: usize,
    columns: &Columns,
    fields: &[FieldId],
    store: &dyn UserStore,
    matches: &mut [Match],
) -> Result<(), Failure> {
    let field = &columns.list[column].field;
    let place = fields.iter().position(|one| *one == field.id);
    let is_key = columns.keys.contains(&column);
    let (asked, values): Asked = (0..rows.len())
        .filter(|at| matches[*at].by != Some(column))
        .filter_map(|at| {
            let value = rows[at].cells.get(column)?.value()?;
            let old = matches[at].account.as_ref().and_then(|account| account.values.get(place?)?.as_ref());
            let stays = old.is_some_and(|old| {
                same(field, old, value) || (!is_key && columns.list[column].behavior == UpdateBehavior::Keep)
            });
            if stays { None } else { Some((at, text_of(&rows[at], column, columns)?)) }
        })
        .unzip();
    let answers = ask(&values, &field.id, &[], store)?;
    for ((at, value), holders) in asked.iter().zip(&values).zip(answers) {
        let found = &mut matches[*at];
        let own = found.account.as_ref().map(|account| account.id.as_str());
        let Some(other) = holders.iter().find(|holder| Some(holder.id.as_str()) != own) else { continue };
        let problem = match (is_key, found.by) {
            (true, Some(by)) => {
                let message = if own.is_some() { message::KEYS_DISAGREE } else { message::KEY_OF_ANOTHER };
                problem_at(&rows[*at], column, columns, message)
                    .with("decided", &columns.list[by].header)
                    .with("first", text_of(&rows[*at], by, columns).unwrap_or_default())
                    .with("account", own.unwrap_or_default())
            }
            _ => problem_at(&rows[*at], column, columns, message::VALUE_TAKEN),
        };
        let problem = problem.with("value", value).with("other", &other.id);
        // An id never passes on, so what it says is beyond doubt; of two other keys, nobody knows which of them is wrong.
        let by_id = own.is_some() && found.by.is_some_and(|by| columns.list[by].field.id == id::ID);
        if is_key && !by_id {
            found.contests.push(other.id.clone());
            if found.problems.is_empty() {
                found.problems.push(problem);
            }
        } else {
            found.takes.push(Taken { column, value: value.clone(), problem });
        }
        found.others.extend(holders.iter().map(|holder| holder.id.clone()));
    }
    Ok(())
}

/// Rows and the values that the store is asked for them, one each.
type Asked = (Vec<usize>, Vec<String>);

/// Asks the store for each value, in as few calls as the contract allows.
pub(super) fn ask(
    values: &[String],
    key: &FieldId,
    fields: &[FieldId],
    store: &dyn UserStore,
) -> Result<Vec<Vec<Account>>, Failure> {
    let mut found = Vec::with_capacity(values.len());
    for some in values.chunks(MOST_VALUES) {
        let answers = store.find(key, some, fields)?;
        if answers.len() != some.len() {
            return Err(wrong_answer(some.len(), answers.len()));
        }
        found.extend(answers);
    }
    Ok(found)
}

/// What to say of a host that does not answer one for one.
pub(super) fn wrong_answer(asked: usize, answered: usize) -> Failure {
    let problem = Problem::new(message::HOST_ANSWER_WRONG).with("asked", asked).with("answered", answered);
    Failure::new(FailureReason::HostFailed, problem)
}

fn text_of(row: &ParsedRow, column: usize, columns: &Columns) -> Option<String> {
    Some(key_of(&columns.list[column].field, row.cells.get(column)?.value()?)?.into_owned())
}

/// A problem at a cell of the row, with the column's header as `field`.
pub(super) fn problem_at(row: &ParsedRow, column: usize, columns: &Columns, message: crate::message::Code) -> Problem {
    let column = &columns.list[column];
    Problem::new(message)
        .at_line(row.line)
        .at_column(column.column)
        .of_field(column.field.id.clone())
        .with("field", &column.header)
}

fn ids(accounts: &[Account]) -> String {
    accounts.iter().take(5).map(|account| account.id.as_str()).collect::<Vec<_>>().join(", ")
}
