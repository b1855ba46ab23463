//! White space: what counts as it, and folding it.

/// A text being put together from pieces with its white space folded: one space for each run, none at the ends.
#[derive(Default)]
pub struct FoldedText {
    out: String,
    gap: bool,
}

impl FoldedText {
    /// Adds white space.
    pub fn space(&mut self) {
        self.gap = true;
    }

    /// Adds a piece of text.
    pub fn push(&mut self, text: &str) {
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
                // Most texts are short lines of several pieces.
                self.out.reserve(rest.len().max(64));
            } else if self.gap {
                self.out.push(' ');
            }
            self.gap = false;
            self.out.push_str(&rest[..end]);
            rest = &rest[end..];
        }
    }

    /// The last character so far.
    pub fn last(&self) -> Option<char> {
        self.out.chars().next_back()
    }

    /// The folded text.
    pub fn into_string(self) -> String {
        self.out
    }
}

/// Byte offset of the first character that is not white space.
fn word_start(text: &str) -> usize {
    let ascii = text.bytes().take_while(|b| is_ascii_space(*b)).count();
    match text.as_bytes().get(ascii) {
        Some(b) if !b.is_ascii() => text.len() - text[ascii..].trim_start().len(),
        _ => ascii,
    }
}

/// Byte offset up to which a text that begins with a word is folded already: single spaces between words.
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

/// Bytes per vectorized comparison.
const PIECE: usize = 16;

/// Bytes in whole pieces before the first piece with white space other than single spaces between words.
///
/// Most texts have none. One branch per piece instead of per byte lets the compiler vectorize the loop.
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

/// Whether the character at a byte offset is white space.
fn begins_with_space(text: &str, at: usize) -> bool {
    match text.as_bytes()[at..] {
        // The ideographic space; most marks of Han and all of kana begin with this byte too.
        [0xe3, ref rest @ ..] => rest.starts_with(&[0x80, 0x80]),
        _ => text[at..].starts_with(char::is_whitespace),
    }
}

/// Whether the character at a byte offset shows nothing.
fn shows_nothing(text: &str, at: usize) -> bool {
    match text.as_bytes()[at..] {
        [0xe3, ref rest @ ..] => rest.starts_with(&[0x80, 0x80]),
        // The byte order mark; full-width marks begin with this byte too.
        [0xef, ref rest @ ..] => rest.starts_with(&[0xbb, 0xbf]),
        _ => text[at..].starts_with(is_space),
    }
}

/// In [`BYTES`]: the first byte of a character other than ASCII white space.
const SHOWS: u8 = 1;
/// The first byte of some white space, and perhaps of other characters.
const MAY_BE_SPACE: u8 = 2;
/// The first byte of some non-ASCII character that shows nothing: white space, zero-width marks.
const MAY_SHOW_NOTHING: u8 = 4;

/// What each byte says of the character that it is part of. By this table texts are walked byte by byte, without decoding.
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

/// ASCII white space, vertical tab and form feed included.
pub fn is_ascii_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t'..=b'\r')
}

/// Number of characters that show something: neither white space nor zero-width marks.
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

/// Whether a character is white space or shows nothing: no-break space, zero-width space and joiners, byte order mark, soft hyphen.
pub fn is_space(c: char) -> bool {
    match c {
        // The commonest case first: Han, kana and Hangul.
        '\u{3001}'..='\u{fefe}' => false,
        '\0'..='\u{7f}' => matches!(c, ' ' | '\t'..='\r'),
        _ => c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}'),
    }
}

/// Whether a text shows nothing.
pub fn is_blank(text: &str) -> bool {
    let ascii = text.bytes().take_while(|b| is_ascii_space(*b)).count();
    text.as_bytes().get(ascii).is_none_or(|b| !b.is_ascii() && text[ascii..].chars().all(is_space))
}

/// The text with one space for each run of white space and none at the ends.
#[inline(never)]
pub fn fold_space(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_folded(text, &mut out);
    out
}

/// Appends a text as [`fold_space`] folds it. Whether anything was appended.
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
