//! What the library stores of a post, and the places where it is.

use super::arena::{Arena, Span};
use super::fold::{FIELD_SEPARATOR, Folded, VALUE_SEPARATOR, unfold};
use super::interner::{FacetValues, NONE};
use super::wire::{self, DateMessage, Details, PostMessage, ProblemMessage};
use crate::post::DateSource;
use serde::Serialize;
use std::ops::Range;

/// The place of a post that is to become part of another.
pub const WAITING: u32 = NONE - 1;

/// A post: where its texts are, and what it is filtered and sorted by.
#[derive(Debug, Clone)]
pub struct IndexedPost {
    /// All fields, folded.
    pub text: Span,
    /// How they differ from the original, followed by the encoded [`Details`].
    pub rest: Span,
    /// Length of the first part of `rest`.
    pub changes: u32,
    /// Where title, author, source, tags and article end in `text`.
    pub field_ends: FieldEnds,
    /// Hash of the file's bytes, title and date; 0 until the post is indexed.
    pub hash: u64,
    /// Seconds since 1970; `i64::MIN` without a date.
    pub moment: i64,
    /// As in 20210314; 0 without a date.
    pub day: u32,
    pub author: u32,
    pub host: u32,
    pub lang: u32,
    /// Range in [`FacetValues::post_tags`].
    pub tags: (u32, u32),
    pub images: u32,
    /// How many comments there are.
    pub comments: u32,
    pub is_published: bool,
    pub is_rtl: bool,
    pub has_problems: bool,
    /// The first of its places; [`NONE`] once the post is removed, [`WAITING`] while it is to become part of another.
    pub place: u32,
    /// The post that lists show instead, which has the same article; [`NONE`] if they show this one.
    pub shown_as: u32,
    /// Hash of the article; 0 until it is needed.
    pub article: u64,
    /// The same of the title.
    pub title: u64,
    /// The same of its address or, without one, its day.
    pub origin: u32,
    /// Whether only its fields and first words are here, until it has been unpacked.
    pub is_head: bool,
}

/// A file of a volume.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub volume: u16,
    pub index: u32,
    pub path: Span,
    /// The collection of its site that it is in.
    pub collection: u32,
    /// The post in the file; [`NONE`] once the row is removed.
    pub post: u32,
    /// The place of the post to whose thread the file belongs; [`NONE`] if it is of its own.
    pub home: u32,
}

/// The texts of all posts.
#[derive(Debug, Default)]
pub struct Store {
    pub texts: Arena<String>,
    pub rests: Arena<Vec<u8>>,
    pub paths: Arena<String>,
}

/// A field of a post, in the order of the folded text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Title,
    Author,
    Source,
    Tags,
    /// The article.
    Text,
    /// The comments, separated as values are.
    Comments,
}

/// Where each field but the last ends.
pub type FieldEnds = [u32; 5];

impl IndexedPost {
    /// Whether front matter and text are known, and not just the path.
    pub fn is_indexed(&self) -> bool {
        self.hash != 0
    }

    /// Whether the post still has a place.
    pub fn is_listed(&self) -> bool {
        self.place < WAITING
    }

    /// Whether lists show the post, rather than another one with the same article.
    pub fn is_shown(&self) -> bool {
        self.is_listed() && self.shown_as == NONE
    }

    /// The range of a field in the folded text.
    pub fn field(&self, field: Field) -> Range<usize> {
        let at = field as usize;
        let length = self.text.len();
        let start = if at == 0 { 0 } else { self.field_ends[at - 1] as usize + 1 };
        let end = self.field_ends.get(at).map_or(length, |end| *end as usize);
        start.min(length)..end.min(length)
    }

    /// A post of which only the path is known.
    pub fn from_path(path: &str, place: u32, store: &mut Store) -> Self {
        let (title, date) = crate::post::guess_from_name(path);
        let date = date.as_deref().map(|iso| DateMessage { iso, original: "", from: DateSource::FileName });
        Self::not_indexed([&title, "", ""], date, place, store)
    }

    /// A post of which title, author and source, and the date are known.
    pub fn from_summary(fields: [&str; 3], iso: &str, place: u32, store: &mut Store, values: &mut FacetValues) -> Self {
        let date = Some(DateMessage { iso, original: "", from: DateSource::FrontMatter }).filter(|_| !iso.is_empty());
        let url = crate::article::urls::parse_base(fields[2]);
        let host = url.as_ref().and_then(|url| url.host_str()).unwrap_or_default().trim_start_matches("www.");
        let (author, host) = (values.authors.intern(fields[1]), values.hosts.intern(host));
        IndexedPost { author, host, ..Self::not_indexed(fields, date, place, store) }
    }

    fn not_indexed(fields: [&str; 3], date: Option<DateMessage>, place: u32, store: &mut Store) -> Self {
        let mut folded = Folded::default();
        let mut field_ends = FieldEnds::default();
        for (at, end) in field_ends.iter_mut().enumerate() {
            folded.push(fields.get(at).unwrap_or(&""));
            *end = folded.text.len() as u32;
            folded.separate(FIELD_SEPARATOR);
        }
        let mut rest = folded.changes;
        let changes = rest.len() as u32;
        let iso = date.as_ref().map_or("", |date| date.iso);
        let (moment, day) = (super::day::moment(iso), super::day::day(iso));
        wire::write(&Details { date, ..Details::default() }, &mut rest);
        let (text, rest) = (store.texts.push(&folded.text), store.rests.push(&rest));
        IndexedPost { text, rest, changes, field_ends, moment, day, ..Self::unknown(place) }
    }

