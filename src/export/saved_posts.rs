//! Posts of a list, cleaned one by one, as one file whose bytes can be taken while it grows. No IO, no clock.
//!
//! A caller knows all posts before it gives the first. For each it calls [`SavedPosts::post`], which says what that post names in
//! its archive, gives what it found of that, and calls [`SavedPosts::end_post`].

use super::collection::{Listed, collection_article, collection_end, collection_start};
use super::epub::{Book, Draft, Found, Options};
use super::fragment::with_pictures;
use super::lines::cleaned_post;
use super::references::{Reference, csl_json, ris};
use super::text::plain_text;
use super::zip::Zip;
use super::{free_path, json_line, markdown};
use crate::page::ReadingPage;
use std::collections::{HashMap, HashSet};
use std::io;

/// What posts of a list are saved as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileForm {
    /// An EPUB.
    Epub,
    /// A zip of Markdown files with their pictures.
    Markdown,
    /// A document with the pictures in it.
    Html,
    /// Titles and texts.
    Text,
    /// A line of JSON for each post.
    Jsonl,
    /// Entries of RIS.
    Ris,
    /// Entries of CSL-JSON.
    Csl,
}

impl FileForm {
    /// All forms.
    pub const ALL: [FileForm; 7] = [
        FileForm::Epub,
        FileForm::Markdown,
        FileForm::Html,
        FileForm::Text,
        FileForm::Jsonl,
        FileForm::Ris,
        FileForm::Csl,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            FileForm::Epub => "epub",
            FileForm::Markdown => "markdown",
            FileForm::Html => "html",
            FileForm::Text => "text",
            FileForm::Jsonl => "jsonl",
            FileForm::Ris => "ris",
            FileForm::Csl => "csl",
        }
    }

    /// The form of this name.
    pub fn named(name: &str) -> Option<FileForm> {
        FileForm::ALL.into_iter().find(|form| form.name() == name)
    }
}

/// What a post names elsewhere, as it is written.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Named {
    /// Links to other posts.
    pub links: Vec<String>,
    /// Pictures beside the post.
    pub pictures: Vec<String>,
}

/// A post whose pictures are not given yet.
struct Waiting {
    number: u32,
    path: String,
    page: Box<ReadingPage>,
    draft: Option<Draft>,
    found: Found,
}

/// A file that is being written.
pub struct SavedPosts {
    form: FileForm,
    has_discussion: bool,
    book: Option<Book>,
    zip: Option<Zip>,
    out: Vec<u8>,
    references: Vec<Reference>,
    /// Paths in the zip, in lower case.
    taken: HashSet<String>,
    /// By the caller's keys of pictures that were given, their paths in the file.
    pictures: HashMap<String, Option<String>>,
    waiting: Option<Waiting>,
}

impl SavedPosts {
    /// Begins a file of posts in their order.
    ///
    /// # Errors
    /// Only when something is too large for a zip; so for all of its functions.
    pub fn new(form: FileForm, options: Options, listed: &[Listed], has_discussion: bool) -> io::Result<SavedPosts> {
        let mut out = Vec::new();
        if form == FileForm::Html {
            out.extend(collection_start(&options.title, listed).into_bytes());
        }
        Ok(SavedPosts {
            form,
            has_discussion,
            book: if form == FileForm::Epub { Some(Book::new(options)?) } else { None },
            zip: (form == FileForm::Markdown).then(Zip::new),
            out,
            references: Vec::new(),
            taken: HashSet::new(),
            pictures: HashMap::new(),
            waiting: None,
        })
    }

    /// Takes a post, its number in the list from 1 on and its path.
    pub fn post(&mut self, number: u32, path: &str, mut page: ReadingPage) -> Named {
        if !self.has_discussion {
            page.discussion.clear();
        }
        let mut named = Named::default();
        let mut own = None;
        if matches!(self.form, FileForm::Epub | FileForm::Markdown | FileForm::Html) {
            let draft = Draft::of(&page, true);
            named.pictures = draft.pictures();
            if self.form == FileForm::Epub {
                named.links = draft.links();
                own = Some(draft);
            }
        }
        let (page, path) = (Box::new(page), path.to_owned());
        self.waiting = Some(Waiting { number, path, page, draft: own, found: Found::default() });
        named
    }

