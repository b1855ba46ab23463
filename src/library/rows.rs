//! Rows, packed: what is known of a volume's posts before any of them is read.

use super::indexed::put_problems;
use super::packed::{put_number, put_text};
use crate::archive;

/// A row stands; it may turn out to be no post.
pub(super) const STANDS: u8 = 0;
/// It can't be read, and its problems say why.
pub(super) const BROKEN: u8 = 1;

/// Packs those rows of an archive that are posts, or texts that may be, and the archives in it, which are not opened.
pub fn pack_archive(rows: &[archive::Row]) -> Vec<u8> {
    use archive::Role;
    let mut out = Vec::new();
    for row in rows.iter().filter(|row| matches!(row.role, Role::Post | Role::Text | Role::Archive)) {
        put_number(&mut out, row.index as usize);
        put_text(&mut out, &row.path);
        if row.refused {
            out.push(BROKEN);
            put_problems(&mut out, &row.problems);
        } else {
            out.push(STANDS);
        }
    }
    out
}

/// Packs rows that are no archive's, by their numbers and paths.
pub fn pack<'a>(rows: impl IntoIterator<Item = (u32, &'a str)>) -> Vec<u8> {
    let mut out = Vec::new();
    for (index, path) in rows {
        put_number(&mut out, index as usize);
        put_text(&mut out, path);
        out.push(STANDS);
    }
    out
}
