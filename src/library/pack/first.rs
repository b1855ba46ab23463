//! What a list shows first: of an archive that is kept beside its pack, so that it is there before any core is.

use super::super::{Answer, Library, Request, Row};
use serde::Serialize;
use std::mem;

/// The answer to the plain query, and its first rows, without what the reader did.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
pub struct FirstRows {
    /// The answer.
    pub answer: Answer,
    /// The first rows.
    pub rows: Vec<Row>,
}

impl Library {
    /// The first rows of the only volume; `None` if there are others. The current result stays.
    pub fn first_rows(&mut self, id: u16, count: u32, top: u32) -> Option<FirstRows> {
        if self.volumes.len() != 1 || self.volumes[0].id != id {
            return None;
        }
        let (search, marks) = (mem::take(&mut self.search), mem::take(&mut self.marks));
        let answer = self.query(&Request { top: Some(top), ..Request::default() });
        let rows = self.rows(0, count);
        (self.search, self.marks) = (search, marks);
        Some(FirstRows { answer, rows })
    }
}
