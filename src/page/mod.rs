//! page: plain serializable views of what the core returns, for display.
//!
//! `www/js/core/boundary.d.ts` is generated from these types; their documentation becomes its comments.

mod chunk;
mod cleaned_post;
mod comment;
mod effort;
mod listed_post;
mod part;
mod reading_page;
mod views;

pub use chunk::{ByteRange, ChunkText};
pub use cleaned_post::{CleanedComment, CleanedPost, Unopened, explanation};
pub use comment::CommentView;
pub use effort::Effort;
pub use listed_post::ListedPost;
pub use part::PartView;
pub use reading_page::{FileView, ReadingPage, RecordEntry};
pub use views::{DateView, ErrorView, SourceView};
