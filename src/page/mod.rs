//! page: what a screen shows, as plain serializable views. No type of the core stands inside them.

mod reading;

pub use reading::{DateView, FailureView, FileView, ReadingPage, RecordView, SourceView};
