//! Cloudflare's protected e-mail addresses, which its script would have decoded.

use super::attr;
use crate::article::changes::Kind;
use crate::article::cleaning::Cleaning;
use crate::article::dom::NodeId;
use crate::article::reason::Reason;

/// The attribute that holds an encoded address.
pub const ATTRIBUTE: &str = "data-cfemail";

/// Whether a link leads to the page that explains the protection; the encoded address follows `#`.
pub fn is_link(href: &str) -> bool {
    href.split('#').next().is_some_and(|page| page.ends_with("/cdn-cgi/l/email-protection"))
}

/// Makes a link to an encoded address one to the address.
pub fn decode_link(c: &mut Cleaning, link: NodeId) {
    let href = attr(&c.dom, link, "href").to_owned();
    if let Some(address) = href.split('#').nth(1).and_then(decode) {
        c.log.append("links", Reason::ProtectedEmail, Kind::Changed, &href);
        c.dom.set_attr(link, "href", &["mailto:", &address].concat());
    }
}

/// Replaces an element that holds an encoded address by the address.
pub fn decode_text(c: &mut Cleaning, id: NodeId) {
    if let Some(address) = decode(attr(&c.dom, id, ATTRIBUTE)) {
        let shown = c.dom.text(id);
        c.log.append("links", Reason::ProtectedEmail, Kind::Changed, &shown);
        let text = c.dom.add_text(&address);
        c.dom.replace(id, text);
    }
}

/// Decodes hexadecimal bytes, of which the first is the key of the others; none where the text is no address.
fn decode(encoded: &str) -> Option<String> {
    let mut bytes = Vec::new();
    for (at, c) in encoded.chars().enumerate() {
        let digit = c.to_digit(16)? as u8;
        match bytes.last_mut() {
            Some(last) if at % 2 == 1 => *last = *last << 4 | digit,
            _ => bytes.push(digit),
        }
    }
    let key = *bytes.first()?;
    let text = String::from_utf8(bytes[1..].iter().map(|byte| byte ^ key).collect()).ok()?;
    text.contains('@').then_some(text)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn addresses_are_decoded() {
        assert_eq!(decode("2a4b44446a4f524b475a464f0445584d").as_deref(), Some("ann@example.org"));
        for wrong in ["", "2a", "2a4", "zz434c", "2a4344", "é", "2af6ea"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
