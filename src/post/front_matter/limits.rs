//! Limits on front matter.
//!
//! Front matter beyond a limit is not parsed as YAML; it is salvaged line by line, and a problem names the limit.

/// Maximum size that is parsed or salvaged, in bytes. Real front matter is under 2 KB.
pub(super) const MAX_BYTES: usize = 64 * 1024;

/// Maximum number of `[` and `{`.
///
/// The parser's time grows with the square of the nesting depth, 0.4 s at 20,000.
/// Brackets are counted everywhere, so that quotes can't hide them; real nested lists have some dozens.
pub(super) const MAX_BRACKETS: usize = 1000;

/// Maximum number of `&`: anchors, but also those in URLs.
pub(super) const MAX_ANCHORS: usize = 1000;

/// Maximum number of `*`: aliases, but also emphasis in a description.
/// The expansion of aliases is limited by [`MAX_VALUES`] and [`MAX_TEXT`].
pub(super) const MAX_ALIASES: usize = 1000;

/// Maximum nesting depth of lists and maps. Real front matter has three levels.
pub(super) const MAX_DEPTH: usize = 16;

/// Maximum number of keys and values, with aliases expanded.
pub(super) const MAX_VALUES: usize = 4000;

/// Maximum number of bytes of text, with aliases expanded.
pub(super) const MAX_TEXT: usize = 2 * MAX_BYTES;

/// Maximum number of keys that are salvaged. Each starts a parser.
pub(super) const MAX_SALVAGED: usize = 200;
