//! Publishing: an input's posts, read, listed and cleaned → all files of a site.
//!
//! What reads the input ([`Files`]), has the site's folder ([`Folder`]) and does the work ([`Work`]) is the caller's.

mod catalogue;
mod hashes;
mod host;
mod listing;
mod lists;
mod manifest;
mod options;
mod originals;
mod pages;
mod posts;
mod preview;
mod segments;
mod source;
mod viewer;

pub use host::{Files, Folder, Parts, Work};
pub use manifest::Written;
pub use options::{Options, site_base, site_url};
pub use preview::{Preview, is_previewed, preview_policy};
pub use segments::{refusals, store_segment};
pub use source::{Source, Text};

use super::headers::Headers;
use super::style::style_sheet;
use crate::library::segments::Published;
use catalogue::Catalogue;
use listing::{Listing, site_of};
use lists::Lists;
use manifest::Output;
use posts::Posts;
use segments::Segments;
use std::collections::{HashMap, HashSet};
use std::fmt;
use viewer::Viewer;

/// Files of the built viewer by their paths.
pub type ViewerFiles = Vec<(String, Vec<u8>)>;

/// Hosts that make a site of a folder of their own skip names such as `_posts` without this file.
const NO_JEKYLL: &str = ".nojekyll";

/// What publishing did.
#[derive(Debug)]
pub struct Report {
    posts: usize,
    refused: usize,
    pictures: usize,
    has_url: bool,
    segments: Segments,
    written: Written,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Written { written, unchanged, removed, bytes } = self.written;
        let total = written + unchanged;
        write!(f, "# {} posts as pages, {} pictures, {total} files, {} KiB", self.posts, self.pictures, bytes / 1024)?;
        write!(f, "\n# {written} written, {unchanged} unchanged, {removed} removed")?;
        write!(f, "\n# {} KiB of them to search in", self.segments.bytes / 1024)?;
        self.segments.refusals.iter().try_for_each(|line| write!(f, "\n# {line}"))?;
        if self.refused > 0 {
            write!(f, "\n# {} posts can't be read and have no page", self.refused)?;
        }
        if !self.has_url {
            write!(f, "\n# no --url: no feeds, no sitemap and no canonical addresses, which need the site's own")?;
        }
        Ok(())
    }
}

/// Publishes a source: pages, lists and segments, and with the viewer's files the viewer with the posts as its library.
///
/// # Errors
/// A sentence, when something can't be read or written.
pub fn publish<I: Files, F: Folder>(
    options: &Options,
    source: &mut Source<I>,
    viewer: Option<&ViewerFiles>,
    folder: &F,
    work: &impl Work,
) -> Result<Report, String> {
    let (posts, mut library) = Posts::of(source, work);
    if posts.rows.is_empty() {
        return Err("there are no posts in it".to_owned());
    }
    let (output, earlier) = Output::open(folder, viewer.is_some())?;
    let style = style_sheet();
    let mut site = site_of(options, source, &posts, &style);
    let viewer = viewer.map(|files| Viewer::of(files, &site.title)).transpose()?;
    if viewer.is_some() {
        (site.viewer, site.embed) = (Some(viewer::PAGE.to_owned()), Some(viewer::EMBED.to_owned()));
    }
    let (mut listing, manifest) = Listing::of(site, source, posts, &earlier, work);
    let mut catalogue =
        viewer.as_ref().map(|_| Catalogue::of(&listing.site.title, &source.texts, &listing.posts, &library));
    output.plan(&manifest, planned(&listing, viewer.as_ref(), catalogue.as_ref()))?;
    output.put(&listing.site.style, style.as_bytes())?;
    if let Some(catalogue) = &catalogue {
        listing.raws = catalogue.raws(&source.texts);
        catalogue.left_out.iter().for_each(|path| work.warn(&format!("{path}: its path can't be published")));
    }
    let pages = pages::write(&listing, source, &mut library, &output, work)?;
    for (path, index) in &pages.pictures {
        if let Some(bytes) = source.read(*index)? {
            output.put(path, &bytes)?;
        }
    }
    Lists { listing: &listing, refused: &pages.refused, entries: &pages.entries }.write(&output)?;
    if let (Some(viewer), Some(catalogue)) = (&viewer, &mut catalogue) {
        let size = originals::write(catalogue, source, &pages.named, &output)?;
        for (path, bytes) in viewer.files.iter().chain(&catalogue.files) {
            output.put(path, bytes)?;
        }
        output.put(catalogue::CONTENTS, &catalogue.contents(size))?;
        output.put(NO_JEKYLL, b"")?;
        let headers = Headers { policy: &viewer.policy, base: &options.base(), has_library: true };
        for (path, text) in headers.files() {
            output.put(&path, text.as_bytes())?;
        }
    }
    let most = options.max_file.unwrap_or(u64::MAX);
    let published = published(&listing, &pages.refused);
    let segments = segments::write(&mut library, &published, most, &output)?;
    let written = output.finish(manifest)?;
    Ok(Report {
        posts: listing.posts.rows.len() - pages.refused.len(),
        refused: pages.refused.len(),
        pictures: pages.pictures.len(),
        has_url: listing.site.url.is_some(),
        segments,
        written,
    })
}

/// The files of which a run that is cut short should leave word.
fn planned(listing: &Listing, viewer: Option<&Viewer>, catalogue: Option<&Catalogue>) -> impl Iterator<Item = String> {
    let pages = listing.addresses.iter().map(|address| format!("{address}index.html"));
    let of_viewer = viewer.into_iter().flat_map(|viewer| viewer.files.iter().map(|(path, _)| path.clone()));
    let of_library = catalogue.into_iter().flat_map(|catalogue| {
        let posts = catalogue.published.values().map(|path| format!("{}{path}", catalogue::POSTS));
        let own = catalogue.files.iter().map(|(path, _)| path.clone());
        posts.chain(own).chain([catalogue.archive_path().to_owned()])
    });
    pages.chain(of_viewer).chain(of_library)
}

/// Where the post at a path is.
fn published<'a>(listing: &'a Listing, refused: &'a HashSet<usize>) -> impl Fn(&str) -> Published + 'a {
    let rows = listing.posts.rows.iter().enumerate();
    let by_path: HashMap<&str, usize> = rows.map(|(at, row)| (&*row.path, at)).collect();
    move |path| {
        let Some(at) = by_path.get(path) else { return Published::default() };
        let page = if refused.contains(at) { String::new() } else { listing.addresses[*at].clone() };
        Published { page, file: listing.raw_of(&listing.posts.rows[*at]).unwrap_or_default().to_owned() }
    }
}
