//! The core of archive-viewer: post files in, safe articles out.
//!
//! **file → post → article → page**, each arrow a pure function without IO.
//! [`archive`] turns the bytes of an archive into files; [`library`] searches and lists many posts.

pub mod archive;
pub mod article;
#[cfg(test)]
mod boundary_types;
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
