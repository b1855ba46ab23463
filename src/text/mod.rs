//! What every phase needs to know about text: white space, case, scripts, folding, entities, percent-encoding, the
//! calendar, the escapes of markup, the languages of the interface.

pub mod calendar;
pub mod case;
pub mod entities;
pub mod fold;
pub mod identifier;
#[cfg(any(not(target_arch = "wasm32"), feature = "package", feature = "export"))]
pub mod interface;
pub mod length;
pub mod percent;
pub mod scripts;
pub mod sort;
pub mod space;
pub mod xml;

use std::hash::{DefaultHasher, Hash, Hasher};

/// A hash of a text, the same wherever it is made.
#[inline(never)]
pub fn hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
