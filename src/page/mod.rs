//! page: what a screen shows, as plain serializable views. No type of the core stands inside them.

mod listed;
mod reading;

pub use listed::ListedPost;
pub use reading::{DateView, FailureView, FileView, ReadingPage, RecordView, SourceView};
