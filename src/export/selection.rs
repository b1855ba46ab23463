//! Which posts are exported, and in which order.

use super::epub::By;
use crate::library::{Library, Request, Row};

/// The posts that a search finds, or all, in the order of a book's contents.
pub fn selected(library: &mut Library, query: &str, by: By) -> Vec<Row> {
    let answer = library.query(&Request { text: query.to_owned(), ..Request::default() });
    let mut rows = library.rows(0, answer.posts);
    rows.sort_by_cached_key(|row| {
        let (date, host) = (row.date.as_ref().map(|date| &*date.iso), row.source.as_ref().map(|source| &*source.host));
        (by.key(date, host), row.volume, row.path.clone())
    });
    rows
}
