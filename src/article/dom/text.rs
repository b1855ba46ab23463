//! The text of nodes, and what counts as white space in it.

use super::{Data, Dom, NodeId};

impl Dom {
    /// A text node's text.
    pub fn as_text(&self, id: NodeId) -> Option<&str> {
        match &self.node(id).data {
            Data::Text(t) => Some(t),
            _ => None,
        }
    }

    /// The same, but for texts of white space alone.
    fn shown(&self, id: NodeId) -> Option<&str> {
        self.as_text(id).filter(|_| !self.node(id).is_space)
    }

    /// Whether the node is text made of white space alone.
    pub fn is_blank_text(&self, id: NodeId) -> bool {
        self.node(id).is_space || self.as_text(id).is_some_and(is_blank)
    }

    /// Whether the node is text of ASCII white space alone.
    pub fn is_space(&self, id: NodeId) -> bool {
        self.node(id).is_space
    }

    /// Whether the node is text that shows something.
    pub fn is_shown_text(&self, id: NodeId) -> bool {
        !self.node(id).is_space && self.as_text(id).is_some_and(|text| !is_blank(text))
    }

    /// All text inside the node with white space folded: one space between words, none at the ends.
    /// A block's end counts as a space, so that no two blocks' words run together.
    pub fn text(&self, id: NodeId) -> String {
        self.text_of(id, false)
    }

    /// The same with a space between words of two elements that stand side by side: "211" and "Shares" of a button.
    pub fn text_apart(&self, id: NodeId) -> String {
        self.text_of(id, true)
    }

    fn text_of(&self, id: NodeId, apart: bool) -> String {
        let mut folded = Folded::default();
        let mut steps = 0;
        if self.is_over() {
            return String::new();
        }
        let mut at = id;
        'walk: loop {
            let node = self.node(at);
            steps += 1;
            match &node.data {
                Data::Text(_) if node.is_space => folded.space(),
                Data::Text(t) => {
                    steps += t.len() as u64 / 16;
                    if apart && begins_word(t) && folded.out.chars().next_back().is_some_and(is_letter_of_word) {
                        folded.space();
                    }
                    folded.push(t);
                }
                _ if !node.groups.is_inline() => folded.space(),
                _ => {}
            }
            if let Some(child) = node.first {
                at = child;
                continue;
            }
            while at != id {
                let node = self.node(at);
                if let Some(next) = node.next {
                    at = next;
                    continue 'walk;
                }
                let Some(parent) = node.parent else { break };
                if !self.node(parent).groups.is_inline() {
                    folded.space();
                }
                steps += 1;
                at = parent;
            }
            break;
        }
        self.spend(steps);
        folded.out
    }

    /// How many characters of text, white space left out, stand inside the node.
    pub fn text_len(&self, id: NodeId) -> usize {
        let count = |t: &str| {
            self.spend(t.len() as u64 / 16);
            count_shown(t)
        };
        self.shown(id).map_or(0, count) + self.descendants(id).filter_map(|d| self.shown(d)).map(count).sum::<usize>()
    }

    /// Whether more than `most` characters of text, white space left out, stand inside the node.
    pub fn is_longer(&self, id: NodeId, most: usize) -> bool {
        let mut length = self.shown(id).map_or(0, count_shown);
        let mut inside = self.descendants(id).filter_map(|d| self.shown(d));
        while length <= most
            && let Some(text) = inside.next()
        {
            self.spend(text.len() as u64 / 16);
            length += count_shown(text);
        }
        length > most
    }

    /// Whether the node holds any text that shows.
    pub fn has_text(&self, id: NodeId) -> bool {
        self.is_shown_text(id) || self.descendants(id).any(|d| self.is_shown_text(d))
    }
}

/// A text that is being folded: each run of white space is one space, none stands at the ends.
#[derive(Default)]
struct Folded {
    out: String,
    gap: bool,
}

