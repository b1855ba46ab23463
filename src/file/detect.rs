//! Telling an encoding by how the text looks in it.
//!
//! The file is decoded in each candidate; those that it doesn't fit are out.
//! For the rest, every character beyond ASCII gets points for how common it is in real text,
//! and the candidate with the highest average wins; of equals, the earlier in the list.
//! Nothing here is random or depends on the machine: the same bytes always get the same answer.

use super::common::{HAN, HANGUL};
use super::limits::SAMPLE;
use super::{Decoders, Read, repair, unicode};
use std::collections::HashSet;

/// The encodings that are tried, the likelier first.
const CANDIDATES: [&str; 6] = ["gb18030", "Big5", "Shift_JIS", "EUC-JP", "EUC-KR", "windows-1252"];

/// The average, in hundredths of a point, above which an encoding is believed.
/// Real texts have 150 and more, wrong decodings mostly less than nothing.
pub(crate) const CONVINCING: i64 = 60;

/// The file in the encoding that fits best, however badly. There is always one: anything fits windows-1252.
pub(super) fn read(bytes: &[u8], decoders: &dyn Decoders) -> Read {
    if let Some(read) = convincing(bytes, decoders) {
        return read;
    }
    let whole = |name: &str| Some(Read::clean(decoders.decode(name, bytes)?, name));
    match best(&Common::new(), i64::MIN, whole) {
        Some(read) => Read { guessed: true, ..read },
        None => unicode::utf8(bytes),
    }
}

/// The file in the encoding that fits best, if it fits well.
pub(super) fn convincing(bytes: &[u8], decoders: &dyn Decoders) -> Option<Read> {
    let common = Common::new();
    let whole = |name: &str| Some(Read::clean(decoders.decode(name, bytes)?, name));
    // A file cut off in the middle of a character fits nothing as a whole, except one byte per character.
    best(&common, CONVINCING, whole).or_else(|| best(&common, CONVINCING, |name| repair::read(name, bytes, decoders)))
}

/// The candidate with the most points, of those with at least so many.
fn best(common: &Common, least: i64, read: impl Fn(&str) -> Option<Read>) -> Option<Read> {
    let mut best: Option<(i64, Read)> = None;
    for name in CANDIDATES {
        let Some(read) = read(name) else { continue };
        // Japanese has kana in every sentence; without them it is some Chinese words that look Japanese.
        let is_japanese = matches!(name, "Shift_JIS" | "EUC-JP");
        if is_japanese && !read.text.contains(is_kana) {
            continue;
        }
        let score = common.score(&read.text);
        if score >= least && best.as_ref().is_none_or(|(other, _)| score > *other) {
            best = Some((score, read));
        }
    }
    best.map(|(_, read)| read)
}

pub(crate) fn is_kana(c: char) -> bool {
    ('\u{3041}'..='\u{30ff}').contains(&c)
}

/// The common characters, ready to be asked.
pub(crate) struct Common(HashSet<char>);

impl Common {
    pub(crate) fn new() -> Self {
        Common(HAN.chars().chain(HANGUL.chars()).collect())
    }

    /// The average points of the characters beyond ASCII, in hundredths.
    pub(crate) fn score(&self, text: &str) -> i64 {
        let mut points = 0;
        let mut count = 0;
        let mut before = ' ';
        let mut chars = text.chars().take(SAMPLE).peekable();
        while let Some(c) = chars.next() {
            if !c.is_ascii() {
                let after = chars.peek().copied().unwrap_or(' ');
                points += self.points(before, c, after);
                count += 1;
            }
            before = c;
        }
        if count == 0 { 0 } else { points * 100 / count }
    }

