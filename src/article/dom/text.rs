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

    /// Whether the node is text made of white space alone.
    pub fn is_blank_text(&self, id: NodeId) -> bool {
        self.as_text(id).is_some_and(is_blank)
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
        self.as_text(id).map_or(0, count)
            + self.descendants(id).filter_map(|d| self.as_text(d)).map(count).sum::<usize>()
    }

    /// Whether more than `most` characters of text, white space left out, stand inside the node.
    pub fn is_longer(&self, id: NodeId, most: usize) -> bool {
        let mut length = self.as_text(id).map_or(0, count_shown);
        let mut inside = self.descendants(id).filter_map(|d| self.as_text(d));
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
        self.as_text(id).is_some_and(|t| !is_blank(t))
            || self.descendants(id).filter_map(|d| self.as_text(d)).any(|t| !is_blank(t))
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
            let end = word_end(rest);
            if self.gap && !self.out.is_empty() {
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

/// Where the first white space begins.
fn word_end(text: &str) -> usize {
    let mut at = 0;
    while let Some(b) = text.as_bytes().get(at) {
        let first = FIRST_BYTES[usize::from(*b)];
        if first & MAY_BE_SPACE != 0 && text[at..].starts_with(char::is_whitespace) {
            return at;
        }
        at += usize::from(first & LENGTH);
    }
    text.len()
}

/// In [`FIRST_BYTES`], how many bytes the character has.
pub const LENGTH: u8 = 7;
/// White space begins with this byte, and perhaps other characters do.
const MAY_BE_SPACE: u8 = 8;
/// The same for what shows nothing: white space, zero-width marks.
const MAY_SHOW_NOTHING: u8 = 16;

/// What a character's first byte says of it. Texts are walked by these, since Han characters have three bytes each.
pub static FIRST_BYTES: [u8; 256] = {
    let mut table = [1; 256];
    let mut b = 0xc0;
    while b < 256 {
        table[b] = if b < 0xe0 {
            2
        } else if b < 0xf0 {
            3
        } else {
            4
        };
        b += 1;
    }
    let begins = [b' ', b'\t', b'\n', 0x0b, 0x0c, b'\r', 0xc2, 0xe1, 0xe2, 0xe3];
    let mut i = 0;
    while i < begins.len() {
        table[begins[i] as usize] |= MAY_BE_SPACE | MAY_SHOW_NOTHING;
        i += 1;
    }
    table[0xef] |= MAY_SHOW_NOTHING;
    table
};

fn is_ascii_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t'..=b'\r')
}

/// How many characters of a text show something.
pub fn count_shown(text: &str) -> usize {
    let (mut at, mut count) = (0, 0);
    while let Some(b) = text.as_bytes().get(at) {
        let first = FIRST_BYTES[usize::from(*b)];
        count += usize::from(first & MAY_SHOW_NOTHING == 0 || !text[at..].starts_with(is_space));
        at += usize::from(first & LENGTH);
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

/// The character in lower case. Scripts behind Cyrillic that have no cases are most of what comes by, and cost nothing.
pub fn lower(c: char) -> impl Iterator<Item = char> {
    let cased = c < '\u{2000}' || ('\u{ff21}'..='\u{ff3a}').contains(&c);
    cased.then(|| c.to_lowercase()).into_iter().flatten().chain((!cased).then_some(c))
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
        let (word, behind) = rest.split_at(word_end(rest));
        out.push_str(word);
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
