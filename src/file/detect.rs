//! Encoding detection by character frequency.
//!
//! The file is decoded in each candidate encoding; candidates with invalid bytes are dropped.
//! Every non-ASCII character then scores by how common it is in real text, and the highest average wins;
//! ties go to the earlier candidate. The result depends on the bytes alone.

use super::common_chars::{HAN, HANGUL};
use super::limits::SAMPLE;
use super::{Decoded, Decoders, lossy, utf};
use std::collections::HashSet;

/// Candidate encodings, most likely first.
const CANDIDATES: [&str; 6] = ["gb18030", "Big5", "Shift_JIS", "EUC-JP", "EUC-KR", "windows-1252"];

/// Minimum score (average points times 100) to accept an encoding.
/// Real text scores 150 and more, wrongly decoded text mostly below 0.
pub(crate) const CONVINCING: i64 = 60;

/// Decodes the file in the best candidate, whatever its score. There always is one: windows-1252 accepts any bytes.
pub(super) fn decode(bytes: &[u8], decoders: &dyn Decoders) -> Decoded {
    if let Some(decoded) = convincing(bytes, decoders) {
        return decoded;
    }
    let strictly = |name: &str| Some(Decoded::valid(decoders.decode(name, bytes)?, name));
    match best(&Common::new(), i64::MIN, strictly) {
        Some(decoded) => Decoded { guessed: true, ..decoded },
        None => utf::utf8(bytes),
    }
}

/// Decodes the file in the best candidate, if its score is convincing.
pub(super) fn convincing(bytes: &[u8], decoders: &dyn Decoders) -> Option<Decoded> {
    let common = Common::new();
    let strictly = |name: &str| Some(Decoded::valid(decoders.decode(name, bytes)?, name));
    // A file truncated in the middle of a character is valid only in single-byte encodings.
    best(&common, CONVINCING, strictly)
        .or_else(|| best(&common, CONVINCING, |name| lossy::decode(name, bytes, decoders)))
}

/// The candidate with the highest score, at least `min_score`.
fn best(common: &Common, min_score: i64, decode: impl Fn(&str) -> Option<Decoded>) -> Option<Decoded> {
    let mut best: Option<(i64, Decoded)> = None;
    for name in CANDIDATES {
        let Some(decoded) = decode(name) else { continue };
        // Japanese text has kana in every sentence; without kana it is Chinese read as Japanese.
        let is_japanese = matches!(name, "Shift_JIS" | "EUC-JP");
        if is_japanese && !decoded.text.contains(is_kana) {
            continue;
        }
        let score = common.score(&decoded.text);
        if score >= min_score && best.as_ref().is_none_or(|(other, _)| score > *other) {
            best = Some((score, decoded));
        }
    }
    best.map(|(_, decoded)| decoded)
}

pub(crate) fn is_kana(c: char) -> bool {
    ('\u{3041}'..='\u{30ff}').contains(&c)
}

/// Set of the common characters.
pub(crate) struct Common(HashSet<char>);

impl Common {
    pub(crate) fn new() -> Self {
        Common(HAN.chars().chain(HANGUL.chars()).collect())
    }

    /// Average points of the non-ASCII characters, times 100; 0 if there are none.
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

    /// Evidence of one character, between its neighbours, that the text was decoded correctly.
    fn points(&self, before: char, c: char, after: char) -> i64 {
        if self.0.contains(&c) {
            return 3;
        }
        match c {
            // Hiragana and katakana. Chinese read as Shift_JIS gives half-width katakana.
            _ if is_kana(c) => 3,
            '\u{ff61}'..='\u{ff9f}' => -1,
            // Punctuation and full-width forms.
            '\u{3000}'..='\u{3011}' | '\u{ff01}'..='\u{ff5e}' => 2,
            // Other Han characters and hangul: possible in any text, but typical of wrong decodings.
            '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => 0,
            // Accented letters and typographic punctuation are surrounded by ASCII in real text, and by each other in wrong decodings.
            '\u{a0}'..='\u{24f}' | '\u{2010}'..='\u{2026}' | '\u{20ac}' | '\u{2122}'
                if before.is_ascii() && after.is_ascii() =>
            {
                2
            }
            '\u{2010}'..='\u{2026}' => 0,
            // C1 controls, private use and replacement characters.
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

    /// Encodes the text and checks that it is detected and decoded unchanged.
    fn check(encoding: &'static encoding_rs::Encoding, text: &str) {
        let (bytes, _, unmappable) = encoding.encode(text);
        assert!(!unmappable, "{text}");
        let decoded = decode(&bytes, &EncodingRs);
        assert_eq!((decoded.encoding.as_str(), decoded.text.as_str()), (encoding.name(), text));
        assert!(!decoded.guessed && decoded.invalid == 0);
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
        let decoded = decode(&bytes[..bytes.len() - 2], &EncodingRs);
        assert_eq!((decoded.encoding.as_str(), decoded.invalid), ("gb18030", 1));
        assert!(decoded.text.starts_with("山里的图书馆今天开门了。\n"));
    }

    #[test]
    fn a_few_rare_characters_are_a_guess() {
        let (bytes, _, _) = encoding_rs::GB18030.encode("抛硬币");
        let decoded = decode(&bytes, &EncodingRs);
        assert_eq!((decoded.encoding.as_str(), decoded.text.as_str(), decoded.guessed), ("gb18030", "抛硬币", true));
    }

    #[test]
    fn what_fits_nothing_is_a_guess() {
        let decoded = decode(b"\xff\xfe\xff\xfe\xff\xff", &EncodingRs);
        assert!(decoded.guessed);
        assert_eq!(decoded.encoding, "windows-1252");
    }

    #[test]
    fn the_lists_have_no_doubles() {
        let mut seen = HashSet::new();
        assert!(HAN.chars().all(|c| seen.insert(c)));
    }
}
