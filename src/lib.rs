//! The core of archive-viewer: post files in, safe articles out.
//!
//! **file → post → article → page**, each arrow a pure function without IO.
//! Where many files come as one, `archive` stands before: bytes by ranges → files.

pub mod archive;
pub mod article;
pub mod error;
pub mod file;
pub mod library;
pub mod page;
pub mod post;
mod text;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use article::Article;
pub use error::{Args, Error, Problem};
pub use post::Post;
