//! Cloudflare's protected e-mail addresses, which its script would have decoded.

use crate::article::changes::Kind;
use crate::article::cleaning::Cleaning;
use crate::article::dom::NodeId;
use crate::article::reason::Reason;

/// The attribute that holds an encoded address.
pub const ATTRIBUTE: &str = "data-cfemail";
/// The path of a link to an encoded address, which follows `#`.
const PATH: &str = "/cdn-cgi/l/email-protection";

/// Whether an address leads to the page that explains the protection.
pub fn is_link(href: &str) -> bool {
    let after_scheme = href.split_once("//").map_or(href, |(_, rest)| rest);
    after_scheme.find('/').is_some_and(|at| after_scheme[at..].starts_with(PATH))
}

/// Writes out the addresses: an element that holds one becomes its text, a link leads to it.
pub fn decode_all(c: &mut Cleaning, found: &[NodeId]) {
    for &id in found {
        if !c.dom.is_attached(id) {
            continue;
        }
        if let Some(address) = c.dom.attr(id, ATTRIBUTE).and_then(decode) {
            let shown = c.dom.text(id);
            c.log.append("links", Reason::ProtectedEmail, Kind::Changed, &shown);
            let text = c.dom.add_text(&address);
            c.dom.replace(id, text);
        } else if let Some(address) = c.dom.attr(id, "href").and_then(|href| decode(href.split_once('#')?.1)) {
            let href = c.dom.attr(id, "href").unwrap_or_default().to_string();
            c.log.append("links", Reason::ProtectedEmail, Kind::Changed, &href);
            c.dom.set_attr(id, "href", &format!("mailto:{address}"));
        }
    }
}

/// Decodes hexadecimal bytes, of which the first is the key of the others; none where the text is no address.
fn decode(encoded: &str) -> Option<String> {
    let encoded = encoded.trim();
    if !encoded.is_ascii() || encoded.len() % 2 != 0 {
        return None;
    }
    let bytes: Vec<u8> = (0..encoded.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&encoded[at..at + 2], 16).ok())
        .collect::<Option<_>>()?;
    let (key, rest) = bytes.split_first()?;
    let text = String::from_utf8(rest.iter().map(|byte| byte ^ key).collect()).ok()?;
    (text.contains('@') && !text.chars().any(|c| c.is_control() || c.is_whitespace())).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn addresses_are_decoded() {
        assert_eq!(decode("2a4b44446a4f524b475a464f0445584d").as_deref(), Some("ann@example.org"));
        for wrong in ["", "2a", "2a4", "zz434c", "2a4344", "é", "2a4b44446a4f524b475a464f0445584d0a"] {
            assert_eq!(decode(wrong), None, "{wrong}");
        }
    }
}
