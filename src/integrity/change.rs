//! What became of a file or a post between two versions.

use serde::Serialize;

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// The earlier version has no such path and no such content.
    New,
    /// The later version has none.
    Gone,
    /// The content at its path is another.
    Changed,
    /// The content has another path.
    Moved,
}

impl Change {
    /// Its word.
    pub fn name(self) -> &'static str {
        match self {
            Change::New => "new",
            Change::Gone => "gone",
            Change::Changed => "changed",
            Change::Moved => "moved",
        }
    }
}

/// The last line of a report.
pub fn counts(same: usize, changes: impl Iterator<Item = Change> + Clone) -> String {
    let count = |kind| changes.clone().filter(|one| *one == kind).count();
    let [new, gone, changed, moved] = [Change::New, Change::Gone, Change::Changed, Change::Moved].map(count);
    format!("# {same} the same, {new} new, {gone} gone, {changed} changed, {moved} moved\n")
}
