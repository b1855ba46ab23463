//! [`Dom`] → HTML for the sanitizer. Iterative, so that no depth of nesting overflows the stack.

use super::dom::{Data, Dom, FIRST_BYTES, LENGTH, NodeId};

/// Writes the fragment out. Comments are left out.
pub fn to_html(dom: &Dom) -> String {
    let mut out = String::new();
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
            for (name, value) in &element.attributes {
                out.push(' ');
                out.push_str(name);
                out.push_str("=\"");
                escape(value, true, out);
                out.push('"');
            }
            out.push('>');
            // The parser drops one line break behind these tags; another makes up for it.
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

/// By its first byte, how many bytes a character has that may be written as it stands; 0 for what may have to be escaped.
static PLAIN: [u8; 256] = {
    let mut table = [0; 256];
    let mut b = 0;
    while b < 256 {
        table[b] = FIRST_BYTES[b] & LENGTH;
        b += 1;
    }
    let begins = [b'&', b'<', b'>', b'"', 0xc2];
    let mut i = 0;
    while i < begins.len() {
        table[begins[i] as usize] = 0;
        i += 1;
    }
    table
};

fn escape(text: &str, in_attribute: bool, out: &mut String) {
    let bytes = text.as_bytes();
    let (mut done, mut at) = (0, 0);
    while let Some(b) = bytes.get(at) {
        let plain = PLAIN[usize::from(*b)];
        if plain > 0 {
            at += usize::from(plain);
            continue;
        }
        let (entity, length) = match b {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' if in_attribute => ("&quot;", 1),
            // The no-break space.
            0xc2 if bytes.get(at + 1) == Some(&0xa0) => ("&nbsp;", 2),
            _ => {
                at += usize::from(FIRST_BYTES[usize::from(*b)] & LENGTH);
                continue;
            }
        };
        out.push_str(&text[done..at]);
        out.push_str(entity);
        at += length;
        done = at;
    }
    out.push_str(&text[done..]);
}
