//! epub: posts one after the other → the bytes of an EPUB 3 as they come. No IO, no clock; what stays in memory is one post
//! and the list of contents.
//!
//! A caller knows the order of all posts before it gives the first, since links lead to chapters by their numbers
//! ([`By::key`] sorts them). For each it makes a [`Draft`], looks up what that names in its archive, and adds it. A chapter may
//! come before those with smaller numbers.

mod attributes;
mod contents;
mod cover;
mod cut;
mod draft;
mod model;
mod options;
mod package;
mod picture;
mod resolve;
mod words;
mod xhtml;

pub use contents::By;
pub use draft::Draft;
pub use options::{Found, Options};

use super::zip::Zip;
use crate::export::fragment::Node;
use contents::{Chapter, contents};
use cover::Cover;
use model::{Place, valid};
use options::file_of;
use package::Package;
use picture::Kind;
use resolve::{Resolver, mark_notes};
use std::collections::{HashMap, HashSet};
use std::io;
use words::{Words, is_han};
use xhtml::{Ids, Page, Writer};

/// Bytes of a chapter's file. Old readers of books lay out a file as a whole, and fail at 300 KB.
pub const MOST: usize = 300_000;

/// Bytes of its nodes as they are counted before they are made valid, which adds names of classes.
const MOST_NODES: usize = 200_000;

/// A book that is being written.
pub struct Book {
    options: Options,
    zip: Zip,
    chapters: Vec<Chapter>,
    pictures: Vec<(String, Kind)>,
    names: HashSet<String>,
}

impl Book {
    /// Begins a book.
    ///
    /// # Errors
    /// Only when a file is too large for a zip; so for all of its functions.
    pub fn new(options: Options) -> io::Result<Book> {
        let mut zip = Zip::new();
        zip.store("mimetype", b"application/epub+zip")?;
        zip.deflate("META-INF/container.xml", package::CONTAINER.as_bytes())?;
        zip.deflate("book/book.css", include_bytes!("book.css"))?;
        Ok(Book { options, zip, chapters: Vec::new(), pictures: Vec::new(), names: HashSet::new() })
    }

    /// Adds a picture, once; its path in the book. Nothing if it is of a kind that readers of books need not show.
    ///
    /// # Errors
    /// When it is too large for a zip.
    pub fn picture(&mut self, bytes: &[u8]) -> io::Result<Option<String>> {
        let Some(kind) = picture::kind_of(bytes) else { return Ok(None) };
        let hash = hmac_sha256::Hash::hash(bytes);
        let name: String = hash[..10].iter().map(|byte| format!("{byte:02x}")).collect();
        let path = format!("pictures/{name}.{}", kind.extension);
        if self.names.insert(path.clone()) {
            self.zip.store(&format!("book/{path}"), bytes)?;
            self.pictures.push((path.clone(), kind));
        }
        Ok(Some(path))
    }

    /// Adds a post as the chapter with a number, which no other has.
    ///
    /// # Errors
    /// When it is too large for a zip.
    pub fn chapter(&mut self, number: u32, draft: Draft, found: &Found) -> io::Result<()> {
        let Draft { title, lang, dir, date, author, host, mut nodes, .. } = draft;
        let mut inline = HashMap::new();
        self.inline(&nodes, &mut inline)?;
        Resolver { found, inline: &inline, words: Words::of(&lang) }.resolve(&mut nodes);
        mark_notes(&mut nodes);
        let parts: Vec<Vec<Node>> =
            cut::cut(nodes, MOST_NODES).into_iter().map(|part| valid(part, Place::default())).collect();
        let files: Vec<String> = (0..parts.len()).map(|part| file_of(number, part)).collect();
        let ids = Ids::of(format!("c{number}-"), &parts);
        let is_vertical = self.options.is_vertical && is_han(&lang);
        for (at, part) in parts.iter().enumerate() {
            let name = if at > 0 { format!("{title} ({}/{})", at + 1, parts.len()) } else { title.clone() };
            let page = Page { title: &name, lang: &lang, dir, is_vertical, kind: "bodymatter" };
            let body = Writer::write(part, &ids, &files, at);
            let text = page.around(&format!("<section epub:type=\"chapter\">\n{body}\n</section>"));
            self.zip.deflate(&format!("book/{}", files[at]), text.as_bytes())?;
        }
        self.chapters.push(Chapter { number, files, title, lang, dir, date, author, host });
        Ok(())
    }

    /// The bytes since the last call.
    pub fn take(&mut self) -> Vec<u8> {
        self.zip.take()
    }

    /// Writes cover, contents and package; the last bytes.
    ///
    /// # Errors
    /// When the book is too large for a zip.
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        self.chapters.sort_by_key(|chapter| chapter.number);
        let words = Words::of(Package::languages(&self.chapters)[0]);
        let cover = Cover::of(&self.options.title, &self.chapters, words);
        let page = |title, kind| Page { title, lang: words.tag(), dir: "ltr", is_vertical: false, kind };
        let text = page(&*self.options.title, "frontmatter").around(&cover.body());
        self.zip.deflate("book/cover.xhtml", text.as_bytes())?;
        self.zip.deflate("book/cover.svg", cover.picture().as_bytes())?;
        let list = contents(&self.chapters, self.options.by, words);
        self.zip.deflate("book/nav.xhtml", page(words.contents(), "frontmatter").around(&list).as_bytes())?;
        let hash = self.zip.hash();
        let (options, chapters, pictures) = (&self.options, &*self.chapters, &*self.pictures);
        let package = Package { options, chapters, pictures, hash };
        self.zip.deflate("book/package.opf", package.document().as_bytes())?;
        self.zip.finish()
    }

    /// Adds the pictures that are in the post itself.
    fn inline(&mut self, nodes: &[Node], paths: &mut HashMap<String, String>) -> io::Result<()> {
        for element in nodes.iter().filter_map(Node::element) {
            if let Some(src) = element.get("src").filter(|_| element.name == "img")
                && !paths.contains_key(src)
                && let Some(bytes) = picture::data_of(src)
                && let Some(path) = self.picture(&bytes)?
            {
                paths.insert(src.to_owned(), path);
            }
            self.inline(&element.children, paths)?;
        }
        Ok(())
    }
}
