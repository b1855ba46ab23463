//! Why a command ends.

use std::{fmt, io};

/// Why a command ends.
#[derive(Debug)]
pub enum Failure {
    /// An input can't be opened or read, or what becomes of it can't be written; others may.
    Input(String),
    /// Nothing can be written any more.
    Output(io::Error),
    /// It was not understood.
    Misused(String),
    /// What was said already.
    Told,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Input(sentence) | Failure::Misused(sentence) => f.write_str(sentence),
            Failure::Output(error) => error.fmt(f),
            Failure::Told => f.write_str("it was said above"),
        }
    }
}

/// What a command gives, or why it ends.
pub type Outcome<T> = Result<T, Failure>;