    /// Takes the number of the post that a link of the last one leads to.
    pub fn link(&mut self, link: &str, number: u32) {
        if let Some(waiting) = &mut self.waiting {
            waiting.found.links.insert(link.to_owned(), number);
        }
    }

    /// Takes a picture that the last post names, by a key that no other has; its path in its archive; and its bytes, unless it
    /// was given before. For a document it has an address in place of a path.
    ///
    /// # Errors
    /// When it is too large for a zip.
    pub fn picture(&mut self, name: &str, key: &str, path: &str, bytes: &[u8]) -> io::Result<()> {
        if !self.pictures.contains_key(key) {
            let place = match (&mut self.book, &mut self.zip) {
                (Some(book), _) => book.picture(bytes)?,
                (_, Some(zip)) if self.taken.insert(path.to_lowercase()) => {
                    zip.store(path, bytes)?;
                    Some(path.to_owned())
                }
                _ => None,
            };
            self.pictures.insert(key.to_owned(), place);
        }
        let place = if self.form == FileForm::Html { Some(path.to_owned()) } else { self.pictures[key].clone() };
        if let (Some(waiting), Some(place)) = (&mut self.waiting, place) {
            waiting.found.pictures.insert(name.to_owned(), place);
        }
        Ok(())
    }

    /// Writes the last post.
    ///
    /// # Errors
    /// When it is too large for a zip.
    pub fn end_post(&mut self) -> io::Result<()> {
        let Some(Waiting { number, path, mut page, draft, found }) = self.waiting.take() else { return Ok(()) };
        match self.form {
            FileForm::Epub => {
                if let (Some(book), Some(draft)) = (&mut self.book, draft) {
                    book.chapter(number, draft, &found)?;
                }
            }
            FileForm::Markdown => {
                let file = free_path(&path, "md", &mut self.taken);
                if let Some(zip) = &mut self.zip {
                    zip.deflate(&file, markdown(&page).as_bytes())?;
                }
            }
            FileForm::Html => {
                with_pictures(&mut page, &found.pictures);
                let at = number.saturating_sub(1) as usize;
                self.out.extend(collection_article(&page, at, self.has_discussion).into_bytes());
            }
            FileForm::Text => self.out.extend(plain_text(&page).into_bytes()),
            FileForm::Jsonl => self.out.extend(json_line(&cleaned_post(&path, *page)).into_bytes()),
            FileForm::Ris | FileForm::Csl => self.references.push(Reference::of(&page)),
        }
        Ok(())
    }

    /// Takes a post that can't be read; a book says so, where links lead to it.
    ///
    /// # Errors
    /// When it is too large for a zip.
    pub fn unread(&mut self, number: u32, post: Listed, reason: &str) -> io::Result<()> {
        match &mut self.book {
            Some(book) => {
                let draft = Draft::unread(post.title, post.lang.unwrap_or("und"), post.date, reason);
                book.chapter(number, draft, &Found::default())
            }
            None => Ok(()),
        }
    }

    /// The bytes since the last call.
    pub fn take(&mut self) -> Vec<u8> {
        let (book, zip) = (self.book.as_mut().map(Book::take), self.zip.as_mut().map(Zip::take));
        book.or(zip).unwrap_or_else(|| std::mem::take(&mut self.out))
    }

    /// The last bytes.
    ///
    /// # Errors
    /// When the file is too large for a zip.
    pub fn finish(mut self) -> io::Result<Vec<u8>> {
        match (self.book, self.zip) {
            (Some(book), _) => return book.finish(),
            (_, Some(zip)) => return zip.finish(),
            _ => {}
        }
        self.out.extend_from_slice(match self.form {
            FileForm::Html => collection_end().as_bytes(),
            _ => b"",
        });
        self.out.extend(match self.form {
            FileForm::Ris => ris(&self.references).into_bytes(),
            FileForm::Csl => csl_json(&self.references).into_bytes(),
            _ => Vec::new(),
        });
        Ok(self.out)
    }
}
