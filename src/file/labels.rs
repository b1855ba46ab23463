//! Encoding labels.

/// The WHATWG name of the encoding with this label.
/// None for Unicode encodings, which are detected before declarations are read, and for unknown labels.
///
/// GBK and GB 2312 map to gb18030, a superset of both.
pub(super) fn by_label(label: &str) -> Option<&'static str> {
    let label = label.trim().to_ascii_lowercase();
    let name = match label.as_str() {
        "gb18030" | "gbk" | "gb2312" | "gb_2312" | "gb_2312-80" | "x-gbk" | "cp936" | "chinese" | "euc-cn" => "gb18030",
        "big5" | "big5-hkscs" | "cn-big5" | "x-x-big5" | "csbig5" | "cp950" => "Big5",
        "shift_jis" | "shift-jis" | "sjis" | "x-sjis" | "windows-31j" | "ms_kanji" | "cp932" => "Shift_JIS",
        "euc-jp" | "x-euc-jp" => "EUC-JP",
        "iso-2022-jp" => "ISO-2022-JP",
        "euc-kr" | "ks_c_5601-1987" | "ksc5601" | "windows-949" | "cp949" => "EUC-KR",
        _ => return single_byte(&label),
    };
    Some(name)
}

/// The WHATWG name of the single-byte encoding with this label.
fn single_byte(label: &str) -> Option<&'static str> {
    Some(match label {
        "windows-1252" | "cp1252" | "x-cp1252" | "iso-8859-1" | "iso8859-1" | "latin1" => "windows-1252",
        "windows-1250" | "cp1250" => "windows-1250",
        "windows-1251" | "cp1251" => "windows-1251",
        "windows-1253" | "cp1253" => "windows-1253",
        "windows-1254" | "cp1254" | "iso-8859-9" => "windows-1254",
        "windows-1255" | "cp1255" => "windows-1255",
        "windows-1256" | "cp1256" => "windows-1256",
        "windows-1257" | "cp1257" => "windows-1257",
        "windows-1258" | "cp1258" => "windows-1258",
        "windows-874" | "tis-620" | "iso-8859-11" => "windows-874",
        "iso-8859-2" | "latin2" => "ISO-8859-2",
        "iso-8859-5" => "ISO-8859-5",
        "iso-8859-6" => "ISO-8859-6",
        "iso-8859-7" => "ISO-8859-7",
        "iso-8859-8" => "ISO-8859-8",
        "iso-8859-15" | "latin9" => "ISO-8859-15",
        "koi8-r" => "KOI8-R",
        "koi8-u" => "KOI8-U",
        "macintosh" | "x-mac-roman" => "macintosh",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_have_whatwg_names() {
        assert_eq!(by_label(" GB2312 "), Some("gb18030"));
        assert_eq!(by_label("x-sjis"), Some("Shift_JIS"));
        assert_eq!(by_label("latin1"), Some("windows-1252"));
        assert_eq!(by_label("utf-8"), None);
        assert_eq!(by_label("utf-16"), None);
        assert_eq!(by_label("replacement"), None);
    }

    #[cfg(not(target_arch = "wasm32"))]
    #[test]
    fn every_name_is_known_to_the_decoder() {
        for label in ["gbk", "big5", "sjis", "euc-jp", "iso-2022-jp", "euc-kr", "latin1"] {
            let name = by_label(label).unwrap();
            let known = encoding_rs::Encoding::for_label(name.as_bytes()).unwrap();
            assert_eq!(known.name(), name);
        }
    }
}
