//! Long posts are cut between blocks; a block that is too long by itself, between what is in it.

use crate::export::fragment::{Element, Node};
use crate::text::xml::escape;

/// Bytes around an element's name and an attribute's: brackets, slash, quotes, a prefix.
const AROUND: usize = 24;

/// The smallest part that is worth a cut inside of nested elements.
const LEAST: usize = 1024;

/// Cuts nodes into parts of at most about `most` bytes of XHTML.
pub fn cut(nodes: Vec<Node>, most: usize) -> Vec<Vec<Node>> {
    let (mut parts, mut part, mut size) = (Vec::new(), Vec::new(), 0);
    for node in nodes {
        let own = cost(&node);
        let pieces = if own > most { pieces(node, most) } else { vec![node] };
        for piece in pieces {
            let own = cost(&piece);
            if size + own > most && !part.is_empty() {
                parts.push(std::mem::take(&mut part));
                size = 0;
            }
            size += own;
            part.push(piece);
        }
    }
    if !part.is_empty() || parts.is_empty() {
        parts.push(part);
    }
    parts
}

fn cost(node: &Node) -> usize {
    match node {
        Node::Text(text) => escape(text).len(),
        Node::Element(element) => shell_cost(element) + element.children.iter().map(cost).sum::<usize>(),
    }
}

fn shell_cost(element: &Element) -> usize {
    let attributes = element.attributes.iter().map(|(name, value)| name.len() + escape(value).len() + AROUND);
    2 * element.name.len() + AROUND + attributes.sum::<usize>()
}

fn pieces(node: Node, most: usize) -> Vec<Node> {
    let mut element = match node {
        Node::Text(text) => return texts(&text, most).map(|text| Node::Text(text.to_owned())).collect(),
        Node::Element(element) => element,
    };
    let children = std::mem::take(&mut element.children);
    let room = most.saturating_sub(shell_cost(&element)).max(LEAST);
    let mut first = element_number(&element);
    let mut pieces: Vec<Node> = Vec::new();
    for part in cut(children, room) {
        let mut shell = element.clone();
        if !pieces.is_empty() {
            shell.attributes.retain(|(name, _)| name != "id");
        }
        if let Some(number) = first.filter(|_| !pieces.is_empty()) {
            shell.attributes.retain(|(name, _)| name != "start");
            shell.attributes.push(("start".to_owned(), number.to_string()));
        }
        let items = part.iter().filter_map(Node::element).filter(|child| child.name == "li").count();
        first = first.map(|number| number + items as i64);
        pieces.push(shell.with(part).into());
    }
    pieces
}

/// The number of the first item of a list that counts upwards.
fn element_number(element: &Element) -> Option<i64> {
    let counts = element.name == "ol" && !element.has("reversed");
    counts.then(|| element.get("start").and_then(|start| start.trim().parse().ok()).unwrap_or(1))
}

/// A text in parts that end after a line, a space or a character.
fn texts(text: &str, most: usize) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut size = 0;
        let fits = |(_, c): &(usize, char)| {
            size += escape(c.encode_utf8(&mut [0; 4])).len();
            size <= most.max(8)
        };
        let end = rest.char_indices().take_while(fits).last().map_or(rest.len(), |(at, c)| at + c.len_utf8());
        let end = match &rest[..end] {
            _ if end == rest.len() => end,
            head => [head.rfind('\n'), head.rfind(' ')].into_iter().flatten().next().map_or(end, |at| at + 1),
        };
        let (part, after) = rest.split_at(end);
        rest = after;
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_is_small_and_no_text_is_lost() {
        let item =
            |at: usize| Element::new("li", &[("id", "x")]).with([Node::Text(format!("{at} & \"so\" on "))]).into();
        let list = Element::new("ol", &[("start", "5")]).with((0..400).map(item));
        let long = Element::new("p", &[]).with([Node::Text("字 & ".repeat(4000))]);
        let nodes: Vec<Node> = vec![Element::new("blockquote", &[]).with([list.into()]).into(), long.into()];
        let text: String = nodes.iter().map(Node::text).collect();
        let parts = cut(nodes, 4000);
        assert!(parts.len() > 8, "{}", parts.len());
        assert!(parts.iter().all(|part| part.iter().map(cost).sum::<usize>() <= 4000));
        assert_eq!(parts.iter().flatten().map(Node::text).collect::<String>(), text);
        // The list counts on.
        let inner = |part: &[Node]| part[0].element().and_then(|quote| quote.elements().next().cloned()).unwrap();
        let (first, second) = (inner(&parts[0]), inner(&parts[1]));
        assert_eq!(first.get("start"), Some("5"));
        assert_eq!(second.get("start"), Some(&*(5 + first.children.len()).to_string()));
    }
}
