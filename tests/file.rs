//! The file phase as its callers see it: bytes go in, text comes out, or the reason why not.

use archive_viewer::Error;
use archive_viewer::file::{Decoders, EncodingRs, MAX_FILE, TextFile, check_size, read_text};
use proptest::prelude::*;

const SIMPLIFIED: &str = "---\ntitle: 新桥通车\n---\n山谷里的人等了三年，昨天新桥终于通车了。\n";
const TRADITIONAL: &str = "---\ntitle: 新橋通車\n---\n山谷裡的人等了三年，昨天新橋終於通車了。\n";
const JAPANESE: &str = "---\ntitle: 新しい橋\n---\n谷の人たちは三年待ちました。昨日、橋が開通しました。\n";
const KOREAN: &str = "---\ntitle: 새 다리\n---\n마을 사람들은 삼 년을 기다렸고 어제 다리가 열렸습니다.\n";
const FRENCH: &str = "---\ntitle: Le pont\n---\nLa vallée a attendu trois années ; le pont est là, voilà.\n";

fn read(bytes: &[u8]) -> Result<TextFile, Error> {
    read_text("x.md", bytes, &EncodingRs)
}

/// Reads bytes that are this text in this encoding.
fn check(bytes: &[u8], encoding: &str, text: &str) {
    let file = read(bytes).unwrap();
    assert_eq!((file.encoding.as_str(), file.text.as_str()), (encoding, text));
    assert_eq!(file.problems, []);
}

fn encode(encoding: &'static encoding_rs::Encoding, text: &str) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding.encode(text);
    assert!(!unmappable, "{text}");
    bytes.into_owned()
}

fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

#[test]
fn utf8() {
    check(SIMPLIFIED.as_bytes(), "UTF-8", SIMPLIFIED);
    check(b"plain ascii\r\n", "UTF-8", "plain ascii\r\n");
    check(format!("\u{feff}{SIMPLIFIED}").as_bytes(), "UTF-8", SIMPLIFIED);
}

#[test]
fn utf8_that_declares_something_else_is_utf8() {
    let text = "<meta charset=gbk><p>新桥通车</p>";
    check(text.as_bytes(), "UTF-8", text);
}

#[test]
fn utf16_with_a_mark_and_without() {
    for text in [SIMPLIFIED, JAPANESE, FRENCH] {
        let marked = format!("\u{feff}{text}");
        check(&utf16(&marked, u16::to_le_bytes), "UTF-16LE", text);
        check(&utf16(&marked, u16::to_be_bytes), "UTF-16BE", text);
        check(&utf16(text, u16::to_le_bytes), "UTF-16LE", text);
        check(&utf16(text, u16::to_be_bytes), "UTF-16BE", text);
    }
}

#[test]
fn encodings_are_detected() {
    check(&encode(encoding_rs::GB18030, SIMPLIFIED), "gb18030", SIMPLIFIED);
    check(&encode(encoding_rs::GB18030, TRADITIONAL), "gb18030", TRADITIONAL);
    check(&encode(encoding_rs::BIG5, TRADITIONAL), "Big5", TRADITIONAL);
    check(&encode(encoding_rs::SHIFT_JIS, JAPANESE), "Shift_JIS", JAPANESE);
    check(&encode(encoding_rs::EUC_JP, JAPANESE), "EUC-JP", JAPANESE);
    check(&encode(encoding_rs::EUC_KR, KOREAN), "EUC-KR", KOREAN);
    check(&encode(encoding_rs::WINDOWS_1252, FRENCH), "windows-1252", FRENCH);
}

#[test]
fn declared_encodings_are_believed_where_they_fit() {
    // So short that no detection could tell.
    let text = "<meta charset=\"big5\"><p>新橋</p>";
    check(&encode(encoding_rs::BIG5, text), "Big5", text);
    let text = "---\ncharset: shift_jis\n---\n橋\n";
    check(&encode(encoding_rs::SHIFT_JIS, text), "Shift_JIS", text);
    let text = "<meta http-equiv=content-type content='text/html; charset=windows-1251'>Мост открыт";
    check(&encode(encoding_rs::WINDOWS_1251, text), "windows-1251", text);
    let wrong = SIMPLIFIED.replace("---\nt", "---\ncharset: iso-8859-1\nt");
    check(&encode(encoding_rs::GB18030, &wrong), "gb18030", &wrong);
}

#[test]
fn the_files_in_the_fixtures() {
    check(
        include_bytes!("fixtures/files/gb18030-four-bytes.md"),
        "gb18030",
        "---\ntitle: 生僻字\n---\n村里有人名叫㐂，也有人名叫𠮷，大家都认得他们。\n",
    );
    check(
        include_bytes!("fixtures/files/shift-jis-page.html"),
        "Shift_JIS",
        "<!doctype html>\n<meta charset=\"Shift_JIS\">\n<title>表示の予定</title>\n<p>橋の能力を表示するソフト。</p>\n",
    );
    let file = read(include_bytes!("fixtures/files/utf8-cut-in-a-character.md")).unwrap();
    assert_eq!(file.text, "---\ntitle: 断桥\n---\n文件在这里断\u{fffd}");
    assert_eq!(&file.problems[0].args["count"], "1");
}

