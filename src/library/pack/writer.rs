//! Writes a volume as a pack, in pieces, so that its memory is not needed twice.

use super::super::fold::{FIELD_SEPARATOR, Folded};
use super::super::interner::NONE;
use super::super::post::{Field, IndexedPost, ProblemView};
use super::super::wire::{self, Details, FileContent, FileMessage, PostMessage, RowKind, RowMessage};
use super::super::{Excerpt, Library, sort};
use super::container::Writer;
use super::{ARTICLES, BLOCK, EQUAL, EVIDENCE, HEADER, HEADS, PARTS, PackError, ROWS, SUMMARY, TEXTS, header, summary};

/// Bytes of an article that are in a post's head at most.
const MOST_OF_ARTICLE: usize = 2048;

/// Bytes after an excerpt that are in the head too: what was folded away at its end is told by what follows.
const AFTER_EXCERPT: usize = 32;

/// What is written in blocks, in their order.
const BLOCKS: [&str; 4] = [ROWS, HEADS, TEXTS, SUMMARY];

/// A volume that is being written.
#[derive(Debug)]
pub struct PackWriter {
    volume: u16,
    /// The library's version. It must not change meanwhile.
    version: u32,
    /// Its places in the order of their posts' numbers, so that these are in the same order again.
    places: Vec<u32>,
    container: Writer,
    /// What is written and not given yet.
    out: Vec<u8>,
    given: usize,
    /// The kind of blocks that is written, of which the number, and its first place. After the last kind comes the directory.
    kind: usize,
    number: usize,
    from: usize,
}

impl PackWriter {
    /// Begins to write a volume that has been read whole.
    ///
    /// # Errors
    /// If it has not.
    pub fn new(library: &mut Library, volume: u16) -> Result<Self, PackError> {
        library.find_copies();
        let found = library.volumes.iter().find(|own| own.id == volume).ok_or(PackError::NotWhole)?;
        let mut places: Vec<(u64, u32)> = Vec::new();
        for place in found.places.iter().filter(|place| **place > 0).map(|place| place - 1) {
            let number = library.places[place as usize].post;
            places.push((u64::from(number) << 32 | u64::from(place), place));
            if library.post_at(place).is_some_and(|post| post.is_listed() && post.is_head) {
                return Err(PackError::NotWhole);
            }
        }
        if found.collected.is_some() || !found.waiting.is_empty() {
            return Err(PackError::NotWhole);
        }
        sort::by_key(&mut places);
        Ok(PackWriter {
            volume,
            version: library.version,
            places: places.into_iter().map(|(_, place)| place).collect(),
            container: Writer::default(),
            out: Vec::new(),
            given: 0,
            kind: 0,
            number: 0,
            from: 0,
        })
    }

    /// The next piece, of some megabytes at most; `None` after the last.
    ///
    /// # Errors
    /// If the library changed since the first.
    pub fn next(&mut self, library: &Library) -> Result<Option<Vec<u8>>, PackError> {
        if library.version != self.version {
            return Err(PackError::Changed);
        }
        while self.given >= self.out.len() {
            (self.out, self.given) = (Vec::new(), 0);
            if self.kind > BLOCKS.len() {
                return Ok(None);
            }
            self.write(library).ok_or(PackError::TooLarge)?;
        }
        let end = self.out.len().min(self.given + BLOCK);
        let piece = self.out[self.given..end].to_vec();
        self.given = end;
        Ok(Some(piece))
    }

    #[inline(never)]
    fn add(&mut self, name: &str, content: &[u8]) -> Option<()> {
        self.container.add(name.to_owned(), content, &mut self.out)
    }

    /// Writes a block, with what comes before the first and after the last of its kind.
    fn write(&mut self, library: &Library) -> Option<()> {
        let Some(name) = BLOCKS.get(self.kind) else {
            self.kind += 1;
            return self.container.finish(&mut self.out);
        };
        if self.kind == 0 && self.number == 0 {
            self.add(HEADER, header().as_bytes())?;
            self.write_others(library)?;
        }
        let mut content = Vec::new();
        let start = self.from;
        while let Some(place) = self.places.get(self.from) {
            let before = content.len();
            self.write_place(library, *place, &mut content);
            if content.len() > BLOCK && before > 0 {
                content.truncate(before);
                break;
            }
            self.from += 1;
        }
        if *name == SUMMARY {
            summary::close(&mut content);
        }
        self.add(&format!("{name}{}", self.number), &content)?;
        self.number += 1;
        if self.from == self.places.len() || self.from == start {
            (self.kind, self.number, self.from) = (self.kind + 1, 0, 0);
            if *name == HEADS {
                self.write_pairs(library)?;
            }
        }
        Some(())
    }

