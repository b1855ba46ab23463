//! How often a term occurs in which field of which post of a segment, and how it fits there: what a scan of the library
//! would count.

use super::super::matcher::{Fit, Matcher, is_of_word};
use super::super::query::Term;
use super::super::relevance::length_class;
use super::super::wire;
use super::cache::{Stop, all, sound};
use super::dictionary::Entry;
use super::needle::{Piece, Pieces, Plan, What};
use super::postings::{Count, read_positions};
use super::record::{Record, fields};
use super::segment::Segment;
use super::tokens::{CHANGED, CHARACTER, PAIR, SPACED, WORD, key};
use crate::text::sort;
use memchr::memmem::Finder;

/// Occurrences in a field of a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    pub post: u32,
    pub field: u8,
    /// The class of the post's length.
    pub length: u8,
    pub count: u32,
    pub fit: Fit,
}

/// A word goes on before the occurrence, or after it; a letter of the piece is written otherwise.
const BEFORE: u8 = 1;
const AFTER: u8 = 2;
const OTHERWISE: u8 = 4;

/// Where a piece is, by where the needle begins then.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Spot {
    post: u32,
    field: u8,
    start: i64,
    flags: u8,
}

impl Tally {
    /// Posts, then fields.
    fn key(&self) -> u64 {
        u64::from(self.post) << 8 | u64::from(self.field)
    }
}

impl Spot {
    /// Posts, fields, places and flags, which have 26, 3, 32 and 3 bits.
    fn key(&self) -> u64 {
        u64::from(self.post) << 38 | u64::from(self.field) << 35 | (self.start as u64) << 3 | u64::from(self.flags)
    }
}

/// A token that a piece may be, with where the needle would begin in it and what is around.
struct Choice {
    entry: Entry,
    /// Characters from the token's start to the piece's, and flags.
    within: Vec<(i64, u8)>,
}

impl<'a> Segment<'a> {
    /// The occurrences of a term, sorted by post and field; if posts are given, which are sorted, at least those in them.
    pub fn tally(&self, term: &Term, posts: Option<&[u32]>) -> Result<Vec<Tally>, Stop> {
        match Plan::of(term) {
            Plan::Character(text) => self.tally_token(self.token(&key(CHARACTER, &text))?, posts),
            Plan::Pair(text) => self.tally_token(self.token(&key(PAIR, &text))?, posts),
            Plan::InWords(text) => self.tally_words(&text, posts),
            Plan::Pieces(pieces) => self.tally_pieces(term, &pieces, posts),
        }
    }

    /// The number of posts that a term has at most, as far as the dictionary says.
    pub fn estimate(&self, term: &Term) -> Result<u64, Stop> {
        let sum = |entries: Vec<Entry>| entries.iter().map(|entry| u64::from(entry.posts)).sum::<u64>();
        let token = |kind: u8, text: &str| Ok(self.token(&key(kind, text))?.map_or(0, |entry| u64::from(entry.posts)));
        match Plan::of(term) {
            Plan::Character(text) => token(CHARACTER, &text),
            Plan::Pair(text) => token(PAIR, &text),
            Plan::InWords(text) => Ok(sum(self.words_with(&text)?)),
            Plan::Pieces(found) => {
                let choices = all(found.pieces.iter().map(|piece| self.choices(piece)))?;
                let of = |choices: &Vec<Choice>| choices.iter().map(|own| u64::from(own.entry.posts)).sum();
                Ok(choices.iter().map(of).min().unwrap_or(u64::MAX))
            }
        }
    }

    fn tally_token(&self, entry: Option<Entry>, posts: Option<&[u32]>) -> Result<Vec<Tally>, Stop> {
        let Some(entry) = entry else { return Ok(Vec::new()) };
        let loaded = self.list(&entry, posts, false)?;
        let counts = loaded.iter().flat_map(|loaded| &loaded.counts);
        Ok(counts.map(|count| tally_of(count, count.count, Fit::Word)).collect())
    }

    fn tally_words(&self, text: &str, posts: Option<&[u32]>) -> Result<Vec<Tally>, Stop> {
        let finder = Finder::new(text);
        let words = self.words_with(text)?;
        let lists = all(words.iter().map(|word| self.list(word, posts, false)))?;
        let mut tallies = Vec::new();
        for (word, list) in words.iter().zip(lists) {
            let letters = &word.key[1..];
            let times = finder.find_iter(letters).count() as u32;
            let fit = match letters.strip_prefix(text.as_bytes()) {
                Some([]) => Fit::Word,
                Some(_) => Fit::Beginning,
                None => Fit::Piece,
            };
            let counts = list.iter().flat_map(|loaded| &loaded.counts);
            tallies.extend(counts.map(|count| tally_of(count, count.count.saturating_mul(times), fit)));
        }
        Ok(joined(tallies))
    }