    /// How much the character speaks for the decoding that it came out of.
    fn points(&self, before: char, c: char, after: char) -> i64 {
        if self.0.contains(&c) {
            return 3;
        }
        match c {
            // Hiragana and katakana. Their half-width forms are what Chinese gives when read as Shift_JIS.
            _ if is_kana(c) => 3,
            '\u{ff61}'..='\u{ff9f}' => -1,
            // Punctuation and full-width forms.
            '\u{3000}'..='\u{3011}' | '\u{ff01}'..='\u{ff5e}' => 2,
            // Other Chinese characters and syllables: possible everywhere, and all that most wrong decodings give.
            '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => 0,
            // Letters with accents and typographic signs stand among ASCII; in wrong decodings they stand among each other.
            '\u{a0}'..='\u{24f}' | '\u{2010}'..='\u{2026}' | '\u{20ac}' | '\u{2122}'
                if before.is_ascii() && after.is_ascii() =>
            {
                2
            }
            '\u{2010}'..='\u{2026}' => 0,
            // Characters for private use, controls, and what no encoding should give.
            '\u{80}'..='\u{9f}' | '\u{e000}'..='\u{f8ff}' | '\u{fffd}' => -10,
            '\u{f0000}'.. => -10,
            _ => -1,
        }
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::file::EncodingRs;

    /// Encodes the text and reads it back; what it was taken for and whether it is whole.
    fn check(encoding: &'static encoding_rs::Encoding, text: &str) {
        let (bytes, _, unmappable) = encoding.encode(text);
        assert!(!unmappable, "{text}");
        let read = read(&bytes, &EncodingRs);
        assert_eq!((read.encoding.as_str(), read.text.as_str()), (encoding.name(), text));
        assert!(!read.guessed && read.bad == 0);
    }

    #[test]
    fn simplified_chinese() {
        check(encoding_rs::GB18030, "山里的图书馆今天开门了");
        check(encoding_rs::GB18030, "标题：测试文件");
        check(encoding_rs::GB18030, "---\ntitle: 桥\n---\n这座桥修了三年，昨天终于通车。\n");
    }

    #[test]
    fn traditional_chinese() {
        check(encoding_rs::BIG5, "山裡的圖書館今天開門了");
        check(encoding_rs::BIG5, "這座橋修了三年，昨天終於通車。");
        check(encoding_rs::GB18030, "這座橋修了三年，昨天終於通車。");
    }

    #[test]
    fn japanese() {
        check(encoding_rs::SHIFT_JIS, "山の図書館は今日から開いています。");
        check(encoding_rs::EUC_JP, "山の図書館は今日から開いています。");
    }

    #[test]
    fn korean() {
        check(encoding_rs::EUC_KR, "산속의 도서관이 오늘 문을 열었습니다.");
    }

    #[test]
    fn western() {
        check(encoding_rs::WINDOWS_1252, "Le café du château est fermé.");
        check(encoding_rs::WINDOWS_1252, "It\u{2019}s \u{201c}open\u{201d} \u{2013} at last");
    }

    #[test]
    fn a_character_cut_off_at_the_end_spoils_nothing() {
        let text = "山里的图书馆今天开门了。\n".repeat(10);
        let (bytes, _, _) = encoding_rs::GB18030.encode(&text);
        let read = read(&bytes[..bytes.len() - 2], &EncodingRs);
        assert_eq!((read.encoding.as_str(), read.bad), ("gb18030", 1));
        assert!(read.text.starts_with("山里的图书馆今天开门了。\n"));
    }

    #[test]
    fn a_few_rare_characters_are_a_guess() {
        let (bytes, _, _) = encoding_rs::GB18030.encode("抛硬币");
        let read = read(&bytes, &EncodingRs);
        assert_eq!((read.encoding.as_str(), read.text.as_str(), read.guessed), ("gb18030", "抛硬币", true));
    }

    #[test]
    fn what_fits_nothing_is_a_guess() {
        let read = read(b"\xff\xfe\xff\xfe\xff\xff", &EncodingRs);
        assert!(read.guessed);
        assert_eq!(read.encoding, "windows-1252");
    }

    #[test]
    fn the_lists_have_no_doubles() {
        let mut seen = HashSet::new();
        assert!(HAN.chars().all(|c| seen.insert(c)));
    }
}
