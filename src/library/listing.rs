//! Packs the rows of a volume: what is known of its posts before any of them is read.

use super::wire::{self, ProblemMessage, RowKind, RowMessage};
use crate::archive::{self, Role};

/// Packs the rows of an archive that are texts, or nested archives, which can't be opened.
pub fn pack_archive(rows: &[archive::Row]) -> Vec<u8> {
    let mut out = Vec::new();
    for row in rows {
        let kind = match row.role {
            Role::Image | Role::Other => continue,
            _ if row.refused => RowKind::Unreadable(ProblemMessage::all_of(&row.problems)),
            Role::OtherText => RowKind::OtherText,
            Role::Post | Role::Text | Role::Archive => RowKind::Post,
        };
        wire::write(&RowMessage { index: row.index, path: &row.path, kind }, &mut out);
    }
    out
}

/// Packs rows that are not of an archive, by index and path.
pub fn pack<'a>(rows: impl IntoIterator<Item = (u32, &'a str)>) -> Vec<u8> {
    let mut out = Vec::new();
    for (index, path) in rows {
        wire::write(&RowMessage { index, path, kind: RowKind::Post }, &mut out);
    }
    out
}
