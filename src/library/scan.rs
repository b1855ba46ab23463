//! Counts occurrences of a needle in folded text: all of them, without overlaps.

use super::sort;
use memchr::memmem::Finder;
use std::ops::Range;

/// A needle prepared for searching.
pub enum Needle<'a> {
    /// One character of one, two or three bytes. It may occur everywhere, so it is counted without visiting each place.
    One(u8),
    Two([u8; 2]),
    Three([u8; 3]),
    Many(Box<Finder<'a>>),
}

impl<'a> Needle<'a> {
    /// Prepares folded text that is not empty.
    pub fn new(text: &'a str) -> Self {
        match *text.as_bytes() {
            [a] => Needle::One(a),
            [a, b] if a > 0x7f => Needle::Two([a, b]),
            [a, b, c] if a > 0xdf => Needle::Three([a, b, c]),
            _ => Needle::Many(Box::new(Finder::new(text))),
        }
    }

    /// Number of occurrences in a text.
    pub fn count(&self, text: &[u8]) -> u32 {
        match self {
            Needle::One(byte) => memchr::memchr_iter(*byte, text).count() as u32,
            Needle::Two(bytes) => count_character(text, *bytes),
            Needle::Three(bytes) => count_character(text, *bytes),
            Needle::Many(finder) => finder.find_iter(text).count() as u32,
        }
    }

    /// Where occurrences begin in a text.
    pub fn starts<'t>(&'t self, text: &'t [u8]) -> Box<dyn Iterator<Item = usize> + 't> {
        match self {
            Needle::Many(finder) => Box::new(finder.find_iter(text)),
            Needle::One(byte) => Box::new(memchr::memchr_iter(*byte, text)),
            Needle::Two(bytes) => Box::new(memchr::memmem::find_iter(text, bytes)),
            Needle::Three(bytes) => Box::new(memchr::memmem::find_iter(text, bytes)),
        }
    }

    /// Occurrences in a text.
    pub fn places(&self, text: &[u8]) -> Vec<Range<usize>> {
        let length = match self {
            Needle::Many(finder) => finder.needle().len(),
            Needle::One(_) => 1,
            Needle::Two(_) => 2,
            Needle::Three(_) => 3,
        };
        self.starts(text).map(|start| start..start + length).collect()
    }
}

/// Bytes scanned before the sums of 16 lanes, one byte each, could overflow.
const ROUND: usize = 16 * 240;
/// Sixteen positions and the rest of a character at the last of them.
const WINDOW: usize = 19;

/// Counts a character of two or three bytes, which can't overlap itself.
fn count_character<const N: usize>(text: &[u8], bytes: [u8; N]) -> u32 {
    let (mut count, mut at) = (0, 0);
    let windows = (text.len() + 1).saturating_sub(WINDOW);
    while at < windows {
        let end = windows.min(at + ROUND);
        let mut sums = [0u8; 16];
        while at < end {
            let Some(window) = text[at..].first_chunk::<WINDOW>() else { break };
            // The compiler vectorises this form.
            for (lane, sum) in sums.iter_mut().enumerate() {
                let mut is_listed = 1;
                for (offset, byte) in bytes.iter().enumerate() {
                    is_listed &= u8::from(window[lane + offset] == *byte);
                }
                *sum += is_listed;
            }
            at += 16;
        }
        count += sums.iter().map(|sum| u32::from(*sum)).sum::<u32>();
    }
    count + text.get(at..).unwrap_or_default().windows(N).map(|window| u32::from(window == bytes)).sum::<u32>()
}

/// Merges occurrences of several needles: sorted, overlapping ones joined.
pub fn merge(places: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut order: Vec<(u64, u32)> = places.iter().zip(0..).map(|(place, at)| (place.start as u64, at)).collect();
    sort::by_key(&mut order);
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(places.len());
    for (_, at) in order {
        let place = places[at as usize].clone();
        match merged.last_mut() {
            Some(last) if place.start < last.end => last.end = last.end.max(place.end),
            _ => merged.push(place),
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_those_of_a_naive_search() {
        let mut text = String::new();
        for i in 0..9_000usize {
            text.push(['的', '白', 'a', 'é', '𠮷', ' ', '勺'][i * i % 11 % 7]);
        }
        for needle in ["的", "白", "a", "é", "𠮷", " ", "的白", "aa", "的的", "勺", "無"] {
            for end in [0, 1, 2, 3, 15, 16, 17, 18, 19, 100, text.len()] {
                let text = &text.as_bytes()[..end];
                let (mut naive, mut at) = (0, 0);
                while at + needle.len() <= text.len() {
                    let is_listed = &text[at..at + needle.len()] == needle.as_bytes();
                    naive += u32::from(is_listed);
                    at += if is_listed { needle.len() } else { 1 };
                }
                assert_eq!(Needle::new(needle).count(text), naive, "{needle} in {end}");
                assert_eq!(Needle::new(needle).places(text).len(), naive as usize, "{needle} in {end}");
            }
        }
    }

    #[test]
    fn places_become_one_where_they_lie_over_another() {
        assert_eq!(merge(vec![4..6, 0..2, 1..3, 6..7]), [0..3, 4..6, 6..7]);
    }
}