#[test]
fn a_few_bad_bytes_stay_in_their_encoding() {
    let mut utf8 = SIMPLIFIED.as_bytes().to_vec();
    utf8.extend(b"\xd7\xd6 end");
    let file = read(&utf8).unwrap();
    assert_eq!(file.encoding, "UTF-8");
    assert!(file.text.ends_with("\u{fffd}\u{fffd} end"));
    assert_eq!(file.problems[0].code, "bad-bytes");
    assert_eq!(&file.problems[0].args["count"], "2");

    let gb = encode(encoding_rs::GB18030, &SIMPLIFIED.repeat(5));
    let file = read(&gb[..gb.len() - 2]).unwrap();
    assert_eq!(file.encoding, "gb18030");
    assert_eq!(&file.problems[0].args["count"], "1");
    assert!(file.text.starts_with(SIMPLIFIED));
}

#[test]
fn what_is_no_text() {
    let png: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    for bytes in [
        png,
        b"%PDF-1.4\n1 0 obj",
        b"PK\x03\x04\x14\0",
        b"text with \0\0\0 in it",
        b"\xff\xfe\0\0a\0\0\0",
        &[0; 100],
        b"\x01\x02\x03\x04 a few words",
    ] {
        assert_eq!(read(bytes), Err(Error::Binary), "{bytes:?}");
    }
}

#[test]
fn some_control_characters_are_a_problem() {
    for (bytes, text, count) in [
        (&b"---\ntitle: a\0b\n---\nBODY-MARK\0\n"[..], "---\ntitle: a\u{fffd}b\n---\nBODY-MARK\u{fffd}\n", "2"),
        (b"text with a \0 in it", "text with a \u{fffd} in it", "1"),
        ("桥\u{8}终于通车了\u{1b}。".as_bytes(), "桥\u{fffd}终于通车了\u{fffd}。", "2"),
    ] {
        let file = read(bytes).unwrap();
        assert_eq!((file.text.as_str(), file.encoding.as_str()), (text, "UTF-8"));
        assert_eq!((file.problems[0].code, &file.problems[0].args["count"]), ("control-characters", count));
    }
    let gb = [encode(encoding_rs::GB18030, &SIMPLIFIED.repeat(5)), b"\0".to_vec()].concat();
    let file = read(&gb).unwrap();
    assert_eq!((file.encoding.as_str(), file.problems[0].code), ("gb18030", "control-characters"));
}

#[test]
fn what_is_empty() {
    for bytes in [&b""[..], b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"] {
        assert_eq!(read(bytes), Err(Error::Empty), "{bytes:?}");
    }
    assert!(read(b"\n").is_ok());
}

#[test]
fn the_size_is_capped() {
    assert_eq!(check_size(MAX_FILE), Ok(()));
    let too_large = Err(Error::TooLarge { size: MAX_FILE + 1, limit: MAX_FILE });
    assert_eq!(check_size(MAX_FILE + 1), too_large);
    let mut bytes = vec![b'a'; MAX_FILE as usize];
    assert!(read(&bytes).is_ok());
    bytes.push(b'a');
    assert_eq!(read(&bytes).map(|_| ()), too_large);
}

/// Decoders that know nothing, as a browser of the future might.
struct Nothing;

impl Decoders for Nothing {
    fn decode(&self, _: &str, _: &[u8]) -> Option<String> {
        None
    }

    fn decode_with_replacements(&self, _: &str, _: &[u8]) -> Option<String> {
        None
    }
}

#[test]
fn without_decoders_there_is_still_text() {
    let bytes = encode(encoding_rs::GB18030, SIMPLIFIED);
    let file = read_text("x.md", &bytes, &Nothing).unwrap();
    assert_eq!(file.encoding, "UTF-8");
    assert_eq!(file.problems[0].code, "bad-bytes");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_make_it_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes);
    }

    #[test]
    fn no_high_bytes_make_it_panic(bytes in proptest::collection::vec(0x20_u8.., 1..400)) {
        prop_assert!(read(&bytes).is_ok() || bytes.starts_with(b"\xff\xd8\xff") || bytes.contains(&0x7f));
    }

    #[test]
    fn utf8_comes_back_as_it_was(text in "[ -~\u{a0}-\u{2fff}\u{4e00}-\u{9fff}\n]{1,200}") {
        let file = read(text.as_bytes());
        if let Ok(file) = file {
            prop_assert_eq!(file.text, text);
        }
    }
}
