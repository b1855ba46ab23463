//! The encoding that a file declares in its front matter, a `<meta>` tag or an XML declaration.

use super::limits::DECLARATION_BYTES;
use super::{Decoded, Decoders, detect, labels, lossy};

/// Decodes the file in the encoding that it declares. None without a declaration, or if the bytes are not valid in it.
///
/// windows-1252 (also declared as latin1 or iso-8859-1) accepts any bytes and is often declared by default,
/// so it is trusted only if the text does not look like another encoding.
pub(super) fn decode(bytes: &[u8], decoders: &dyn Decoders) -> Option<Decoded> {
    let name = labels::by_label(&label(bytes)?)?;
    let plainly = || Some(Decoded::valid(decoders.decode(name, bytes)?, name));
    if name == "windows-1252" {
        return detect::convincing(bytes, decoders).or_else(plainly);
    }
    plainly().or_else(|| lossy::decode(name, bytes, decoders))
}

/// The label in the first [`DECLARATION_BYTES`] of the file.
fn label(bytes: &[u8]) -> Option<String> {
    // All candidate encodings are ASCII-compatible, so the head can be searched before it is decoded.
    let head: String = bytes[..bytes.len().min(DECLARATION_BYTES)]
        .iter()
        .map(|b| if b.is_ascii() { *b as char } else { '\u{fffd}' })
        .collect::<String>()
        .to_ascii_lowercase();
    front_matter(&head).or_else(|| xml(&head)).or_else(|| meta(&head))
}

/// `charset:` or `encoding:` in the front matter.
fn front_matter(head: &str) -> Option<String> {
    let mut lines = head.trim_start().lines();
    if lines.next()?.trim_end() != "---" {
        return None;
    }
    lines
        .take_while(|line| !matches!(line.trim_end(), "---" | "..."))
        .filter_map(|line| line.split_once(':'))
        .find(|(key, _)| matches!(*key, "charset" | "encoding"))
        .and_then(|(_, value)| word(value))
}

/// `<?xml … encoding="…"?>` at the start of the file.
fn xml(head: &str) -> Option<String> {
    let declaration = head.trim_start().strip_prefix("<?xml")?;
    let (declaration, _) = declaration.split_once("?>")?;
    after(declaration, "encoding")
}

/// `<meta charset="…">` or `<meta http-equiv="content-type" content="…; charset=…">`.
fn meta(head: &str) -> Option<String> {
    head.split("<meta").skip(1).filter_map(|rest| rest.split_once('>')).find_map(|(tag, _)| after(tag, "charset"))
}

/// The word after `name` and an equals sign.
fn after(text: &str, name: &str) -> Option<String> {
    text.match_indices(name).find_map(|(at, _)| {
        let rest = text[at + name.len()..].trim_start();
        word(rest.strip_prefix('=')?)
    })
}

/// The first word of the text, without quotes.
fn word(text: &str) -> Option<String> {
    let text = text.trim_start().trim_start_matches(['"', '\'']);
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(head: &str, expected: Option<&str>) {
        assert_eq!(label(head.as_bytes()).as_deref(), expected, "{head}");
    }

    #[test]
    fn declarations() {
        check("---\ntitle: x\ncharset: GBK\n---\n", Some("gbk"));
        check("---\r\nencoding: \"big5\"\r\n---\r\n", Some("big5"));
        check("<meta charset=gb2312>", Some("gb2312"));
        check("<META CHARSET = 'Shift_JIS' />", Some("shift_jis"));
        check("<meta http-equiv=Content-Type content=\"text/html; charset=euc-kr\">", Some("euc-kr"));
        check("<?xml version=\"1.0\" encoding=\"EUC-JP\"?>", Some("euc-jp"));
    }

    #[test]
    fn no_declarations() {
        check("---\ntitle: x\n---\ncharset: gbk\n", None);
        check("charset=gbk", None);
        check("<meta name=description content=\"a charset is a set\">", None);
        check("<meta charset=\"\">", None);
        check("", None);
    }
}
