//! Detects the encoding of an archive's names, from all of them together.
//!
//! One name is too short to tell GBK from Shift_JIS, but one program wrote all the names of an archive.

use super::cp437;
use crate::file::Decoders;
use crate::file::detect::{Common, is_kana};

/// Candidate encodings, likeliest first. Of the single-byte ones, zip's own comes first.
const CANDIDATES: [&str; 7] = ["gb18030", "Big5", "Shift_JIS", "EUC-JP", "EUC-KR", CP437, "windows-1252"];

/// The default encoding of zip. Browsers don't support it, so its table is here.
const CP437: &str = "IBM437";

/// Bytes of names that are sampled: about a thousand names are enough.
const SAMPLE: usize = 64 * 1024;

/// Separator of names that are decoded in one call; never part of a multi-byte character.
const BETWEEN: u8 = b'\n';

/// Detects the encoding of names that don't declare theirs, and decodes them.
pub(super) struct NameDecoder {
    sample: Vec<u8>,
    encoding: Option<&'static str>,
}

impl NameDecoder {
    pub(super) fn new() -> Self {
        NameDecoder { sample: Vec::new(), encoding: None }
    }

    /// Adds a name to the sample. ASCII is skipped: it is the same in all encodings.
    pub(super) fn add_sample(&mut self, name: &[u8]) {
        if !name.is_ascii() && self.sample.len() + name.len() < SAMPLE {
            self.sample.extend(name.iter().filter(|byte| **byte != BETWEEN));
            self.sample.push(BETWEEN);
            self.encoding = None;
        }
    }

    /// The encoding of the sampled names: `UTF-8` if that fits all of them.
    pub(super) fn encoding(&mut self, decoders: &dyn Decoders) -> &'static str {
        self.encoding.get_or_insert_with(|| detect(&self.sample, decoders))
    }

    /// The encoding detected last.
    pub(super) fn detected(&self) -> &'static str {
        self.encoding.unwrap_or("UTF-8")
    }

    /// Decodes names, in order. A name that doesn't fit the common encoding is UTF-8, or else zip's default.
    pub(super) fn decode(&mut self, names: &[&[u8]], decoders: &dyn Decoders) -> Vec<String> {
        let encoding = self.encoding(decoders);
        if let Some(texts) = together(encoding, names, decoders) {
            return texts;
        }
        let alone = |name: &&[u8]| {
            decode(encoding, name, decoders)
                .or_else(|| String::from_utf8(name.to_vec()).ok())
                .unwrap_or_else(|| cp437::decode(name))
        };
        names.iter().map(alone).collect()
    }
}

/// Decodes all names in one call: in the browser, each call of a decoder leaves WebAssembly.
fn together(encoding: &str, names: &[&[u8]], decoders: &dyn Decoders) -> Option<Vec<String>> {
    let text = decode(encoding, &names.join(&BETWEEN), decoders)?;
    let texts: Vec<String> = text.split(char::from(BETWEEN)).map(str::to_owned).collect();
    (texts.len() == names.len()).then_some(texts)
}

fn decode(encoding: &str, bytes: &[u8], decoders: &dyn Decoders) -> Option<String> {
    if bytes.is_ascii() || encoding == "UTF-8" {
        return String::from_utf8(bytes.to_vec()).ok();
    }
    if encoding == CP437 { Some(cp437::decode(bytes)) } else { decoders.decode(encoding, bytes) }
}

