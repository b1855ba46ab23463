//! The core of archive-viewer: post files in, safe articles out.
//!
//! **file → post → article → page**, each arrow a pure function without IO.
//! [`archive`] turns the bytes of an archive into files; [`library`] searches and lists many posts. Natively [`export`] writes
//! posts as files, and [`survey`] says what is wrong with them and counts them.
//!
//! ```
//! use archive_viewer::article::Options;
//! use archive_viewer::file::{EncodingRs, read_text};
//! use archive_viewer::{Article, Post};
//!
//! let bytes = b"---\ntitle: The Lamp\n---\n\nIt was *lit*. <script>go()</script>";
//! let file = read_text("2021-03-14-the-lamp.md", bytes, &EncodingRs)?;
//! let post = Post::parse(&file.name, &file.text);
//! let article = Article::clean(&post, Options::default());
//! assert_eq!(post.title, "The Lamp");
//! assert_eq!(article.html.as_str().trim(), "<p>It was <em>lit</em>.</p>");
//! assert_eq!(article.changes[0].reason.id(), "script");
//! # Ok::<(), archive_viewer::Error>(())
//! ```

// What only the patched sanitizer asks for.
#![cfg_attr(not(patched), allow(dead_code, unused_imports))]
// What a core that is a part doesn't ask for.
#![cfg_attr(all(target_arch = "wasm32", not(feature = "package")), allow(dead_code))]

pub mod archive;
pub mod article;
#[cfg(test)]
mod boundary_types;
pub mod error;
#[cfg(any(not(target_arch = "wasm32"), feature = "package", feature = "export"))]
pub mod export;
pub mod file;
#[cfg(any(not(target_arch = "wasm32"), feature = "export"))]
pub mod integrity;
pub mod library;
pub mod page;
pub mod post;
#[cfg(any(not(target_arch = "wasm32"), feature = "package"))]
pub mod publish;
#[cfg(any(not(target_arch = "wasm32"), feature = "package"))]
pub mod survey;
mod text;
#[cfg(target_arch = "wasm32")]
mod wasm;

pub use article::Article;
pub use error::{Args, Error, Problem};
pub use post::Post;
