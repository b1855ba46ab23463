//! What the library holds of one post, and of the places where it lies.

use super::fold::{BETWEEN_FIELDS, BETWEEN_VALUES, Folded, unfold};
use super::indexed::{EXCERPT_CUT, EXCERPT_WHOLE, PROBLEMS, PUBLISHED, RTL, date_source, on_one_line};
use super::names::Names;
use super::packed::Reader;
use super::store::{Blocks, Span};
use crate::page::DateView;
use serde::Serialize;
use std::ops::Range;

/// No value of a facet; no post; no place.
pub const NONE: u32 = u32::MAX;

/// One post: where its text stands, and what it is chosen and sorted by.
#[derive(Debug, Clone)]
pub struct Held {
    /// All fields, folded.
    pub text: Span,
    /// How they differ from the original, and behind that the details.
    pub rest: Span,
    pub changes: u32,
    /// Where title, author, source and tags end in the text.
    pub ends: [u32; 4],
    /// What the file's bytes hash to; 0 until the post is filled.
    pub hash: u64,
    pub moment: i64,
    /// A number of eight digits; 0 where there is no date.
    pub day: u32,
    pub author: u32,
    pub host: u32,
    pub lang: u32,
    /// Where its tags stand among all posts'.
    pub tags: (u32, u32),
    pub pictures: u32,
    pub bits: u8,
    /// The first of its places; none when the post is gone.
    pub place: u32,
}

/// A file of a volume.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    pub volume: u16,
    pub index: u32,
    pub path: Span,
    /// The post that it holds; none when the row is gone.
    pub post: u32,
}

/// The texts of all posts.
#[derive(Debug, Default)]
pub struct Store {
    pub texts: Blocks<String>,
    pub rests: Blocks<Vec<u8>>,
    pub paths: Blocks<String>,
}

/// A field of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Field {
    Title,
    Author,
    Source,
    Tags,
    Text,
}

impl Held {
    /// Whether front matter and text are there.
    pub fn is_filled(&self) -> bool {
        self.hash != 0
    }

    /// Whether the row stands.
    pub fn is_here(&self) -> bool {
        self.place != NONE
    }

    pub fn is_published(&self) -> bool {
        self.bits & PUBLISHED != 0
    }

    pub fn is_rtl(&self) -> bool {
        self.bits & RTL != 0
    }

    pub fn has_problems(&self) -> bool {
        self.bits & PROBLEMS != 0
    }

    /// Where a field stands in the folded text.
    pub fn field(&self, field: Field) -> Range<usize> {
        let at = field as usize;
        let length = self.text.len();
        let start = if at == 0 { 0 } else { self.ends[at - 1] as usize + 1 };
        let end = self.ends.get(at).map_or(length, |end| *end as usize);
        start.min(length)..end.min(length)
    }
}

impl Store {
    /// A post's folded text.
    pub fn text(&self, post: &Held) -> &str {
        self.texts.get(post.text).unwrap_or("")
    }

    /// How it differs from the original, and its details.
    pub fn rest(&self, post: &Held) -> (&[u8], &[u8]) {
        let rest = self.rests.get(post.rest).unwrap_or(&[]);
        rest.split_at_checked(post.changes as usize).unwrap_or((rest, &[]))
    }

    /// A field as it was; one line for each value.
    pub fn original(&self, post: &Held, field: Field) -> String {
        unfold(self.text(post), self.rest(post).0, post.field(field))
    }