    /// A post of which only the place is known.
    pub fn unknown(place: u32) -> Self {
        IndexedPost {
            text: Span::default(),
            rest: Span::default(),
            changes: 0,
            field_ends: FieldEnds::default(),
            hash: 0,
            moment: i64::MIN,
            day: 0,
            author: NONE,
            host: NONE,
            lang: NONE,
            tags: (0, 0),
            images: 0,
            comments: 0,
            is_published: true,
            is_rtl: false,
            has_problems: false,
            place,
            shown_as: NONE,
            article: 0,
            title: 0,
            origin: 0,
            is_head: false,
        }
    }

    /// Stores the texts of an indexed post, which has no place yet. `None` if the message makes no sense.
    pub fn from_message(message: &PostMessage, store: &mut Store, values: &mut FacetValues) -> Option<Self> {
        let &PostMessage { text, changes, field_ends, .. } = message;
        if !has_separators(message) {
            return None;
        }
        let details: Details = wire::read(message.details)?;
        let iso = details.date.map_or("", |date| date.iso);
        let mut post = IndexedPost {
            text: store.texts.push(text),
            rest: store.rests.push(&[changes, message.details].concat()),
            changes: changes.len() as u32,
            field_ends,
            // Zero means that the post isn't indexed.
            hash: message.hash.max(1),
            moment: super::day::moment(iso),
            day: super::day::day(iso),
            author: NONE,
            host: values.hosts.intern(message.host),
            lang: values.langs.intern(message.lang),
            tags: (0, 0),
            images: message.images,
            comments: message.comments,
            is_published: message.is_published,
            is_rtl: message.is_rtl,
            has_problems: message.has_problems,
            place: NONE,
            shown_as: NONE,
            article: 0,
            title: 0,
            origin: 0,
            is_head: false,
        };
        post.author = values.authors.intern(&store.original(&post, Field::Author));
        post.tags = values.add_tags(store.values(&post, Field::Tags));
        Some(post)
    }

    /// Stores the texts of a post of which there were the fields and the first words.
    pub fn set_texts(&mut self, message: &PostMessage, store: &mut Store) {
        self.text = store.texts.push(message.text);
        self.rest = store.rests.push(&[message.changes, message.details].concat());
        self.changes = message.changes.len() as u32;
        self.field_ends = message.field_ends;
        self.is_head = false;
    }
}

/// The collection of a site that a file is in, by its folders: Jekyll's begin with an underscore, Hugo's and Zola's are
/// below `content`. Empty if it is in none.
pub fn collection_of(path: &str) -> &str {
    let mut folders = path.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev();
    while let Some(folder) = folders.next() {
        if let Some(name) = folder.strip_prefix('_') {
            return name;
        }
        if folder == "content" {
            return folders.next().unwrap_or_default();
        }
    }
    ""
}

/// Whether fields end where a message says.
pub fn has_separators(message: &PostMessage) -> bool {
    let (ends, text) = (&message.field_ends, message.text.as_bytes());
    ends.iter().all(|end| text.get(*end as usize) == Some(&FIELD_SEPARATOR)) && ends.is_sorted_by(|a, b| a < b)
}

impl Store {
    /// A post's folded text.
    pub fn text(&self, post: &IndexedPost) -> &str {
        self.texts.get(post.text).unwrap_or("")
    }

    /// How it differs from the original, and the encoded [`Details`].
    pub fn rest(&self, post: &IndexedPost) -> (&[u8], &[u8]) {
        let rest = self.rests.get(post.rest).unwrap_or(&[]);
        rest.split_at_checked(post.changes as usize).unwrap_or((rest, &[]))
    }

    /// The original of a field; its values are separated by [`VALUE_SEPARATOR`].
    pub fn original(&self, post: &IndexedPost, field: Field) -> String {
        unfold(self.text(post), self.rest(post).0, post.field(field))
    }

    /// The original values of a field.
    pub fn values(&self, post: &IndexedPost, field: Field) -> Vec<String> {
        let part = post.field(field);
        let (text, changes) = (self.text(post), self.rest(post).0);
        if part.is_empty() {
            return Vec::new();
        }
        let mut start = part.start;
        let values = text[part].split(char::from(VALUE_SEPARATOR));
        values
            .map(|value| {
                let end = start + value.len();
                let original = unfold(text, changes, start..end);
                start = end + 1;
                original
            })
            .collect()
    }

    pub fn path(&self, place: &Place) -> &str {
        self.paths.get(place.path).unwrap_or("")
    }
}

/// A problem of a post or file, as a view.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProblemView {
    /// A stable identifier.
    pub code: String,
    /// The English sentence.
    pub message: String,
    /// The values in it, by name.
    #[serde(serialize_with = "as_map")]
    pub args: Vec<(String, String)>,
}

fn as_map<S: serde::Serializer>(args: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(args.iter().map(|(name, value)| (name, value)))
}

impl ProblemView {
    pub(super) fn message(&self) -> ProblemMessage<'_> {
        let args = self.args.iter().map(|(name, value)| (&**name, &**value)).collect();
        ProblemMessage { code: &self.code, message: &self.message, args }
    }

    pub(super) fn all_of(problems: Vec<ProblemMessage>) -> Vec<Self> {
        let view = |problem: ProblemMessage| ProblemView {
            code: problem.code.to_owned(),
            message: problem.message.to_owned(),
            args: problem.args.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect(),
        };
        problems.into_iter().map(view).collect()
    }
}
