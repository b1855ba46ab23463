//! Reads a pack back into a library: it asks for ranges, and takes their bytes.

use super::super::arena::Mark;
use super::super::interner::NONE;
use super::super::join::Waiting;
use super::super::post::{Field, IndexedPost, Place, has_separators};
use super::super::wire::{self, FileContent, FileMessage, PostMessage};
use super::super::{AddedPosts, Library};
use super::container::{Part, directory_start, read_directory};
use super::{ARTICLES, BLOCK, EQUAL, EVIDENCE, HEADER, HEADS, PARTS, PackError, ROWS, SUMMARY, TEXTS, header};
use crate::article::evidence::SourceEvidence;
use std::ops::Range;

/// Bytes at the end that are read first; most directories are within.
const TAIL: u64 = 1 << 16;

/// Longest directory.
const MOST_DIRECTORY: u64 = 8 << 20;

/// A pack that is being read into a library.
#[derive(Debug, Default)]
pub struct PackReader {
    volume: u16,
    name: String,
    size: u64,
    /// Where the directory begins, once known.
    directory: Option<u64>,
    parts: Vec<Part>,
    /// The part that is read next.
    at: usize,
    /// What the list is made of, by name.
    read: Vec<(String, Vec<u8>)>,
    is_listed: bool,
    /// Where the library has the heads.
    heads: [[Mark; 2]; 2],
}

impl PackReader {
    /// Begins to read a pack of `size` bytes as a volume under an id that has none.
    pub fn new(volume: u16, name: &str, size: u64) -> Self {
        PackReader { volume, name: name.to_owned(), size, ..PackReader::default() }
    }

    /// The range that is needed next; `None` once all is read.
    pub fn want(&self) -> Option<Range<u64>> {
        if self.parts.is_empty() {
            let start = self.directory.unwrap_or(self.size.saturating_sub(TAIL));
            return Some(start..self.size);
        }
        let left = self.parts.get(self.at..)?;
        let start = left.first().filter(|part| !part.name.starts_with(SUMMARY))?.start;
        // The list doesn't wait for texts, and nothing for the summary.
        let own = if self.is_listed { SUMMARY } else { TEXTS };
        let near = left.iter().take_while(|part| part.end() - start <= BLOCK as u64 && !part.name.starts_with(own));
        Some(start..near.last().or(left.first())?.end())
    }

    /// Whether the volume is listed.
    pub fn is_listed(&self) -> bool {
        self.is_listed
    }

    /// Takes the bytes of the wanted range.
    ///
    /// # Errors
    /// If they are not those of a pack that this core made. What is listed of the volume then is to be removed.
    pub fn feed(&mut self, library: &mut Library, bytes: &[u8]) -> Result<(), PackError> {
        let Some(range) = self.want().filter(|range| range.end - range.start == bytes.len() as u64) else {
            return Err(PackError::Damaged);
        };
        if self.parts.is_empty() {
            return self.read_end(range, bytes).ok_or(PackError::Damaged);
        }
        let mut left = bytes;
        while !left.is_empty() {
            let part = self.parts.get(self.at).ok_or(PackError::Damaged)?;
            let content = part.content(&mut left).ok_or(PackError::Damaged)?;
            if self.at == 0 && part.name == HEADER && content != header().as_bytes() {
                return Err(PackError::OtherCore);
            }
            if (self.at == 0) != (part.name == HEADER) {
                return Err(PackError::Damaged);
            }
            if self.is_listed {
                if !library.is_finished(self.volume) {
                    return Err(PackError::Changed);
                }
                library.add_packed(self.volume, content);
            } else {
                self.read.push((part.name.clone(), content.to_vec()));
            }
            self.at += 1;
        }
        let next = self.parts.get(self.at).map_or(SUMMARY, |part| &part.name);
        if !self.is_listed && (next.starts_with(TEXTS) || next.starts_with(SUMMARY)) {
            self.list(library).ok_or(PackError::Damaged)?;
        }
        if self.want().is_none() {
            // A text that is missing would never be found.
            if library.has_heads(self.volume) {
                return Err(PackError::Damaged);
            }
            let [from, to] = self.heads;
            library.store.texts.drop_between(from[0], to[0]);
            library.store.rests.drop_between(from[1], to[1]);
            library.compact();
        }
        Ok(())
    }

    fn read_end(&mut self, range: Range<u64>, bytes: &[u8]) -> Option<()> {
        let start = directory_start(bytes, self.size)?;
        if start < range.start {
            let is_new = self.directory.is_none() && self.size - start <= MOST_DIRECTORY;
            self.directory = Some(start);
            return is_new.then_some(());
        }
        self.parts = read_directory(bytes.get((start - range.start) as usize..)?, start)?;
        (!self.parts.is_empty()).then_some(())
    }

