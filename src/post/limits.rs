//! The caps on front matter, each with its reason.
//!
//! Front matter beyond a cap isn't given to the YAML parser; its lines are salvaged one by one, and a problem names the cap.

/// The largest front matter that is parsed, in bytes. Real ones have under 2 KB; beyond it only so much is salvaged.
pub(super) const MAX_BYTES: usize = 64 * 1024;

/// How many `[` and `{` a front matter may have.
///
/// The parser's work grows with the square of how deep they are open, 0.4 s at 20,000.
/// Counting them all, wherever they stand, can't be fooled by quotes; real lists of lists have some dozens.
pub(super) const MAX_BRACKETS: usize = 1000;

/// How many `&` a front matter may have: anchors, but also those in addresses.
pub(super) const MAX_ANCHORS: usize = 1000;

/// How many `*` a front matter may have: aliases, but also emphasis in a description.
/// What aliases grow into is capped by [`MAX_VALUES`] and [`MAX_TEXT`].
pub(super) const MAX_ALIASES: usize = 1000;

/// How deep lists and maps may stand in one another. Real ones have three levels.
pub(super) const MAX_DEPTH: usize = 16;

/// How many keys and values a front matter may have, aliases written out.
pub(super) const MAX_VALUES: usize = 4000;

/// How many bytes of text a front matter may have, aliases written out.
pub(super) const MAX_TEXT: usize = 2 * MAX_BYTES;

/// How many keys of a broken front matter are salvaged. Each costs a parser of its own.
pub(super) const MAX_SALVAGED: usize = 200;
