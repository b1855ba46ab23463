//! The key that relevance sorts by, from what an index can say too: the length of a text is one byte of it.

use super::matches::Match;

/// Bytes added to each text in its density: a word in a note of one line means less than its share.
const SHORTEST: u64 = 600;

/// Steps of a class of lengths in each doubling.
const STEPS: u32 = 8;

/// The class of a length in bytes: an eighth of a doubling or finer, so that a text is at most 12 % longer than its class.
pub fn length_class(length: usize) -> u8 {
    let length = u32::try_from(length).unwrap_or(u32::MAX);
    let shift = (length / STEPS).checked_ilog2().unwrap_or(0);
    let above = (length >> shift).min(2 * STEPS - 1);
    (shift * STEPS + above) as u8
}

/// The least length of a class.
fn length_of(class: u8) -> u64 {
    let class = u64::from(class);
    let steps = u64::from(STEPS);
    let shift = (class / steps).saturating_sub(1);
    (class - shift * steps) << shift
}

/// One sort key: whole words before beginnings before pieces, then most words in the title, then fewest bytes per
/// occurrence, then by `rank`.
pub fn relevance(found: &Match, class: u8, rank: u32) -> u64 {
    let length = length_of(class) + SHORTEST;
    let sparse = (length / u64::from(found.occurrences.max(1))).min((1 << 24) - 1);
    let fit = u64::from(15 - found.fit.min(15)) << 60;
    fit | u64::from(15 - found.in_title.min(15)) << 56 | sparse << 32 | u64::from(rank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_follow_lengths() {
        assert!((0..5000).is_sorted_by_key(length_class));
        for length in (0..5000).chain((0..400).map(|at| at * at * 997)).chain([u32::MAX as usize]) {
            let least = length_of(length_class(length));
            assert!(least <= length as u64 && length as u64 <= least + least / 8, "{length}");
        }
        assert_eq!(length_class(usize::MAX), length_class(u32::MAX as usize));
        assert_eq!(length_class(15), 15);
        assert_eq!(length_class(16), 16);
        assert_eq!(length_class(31), 23);
    }
}
