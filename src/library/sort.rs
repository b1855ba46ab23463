//! Sorting, in two forms for everything: each further type that the standard library's is compiled for is 3 KB of the core.

use std::cmp::Ordering;

/// Sorts numbers, each behind its key.
pub fn by_key(pairs: &mut [(u64, u32)]) {
    pairs.sort_unstable();
}

/// Sorts numbers by what they stand for.
pub fn by(numbers: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    numbers.sort_unstable_by(|a, b| compare(*a, *b));
}
