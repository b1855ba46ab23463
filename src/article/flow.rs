//! Step: wrappers that say nothing go, every text stands in a block, no block stands in a paragraph.
//!
//! What comes out reads the same when it is parsed again: nothing in it depends on how a parser repairs nesting.

use super::Cleaning;
use super::dom::{Dom, NodeId};
use super::record::Kind;

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
    prepare(c);
    push_down_inline(&mut c.dom);
    flow_children(&mut c.dom, root);
}

/// Elements that another has taken the place of, and those that stand for nothing once a page is an article.
const OLD_NAMES: &[&str] = &[
    "strike",
    "acronym",
    "tt",
    "big",
    "font",
    "nobr",
    "data",
    "output",
    "label",
    "button",
    "listing",
    "xmp",
    "plaintext",
    "dir",
    "menu",
    "input",
];

/// Gives old and rare elements the names of today's.
fn prepare(c: &mut Cleaning) {
    let root = c.dom.root();
    let dom = &mut c.dom;
    for id in dom.find_all(root, OLD_NAMES) {
        let new = match dom.tag(id) {
            "strike" => "s",
            "acronym" => "abbr",
            "tt" => "code",
            "big" | "font" | "nobr" | "data" | "output" | "label" | "button" => "span",
            "listing" | "xmp" | "plaintext" => "pre",
            "dir" | "menu" => "ul",
            "input" => {
                let checkbox = dom.attr(id, "type").is_some_and(|t| t.eq_ignore_ascii_case("checkbox"));
                let mark = if !checkbox {
                    ""
                } else if dom.attr(id, "checked").is_some() {
                    "☑ "
                } else {
                    "☐ "
                };
                let text = dom.add_text(mark);
                dom.replace(id, text);
                continue;
            }
            _ => continue,
        };
        dom.rename(id, new);
    }
    let tables = c.dom.find_all(root, &["table"]);
    for &table in &tables {
        unwrap_layout_table(&mut c.dom, table);
    }
    // A code listing as a table with a column of line numbers is its code.
    for table in tables {
        code_table(c, table);
    }
    for pre in c.dom.find_all(root, &["pre"]) {
        lines_of_pre(&mut c.dom, pre);
    }
}

/// A table with one cell is no table: old pages stand in one.
fn unwrap_layout_table(dom: &mut Dom, table: NodeId) {
    let cells: Vec<NodeId> = dom
        .find_all(table, &["td", "th"])
        .into_iter()
        .filter(|&cell| dom.closest(cell, &["table"]) == Some(table) && !super::clutter::is_nothing(dom, cell))
        .collect();
    let [only] = cells.as_slice() else { return };
    if dom.find(table, &["caption"]).is_some() {
        return;
    }
    let holder = dom.add_element("div");
    dom.move_children(*only, holder);
    dom.replace(table, holder);
}

/// `<td class="gutter">1 2 3</td><td class="code">…</td>`: only the code is text.
fn code_table(c: &mut Cleaning, table: NodeId) {
    if !c.dom.is_attached(table) {
        return;
    }
    let cells = c.dom.find_all(table, &["td", "th"]);
    let [numbers, code] = cells.as_slice() else { return };
    let text = c.dom.text(*numbers);
    let is_count = text.split_whitespace().enumerate().all(|(i, n)| n.parse() == Ok(i + 1));
    let is_code = c.dom.find(*code, &["pre", "code"]).is_some();
    if text.is_empty() || !is_count || !is_code {
        return;
    }
    c.record.enter("structure", "line-numbers", Kind::Removed, text, Vec::new());
    let code = *code;
    if c.dom.find(code, &["pre"]).is_some() {
        let holder = c.dom.add_element("div");
        c.dom.move_children(code, holder);
        c.dom.replace(table, holder);
        return;
    }
    let pre = c.dom.add_element("pre");
    let lines: Vec<NodeId> = c.dom.children(code);
    for line in lines {
        if is_nothing_but_space(&c.dom, line) {
            continue;
        }
        c.dom.append(pre, line);
    }
    c.dom.replace(table, pre);
}

fn is_nothing_but_space(dom: &Dom, id: NodeId) -> bool {
    dom.is_blank_text(id)
}

/// Blocks and line breaks inside `pre` are its lines.
fn lines_of_pre(dom: &mut Dom, pre: NodeId) {
    for id in dom.find_all(pre, &["br"]) {
        let text = dom.add_text("\n");
        dom.replace(id, text);
    }
    let blocks: Vec<NodeId> =
        dom.descendants(pre).filter(|&d| dom.is_element(d) && !dom.is_inline(d) && dom.tag(d) != "img").collect();
    for block in blocks {
        if dom.is_void(block) {
            dom.detach(block);
            continue;
        }
        if dom.next(block).is_some() {
            let text = dom.add_text("\n");
            dom.insert_after(block, text);
        }
        dom.unwrap(block);
    }
}

