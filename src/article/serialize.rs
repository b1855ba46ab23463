//! [`Dom`] → HTML for the sanitizer. Iterative, so that no depth of nesting overflows the stack.

use super::dom::{Data, Dom, NodeId};
use super::tags::is_void;

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
    let tag = dom.tag(id);
    if !tag.is_empty() && !is_void(tag) {
        out.push_str("</");
        out.push_str(tag);
        out.push('>');
    }
}

/// The bytes that what is escaped begins with.
static IS_SPECIAL: [bool; 256] = {
    let mut table = [false; 256];
    let begins = [b'&', b'<', b'>', b'"', 0xc2];
    let mut i = 0;
    while i < begins.len() {
        table[begins[i] as usize] = true;
        i += 1;
    }
    table
};

fn escape(text: &str, in_attribute: bool, out: &mut String) {
    let bytes = text.as_bytes();
    let (mut done, mut from) = (0, 0);
    while let Some(found) = bytes[from..].iter().position(|b| IS_SPECIAL[usize::from(*b)]) {
        let at = from + found;
        from = at + 1;
        let (entity, length) = match bytes[at] {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' if in_attribute => ("&quot;", 1),
            // The no-break space.
            0xc2 if bytes.get(at + 1) == Some(&0xa0) => ("&nbsp;", 2),
            _ => continue,
        };
        out.push_str(&text[done..at]);
        out.push_str(entity);
        done = at + length;
    }
    out.push_str(&text[done..]);
}
