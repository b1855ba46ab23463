//! The caps of this phase, each with its reason.

/// The largest file that is opened, in bytes.
///
/// The largest real post that was seen has under 2 MB; a whole saved page with its pictures inlined stays below this.
/// Above it the copies that every phase makes begin to press on the memory of a phone.
pub const MAX_FILE: u64 = 32 * 1024 * 1024;

/// How many bytes at the head of a file are searched for a declared encoding.
///
/// HTML asks for the first 1024; front matter with a long description above its `charset` needs more.
pub(super) const DECLARATION: usize = 4096;

/// How much of a file is looked at to tell its encoding, in bytes or in characters.
///
/// A few hundred characters already decide; this bounds what a large file costs.
pub(super) const SAMPLE: usize = 64 * 1024;

/// The largest share of control characters in a text, in percent.
///
/// Real posts have none or a handful; a quarter of a program's or a picture's bytes are below 0x20.
pub(super) const MAX_CONTROLS: usize = 5;