    /// The tokens that a piece may be.
    fn choices(&self, piece: &Piece) -> Result<Vec<Choice>, Stop> {
        let one = |entry: Entry| Choice { entry, within: vec![(0, 0)] };
        Ok(match &piece.what {
            What::Pair(text) => self.token(&key(PAIR, text))?.map(one).into_iter().collect(),
            What::PairsOf(text) => self.tokens_from(&key(PAIR, text))?.into_iter().map(one).collect(),
            What::Word { text, begins: true, ends: true } => {
                self.token(&key(WORD, text))?.map(one).into_iter().collect()
            }
            What::Word { text, begins, ends } => {
                let entries = if *begins { self.tokens_from(&key(WORD, text))? } else { self.words_with(text)? };
                let choices = entries.into_iter().map(|entry| {
                    let within = within(&entry.key[1..], text, *begins, *ends);
                    Choice { entry, within }
                });
                choices.filter(|choice| !choice.within.is_empty()).collect()
            }
        })
    }

    fn tally_pieces(&self, term: &Term, found: &Pieces, posts: Option<&[u32]>) -> Result<Vec<Tally>, Stop> {
        if found.pieces.is_empty() {
            let every: Vec<u32> = (0..self.top()?.posts).collect();
            return self.tally_texts(term, posts.unwrap_or(&every));
        }
        let mut choices = all(found.pieces.iter().map(|piece| self.choices(piece)))?;
        if choices.iter().any(Vec::is_empty) {
            return Ok(Vec::new());
        }
        // A word as it is written, which is never written otherwise, is counted without its positions.
        if let ([Piece { is_spaced: false, what: What::Word { begins: true, ends: true, .. }, .. }], [one]) =
            (&found.pieces[..], &choices[0][..])
            && one.entry.is_plain
            && !found.is_asked
        {
            return self.tally_token(Some(one.entry.clone()), posts);
        }
        let own = self.posts_with_all(&mut choices, posts)?;
        if found.is_asked {
            return self.tally_texts(term, &own);
        }
        let spots = all(found.pieces.iter().zip(&choices).map(|(piece, choices)| self.spots(piece, choices, &own)))?;
        let mut spots = spots.into_iter();
        let first = spots.next().unwrap_or_default();
        let starts = spots.fold(first, |starts, spots| meet(starts, &spots));
        self.count_spots(term, found, starts, &own)
    }

    /// The posts that have all pieces, rarest first; chunks without them aren't read.
    fn posts_with_all(&self, choices: &mut [Vec<Choice>], posts: Option<&[u32]>) -> Result<Vec<u32>, Stop> {
        let mut order: Vec<usize> = (0..choices.len()).collect();
        let size = |at: usize| choices[at].iter().map(|choice| u64::from(choice.entry.posts)).sum::<u64>();
        sort::stable(&mut order, |at| size(*at));
        let mut left: Option<Vec<u32>> = posts.map(<[u32]>::to_vec);
        for at in order {
            let lists = all(choices[at].iter().map(|choice| self.list(&choice.entry, left.as_deref(), false)))?;
            let mut own: Vec<u32> = Vec::new();
            for loaded in lists.iter().flatten() {
                own.extend(loaded.counts.iter().map(|count| count.post));
            }
            sort::each_once(&mut own);
            if let Some(left) = left {
                own.retain(|post| left.binary_search(post).is_ok());
            }
            if own.is_empty() {
                return Ok(own);
            }
            left = Some(own);
        }
        Ok(left.unwrap_or_default())
    }

    /// Where the needle would begin by a piece, in these posts.
    fn spots(&self, piece: &Piece, choices: &[Choice], posts: &[u32]) -> Result<Vec<Spot>, Stop> {
        let lists = all(choices.iter().map(|choice| self.list(&choice.entry, Some(posts), true)))?;
        let mut spots = Vec::new();
        for (choice, list) in choices.iter().zip(lists) {
            for loaded in list {
                let mut add = |count: &Count, position: u32, flags: u8| {
                    if piece.is_spaced && flags & SPACED == 0 {
                        return;
                    }
                    let otherwise = if flags & CHANGED == 0 { 0 } else { OTHERWISE };
                    for (within, around) in &choice.within {
                        let start = i64::from(position) + within - i64::from(piece.offset);
                        let flags = around | otherwise;
                        spots.push(Spot { post: count.post, field: count.field, start, flags });
                    }
                };
                sound(read_positions(&loaded.positions, &loaded.counts, &mut add))?;
            }
        }
        spots.retain(|spot| u32::try_from(spot.start).is_ok() && posts.binary_search(&spot.post).is_ok());
        sort::stable(&mut spots, Spot::key);
        Ok(spots)
    }

