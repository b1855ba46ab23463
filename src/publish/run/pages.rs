//! The pages of posts.

use super::host::{Files, Folder, Work};
use super::listing::Listing;
use super::lists::in_feeds;
use super::manifest::Output;
use super::source::Source;
use crate::library::Library;
use crate::publish::{FeedEntry, oembed};
use std::collections::{BTreeMap, HashSet};

/// Posts that are cleaned before any of them is written: what they name in the archive is looked up between.
const BATCH: usize = 512;

/// What came of posts while their pages were written.
#[derive(Default)]
pub struct Pages {
    /// The numbers of the pictures that are copied, by their paths in the site.
    pub pictures: BTreeMap<String, u32>,
    /// The numbers of all pictures that posts name, by their paths in the archive.
    pub named: BTreeMap<String, u32>,
    /// Of each row, its entry in feeds, if it is in any.
    pub entries: Vec<Option<FeedEntry>>,
    /// Rows without a page.
    pub refused: HashSet<usize>,
}

/// Writes the page of each post.
///
/// # Errors
/// When one can't be written.
pub fn write<I: Files, F: Folder>(
    listing: &Listing,
    source: &mut Source<I>,
    library: &mut Library,
    output: &Output<'_, F>,
    work: &impl Work,
) -> Result<Pages, String> {
    let in_feeds = in_feeds(listing);
    let count = listing.posts.rows.len();
    let mut pages = Pages { entries: vec![None; count], ..Pages::default() };
    let all: Vec<usize> = (0..count).collect();
    for batch in all.chunks(BATCH) {
        let (posts, texts) = (&listing.posts, &*source.texts);
        let clean = |at: &usize| {
            // One on which the program stops is told like one that can't be read.
            work.unless_it_stops(&posts.rows[*at].path, || posts.clean(texts, *at, work.decoders()))
        };
        let cleaned = work.in_parallel(batch, clean);
        let mut ready = Vec::new();
        for (at, cleaned) in batch.iter().zip(cleaned) {
            work.add("published", *at as f64 / count as f64);
            let Some(cleaned) = cleaned else {
                work.warn(&format!("{}: it can't be read and has no page", posts.rows[*at].path));
                pages.refused.insert(*at);
                continue;
            };
            ready.push(listing.ready(*at, cleaned, source, library));
        }
        for ready in &mut ready {
            pages.pictures.extend(ready.copied.drain(..));
            pages.named.extend(ready.named.drain(..).map(|(index, path)| (path, index)));
        }
        let (site, names) = (&listing.site, &source.names);
        let entries = work.in_parallel(&ready, |ready| {
            let page = listing.page(ready, names);
            let rendered = page.render(site);
            output.put(&rendered.path, rendered.text.as_bytes())?;
            if let Some(text) = oembed(site, &page) {
                output.put(&format!("{}oembed.json", page.address), text.as_bytes())?;
            }
            Ok::<_, String>(in_feeds.contains(&ready.at).then(|| page.feed_entry(site)).flatten())
        });
        for (ready, entry) in ready.iter().zip(entries) {
            pages.entries[ready.at] = entry?;
        }
    }
    Ok(pages)
}
