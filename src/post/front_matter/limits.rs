//! Limits on front matter.
//!
//! Front matter beyond a limit is not parsed as YAML; it is salvaged line by line, and a problem names the limit.

/// Maximum size that is parsed or salvaged, in bytes: that of a post which is cleaned. A forum's thread may have all its
/// replies in the front matter.
pub(super) const MAX_BYTES: usize = 4 * 1024 * 1024;

/// Maximum number of [`INDICATORS`]. There is at most one token, and so one value, for each; the parser keeps some
/// 150 bytes of a value before the first is read.
///
/// They are counted everywhere, so that quotes can't hide them. Four megabytes of short comments have two thirds of these.
pub(super) const MAX_INDICATORS: usize = 600_000;

/// The characters without which there is no further value.
pub(super) const INDICATORS: &[u8] = b",:[]{}?-";

/// Maximum product of open brackets and [`INDICATORS`]: at each token the parser looks at every open bracket.
///
/// That takes 0.2 s at 10,000 nested brackets.
pub(super) const MAX_NESTING_WORK: usize = 100_000_000;

/// Maximum number of lines that begin with `%`: each directive is compared with all before it.
pub(super) const MAX_DIRECTIVES: usize = 100;

/// Maximum nesting depth of lists and maps. Real front matter has three levels.
pub(super) const MAX_DEPTH: usize = 16;

/// Maximum number of keys and values, with aliases expanded.
pub(super) const MAX_VALUES: usize = 400_000;

/// Maximum number of keys. Each is a row of the post's details.
pub(super) const MAX_KEYS: usize = 2000;

/// Maximum number of keys of a nested map that count like those beside it: each is looked for among them.
pub(super) const MAX_NESTED: usize = 200;

/// Maximum number of tags or categories. A longer list is no list of tags: it stays with the other keys.
pub(super) const MAX_TAGS: usize = 1000;

/// Maximum number of bytes of text, with aliases expanded.
pub(super) const MAX_TEXT: usize = 2 * MAX_BYTES;

/// Maximum number of keys that are salvaged. Each starts a parser.
pub(super) const MAX_SALVAGED: usize = 200;