impl Folded {
    fn space(&mut self) {
        self.gap = true;
    }

    fn push(&mut self, text: &str) {
        let mut rest = text;
        loop {
            let start = word_start(rest);
            self.gap |= start > 0;
            rest = &rest[start..];
            if rest.is_empty() {
                return;
            }
            let end = folded_end(rest);
            if self.out.is_empty() {
                // Most texts that are asked for are short lines of several pieces.
                self.out.reserve(rest.len().max(64));
            } else if self.gap {
                self.out.push(' ');
            }
            self.gap = false;
            self.out.push_str(&rest[..end]);
            rest = &rest[end..];
        }
    }
}

/// Where the first character that is no white space begins.
fn word_start(text: &str) -> usize {
    let ascii = text.bytes().take_while(|b| is_ascii_space(*b)).count();
    match text.as_bytes().get(ascii) {
        Some(b) if !b.is_ascii() => text.len() - text[ascii..].trim_start().len(),
        _ => ascii,
    }
}

/// Where a text that begins with a word stops being folded: up to there, one space stands between two words.
fn folded_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let may_be_space = |b: &u8| BYTES[usize::from(*b)] & MAY_BE_SPACE != 0;
    let mut at = 0;
    loop {
        at += harmless(&bytes[at..]);
        let piece = &bytes[at..bytes.len().min(at + PIECE)];
        if piece.is_empty() {
            return text.len();
        }
        for b in piece {
            if may_be_space(b) {
                let is_one_space = *b == b' ' && bytes.get(at + 1).is_some_and(|next| !may_be_space(next));
                if !is_one_space && begins_with_space(text, at) {
                    return at;
                }
            }
            at += 1;
        }
    }
}

/// So many bytes are looked at as one.
const PIECE: usize = 16;

/// How many bytes go by, in whole pieces, before the first one with white space that is no single space between words.
///
/// Most texts have none. Without a branch for each byte the compiler makes vector instructions of it.
fn harmless(bytes: &[u8]) -> usize {
    let is_control = |b: u8| (b'\t'..=b'\r').contains(&b);
    let may_be_space = |b: u8| (b == b' ') | is_control(b) | (b == 0xc2) | (0xe1..=0xe3).contains(&b);
    let is_found = |b: u8, next: u8, third: u8| {
        is_control(b)
            | (b == b' ') & may_be_space(next)
            | (b == 0xc2) & ((next == 0x85) | (next == 0xa0))
            | (b == 0xe1) & (next == 0x9a)
            | (b == 0xe2) & (next == 0x80) & ((third <= 0x8a) | (0xa8..=0xaf).contains(&third))
            | (b == 0xe2) & (next == 0x81)
            | (b == 0xe3) & (next == 0x80) & (third == 0x80)
    };
    let mut at = 0;
    while let Some(piece) = bytes[at..].first_chunk::<{ PIECE + 2 }>() {
        let found = (0..PIECE).fold(0, |found, i| found | u8::from(is_found(piece[i], piece[i + 1], piece[i + 2])));
        if found != 0 {
            break;
        }
        at += PIECE;
    }
    at
}

/// Whether white space stands where a character begins.
fn begins_with_space(text: &str, at: usize) -> bool {
    match text.as_bytes()[at..] {
        // The ideographic space; most marks of Han and all of kana begin with this byte too.
        [0xe3, ref rest @ ..] => rest.starts_with(&[0x80, 0x80]),
        _ => text[at..].starts_with(char::is_whitespace),
    }
}

/// Whether what begins at a byte shows nothing.
fn shows_nothing(text: &str, at: usize) -> bool {
    match text.as_bytes()[at..] {
        [0xe3, ref rest @ ..] => rest.starts_with(&[0x80, 0x80]),
        // The byte order mark; full-width marks begin with this byte too.
        [0xef, ref rest @ ..] => rest.starts_with(&[0xbb, 0xbf]),
        _ => text[at..].starts_with(is_space),
    }
}