    /// Lists the volume.
    fn list(&mut self, library: &mut Library) -> Option<()> {
        let id = self.volume;
        let read = std::mem::take(&mut self.read);
        let one = |name: &str| read.iter().find(|(own, _)| own == name).map_or(&[][..], |(_, content)| content);
        if library.volumes.iter().any(|volume| volume.id == id) {
            return None;
        }
        self.is_listed = true;
        library.add_volume(id, &self.name);
        for (_, rows) in read.iter().filter(|(name, _)| name.starts_with(ROWS)) {
            wire::read_all(rows).for_each(|row| library.add_row(id, row, false));
        }
        let (mut evidence, mut left) = (Vec::new(), one(EVIDENCE));
        while let Some((length, rest)) = left.split_first_chunk() {
            let (own, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
            evidence.push(SourceEvidence::from_bytes(own)?);
            left = rest;
        }
        let volume = library.volume_mut(id)?;
        (volume.evidence, volume.collected, volume.waiting) = (evidence, None, Waiting::of_paired());
        let start = [library.store.texts.mark(), library.store.rests.mark()];
        let mut articles = one(ARTICLES).as_chunks::<12>().0.iter();
        for (_, heads) in read.iter().filter(|(name, _)| name.starts_with(HEADS)) {
            for file in wire::read_all::<FileMessage>(heads) {
                match file.content {
                    FileContent::Post(message) => {
                        let (article, origin) = articles.next()?.split_first_chunk()?;
                        let origin = u32::from_le_bytes(*origin.first_chunk()?);
                        library.add_head(id, file.index, &message, u64::from_le_bytes(*article), origin)?;
                    }
                    _ => library.add_file(id, file, &mut AddedPosts::default()),
                }
            }
        }
        self.heads = [start, [library.store.texts.mark(), library.store.rests.mark()]];
        for pair in one(PARTS).as_chunks().0 {
            let (part, home) = library.places_of_pair(id, pair)?;
            if library.post_at(part).is_some_and(|post| !post.is_indexed()) && part != home {
                library.set_part(part, home, false);
            }
        }
        for pair in one(EQUAL).as_chunks().0 {
            let (equal, first) = library.places_of_pair(id, pair)?;
            let (guess, number) = (library.places[equal as usize].post, library.places[first as usize].post);
            let is_guess = |post: &IndexedPost| !post.is_indexed() && post.is_listed();
            if number == NONE || !library.post_at(equal).is_some_and(is_guess) {
                return None;
            }
            library.free_texts(&library.posts[guess as usize].clone());
            library.share(equal, number);
        }
        library.guess_rest(id);
        library.changed();
        Some(())
    }
}

impl Library {
    /// The places of two files by their indices.
    #[inline(never)]
    fn places_of_pair(&self, id: u16, pair: &[u8; 8]) -> Option<(u32, u32)> {
        let numbers = u64::from_le_bytes(*pair);
        Some((self.place_of(id, numbers as u32)?, self.place_of(id, (numbers >> 32) as u32)?))
    }

    /// Guesses by their paths what is not said of posts.
    #[inline(never)]
    fn guess_rest(&mut self, id: u16) {
        let places = self.volumes.iter().find(|volume| volume.id == id).map_or(&[][..], |volume| &volume.places);
        let is_unknown = |place: &u32| self.post_at(*place).is_some_and(|post| post.is_listed() && !post.is_indexed());
        let left: Vec<u32> = places.iter().filter_map(|place| place.checked_sub(1)).filter(is_unknown).collect();
        for place in left {
            let Place { path, post, .. } = self.places[place as usize];
            let path = self.store.paths.get(path).unwrap_or("").to_owned();
            self.posts[post as usize] = IndexedPost::from_path(&path, place, &mut self.store);
        }
    }

    /// Adds a post of which the text is cut.
    #[inline(never)]
    fn add_head(&mut self, id: u16, index: u32, message: &PostMessage, article: u64, origin: u32) -> Option<()> {
        let place = self.place_of(id, index)?;
        let is_new = self.post_at(place).is_some_and(|post| !post.is_indexed());
        let post = IndexedPost::from_message(message, &mut self.store, &mut self.facet_values).filter(|_| is_new)?;
        self.set_post(place, IndexedPost { is_head: true, article, origin, ..post });
        Some(())
    }

    /// Puts posts in the place of their heads.
    #[inline(never)]
    fn add_packed(&mut self, id: u16, texts: &[u8]) {
        // Which posts of the only volume are copies was told by the hashes of their articles, and stays.
        let is_told = self.same.version == self.version && self.volumes.len() == 1;
        for FileMessage { index, content } in wire::read_all(texts) {
            let FileContent::Post(message) = content else { continue };
            let Some(number) = self.place_of(id, index).map(|place| self.places[place as usize].post) else { continue };
            let Some(head) = self.posts.get(number as usize).filter(|post| post.is_listed() && post.is_head) else {
                continue;
            };
            if self.by_content.get(&head.hash) == Some(&number) && self.is_head_of(head, &message) {
                let old = head.clone();
                self.free_texts(&old);
                self.posts[number as usize].set_texts(&message, &mut self.store);
                continue;
            }
            let (article, origin) = (head.article, head.origin);
            let post = IndexedPost::from_message(&message, &mut self.store, &mut self.facet_values);
            if let Some(post) = post {
                self.replace(number, self.places_of(number), Vec::new(), IndexedPost { article, origin, ..post });
            }
        }
        self.changed();
        if is_told {
            self.same.version = self.version;
        }
    }

    /// Whether a message says of a post what its head says, but for its text.
    fn is_head_of(&self, head: &IndexedPost, message: &PostMessage) -> bool {
        let tags = Field::Tags as usize;
        let end = head.field_ends[tags] as usize;
        head.hash == message.hash
            && message.field_ends[..=tags] == head.field_ends[..=tags]
            && has_separators(message)
            && message.text.as_bytes().get(..end) == self.store.text(head).as_bytes().get(..end)
            && self.store.rest(head).1 == message.details
    }

    /// Whether posts of a volume have no text but their head.
    fn has_heads(&self, id: u16) -> bool {
        let Some(volume) = self.volumes.iter().find(|volume| volume.id == id) else { return false };
        let mut posts = volume.places.iter().filter_map(|place| self.post_at(place.checked_sub(1)?));
        posts.any(|post| post.is_listed() && post.is_head)
    }
}
