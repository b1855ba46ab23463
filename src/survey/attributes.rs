//! What would run in a page: attributes of a post's body before anything is taken out of it.

use crate::Post;
use crate::article::dom::parse::parse;
use crate::article::dom::{Data, Dom};

/// Handlers of events, and addresses that are programs.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Hostile {
    /// Attributes such as `onclick`.
    pub handlers: u32,
    /// Addresses such as `javascript:`.
    pub programs: u32,
}

/// Schemes of addresses that run something.
const PROGRAMS: [&str; 3] = ["javascript:", "vbscript:", "data:text/html"];

/// What is in a post's body. Of one beyond the limits nothing is said.
pub fn of_post(post: &Post) -> Hostile {
    // Most bodies have neither an attribute of that kind nor such an address, and needn't be parsed for that.
    let body = post.body.to_ascii_lowercase();
    let is_suspicious =
        !post.is_plain && (body.contains("script") || body.contains("text/html") || body.contains("on"));
    if !is_suspicious || !body.contains('=') {
        return Hostile::default();
    }
    parse(&post.body).map_or_else(|_| Hostile::default(), |dom| of_tree(&dom))
}

fn of_tree(dom: &Dom) -> Hostile {
    let mut hostile = Hostile::default();
    for node in dom.descendants(dom.root()) {
        let Data::Element(element) = dom.data(node) else { continue };
        for (name, value) in element.attributes() {
            let shown = |c: &char| !c.is_ascii_whitespace() && !c.is_ascii_control();
            let start: String = value.chars().filter(shown).take(16).collect::<String>().to_ascii_lowercase();
            let handler = name.strip_prefix("on").unwrap_or_default();
            hostile.handlers += u32::from(handler.len() > 2 && handler.bytes().all(|byte| byte.is_ascii_lowercase()));
            hostile.programs += u32::from(PROGRAMS.iter().any(|program| start.starts_with(program)));
        }
    }
    hostile
}
