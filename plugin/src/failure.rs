//! Why a call of the plugin did not do what was asked: what an interface of the contract answers with.

use crate::host::{FileError, StoreError};
use crate::message::{Problem, apply as message};

/// For the host to decide what comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailureReason {
    /// This tenant, or this person, may not use import and export at all.
    NotAvailable,
    /// A guard stands before the first write, or the host refused.
    Refused,
    /// The file is not a spreadsheet, is damaged, protected, empty, or beyond a limit.
    Unreadable,
    /// The settings document or an option is wrong, or does not fit the file.
    InvalidSettings,
    /// The host's store, source or sink failed.
    HostFailed,
    /// The call came at the wrong time.
    OutOfOrder,
}

/// What a failed call answers: at least one problem, the first says the most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// For the host.
    pub reason: FailureReason,
    /// For people.
    pub problems: Vec<Problem>,
}

impl Failure {
    /// A failure with one problem.
    pub fn new(reason: FailureReason, problem: Problem) -> Self {
        Self { reason, problems: vec![problem] }
    }

    /// The file cannot be read.
    pub fn unreadable(problem: Problem) -> Self {
        Self::new(FailureReason::Unreadable, problem)
    }

    /// The settings or options are wrong.
    pub fn settings(problem: Problem) -> Self {
        Self::new(FailureReason::InvalidSettings, problem)
    }

    /// The call came at the wrong time.
    pub fn out_of_order() -> Self {
        Self::new(FailureReason::OutOfOrder, Problem::new(message::OUT_OF_ORDER))
    }
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        let reason = match error {
            StoreError::Refused(_) => FailureReason::Refused,
            StoreError::Busy | StoreError::Full | StoreError::Other(_) => FailureReason::HostFailed,
        };
        Self::new(reason, error.into())
    }
}

impl From<StoreError> for Problem {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Busy => Self::new(message::STORE_BUSY),
            StoreError::Full => Self::new(message::STORE_FULL),
            StoreError::Refused(text) => Self::new(message::STORE_REFUSED).with("reason", text),
            StoreError::Other(text) => Self::new(message::STORE_FAILED).with("reason", text),
        }
    }
}

impl From<FileError> for Failure {
    fn from(FileError(text): FileError) -> Self {
        Self::new(FailureReason::HostFailed, Problem::new(message::FILE_FAILED).with("reason", text))
    }
}