/// In [`BYTES`]: a character begins with this byte, and is no white space of ASCII.
const SHOWS: u8 = 1;
/// White space begins with this byte, and perhaps other characters do.
const MAY_BE_SPACE: u8 = 2;
/// What shows nothing begins with this byte, beyond ASCII: white space, zero-width marks.
const MAY_SHOW_NOTHING: u8 = 4;

/// What a byte says of the character that it is part of.
///
/// Texts are walked byte by byte: where a character ends needn't be known before the next byte is looked at.
static BYTES: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = match b as u8 {
            b' ' | b'\t'..=b'\r' => MAY_BE_SPACE,
            0x80..=0xbf => 0,
            0xc2 | 0xe1..=0xe3 => SHOWS | MAY_BE_SPACE | MAY_SHOW_NOTHING,
            0xef => SHOWS | MAY_SHOW_NOTHING,
            _ => SHOWS,
        };
        b += 1;
    }
    table
};

pub(super) fn is_ascii_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t'..=b'\r')
}

/// How many characters of a text show something.
pub fn count_shown(text: &str) -> usize {
    let mut count = 0;
    for (at, b) in text.bytes().enumerate() {
        let what = BYTES[usize::from(b)];
        count += usize::from(what & SHOWS);
        if what & MAY_SHOW_NOTHING != 0 {
            count -= usize::from(shows_nothing(text, at));
        }
    }
    count
}

/// Whether a character is white space or shows nothing: also no-break space, zero-width space and joiners, byte order mark.
pub fn is_space(c: char) -> bool {
    match c {
        // Han, kana and hangul are most of what comes by.
        '\u{3001}'..='\u{fefe}' => false,
        '\0'..='\u{7f}' => matches!(c, ' ' | '\t'..='\r'),
        _ => c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}'),
    }
}

/// Appends a character in lower case. Scripts behind Cyrillic that have no cases are most of what comes by, and cost nothing.
pub fn push_lower(c: char, out: &mut String) {
    match c {
        '\0'..='\u{7f}' => out.push(c.to_ascii_lowercase()),
        '\u{80}'..'\u{2000}' | '\u{ff21}'..='\u{ff3a}' => out.extend(c.to_lowercase()),
        _ => out.push(c),
    }
}

/// The first character of a character in lower case.
pub fn first_lower(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        '\u{80}'..'\u{2000}' | '\u{ff21}'..='\u{ff3a}' => c.to_lowercase().next().unwrap_or(c),
        _ => c,
    }
}

/// A text in lower case, character by character.
pub fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push_lower(c, &mut out));
    out
}

/// Whether a text shows nothing.
pub fn is_blank(text: &str) -> bool {
    let ascii = text.bytes().take_while(|b| is_ascii_space(*b)).count();
    text.as_bytes().get(ascii).is_none_or(|b| !b.is_ascii() && text[ascii..].chars().all(is_space))
}

/// The text with each run of white space as one space and none at the ends.
pub fn fold_space(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_folded(text, &mut out);
    out
}

/// Appends a text as [`fold_space`] makes it; tells whether it was anything.
pub fn push_folded(text: &str, out: &mut String) -> bool {
    let start = out.len();
    let mut rest = &text[word_start(text)..];
    while !rest.is_empty() {
        if out.len() > start {
            out.push(' ');
        }
        let (words, behind) = rest.split_at(folded_end(rest));
        out.push_str(words);
        rest = &behind[word_start(behind)..];
    }
    out.len() > start
}

fn begins_word(text: &str) -> bool {
    text.chars().next().is_some_and(is_letter_of_word)
}

/// A letter or digit of a script that parts its words by spaces.
fn is_letter_of_word(c: char) -> bool {
    c.is_alphanumeric() && !matches!(c as u32, 0x2e80..=0x9fff | 0xac00..=0xd7af | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}
