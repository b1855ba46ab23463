//! Sorting in two forms: each further type that the standard library's sort is compiled for adds 3 KB to the core.

use std::cmp::Ordering;

/// Sorts numbers by the key before each.
pub fn by_key(pairs: &mut [(u64, u32)]) {
    pairs.sort_unstable();
}

/// Sorts numbers with a comparison.
pub fn by(numbers: &mut [u32], compare: &dyn Fn(u32, u32) -> Ordering) {
    numbers.sort_unstable_by(|a, b| compare(*a, *b));
}
