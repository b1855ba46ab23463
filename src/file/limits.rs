//! Limits of this phase.

/// Maximum size of a post file, in bytes.
///
/// The largest real post seen is under 2 MB, and a saved page with inlined images stays below this limit.
/// Beyond it, the copies that each phase makes would strain the memory of a phone.
pub const MAX_FILE: u64 = 32 * 1024 * 1024;

/// Number of bytes at the start of a file that are searched for a declared encoding.
///
/// HTML specifies 1024; front matter with a long description above its `charset` needs more.
pub(super) const DECLARATION_BYTES: usize = 4096;

/// Size of the sample that encoding detection reads, in bytes or characters.
///
/// A few hundred characters are enough; this bounds the cost of a large file.
pub(super) const SAMPLE: usize = 64 * 1024;

/// Maximum share of control characters in a text, in percent.
///
/// Real posts have none or a handful; in programs and images a quarter of the bytes are below 0x20.
pub(super) const MAX_CONTROLS: usize = 5;
