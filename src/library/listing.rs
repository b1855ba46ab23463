//! Packs the rows of a volume: what is known of its posts before any of them is read.

use super::wire::{self, ProblemMessage, RowMessage};
use crate::archive::{self, Role};

/// Packs the rows of an archive that are posts, texts that may be posts, or nested archives, which can't be opened.
pub fn pack_archive(rows: &[archive::Row]) -> Vec<u8> {
    let mut out = Vec::new();
    for row in rows.iter().filter(|row| matches!(row.role, Role::Post | Role::Text | Role::Archive)) {
        let problems = row.refused.then(|| ProblemMessage::all_of(&row.problems));
        wire::write(&RowMessage { index: row.index, path: &row.path, problems }, &mut out);
    }
    out
}

/// Packs rows that are not of an archive, by index and path.
pub fn pack<'a>(rows: impl IntoIterator<Item = (u32, &'a str)>) -> Vec<u8> {
    let mut out = Vec::new();
    for (index, path) in rows {
        wire::write(&RowMessage { index, path, problems: None }, &mut out);
    }
    out
}
