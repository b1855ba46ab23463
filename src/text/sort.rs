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

/// Sorts numbers, and keeps each once.
pub fn each_once(numbers: &mut Vec<u32>) {
    by(numbers, &|a, b| a.cmp(&b));
    numbers.dedup();
}

/// Sorts whatever has a key; those of one key stay in order.
pub fn stable<T>(items: &mut Vec<T>, key: impl Fn(&T) -> u64) {
    let mut pairs: Vec<(u64, u32)> = items.iter().map(key).zip(0..).collect();
    by_key(&mut pairs);
    reorder(items, pairs.into_iter().map(|(_, at)| at));
}

/// Sorts anything with a comparison; what is equal stays in order.
pub fn stable_by<T>(items: &mut Vec<T>, compare: &dyn Fn(&T, &T) -> Ordering) {
    let mut order: Vec<u32> = (0..items.len() as u32).collect();
    by(&mut order, &|a, b| compare(&items[a as usize], &items[b as usize]).then(a.cmp(&b)));
    reorder(items, order.into_iter());
}

fn reorder<T>(items: &mut Vec<T>, order: impl Iterator<Item = u32>) {
    let mut before: Vec<Option<T>> = std::mem::take(items).into_iter().map(Some).collect();
    items.extend(order.filter_map(|at| before[at as usize].take()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_equal_stays_in_order() {
        let mut words = vec!["bb", "a", "ccc", "aa", "b", ""];
        stable(&mut words, |word| word.len() as u64);
        assert_eq!(words, ["", "a", "b", "bb", "aa", "ccc"]);
        stable_by(&mut words, &|one, other| other.len().cmp(&one.len()));
        assert_eq!(words, ["ccc", "bb", "aa", "a", "b", ""]);
        let mut numbers = vec![3, 1, 2, 3, 1];
        each_once(&mut numbers);
        assert_eq!(numbers, [1, 2, 3]);
    }
}
