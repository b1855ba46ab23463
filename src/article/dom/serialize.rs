//! [`Dom`] → HTML for the sanitizer. Iterative, so that no depth of nesting overflows the stack.

use crate::article::dom::{Data, Dom, NodeId};
use memchr::{memchr, memchr3};

/// Writes the fragment, without comments, into a string with an initial capacity in bytes.
pub fn to_html(dom: &Dom, room: usize) -> String {
    let mut out = String::with_capacity(room);
    node_to_html(dom, dom.root(), &mut out);
    out
}

/// Writes one node out with all inside it.
pub fn node_to_html(dom: &Dom, top: NodeId, out: &mut String) {
    let mut at = top;
    loop {
        open(dom, at, out);
        if let Some(child) = dom.first_child(at) {
            at = child;
            continue;
        }
        loop {
            close(dom, at, out);
            if at == top {
                return;
            }
            if let Some(next) = dom.next(at) {
                at = next;
                break;
            }
            let Some(parent) = dom.parent(at) else { return };
            at = parent;
        }
    }
}

fn open(dom: &Dom, id: NodeId, out: &mut String) {
    match dom.data(id) {
        Data::Text(text) => escape(text, false, out),
        Data::Element(element) => {
            out.push('<');
            out.push_str(&element.name);
            for (name, value) in element.attributes() {
                out.push(' ');
                out.push_str(name);
                out.push_str("=\"");
                escape(value, true, out);
                out.push('"');
            }
            out.push('>');
            // The parser drops one line break after these tags; another makes up for it.
            if &*element.name == "pre"
                && dom.first_child(id).and_then(|c| dom.as_text(c)).is_some_and(|t| t.starts_with('\n'))
            {
                out.push('\n');
            }
        }
        Data::Root | Data::Comment(_) => {}
    }
}

fn close(dom: &Dom, id: NodeId, out: &mut String) {
    if let Data::Element(element) = dom.data(id)
        && !dom.is_void(id)
    {
        out.push_str("</");
        out.push_str(&element.name);
        out.push('>');
    }
}

fn escape(text: &str, in_attribute: bool, out: &mut String) {
    let mut rest = text;
    while let Some(at) = find_sign(rest.as_bytes(), in_attribute) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// Offset of the first character that has to be escaped.
fn find_sign(text: &[u8], in_attribute: bool) -> Option<usize> {
    let sign = memchr3(b'&', b'<', b'>', text);
    if !in_attribute {
        return sign;
    }
    memchr(b'"', &text[..sign.unwrap_or(text.len())]).or(sign)
}
