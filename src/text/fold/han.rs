//! Traditional → Simplified Chinese characters, by the published table in `han.txt`.
//!
//! The table is packed at compile time as differences between neighbours, mostly of one byte: a third of the compressed
//! size of the characters themselves.

use std::sync::LazyLock;

static TABLE: &[u8] = include_bytes!("han.txt");

/// Characters in this range are looked up directly; the few others by binary search.
const FIRST: u32 = 0x3400;
const LAST: u32 = 0xa000;

/// Number of pairs, and of packed bytes.
const SIZES: (usize, usize) = pack(&mut [0; 4 * TABLE.len()]);

static PACKED: [u8; SIZES.1] = {
    let mut packed = [0; SIZES.1];
    pack(&mut packed);
    packed
};

/// Packs the table: the differences between successive Simplified characters, then those between Traditional ones with
/// the sign in the lowest bit.
const fn pack(out: &mut [u8]) -> (usize, usize) {
    let (mut pairs, mut end, mut traditional) = (0, 0, false);
    while {
        let (mut at, mut simplified, mut before) = (0, 0, FIRST);
        let (mut begins, mut is_comment) = (true, false);
        while at < TABLE.len() {
            let (c, length) = decode(at);
            at += length;
            if c == b'\n' as u32 {
                (begins, is_comment) = (true, false);
            } else if is_comment || begins && c == b'#' as u32 {
                (begins, is_comment) = (false, true);
            } else if begins {
                (begins, simplified) = (false, c);
            } else if traditional {
                let difference = if c > before { (c - before) << 1 } else { (before - c) << 1 | 1 };
                end = put(out, end, difference);
                before = c;
            } else {
                pairs += 1;
                end = put(out, end, simplified - before);
                before = simplified;
            }
        }
        traditional = !traditional;
        traditional
    } {}
    (pairs, end)
}

/// Decodes the UTF-8 character at `at`; returns it with its length.
const fn decode(at: usize) -> (u32, usize) {
    let first = TABLE[at] as u32;
    if first < 0x80 {
        return (first, 1);
    }
    let length = if first < 0xe0 {
        2
    } else if first < 0xf0 {
        3
    } else {
        4
    };
    let (mut c, mut i) = (first & (0x7f >> length), 1);
    while i < length {
        c = c << 6 | TABLE[at + i] as u32 & 0x3f;
        i += 1;
    }
    (c, length)
}

/// Writes a number as LEB128.
const fn put(out: &mut [u8], mut at: usize, mut value: u32) -> usize {
    while value > 0x7f {
        out[at] = value as u8 | 0x80;
        (at, value) = (at + 1, value >> 7);
    }
    out[at] = value as u8;
    at + 1
}

/// The table for lookups.
struct Han {
    /// By Traditional character from [`FIRST`]: the Simplified one, with the number of the variant in the highest byte.
    folds: Vec<u32>,
    /// The same for characters outside that range.
    beyond: Vec<(u64, u32)>,
    /// Simplified and Traditional characters, sorted.
    pairs: Vec<(u32, u32)>,
}

static HAN: LazyLock<Han> = LazyLock::new(|| {
    let mut bytes = PACKED.iter();
    let mut next = || {
        let (mut value, mut shift) = (0, 0);
        for b in bytes.by_ref() {
            value |= u32::from(b & 0x7f) << shift;
            shift += 7;
            if b & 0x80 == 0 {
                break;
            }
        }
        value
    };
    let mut before = FIRST;
    let mut pairs: Vec<(u32, u32)> = Vec::with_capacity(SIZES.0);
    for _ in 0..SIZES.0 {
        before += next();
        pairs.push((before, 0));
    }
    before = FIRST;
    let (mut folds, mut beyond) = (vec![0; (LAST - FIRST) as usize], Vec::new());
    let (mut last, mut variant) = (0, 0);
    for (simplified, traditional) in &mut pairs {
        let difference = next();
        before = if difference & 1 == 0 { before + (difference >> 1) } else { before - (difference >> 1) };
        *traditional = before;
        variant = if *simplified == last { variant + 1 } else { 0 };
        last = *simplified;
        let fold = *simplified | variant << 24;
        match folds.get_mut((before - FIRST) as usize) {
            Some(place) => *place = fold,
            None => beyond.push((u64::from(before), fold)),
        }
    }
    crate::text::sort::by_key(&mut beyond);
    Han { folds, beyond, pairs }
});

/// A handle of the unpacked table.
#[derive(Clone, Copy)]
pub struct Table(&'static Han);

impl Table {
    /// Unpacks the table on first use.
    pub fn get() -> Self {
        Table(&HAN)
    }

    /// The Simplified character, and the number of this variant among those folded into it.
    pub fn fold(self, c: u32) -> Option<(char, u8)> {
        let fold = match self.0.folds.get(c.wrapping_sub(FIRST) as usize) {
            Some(0) => return None,
            Some(fold) => *fold,
            None if c < LAST => return None,
            None => {
                let at = self.0.beyond.binary_search_by_key(&u64::from(c), |(own, _)| *own).ok()?;
                self.0.beyond[at].1
            }
        };
        Some((char::from_u32(fold & 0xff_ffff)?, (fold >> 24) as u8))
    }

    /// The Traditional character with this number of a variant.
    pub fn unfold(self, simplified: char, variant: u8) -> Option<char> {
        let first = self.0.pairs.partition_point(|(own, _)| *own < u32::from(simplified));
        let (own, traditional) = *self.0.pairs.get(first + usize::from(variant))?;
        (own == u32::from(simplified)).then(|| char::from_u32(traditional))?
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_packed_table_is_the_text() {
        let table = Table::get();
        let text = str::from_utf8(TABLE).expect("the table is UTF-8");
        let mut pairs = 0;
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut characters = line.chars();
            let simplified = characters.next().expect("a line has characters");
            assert_eq!(table.fold(simplified as u32), None, "{simplified} stays");
            for (variant, traditional) in characters.enumerate() {
                assert_eq!(table.fold(traditional as u32), Some((simplified, variant as u8)), "{traditional}");
                assert_eq!(table.unfold(simplified, variant as u8), Some(traditional), "{traditional}");
                pairs += 1;
            }
        }
        assert_eq!(pairs, SIZES.0);
        assert!(pairs > 3_000);
        assert_eq!(table.unfold('中', 0), None);
        assert_eq!(table.unfold('杨', 9), None);
    }

    #[test]
    fn common_pairs() {
        let table = Table::get();
        for (traditional, simplified) in
            [('楊', '杨'), ('裏', '里'), ('裡', '里'), ('後', '后'), ('臺', '台'), ('爲', '为')]
        {
            assert_eq!(table.fold(traditional as u32).map(|(c, _)| c), Some(simplified));
        }
    }
}
