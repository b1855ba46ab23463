//! publish: posts and what a publisher says of a site → pages, indexes and feeds, as texts. No IO.
//!
//! [`run`] makes all files of a site of an input, by what its caller reads and writes.
//! What is markup comes from the sanitizer ([`SafeHtml`](crate::article::SafeHtml)) or is the template's own; everything else
//! passes [`markup::escape`]. Not a part of the browser's core.

pub mod addresses;
mod card;
mod discussion;
mod facts;
mod feed_entry;
mod feeds;
mod frame;
mod head;
pub mod headers;
mod index_page;
mod json_ld;
pub mod markup;
mod post_page;
mod record;
mod rewrite;
pub mod run;
mod site;
mod site_files;
mod style;
mod words;

pub use facts::{Neighbour, PostPage, ThreadPart};
pub use feed_entry::FeedEntry;
pub use feeds::{Feed, atom, json_feed};
pub use frame::Rendered;
pub use index_page::{Bucket, Buckets, Listed, PER_PAGE};
pub use rewrite::references;
pub use site::{Canonical, Licence, Pictures, Site};
pub use site_files::{oembed, open_search, robots, sitemaps};
pub use words::Language;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The folder of all posts' pages.
pub const PAGES: &str = "p/";

/// What stays as it is in a path of a URL: no sign of these means anything there.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~').remove(b'/');

/// A path in the site as a relative URL.
pub fn path_href(path: &str) -> String {
    utf8_percent_encode(path, PLAIN).to_string()
}

/// The way from a page to the site's root. The page is a file of this path.
fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}