    /// Writes what a kind of blocks has of a place, if anything.
    fn write_place(&self, library: &Library, number: u32, out: &mut Vec<u8>) {
        let place = &library.places[number as usize];
        let post = library.post_at(number).filter(|post| post.is_listed());
        match BLOCKS[self.kind] {
            ROWS if post.is_some() || place.home != NONE => {
                wire::write(
                    &RowMessage { index: place.index, path: library.store.path(place), kind: RowKind::Post },
                    out,
                );
            }
            HEADS | TEXTS => {
                let Some(post) = post.filter(|post| post.is_indexed() && self.first(library, number) == number) else {
                    return;
                };
                let (text, (changes, details)) = (library.store.text(post), library.store.rest(post));
                if BLOCKS[self.kind] == TEXTS {
                    return write_post(library, place.index, post, post.field_ends, text, changes, details, out);
                }
                let mut head = Folded::default();
                head.push_part(text, changes, 0..head_len(library, post));
                let [title, author, source, tags, _] = post.field_ends;
                let ends = [title, author, source, tags, head.text.len() as u32];
                head.separate(FIELD_SEPARATOR);
                write_post(library, place.index, post, ends, &head.text, &head.changes, details, out);
            }
            SUMMARY => summary::write_row(library, number, out),
            _ => {}
        }
    }

    /// The first place of a place's post that is in the volume.
    fn first(&self, library: &Library, place: u32) -> u32 {
        let places = library.places_of(library.places[place as usize].post);
        places.into_iter().find(|own| library.places[*own as usize].volume == self.volume).unwrap_or(place)
    }

    /// Writes the files that are no posts.
    #[inline(never)]
    fn write_others(&mut self, library: &Library) -> Option<()> {
        let (mut rows, mut empty) = (Vec::new(), Vec::new());
        for other in library.others.iter().filter(|other| other.volume == self.volume) {
            let kind = if other.is_empty { RowKind::Post } else { RowKind::OtherText };
            wire::write(&RowMessage { index: other.index, path: &other.path, kind }, &mut rows);
            if other.is_empty {
                wire::write(&FileMessage { index: other.index, content: FileContent::Empty }, &mut empty);
            }
        }
        for one in library.unreadable.iter().filter(|one| one.volume == self.volume) {
            let kind = RowKind::Unreadable(one.problems.iter().map(ProblemView::message).collect());
            wire::write(&RowMessage { index: one.index, path: &one.path, kind }, &mut rows);
        }
        self.add("rows/others", &rows)?;
        self.add("heads/empty", &empty)
    }

    /// Writes what belongs together, and what repeats.
    #[inline(never)]
    fn write_pairs(&mut self, library: &Library) -> Option<()> {
        let (mut articles, mut parts, mut equal) = (Vec::new(), Vec::new(), Vec::new());
        for number in &self.places {
            let place = &library.places[*number as usize];
            let mut other = place.home;
            if other == NONE
                && let Some(post) = library.post_at(*number).filter(|post| post.is_listed() && post.is_indexed())
            {
                other = self.first(library, *number);
                if other == *number {
                    let article = if library.is_short_without_origin(post) { 0 } else { post.article };
                    articles.extend_from_slice(&article.to_le_bytes());
                    articles.extend_from_slice(&post.origin.to_le_bytes());
                    continue;
                }
            }
            if let Some(other) = library.places.get(other as usize) {
                let pairs = if place.home == NONE { &mut equal } else { &mut parts };
                pairs.extend_from_slice(&place.index.to_le_bytes());
                pairs.extend_from_slice(&other.index.to_le_bytes());
            }
        }
        let mut evidence = Vec::new();
        for one in library.evidence(self.volume) {
            let bytes = one.to_bytes();
            evidence.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
            evidence.extend_from_slice(&bytes);
        }
        for (name, content) in [(ARTICLES, articles), (PARTS, parts), (EQUAL, equal), (EVIDENCE, evidence)] {
            self.add(name, &content)?;
        }
        Some(())
    }
}

/// Writes a post as indexing it would.
#[allow(clippy::too_many_arguments)]
#[inline(never)]
fn write_post(
    library: &Library,
    index: u32,
    post: &IndexedPost,
    field_ends: [u32; 5],
    text: &str,
    changes: &[u8],
    details: &[u8],
    out: &mut Vec<u8>,
) {
    let values = &library.facet_values;
    let message = PostMessage {
        hash: post.hash,
        is_published: post.is_published,
        is_rtl: post.is_rtl,
        has_problems: post.has_problems,
        images: post.images,
        comments: post.comments,
        lang: values.langs.get(post.lang),
        host: values.hosts.get(post.host),
        field_ends,
        text,
        changes,
        edges: &[],
        second_image: "",
        part: "",
        heading: "",
        details,
    };
    wire::write(&FileMessage { index, content: FileContent::Post(message) }, out);
}

/// The length of a post's head: fields and the words that lists show.
#[inline(never)]
fn head_len(library: &Library, post: &IndexedPost) -> usize {
    let text = library.store.text(post);
    let fields = post.field(Field::Tags).end + 1;
    let details: Option<Details> = wire::read(library.store.rest(post).1);
    let end = match details.map(|details| details.excerpt) {
        Some(Excerpt::Range { start, length, .. }) => (start as usize).saturating_add(length as usize),
        _ => fields,
    };
    let end = if end > fields + MOST_OF_ARTICLE { fields } else { end + AFTER_EXCERPT };
    text.floor_char_boundary(end.min(post.field(Field::Text).end).max(fields))
}