    /// The values of a field.
    pub fn values(&self, post: &Held, field: Field) -> Vec<String> {
        let part = post.field(field);
        let (text, changes) = (self.text(post), self.rest(post).0);
        if part.is_empty() {
            return Vec::new();
        }
        let mut start = part.start;
        let values = text[part].split(char::from(BETWEEN_VALUES));
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

/// Something to know about a post, as the view of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProblemView {
    /// A stable identifier.
    pub code: String,
    /// The English sentence.
    pub message: String,
    /// The values in it.
    #[serde(serialize_with = "as_map")]
    pub args: Vec<(String, String)>,
}

fn as_map<S: serde::Serializer>(args: &[(String, String)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_map(args.iter().map(|(name, value)| (name, value)))
}

/// What is kept of a post beside its text, as it is shown.
#[derive(Debug, Clone, Default)]
pub struct Details {
    pub date: Option<DateView>,
    pub image: Option<String>,
    pub categories: Vec<String>,
    pub excerpt: String,
    pub problems: Vec<ProblemView>,
}

impl Details {
    /// Reads them; what makes no sense is left out.
    pub fn read(packed: &[u8], text: &str, changes: &[u8]) -> Details {
        Self::try_read(packed, text, changes).unwrap_or_default()
    }

    fn try_read(packed: &[u8], text: &str, changes: &[u8]) -> Option<Details> {
        let mut packed = Reader::new(packed);
        Some(Details {
            date: read_date(&mut packed)?,
            image: Some(packed.text()?.to_owned()).filter(|image| !image.is_empty()),
            categories: packed.texts()?.into_iter().map(str::to_owned).collect(),
            excerpt: read_excerpt(&mut packed, text, changes)?,
            problems: read_problems(&mut packed)?,
        })
    }
}

/// Reads a date, if there is one; None where bytes make no sense.
pub fn read_date(packed: &mut Reader) -> Option<Option<DateView>> {
    let (iso, original, from) = (packed.text()?, packed.text()?, packed.byte()?);
    let original = if original.is_empty() { iso } else { original };
    let date = DateView { iso: iso.to_owned(), original: original.to_owned(), from: date_source(from) };
    Some((!iso.is_empty()).then_some(date))
}

fn read_excerpt(packed: &mut Reader, text: &str, changes: &[u8]) -> Option<String> {
    let kind = packed.byte()?;
    if !matches!(kind, EXCERPT_WHOLE | EXCERPT_CUT) {
        return packed.text().map(str::to_owned);
    }
    let (start, length) = (packed.number()?, packed.number()?);
    text.get(start..start.checked_add(length)?)?;
    let words = on_one_line(unfold(text, changes, start..start + length));
    Some(if kind == EXCERPT_CUT { words + "…" } else { words })
}

/// Reads problems.
pub fn read_problems(packed: &mut Reader) -> Option<Vec<ProblemView>> {
    let count = packed.number()?;
    let problem = |packed: &mut Reader| {
        let (code, message, values) = (packed.text()?, packed.text()?, packed.number()?);
        let args: Option<Vec<_>> =
            (0..values).map(|_| Some((packed.text()?.to_owned(), packed.text()?.to_owned()))).collect();
        Some(ProblemView { code: code.to_owned(), message: message.to_owned(), args: args? })
    };
    (0..count).map(|_| problem(packed)).collect()
}

/// A post of which only the path is known.
pub fn guessed(path: &str, place: u32, store: &mut Store) -> Held {
    let (title, date) = crate::post::guess_from_name(path);
    let mut folded = Folded::of(&title);
    let end = folded.text.len() as u32;
    (0..4).for_each(|_| folded.part(BETWEEN_FIELDS));
    let mut rest = folded.changes;
    let changes = rest.len() as u32;
    let date = date.unwrap_or_default();
    super::packed::put_text(&mut rest, &date);
    super::packed::put_text(&mut rest, "");
    rest.push(crate::post::DateSource::FileName as u8);
    rest.extend([0, 0, 0, 0, 0]);
    Held {
        text: store.texts.push(&folded.text),
        rest: store.rests.push(&rest),
        changes,
        ends: [end, end + 1, end + 2, end + 3],
        hash: 0,
        moment: super::day::moment(&date),
        day: super::day::day(&date),
        author: NONE,
        host: NONE,
        lang: NONE,
        tags: (0, 0),
        pictures: 0,
        bits: PUBLISHED,
        place,
    }
}

/// Reads the record of a post, behind its index and kind, and puts its texts into the store.
/// The post has no place yet. None where the bytes make no sense.
pub fn read_post(packed: &mut Reader, store: &mut Store, names: &mut Names) -> Option<Held> {
    let hash = u64::from_le_bytes(packed.take(8)?.try_into().ok()?);
    let (bits, pictures) = (packed.byte()?, packed.number()?);
    let (lang, host) = (packed.text()?, packed.text()?);
    let mut ends = [0; 4];
    for end in &mut ends {
        *end = packed.number()? as u32;
    }
    let (text, changes, details) = (packed.text()?, packed.bytes()?, packed.bytes()?);
    let parts = ends.iter().all(|end| text.as_bytes().get(*end as usize) == Some(&BETWEEN_FIELDS));
    if !parts || !ends.is_sorted_by(|a, b| a < b) {
        return None;
    }
    let date = read_date(&mut Reader::new(details))?;
    let iso = date.as_ref().map_or("", |date| &date.iso);
    let rest = [changes, details].concat();
    let mut post = Held {
        text: store.texts.push(text),
        rest: store.rests.push(&rest),
        changes: changes.len() as u32,
        ends,
        // Zero says that the post isn't filled.
        hash: hash.max(1),
        moment: super::day::moment(iso),
        day: super::day::day(iso),
        author: NONE,
        host: names.hosts.number(host),
        lang: names.langs.number(lang),
        tags: (0, 0),
        pictures: pictures as u32,
        bits,
        place: NONE,
    };
    post.author = names.authors.number(&store.original(&post, Field::Author));
    post.tags = names.tags_of(store.values(&post, Field::Tags));
    Some(post)
}
