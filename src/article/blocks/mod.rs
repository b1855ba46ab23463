//! Step: meaningless wrappers are removed, every text is in a block, no block is in a paragraph.
//!
//! What comes out reads the same when it is parsed again: nothing in it depends on how a parser repairs nesting.

pub mod headings;
mod inline;
mod legacy_elements;
mod paragraph;
pub mod plain_text;
pub mod white_space;

use super::dom::{Dom, NodeId};
use crate::article::cleaning::Cleaning;
use crate::article::facts::visible::is_nothing;
use inline::push_down_inline;
use legacy_elements::replace_legacy_elements;
use paragraph::{split_paragraph, trim_ends, unwrap_single_paragraph};

/// Blocks that stay what they are.
fn is_kept_block(tag: &str) -> bool {
    matches!(
        tag,
        "h1" | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "ul"
            | "ol"
            | "dl"
            | "table"
            | "blockquote"
            | "pre"
            | "figure"
            | "hr"
            | "details"
    )
}

/// Rebuilds the fragment as a flow of blocks.
pub fn flatten(c: &mut Cleaning) {
    let root = c.dom.root();
    replace_legacy_elements(c);
    push_down_inline(c);
    if c.check().is_err() {
        return;
    }
    flow_children(&mut c.dom, root);
}

/// Makes the children of a block that holds blocks a clean flow: paragraphs, headings, lists, figures.
fn flow_children(dom: &mut Dom, top: NodeId) {
    let mut parents = vec![top];
    while let Some(parent) = parents.pop() {
        let name = dom.name(parent);
        let tag = &*name;
        match tag {
            "ul" | "ol" => list_children(dom, parent, &mut parents),
            "dl" | "table" | "tbody" | "thead" | "tfoot" | "tr" | "colgroup" => {
                for child in dom.children(parent) {
                    if dom.is_element(child) {
                        parents.push(child);
                    } else {
                        // Text between rows can only be white space: the parser put everything else before the table.
                        dom.detach(child);
                    }
                }
            }
            "pre" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "figcaption" | "caption" | "dt" | "summary" => {
                inline_only(dom, parent)
            }
            "figure" => {
                for child in dom.children(parent) {
                    if dom.is_container(child) {
                        dom.unwrap(child);
                    }
                }
                for child in dom.children(parent) {
                    match dom.tag(child) {
                        "figcaption" | "table" | "blockquote" | "pre" | "ul" | "ol" | "figure" | "p" => {
                            parents.push(child)
                        }
                        _ => {}
                    }
                }
            }
            _ => {
                flow_one(dom, parent, &mut parents);
                if matches!(tag, "li" | "td" | "th" | "dd" | "p") {
                    unwrap_single_paragraph(dom, parent);
                }
            }
        }
    }
}

/// Leaves only items in a list.
fn list_children(dom: &mut Dom, list: NodeId, parents: &mut Vec<NodeId>) {
    let mut last_item = None;
    for child in dom.children(list) {
        let tag = dom.tag(child);
        if tag == "li" {
            last_item = Some(child);
            continue;
        }
        if dom.is_blank_text(child) || !dom.is_element(child) && dom.as_text(child).is_none() {
            dom.detach(child);
            continue;
        }
        // A list right inside a list belongs to the item before it.
        match last_item.filter(|_| matches!(tag, "ul" | "ol")) {
            Some(item) => dom.append(item, child),
            None => {
                let item = dom.add_element("li");
                dom.insert_before(child, item);
                dom.append(item, child);
                last_item = Some(item);
            }
        }
    }
    let items = dom.children(list);
    for item in items {
        if is_nothing(dom, item) {
            dom.detach(item);
        } else {
            parents.push(item);
        }
    }
    if dom.first_child(list).is_none() {
        dom.detach(list);
    }
}

/// Takes blocks out of a place that holds only a line of text.
fn inline_only(dom: &mut Dom, parent: NodeId) {
    let keep_pre = dom.tag(parent) == "pre";
    let blocks: Vec<NodeId> = dom.descendants(parent).filter(|&d| dom.is_block(d)).collect();
    for block in blocks {
        if !keep_pre && dom.next(block).is_some() {
            let space = dom.add_text(" ");
            dom.insert_after(block, space);
        }
        dom.unwrap(block);
    }
    if !keep_pre {
        trim_ends(dom, parent);
    }
    if is_nothing(dom, parent) {
        dom.detach(parent);
    }
}

/// One level of flow: inline runs become paragraphs, containers give way to their content.
fn flow_one(dom: &mut Dom, parent: NodeId, parents: &mut Vec<NodeId>) {
    // What is still to come, the next last; `None` where a paragraph can't go on.
    let mut queue: Vec<Option<NodeId>> = Vec::new();
    take_children(dom, parent, &mut queue);
    let mut paragraph: Option<NodeId> = None;
    let mut made = Vec::new();
    while let Some(item) = queue.pop() {
        let Some(id) = item else {
            paragraph = None;
            continue;
        };
        if dom.as_text(id).is_some() || dom.is_element(id) && !dom.is_block(id) {
            if paragraph.is_none() && (dom.is_blank_text(id) || dom.tag(id) == "br") {
                continue;
            }
            let p = match paragraph {
                Some(p) => p,
                None => {
                    let p = dom.add_element("p");
                    dom.append(parent, p);
                    made.push(p);
                    paragraph = Some(p);
                    p
                }
            };
            dom.append(p, id);
            continue;
        }
        if !dom.is_element(id) {
            continue;
        }
        paragraph = None;
        let tag = dom.tag(id);
        if is_kept_block(tag) {
            if is_nothing(dom, id) {
                continue;
            }
            dom.append(parent, id);
            parents.push(id);
            continue;
        }
        if tag == "summary" && dom.tag(parent) == "details" {
            dom.append(parent, id);
            parents.push(id);
            continue;
        }
        // A paragraph, a container, a stray cell or item: its content flows on here.
        queue.push(None);
        take_children(dom, id, &mut queue);
    }
    for p in made {
        split_paragraph(dom, p);
    }
}

/// Takes an element's children out of it, onto the queue.
fn take_children(dom: &mut Dom, parent: NodeId, queue: &mut Vec<Option<NodeId>>) {
    while let Some(child) = dom.last_child(parent) {
        dom.detach(child);
        queue.push(Some(child));
    }
}
