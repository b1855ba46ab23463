//! Names of hosts in scripts other than Latin: `例子.中国` is `xn--fsqu00a.xn--fiqs8s` on the wire (RFC 5891).
//!
//! The tables of Unicode that every check of such a name needs (UTS 46) are as large as a tenth of the core, and the
//! browser makes these checks itself when a link is followed. So a name is put into lower case and written in ASCII here;
//! what no such name can hold makes it none. A name in decomposed characters stays as it is, and leads nowhere.

/// Maximum length of a host name in bytes (RFC 1035).
const LONGEST_NAME: usize = 253;

/// The address with its host in ASCII; nothing where that can't be the name of a host.
pub fn in_ascii(address: &str) -> Option<String> {
    let authority = address.find("//")? + 2;
    let end = address[authority..].find(['/', '?', '#', '\\']).map_or(address.len(), |n| authority + n);
    let host = address[authority..end].rfind('@').map_or(authority, |n| authority + n + 1);
    let host_end = address[host..end].find(':').map_or(end, |n| host + n);
    let name = &address[host..host_end];
    if name.is_empty() || name.len() > 3 * LONGEST_NAME {
        return None;
    }
    let labels: Option<Vec<String>> = name.split(['.', '。', '．', '｡']).map(label_in_ascii).collect();
    let name = labels?.join(".");
    (name.len() <= LONGEST_NAME).then(|| format!("{}{name}{}", &address[..host], &address[host_end..]))
}

fn label_in_ascii(label: &str) -> Option<String> {
    let lower: String = label.chars().map(narrow).flat_map(char::to_lowercase).collect();
    if lower.is_ascii() {
        return Some(lower);
    }
    if !lower.chars().all(is_part_of_name) {
        return None;
    }
    idna::punycode::encode_str(&lower).map(|ascii| format!("xn--{ascii}"))
}

/// Full-width forms of ASCII are ASCII.
fn narrow(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// Whether a character may be part of a host name: no symbol, space or punctuation.
fn is_part_of_name(c: char) -> bool {
    match c {
        '\0'..='\u{7f}' => c.is_ascii_alphanumeric() || c == '-' || c == '_',
        '\u{80}'..='\u{bf}' => matches!(c, 'ª' | 'º' | '·'),
        // Joiners make words of Persian and of India's languages.
        '\u{200c}' | '\u{200d}' => true,
        '\u{2000}'..='\u{2bff}' | '\u{2e00}'..='\u{2fff}' => false,
        '\u{3000}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{3030}' => false,
        '\u{d7fc}'..='\u{f8ff}' | '\u{fd3e}'..='\u{fd3f}' | '\u{fe00}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff65}' => false,
        '\u{feff}' | '\u{ffe0}'..='\u{ffff}' => false,
        c => !c.is_whitespace() && !c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::in_ascii;

    #[test]
    fn names_are_written_in_ascii() {
        for (address, ascii) in [
            ("https://例子.中国/路?a=例#b", "https://xn--fsqu00a.xn--fiqs8s/路?a=例#b"),
            ("http://ПРИМЕР.рф", "http://xn--e1afmkfd.xn--p1ai"),
            ("https://user@bücher.example:8080/", "https://user@xn--bcher-kva.example:8080/"),
            ("https://ｅｘａｍｐｌｅ。ｃｏｍ/", "https://example.com/"),
            ("https://www.例え.jp", "https://www.xn--r8jz45g.jp"),
        ] {
            assert_eq!(in_ascii(address).as_deref(), Some(ascii));
        }
    }

    #[test]
    fn what_is_no_name_stays_none() {
        for address in
            ["https://example.com频道：https:", "https://例 子/", "https:例子", "https:///例", "https://“例”/"]
        {
            assert_eq!(in_ascii(address), None, "{address}");
        }
        assert_eq!(in_ascii(&format!("https://{}/", "例".repeat(300))), None);
    }
}
