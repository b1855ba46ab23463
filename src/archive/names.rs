//! The encoding of an archive's names: told by what all of them look like together.
//!
//! One name is too short to tell GBK from Shift_JIS; all names of an archive were written by one program.

use super::cp437;
use crate::file::Decoders;
use crate::file::detect::{Common, is_kana};

/// The encodings that are tried, the likelier first. Of those with one byte a character, zip's own comes first.
const CANDIDATES: [&str; 7] = ["gb18030", "Big5", "Shift_JIS", "EUC-JP", "EUC-KR", CP437, "windows-1252"];

/// The encoding of zips where nothing says otherwise. No browser knows it, so its table is here.
const CP437: &str = "IBM437";

/// How many bytes of names are looked at. Some thousand names decide.
const SAMPLE: usize = 64 * 1024;

/// What stands between names that are decoded together: no byte of a longer character is this one.
const BETWEEN: u8 = b'\n';

/// The names that say nothing of their encoding, and what it turned out to be.
pub(super) struct Names {
    sample: Vec<u8>,
    encoding: Option<&'static str>,
}

impl Names {
    pub(super) fn new() -> Self {
        Names { sample: Vec::new(), encoding: None }
    }

    /// Looks at one more name. ASCII says nothing, being the same in all encodings.
    pub(super) fn look_at(&mut self, name: &[u8]) {
        if !name.is_ascii() && self.sample.len() + name.len() < SAMPLE {
            self.sample.extend(name.iter().filter(|byte| **byte != BETWEEN));
            self.sample.push(BETWEEN);
            self.encoding = None;
        }
    }

    /// The encoding of the names that were looked at: `UTF-8` where that fits all of them.
    pub(super) fn encoding(&mut self, decoders: &dyn Decoders) -> &'static str {
        self.encoding.get_or_insert_with(|| tell(&self.sample, decoders))
    }

    /// The encoding that was told last.
    pub(super) fn told(&self) -> &'static str {
        self.encoding.unwrap_or("UTF-8")
    }

    /// Decodes names, in their order. A name that doesn't fit the encoding of all is UTF-8 or else zip's own.
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

/// All names at once: in the browser, each call of a decoder leaves WebAssembly.
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

/// The encoding in which the names look most like writing.
fn tell(sample: &[u8], decoders: &dyn Decoders) -> &'static str {
    if sample.utf8_chunks().all(|chunk| chunk.invalid().is_empty()) {
        return "UTF-8";
    }
    let common = Common::new();
    let mut best = (i64::MIN, CP437);
    for name in CANDIDATES {
        let Some(text) = decode(name, sample, decoders) else { continue };
        if matches!(name, "Shift_JIS" | "EUC-JP") && !text.contains(is_kana) {
            continue;
        }
        let score = common.score(&text);
        if score > best.0 {
            best = (score, name);
        }
    }
    // Where some names are UTF-8 and others are not, nothing fits all of them but the encodings that fit anything.
    // Each name is then asked by itself, and UTF-8 first.
    let utf8 = sample.split(|byte| *byte == BETWEEN).filter(|name| !name.is_ascii() && str::from_utf8(name).is_ok());
    let is_single_byte = matches!(best.1, CP437 | "windows-1252");
    if is_single_byte && utf8.count() > 0 { "UTF-8" } else { best.1 }
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
        let mut told = Names::new();
        raw.iter().for_each(|name| told.look_at(name));
        assert_eq!(told.encoding(&EncodingRs), encoding);
        assert_eq!(told.decode(raw, &EncodingRs), names);
    }

    #[test]
    fn names_in_the_encodings_of_east_asia() {
        check(encoding_rs::GB18030, &["_posts/2020-01-02-新桥通车了.md", "_posts/2020-01-03-山里的图书馆.md", "a.md"]);
        check(encoding_rs::BIG5, &["_posts/2020-01-02-新橋通車了.md", "_posts/2020-01-03-山裡的圖書館.md"]);
        check(encoding_rs::SHIFT_JIS, &["_posts/新しい橋.md", "_posts/表示とソフト.md"]);
        check(encoding_rs::EUC_KR, &["_posts/새 다리가 열렸습니다.md", "_posts/산속의 도서관.md"]);
    }

    #[test]
    fn western_names_are_zips_own_or_windows() {
        check_raw(&[b"caf\x82 ferm\x82.md", b"ch\x83teau.md"], "IBM437", &["café fermé.md", "château.md"]);
        check_raw(&[b"caf\xe9 ferm\xe9.md", b"ch\xe2teau.md"], "windows-1252", &["café fermé.md", "château.md"]);
    }

    #[test]
    fn utf8_is_told_first_and_ascii_says_nothing() {
        check(encoding_rs::UTF_8, &["新桥.md", "café.md", "a.md"]);
        check(encoding_rs::UTF_8, &["a.md", "b\nc.md"]);
        check_raw(&["新桥.md".as_bytes(), b"caf\x82 ferm\x82.md"], "UTF-8", &["新桥.md", "café fermé.md"]);
    }

    #[test]
    fn a_line_feed_in_a_name_parts_nothing() {
        check(encoding_rs::GB18030, &["新桥\n通车了.md", "山里的图书馆.md"]);
    }
}
