//! What is asked of segments, and the answer.

use super::super::row::Row;
use super::super::search::{Answer, Request};
use super::cache::{Failure, Want};
use super::record::Published;
use serde::Serialize;

/// A question.
#[derive(Debug, Clone, Default)]
pub struct SearchRequest {
    /// As for a library. By title and by source there is no order: these are newest first.
    pub request: Request,
    /// The first row that is wanted, and how many are.
    pub from: u32,
    /// How many rows are wanted.
    pub count: u32,
    /// Whether the values of facets are wanted. With a selection they are there in any case.
    pub facets: bool,
}

/// What is needed, or the answer.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "SegmentStep"))]
#[serde(rename_all = "camelCase")]
pub enum Step {
    /// These ranges, each by [`feed`](super::Searcher::feed) or [`fail`](super::Searcher::fail).
    Needs(Vec<Want>),
    /// The answer.
    Done(Box<Outcome>),
}

/// An answer with its rows.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "SegmentOutcome"))]
#[serde(rename_all = "camelCase")]
pub struct Outcome {
    /// What a library would answer.
    pub answer: Answer,
    /// The rows that were wanted.
    pub rows: Vec<Row>,
    /// Where the site has them.
    pub published: Vec<Published>,
    /// Segments that could not be read: nothing of them is in the answer.
    pub missing: Vec<Missing>,
    /// Whether facets, timeline and posts without a date are counted.
    pub has_facets: bool,
}

/// A segment that could not be read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS), ts(rename = "MissingSegment"))]
pub struct Missing {
    /// Its number.
    pub segment: u32,
    /// The file, by its name.
    pub file: String,
    /// Why.
    pub failure: Failure,
    /// How many posts are not searched.
    pub posts: u32,
    /// Their first and last day.
    pub from: String,
    /// The last one.
    pub to: String,
}
