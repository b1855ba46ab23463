//! Files of a site, each made when somebody asks for it: as [`publish`](super::publish) would write them without options.

use super::catalogue::{Catalogue, POSTS};
use super::host::{Files, Work};
use super::listing::{Listing, site_of};
use super::lists::listed;
use super::manifest::Manifest;
use super::options::Options;
use super::posts::Posts;
use super::source::Source;
use super::viewer;
use crate::library::Library;
use crate::publish::headers::{OF_FILES, OF_PAGES};
use crate::publish::style::style_sheet;
use crate::publish::{Buckets, Listed};
use std::collections::HashMap;

/// What pages are made of, and they themselves: paths that begin like this.
const FOLDERS: [&str; 4] = ["p/", "pictures/", POSTS, "parts/pages-"];

/// Whether a path may be of a page, or of what pages are made of.
pub fn is_previewed(path: &str) -> bool {
    FOLDERS.iter().any(|folder| path.starts_with(folder))
}

/// The Content-Security-Policy of what is at a path, unless it is the viewer's.
pub fn preview_policy(path: &str) -> Option<&'static str> {
    match path.split('/').next()? {
        "p" => Some(OF_PAGES),
        "posts" | "pictures" => Some(OF_FILES),
        _ => None,
    }
}

/// The posts of a source, ready to be shown as pages.
pub struct Preview<F> {
    source: Source<F>,
    library: Library,
    listing: Listing,
    style: String,
    /// Pages that list posts.
    lists: HashMap<String, String>,
    /// The rows of posts by the paths of their pages.
    pages: HashMap<String, usize>,
    /// The numbers of posts' files, by their paths in the site.
    files: HashMap<String, usize>,
    /// Those of pictures in pages that were shown.
    pictures: HashMap<String, u32>,
}

impl<F: Files> Preview<F> {
    /// Lists all posts of a source, as beside the viewer; nothing if there are none.
    pub fn of(source: Source<F>, work: &impl Work) -> Option<Preview<F>> {
        let (posts, library) = Posts::of(&source, work);
        if posts.rows.is_empty() {
            return None;
        }
        let style = style_sheet();
        let mut site = site_of(&Options::default(), &source, &posts, &style);
        (site.viewer, site.embed) = (Some(viewer::PAGE.to_owned()), Some(viewer::EMBED.to_owned()));
        let (mut listing, _) = Listing::of(site, &source, posts, &Manifest::default(), work);
        let catalogue = Catalogue::of(&listing.site.title, &source.texts, &listing.posts, &library);
        listing.raws = catalogue.raws(&source.texts);
        let files = catalogue.published.iter().map(|(at, path)| (format!("{POSTS}{path}"), *at)).collect();
        let rows = listing.posts.rows.iter().zip(&listing.addresses);
        let list: Vec<Listed> = rows.map(|(row, address)| listed(address, row)).collect();
        let lists = Buckets::of(&list).pages(&listing.site, &[]);
        let lists = lists.into_iter().map(|page| (page.path, page.text)).collect();
        let pages = (0..).zip(&listing.addresses).map(|(at, address)| (format!("{address}index.html"), at)).collect();
        Some(Preview { source, library, listing, style, lists, pages, files, pictures: HashMap::new() })
    }

    /// The bytes of the file at a path, of which a page is found by its folder as well.
    ///
    /// # Errors
    /// A sentence, when the input can't be read.
    pub fn file(&mut self, path: &str, work: &impl Work) -> Result<Option<Vec<u8>>, String> {
        let page = if path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() };
        if page == self.listing.site.style {
            return Ok(Some(self.style.clone().into_bytes()));
        }
        if let Some(text) = self.lists.get(&page) {
            return Ok(Some(text.clone().into_bytes()));
        }
        if let Some(at) = self.pages.get(&page) {
            return Ok(self.page(*at, work).map(String::into_bytes));
        }
        if let Some(at) = self.files.get(path) {
            return Ok(Some(self.source.texts[*at].bytes.clone()));
        }
        self.pictures.get(path).map_or(Ok(None), |index| self.source.read(*index))
    }

    /// The page of a row; nothing if its post can't be read.
    fn page(&mut self, at: usize, work: &impl Work) -> Option<String> {
        let Preview { source, library, listing, pictures, .. } = self;
        let path = &listing.posts.rows[at].path;
        let clean = || listing.posts.clean(&source.texts, at, work.decoders());
        let cleaned = work.unless_it_stops(path, clean)?;
        let ready = listing.ready(at, cleaned, source, library);
        let beside = ready.named.iter().map(|(index, path)| (format!("{POSTS}{path}"), *index));
        pictures.extend(ready.copied.iter().cloned().chain(beside));
        Some(listing.page(&ready, &source.names).render(&listing.site).text)
    }
}
