//! [`Dom`] → HTML for the sanitizer. Iterative, so that no depth of nesting overflows the stack.

use crate::article::dom::{Data, Dom, NodeId};
use memchr::{memchr, memchr2, memchr3};

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
    let quote = if in_attribute { |text: &[u8]| memchr(b'"', text) } else { |_: &[u8]| None };
    escape_with(text, quote, out);
}

/// Escapes as browsers and the serializer of html5ever do, which also write no-break spaces by their name.
pub fn escape_safe(text: &str, in_attribute: bool, out: &mut String) {
    let quote_or_space =
        if in_attribute { |text: &[u8]| memchr2(b'"', 0xc2, text) } else { |text: &[u8]| memchr(0xc2, text) };
    escape_with(text, quote_or_space, out);
}

/// Escapes the signs of markup, and what `also` finds. Both searches go through a text once, however much they find.
fn escape_with(text: &str, also: impl Fn(&[u8]) -> Option<usize>, out: &mut String) {
    let bytes = text.as_bytes();
    let sign_from = |from: usize| memchr3(b'&', b'<', b'>', &bytes[from..]).map_or(bytes.len(), |found| from + found);
    let other_from = |from: usize| also(&bytes[from..]).map_or(bytes.len(), |found| from + found);
    let (mut done, mut sign, mut other) = (0, sign_from(0), other_from(0));
    loop {
        let at = sign.min(other);
        let (name, length) = match bytes[at..] {
            [] => break,
            [b'&', ..] => ("&amp;", 1),
            [b'<', ..] => ("&lt;", 1),
            [b'>', ..] => ("&gt;", 1),
            [b'"', ..] => ("&quot;", 1),
            [0xc2, 0xa0, ..] => ("&nbsp;", 2),
            // Another character that begins as a no-break space does.
            _ => ("", 0),
        };
        if length > 0 {
            out.push_str(&text[done..at]);
            out.push_str(name);
            done = at + length;
        }
        if at == sign {
            sign = sign_from(at + 1);
        } else {
            other = other_from(at + 1);
        }
    }
    out.push_str(&text[done..]);
}