/// The encoding in which the names look most like text.
fn detect(sample: &[u8], decoders: &dyn Decoders) -> &'static str {
    if sample.utf8_chunks().all(|chunk| chunk.invalid().is_empty()) {
        return "UTF-8";
    }
    let common = Common::new();
    let mut best = (i64::MIN, CP437);
    for name in CANDIDATES {
        let Some(text) = decode(name, sample, decoders) else { continue };
        // Without kana it is Chinese read as Japanese; but in Shift_JIS that makes no words of Han.
        let is_japanese = || text.contains(is_kana) || name == "Shift_JIS" && is_han_words(&text);
        if matches!(name, "Shift_JIS" | "EUC-JP") && !is_japanese() {
            continue;
        }
        let score = common.score(&text);
        if score > best.0 {
            best = (score, name);
        }
    }
    // If some names are UTF-8 and others are not, only single-byte encodings fit all of them.
    // Then names are decoded one by one, as UTF-8 first.
    let utf8 = sample.split(|byte| *byte == BETWEEN).filter(|name| !name.is_ascii() && str::from_utf8(name).is_ok());
    let is_single_byte = matches!(best.1, CP437 | "windows-1252");
    if is_single_byte && utf8.count() > 0 { "UTF-8" } else { best.1 }
}

/// Whether all that is not ASCII is Han characters, two or more at a time: an accented letter and the one after it read as one.
fn is_han_words(text: &str) -> bool {
    let runs = text.split(|c: char| c.is_ascii()).filter(|run| !run.is_empty());
    runs.map(|run| run.chars()).all(|mut run| {
        let count = run.clone().count();
        count > 1 && run.all(|c| matches!(c, '\u{4e00}'..='\u{9fff}' | '\u{3005}'))
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use crate::file::EncodingRs;

    fn check(encoding: &'static encoding_rs::Encoding, names: &[&str]) {
        let raw: Vec<Vec<u8>> = names
            .iter()
            .map(|name| {
                let (bytes, _, unmappable) = encoding.encode(name);
                assert!(!unmappable, "{name}");
                bytes.into_owned()
            })
            .collect();
        check_raw(&raw.iter().map(Vec::as_slice).collect::<Vec<_>>(), encoding.name(), names);
    }

    fn check_raw(raw: &[&[u8]], encoding: &str, names: &[&str]) {
        let mut decoder = NameDecoder::new();
        raw.iter().for_each(|name| decoder.add_sample(name));
        assert_eq!(decoder.encoding(&EncodingRs), encoding);
        assert_eq!(decoder.decode(raw, &EncodingRs), names);
    }

    #[test]
    fn names_in_the_encodings_of_east_asia() {
        check(encoding_rs::GB18030, &["_posts/2020-01-02-新桥通车了.md", "_posts/2020-01-03-山里的图书馆.md", "a.md"]);
        check(encoding_rs::BIG5, &["_posts/2020-01-02-新橋通車了.md", "_posts/2020-01-03-山裡的圖書館.md"]);
        check(encoding_rs::SHIFT_JIS, &["_posts/新しい橋.md", "_posts/表示とソフト.md"]);
        check(encoding_rs::SHIFT_JIS, &["記事/表示.md"]);
        check(encoding_rs::GB18030, &["文章/显示.md"]);
        check(encoding_rs::EUC_KR, &["_posts/새 다리가 열렸습니다.md", "_posts/산속의 도서관.md"]);
    }

    #[test]
    fn western_names_are_cp437_or_windows_1252() {
        check_raw(&[b"caf\x82 ferm\x82.md", b"ch\x83teau.md"], "IBM437", &["café fermé.md", "château.md"]);
        check_raw(&[b"cr\x8ame.md"], "IBM437", &["crème.md"]);
        check_raw(&[b"caf\xe9 ferm\xe9.md", b"ch\xe2teau.md"], "windows-1252", &["café fermé.md", "château.md"]);
    }

    #[test]
    fn utf8_is_detected_first_and_ascii_is_ignored() {
        check(encoding_rs::UTF_8, &["新桥.md", "café.md", "a.md"]);
        check(encoding_rs::UTF_8, &["a.md", "b\nc.md"]);
        check_raw(&["新桥.md".as_bytes(), b"caf\x82 ferm\x82.md"], "UTF-8", &["新桥.md", "café fermé.md"]);
    }

    #[test]
    fn a_line_feed_in_a_name_separates_nothing() {
        check(encoding_rs::GB18030, &["新桥\n通车了.md", "山里的图书馆.md"]);
    }
}