/// An inline element around blocks marks what is inside each block instead: a link around a heading is a link in it.
fn push_down_inline(dom: &mut Dom) {
    let mut holds_block = vec![false; dom.len()];
    let mut order = Vec::with_capacity(dom.len());
    order.extend(dom.descendants(dom.root()));
    // Document order backwards: what stands inside comes first, and tells what it stands in.
    for id in order.into_iter().rev() {
        let holds = holds_block[id.index()];
        if (holds || dom.is_block(id))
            && let Some(p) = dom.parent(id)
        {
            holds_block[p.index()] = true;
        }
        if !holds || !dom.is_inline(id) {
            continue;
        }
        let name = dom.name(id);
        let tag = &*name;
        if tag == "span"
            || tag == "ruby"
            || !matches!(tag, "a" | "b" | "strong" | "em" | "i" | "u" | "s" | "del" | "ins" | "mark" | "small" | "code")
        {
            dom.unwrap(id);
            continue;
        }
        mark_inside(dom, id);
        dom.unwrap(id);
    }
}

/// Wraps each run of inline content inside `holder`, at any depth of blocks, into a copy of it.
fn mark_inside(dom: &mut Dom, holder: NodeId) {
    let mut blocks = vec![holder];
    while let Some(block) = blocks.pop() {
        let mut run: Option<NodeId> = None;
        for child in dom.children(block) {
            let tag = dom.tag(child);
            if dom.is_block(child) {
                run = None;
                if !matches!(tag, "pre" | "hr" | "table" | "ul" | "ol" | "tr" | "tbody" | "thead" | "td" | "li") {
                    blocks.push(child);
                }
                continue;
            }
            if run.is_none() && (dom.is_blank_text(child) || tag == "br") {
                continue;
            }
            let copy = match run {
                Some(copy) => copy,
                None => {
                    let copy = dom.add(dom.data(holder).clone());
                    dom.insert_before(child, copy);
                    run = Some(copy);
                    copy
                }
            };
            dom.append(copy, child);
        }
    }
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

/// Only items stand in a list.
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
        if super::clutter::is_nothing(dom, item) {
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
    if super::clutter::is_nothing(dom, parent) {
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
            if super::clutter::is_nothing(dom, id) {
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

/// Two line breaks in a row end a paragraph.
fn split_paragraph(dom: &mut Dom, p: NodeId) {
    if dom.find(p, &["br"]).is_none() {
        settle_paragraph(dom, p);
        return;
    }
    lift_breaks(dom, p);
    let mut current = p;
    let mut breaks: Vec<NodeId> = Vec::new();
    let mut started = false;
    for child in dom.children(p) {
        if dom.tag(child) == "br" {
            breaks.push(child);
            continue;
        }
        if !breaks.is_empty() && dom.is_blank_text(child) {
            breaks.push(child);
            continue;
        }
        let count = breaks.iter().filter(|&&b| dom.tag(b) == "br").count();
        if count >= 2 && started {
            let next = dom.add_element("p");
            dom.insert_after(current, next);
            current = next;
        }
        if count >= 2 || !started {
            for b in breaks.drain(..) {
                dom.detach(b);
            }
        } else {
            for b in breaks.drain(..) {
                dom.append(current, b);
            }
        }
        started |= !dom.is_blank_text(child);
        dom.append(current, child);
    }
    let end = dom.next(current);
    let mut at = Some(p);
    while let Some(id) = at.filter(|&n| Some(n) != end) {
        at = dom.next(id);
        settle_paragraph(dom, id);
    }
}

/// A paragraph begins and ends with what it says; where that is nothing, it goes.
fn settle_paragraph(dom: &mut Dom, p: NodeId) {
    trim_ends(dom, p);
    if super::clutter::is_nothing(dom, p) {
        dom.detach(p);
    }
}

/// Breaks at the edges of formatting stand outside it: `<b>text<br><br></b>` ends its paragraph too.
fn lift_breaks(dom: &mut Dom, p: NodeId) {
    let formatted: Vec<NodeId> = dom.descendants(p).filter(|&d| dom.is_inline(d)).collect();
    for id in formatted.into_iter().rev() {
        while let Some(last) = dom.last_child(id).filter(|&l| dom.tag(l) == "br") {
            dom.insert_after(id, last);
        }
        while let Some(first) = dom.first_child(id).filter(|&f| dom.tag(f) == "br") {
            dom.insert_before(id, first);
        }
        // Breaks in the middle split the element in two.
        let children = dom.children(id);
        let double = children.windows(2).position(|w| dom.tag(w[0]) == "br" && dom.tag(w[1]) == "br");
        if let Some(at) = double {
            let copy = dom.add(dom.data(id).clone());
            dom.insert_after(id, copy);
            for &child in &children[at + 2..] {
                dom.append(copy, child);
            }
            dom.insert_after(id, children[at + 1]);
            dom.insert_after(id, children[at]);
        }
    }
}

/// Takes white space and line breaks from a block's ends.
fn trim_ends(dom: &mut Dom, block: NodeId) {
    while let Some(last) = dom.last_child(block).filter(|&l| dom.tag(l) == "br" || dom.is_blank_text(l)) {
        dom.detach(last);
    }
    while let Some(first) = dom.first_child(block).filter(|&f| dom.tag(f) == "br" || dom.is_blank_text(f)) {
        dom.detach(first);
    }
}

/// An item or cell with one paragraph needs none.
fn unwrap_single_paragraph(dom: &mut Dom, parent: NodeId) {
    let children = dom.children(parent);
    let paragraphs: Vec<NodeId> = children.iter().copied().filter(|&n| dom.tag(n) == "p").collect();
    let others_are_lists = children.iter().all(|&n| matches!(dom.tag(n), "p" | "ul" | "ol"));
    if let [only] = paragraphs.as_slice()
        && others_are_lists
    {
        dom.unwrap(*only);
    }
}
