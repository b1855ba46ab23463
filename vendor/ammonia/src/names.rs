//! Sets and maps of the names that a policy has.
//!
//! Not in the published crate, whose sets hash by SipHash: that is for keys that a stranger chooses, and what is cleaned adds
//! none here.

use std::hash::{BuildHasherDefault, Hasher};

/// A set of names.
pub type HashSet<T> = std::collections::HashSet<T, BuildHasherDefault<NameHasher>>;
/// What belongs to names.
pub type HashMap<K, V> = std::collections::HashMap<K, V, BuildHasherDefault<NameHasher>>;

/// A multiplication for every eight bytes, as in rustc-hash.
#[derive(Clone, Copy, Debug, Default)]
pub struct NameHasher(u64);

impl Hasher for NameHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        for piece in bytes.chunks(8) {
            let word = piece
                .iter()
                .rev()
                .fold(0, |word, b| word << 8 | u64::from(*b));
            self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    /// What a text writes at its end, so that two texts are not one.
    #[inline]
    fn write_u8(&mut self, _: u8) {}

    #[inline]
    fn finish(&self) -> u64 {
        self.0.rotate_left(26)
    }
}

macro_rules! hashset {
    ($($name:expr),* $(,)?) => { [$($name),*].into_iter().collect::<crate::names::HashSet<_>>() };
}

macro_rules! hashmap {
    ($($name:expr => $value:expr),* $(,)?) => {
        [$(($name, $value)),*].into_iter().collect::<crate::names::HashMap<_, _>>()
    };
}

pub(crate) use {hashmap, hashset};