    /// Counts occurrences as a scan does: from the start on, without overlaps.
    fn count_spots(&self, term: &Term, found: &Pieces, spots: Vec<Spot>, posts: &[u32]) -> Result<Vec<Tally>, Stop> {
        let begins = term.needle.starts_with(is_of_word);
        let ends = term.needle.ends_with(is_of_word);
        let fit_at = |spot: &Spot| match spot.flags {
            flags if begins && flags & BEFORE != 0 => Fit::Piece,
            flags if ends && flags & AFTER != 0 => Fit::Beginning,
            _ => Fit::Word,
        };
        let (mut tallies, mut doubtful): (Vec<Tally>, Vec<u32>) = (Vec::new(), Vec::new());
        let mut last: Option<Spot> = None;
        for spot in spots {
            if let Some(last) = last
                && (last.post, last.field) == (spot.post, spot.field)
                && spot.start < last.start + i64::from(found.length)
            {
                continue;
            }
            last = Some(spot);
            let mut fit = fit_at(&spot);
            if term.phrase.is_some() && fit != Fit::Word {
                continue;
            }
            if found.is_plain && spot.flags & OTHERWISE != 0 {
                if found.is_doubtful {
                    doubtful.push(spot.post);
                }
                continue;
            }
            // A needle that begins with a sign fits everywhere.
            if !begins {
                fit = Fit::Word;
            }
            match tallies.last_mut().filter(|last| (last.post, last.field) == (spot.post, spot.field)) {
                Some(last) => (last.count, last.fit) = (last.count + 1, last.fit.max(fit)),
                None => tallies.push(Tally { post: spot.post, field: spot.field, length: 0, count: 1, fit }),
            }
        }
        if !doubtful.is_empty() {
            doubtful.dedup();
            tallies.retain(|tally| doubtful.binary_search(&tally.post).is_err());
            tallies.extend(self.tally_texts(term, &doubtful)?);
            sort::stable(&mut tallies, Tally::key);
        }
        self.set_lengths(&mut tallies, found, posts)?;
        Ok(tallies)
    }

    /// The classes of lengths, from the heads that were read already.
    fn set_lengths(&self, tallies: &mut [Tally], found: &Pieces, posts: &[u32]) -> Result<(), Stop> {
        let mut lengths: Vec<(u64, u32)> = Vec::new();
        for choice in found.pieces.first().map(|piece| self.choices(piece)).transpose()?.unwrap_or_default() {
            for loaded in self.list(&choice.entry, Some(posts), false)? {
                lengths.extend(loaded.counts.iter().map(|count| (u64::from(count.post), u32::from(count.length))));
            }
        }
        sort::by_key(&mut lengths);
        for tally in tallies {
            let own = u64::from(tally.post);
            let at = lengths.partition_point(|(post, _)| *post < own);
            if let Some((_, length)) = lengths.get(at).filter(|(post, _)| *post == own) {
                tally.length = *length as u8;
            }
        }
        Ok(())
    }

    /// Counts in the texts of posts, which are sorted.
    fn tally_texts(&self, term: &Term, posts: &[u32]) -> Result<Vec<Tally>, Stop> {
        let matcher = Matcher::new(term);
        let mut tallies = Vec::new();
        for (post, bytes) in self.records(posts)? {
            let record: Record = sound(wire::read(&bytes))?;
            let (text, changes) = (record.post.text, record.post.changes);
            for (field, part) in (0..).zip(fields(text, &record.post.field_ends)) {
                sound(text.get(part.clone()))?;
                if let Some((count, fit)) = matcher.count(text, changes, part) {
                    tallies.push(Tally { post, field, length: length_class(text.len()), count, fit });
                }
            }
        }
        Ok(tallies)
    }
}

fn tally_of(count: &Count, times: u32, fit: Fit) -> Tally {
    Tally { post: count.post, field: count.field, length: count.length, count: times, fit }
}

/// Adds what is of one field.
fn joined(mut tallies: Vec<Tally>) -> Vec<Tally> {
    sort::stable(&mut tallies, Tally::key);
    let mut out: Vec<Tally> = Vec::with_capacity(tallies.len());
    for tally in tallies {
        match out.last_mut().filter(|last| (last.post, last.field) == (tally.post, tally.field)) {
            Some(last) => (last.count, last.fit) = (last.count.saturating_add(tally.count), last.fit.max(tally.fit)),
            None => out.push(tally),
        }
    }
    out
}

/// Where letters are in a word, in characters, with what is around them.
fn within(word: &[u8], letters: &str, begins: bool, ends: bool) -> Vec<(i64, u8)> {
    let mut out = Vec::new();
    let finder = Finder::new(letters);
    let (mut at, mut characters, mut done) = (0, 0, 0);
    while let Some(found) = finder.find(&word[at..]).map(|found| at + found) {
        characters += word[done..found].iter().filter(|byte| **byte & 0xc0 != 0x80).count() as i64;
        let (is_first, is_last) = (found == 0, found + letters.len() == word.len());
        if (is_first || !begins) && (is_last || !ends) {
            out.push((characters, if is_first { 0 } else { BEFORE } | if is_last { 0 } else { AFTER }));
        }
        (done, at) = (found, found + 1);
    }
    out
}

/// The spots that are in both, with what is said of either.
fn meet(one: Vec<Spot>, other: &[Spot]) -> Vec<Spot> {
    let mut out = Vec::new();
    let place = |spot: &Spot| (spot.post, spot.field, spot.start);
    let mut at = 0;
    for spot in one {
        while other.get(at).is_some_and(|other| place(other) < place(&spot)) {
            at += 1;
        }
        if let Some(same) = other.get(at).filter(|other| place(other) == place(&spot)) {
            out.push(Spot { flags: spot.flags | same.flags, ..spot });
        }
    }
    out
}
