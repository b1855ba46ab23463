//! What the parsers of front matter may cost, and why they fail.

use super::limits::*;
use std::cell::Cell;

/// Why front matter can't be parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ParseError {
    /// A limit is exceeded.
    Limit {
        /// What there is too much of.
        what: &'static str,
        /// The limit.
        limit: usize,
    },
    /// Invalid syntax.
    Syntax {
        /// Line number, from 1.
        line: usize,
        /// The parser's message.
        reason: String,
    },
    /// Valid, but not a map.
    NotAMap,
}

/// What was built so far, and the limit that was exceeded.
#[derive(Default)]
pub(super) struct Budget {
    nesting_work: Cell<usize>,
    values: Cell<usize>,
    text: Cell<usize>,
    exceeded: Cell<Option<(&'static str, usize)>>,
}

impl Budget {
    /// Rejects text that would cost the parser too much, by counting bytes before it is parsed.
    pub(super) fn check_source(&self, text: &str) -> Result<(), ParseError> {
        let exceeded = |what, limit| Err(ParseError::Limit { what, limit });
        if text.len() > MAX_BYTES {
            return exceeded("bytes", MAX_BYTES);
        }
        let count = |of: &[u8]| text.bytes().filter(|b| of.contains(b)).count();
        let indicators = count(INDICATORS);
        if indicators > MAX_INDICATORS {
            return exceeded("indicators", MAX_INDICATORS);
        }
        self.nesting_work.set(self.nesting_work.get() + open_brackets(text) * indicators);
        if self.nesting_work.get() > MAX_NESTING_WORK {
            return exceeded("brackets", MAX_NESTING_WORK);
        }
        if text.lines().filter(|line| line.starts_with('%')).count() > MAX_DIRECTIVES {
            return exceeded("directives", MAX_DIRECTIVES);
        }
        Ok(())
    }

    /// Counts a value at this depth, with this many bytes of text.
    pub(super) fn spend(&self, depth: usize, text: usize) -> Result<(), ParseError> {
        self.values.set(self.values.get() + 1);
        self.text.set(self.text.get() + text);
        let limits = [
            ("levels", depth, MAX_DEPTH),
            ("values", self.values.get(), MAX_VALUES),
            ("bytes of text", self.text.get(), MAX_TEXT),
        ];
        for (what, spent, limit) in limits {
            if spent > limit {
                self.exceeded.set(Some((what, limit)));
                return Err(ParseError::Limit { what, limit });
            }
        }
        Ok(())
    }

    /// The limit that was exceeded while values were built.
    pub(super) fn exceeded(&self) -> Option<ParseError> {
        let (what, limit) = self.exceeded.get()?;
        Some(ParseError::Limit { what, limit })
    }
}

/// Number of brackets that may be open at once, whatever quotes and comments hide.
///
/// A pair with neither in it, nor other brackets or a tag, closes itself: links in Markdown are such pairs.
pub(super) fn open_brackets(text: &str) -> usize {
    let mut count = 0;
    let mut closing = None;
    for byte in text.bytes() {
        match byte {
            b'[' | b'{' => {
                count += 1;
                // The closing one is two places after it in ASCII.
                closing = Some(byte + 2);
            }
            b']' | b'}' => {
                count -= usize::from(closing == Some(byte));
                closing = None;
            }
            b'"' | b'\'' | b'#' | b'!' | b'\n' => closing = None,
            _ => {}
        }
    }
    count
}
