//! The cleaned post as Markdown with front matter, as `www/js/lazy/markdown.js` saves it: Jekyll reads it, and the core reads
//! it to the same article. What Markdown can't express (a table with spans, ruby, a figure with a caption) stays HTML.

use super::fragment::{Element, Node, PostLinks};
use crate::page::{CommentView, ReadingPage};
use serde::Serialize;

/// The attribute of a link that was written as `[[note]]`.
const NOTE_LINK: &str = "data-wikilink";

/// Replies nested deeper follow their comment, as on the page: readers of YAML limit its depth, and its brackets.
const MAX_DEPTH: usize = 6;

/// Writes the Markdown.
pub fn markdown(page: &ReadingPage) -> String {
    let mut front = Vec::new();
    let mut field = |name: &str, value: Option<String>| front.extend(value.map(|value| format!("{name}: {value}")));
    let source = page.source.as_ref().map(|source| &source.url).or(page.source_text.as_ref());
    let list = |values: &Vec<String>| Some(yaml(values)).filter(|_| !values.is_empty());
    field("layout", page.layout.as_ref().map(yaml));
    field("title", Some(yaml(&page.title)));
    // Dates stay unquoted.
    field("date", page.date.as_ref().map(|date| date.iso.clone()));
    field("author", page.author.as_ref().map(yaml));
    field("from", source.map(yaml));
    field("lang", Some(yaml(&page.lang)));
    field("tags", list(&page.tags));
    field("categories", list(&page.categories));
    field("description", page.description.as_ref().map(yaml));
    field("published", (!page.published).then(|| "false".to_owned()));
    let mut article = Element::of_html(&page.html, page.plain.then_some(&page.text), PostLinks::Keep);
    if page.source.is_some() {
        // On the page that the post is from, a note of its archive is not.
        article.each_inside(&|element| {
            if element.name == "a" && element.get("href").is_some_and(is_note) {
                element.attributes.retain(|(name, _)| name != NOTE_LINK);
                element.attributes.push((NOTE_LINK.to_owned(), String::new()));
            }
        });
    }
    if !page.discussion.is_empty() {
        front.push("comments:".to_owned());
        front.extend(page.discussion.iter().flat_map(|comment| lines_of(comment, 0)));
    }
    format!("---\n{}\n---\n\n{}\n", front.join("\n"), blocks(&article))
}

/// Whether an address is relative and no template.
fn is_note(href: &str) -> bool {
    let scheme = href.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+.-".contains(c));
    !is_scheme && !href.starts_with(['#', '{', '/'])
}

/// JSON, which is YAML but for characters that end a line there or are none.
fn yaml(value: &(impl Serialize + ?Sized)) -> String {
    let json = serde_json::to_string(value).unwrap_or_default();
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out
}

/// The item of a comment in the front matter.
fn lines_of(comment: &CommentView, depth: usize) -> Vec<String> {
    let mut nodes = Element::of_html(&comment.html, comment.plain.then_some(&comment.text), PostLinks::Keep);
    // The number of the comment is given anew when the file is opened.
    nodes.each_inside(&|element| {
        for (name, value) in &mut element.attributes {
            if name == "id" || name == "href" {
                *value = without_number(value);
            }
        }
    });
    let content = blocks(&nodes);
    let fields = [
        ("author", comment.author.as_deref()),
        ("authorID", comment.author_id.as_deref()),
        ("date", comment.date.as_ref().map(|date| &*date.iso)),
        ("content", Some(&*content)),
    ];
    let fields = fields.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    let extra = comment.extra.iter().map(|(name, value)| (yaml(name), &**value));
    let shown = fields.chain(extra).filter(|(_, value)| !value.is_empty());
    let mut lines: Vec<String> = shown.map(|(name, value)| format!("{name}: {}", yaml(value))).collect();
    let is_deep = depth >= MAX_DEPTH;
    let below: Vec<String> =
        comment.replies.iter().flat_map(|reply| lines_of(reply, if is_deep { depth } else { depth + 1 })).collect();
    if !is_deep && !below.is_empty() {
        lines.push("replies:".to_owned());
        lines.extend(below.iter().cloned());
    }
    let mut item: Vec<String> =
        lines.iter().enumerate().map(|(at, line)| format!("  {}{line}", if at == 0 { "- " } else { "  " })).collect();
    if is_deep {
        item.extend(below);
    }
    item
}

/// An id or a fragment without the `av-c`, number and colon of a comment.
fn without_number(value: &str) -> String {
    let (hash, id) = value.strip_prefix('#').map_or(("", value), |id| ("#", id));
    let rest = id.strip_prefix("av-c").and_then(|rest| {
        let (number, rest) = rest.split_once(':')?;
        (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())).then_some(rest)
    });
    rest.map_or_else(|| value.to_owned(), |rest| format!("{hash}{rest}"))
}

fn blocks(parent: &Element) -> String {
    let blocks: Vec<String> = parent.children.iter().map(block).filter(|block| !block.is_empty()).collect();
    blocks.join("\n\n")
}

fn block(node: &Node) -> String {
    let element = match node {
        Node::Text(text) => return start_of_line(&escaped(text.trim_matches(is_space))),
        Node::Element(element) => element,
    };
    match element.name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] if !has_ids(element) => {
            format!("{} {}", "#".repeat(usize::from(level - b'0')), inline(element))
        }
        b"p" => start_of_line(inline(element).trim_matches(is_space)),
        b"hr" => "---".to_owned(),
        b"pre" => fenced(element),
        b"blockquote" if !has_ids(element) => prefixed(&blocks(element), "> ", "> "),
        b"ul" | b"ol" => list(element),
        _ => html(element),
    }
}

fn list(list: &Element) -> String {
    let items: Vec<&Element> = list.elements().collect();
    let is_simple = items.iter().all(|item| item.name == "li" && !item.has("value") && !has_ids(item));
    // Markdown counts from no other numbers.
    let start = list.get("start").unwrap_or("1");
    let start = Some(start).filter(|start| start.len() <= 9).and_then(|start| start.parse::<u32>().ok());
    let (Some(start), true, false) = (start, is_simple, list.has("reversed") || list.has("type")) else {
        return html(list);
    };
    let is_paragraph = |child: &Element| child.name == "p";
    let written = items.iter().zip(start..).map(|(item, number)| {
        let mark = if list.name == "ol" { format!("{number}. ") } else { "- ".to_owned() };
        let text = if item.elements().any(is_paragraph) { blocks(item) } else { tight(item) };
        prefixed(&text, &mark, &" ".repeat(mark.len()))
    });
    let is_loose = items.iter().any(|item| item.elements().any(is_paragraph));
    written.collect::<Vec<_>>().join(if is_loose { "\n\n" } else { "\n" })
}

/// An item of inline content, perhaps followed by lists.
fn tight(item: &Element) -> String {
    let mut text = String::new();
    for at in 0..item.children.len() {
        match &item.children[at] {
            Node::Element(element) if is_block(&element.name) => {
                text.extend(["\n", &block(&item.children[at]), "\n"]);
            }
            _ => text.push_str(&inline_node(item, at)),
        }
    }
    let mut lines = String::new();
    for c in text.trim_matches(is_space).chars() {
        if c != '\n' || !lines.ends_with('\n') {
            lines.push(c);
        }
    }
    start_of_line(&lines)
}

fn is_block(name: &str) -> bool {
    matches!(
        name,
        "ul" | "ol"
            | "pre"
            | "blockquote"
            | "table"
            | "figure"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "dl"
            | "details"
            | "hr"
    )
}

fn fenced(pre: &Element) -> String {
    let [Node::Element(code)] = &pre.children[..] else { return html(pre) };
    if code.name != "code" || has_ids(pre) {
        return html(pre);
    }
    let text = pre.text();
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default().max(2);
    let fence = "`".repeat(longest + 1);
    format!("{fence}\n{}\n{fence}", text.strip_suffix('\n').unwrap_or(&text))
}

/// An element's HTML. Blank lines, which would end an HTML block, are removed outside of `pre`.
fn html(element: &Element) -> String {
    let is_pre = |element: &Element| element.name == "pre";
    let written = without_templates(&element.html());
    if is_pre(element) || element.any_inside(&is_pre) { written } else { without_blank_lines(&written) }
}

fn without_blank_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\n') {
        out.push_str(&rest[..=at]);
        rest = &rest[at + 1..];
        let space = &rest[..rest.find(|c| !is_space(c)).unwrap_or(rest.len())];
        if let Some(last) = space.rfind('\n') {
            rest = &rest[last + 1..];
        }
    }
    out.push_str(rest);
    out
}

fn has_ids(element: &Element) -> bool {
    let has_id = |element: &Element| element.has("id");
    has_id(element) || element.any_inside(&has_id)
}

fn inline(parent: &Element) -> String {
    (0..parent.children.len()).map(|at| inline_node(parent, at)).collect()
}

/// The node at a place of its parent.
fn inline_node(parent: &Element, at: usize) -> String {
    let element = match &parent.children[at] {
        Node::Text(text) => return escaped(&with_single_spaces(text)),
        Node::Element(element) => element,
    };
    if element.get("id").is_some_and(|id| !id.is_empty()) || element.has("lang") || element.has("dir") {
        return tagged(element);
    }
    match &*element.name {
        "strong" | "b" => marked("**", parent, at, element),
        "em" | "i" => marked("*", parent, at, element),
        "br" => "<br>".to_owned(),
        "a" => {
            let href = element.get("href").unwrap_or_default();
            let is_plain = !href.is_empty() && !href.contains(|c| is_space(c) || "()<>{".contains(c));
            if is_post_tag(href) || is_plain && !element.has(NOTE_LINK) {
                format!("[{}]({href})", inline(element))
            } else {
                tagged(element)
            }
        }
        _ => tagged(element),
    }
}

/// A template tag of a post, the only URL with spaces that is kept.
fn is_post_tag(href: &str) -> bool {
    let inside = href.strip_prefix("{% ").and_then(|href| href.strip_suffix(" %}")).unwrap_or_default();
    let name = inside.strip_prefix("post_url ").or_else(|| inside.strip_prefix("link ")).unwrap_or_default();
    !name.is_empty() && !name.contains(|c| is_space(c) || "(){}%<>\"'`\\".contains(c))
}

/// An inline element as HTML tags around Markdown.
fn tagged(element: &Element) -> String {
    let start = without_blank_lines(&without_templates(&element.start_tag()));
    if element.is_void() { start } else { format!("{start}{}</{}>", inline(element), element.name) }
}

/// Next to letters other than Han Markdown's emphasis signs may not apply: there it stays HTML.
fn marked(sign: &str, parent: &Element, at: usize, element: &Element) -> String {
    let text = inline(element);
    let before = at.checked_sub(1).map_or(Some(' '), |at| parent.children[at].text().chars().next_back());
    let after = parent.children.get(at + 1).map_or(Some(' '), |node| node.text().chars().next());
    let is_apart = |c: char| is_space(c) || is_han(c) || ",.;:!?，。；：！？、".contains(c);
    let is_plain = text.starts_with(char::is_alphanumeric) && text.ends_with(char::is_alphanumeric);
    if is_plain && [before, after].into_iter().flatten().all(is_apart) {
        format!("{sign}{text}{sign}")
    } else {
        tagged(element)
    }
}

/// A text with the syntax of Markdown, HTML and templates escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#' | '|' | '~' | '$' | '^' => out.extend(['\\', c]),
            '=' | '%' if rest.peek() == Some(&c) => out.extend(['\\', c]),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    without_templates(&out)
}

/// A text in which no template begins.
pub(super) fn without_templates(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        if c == '{' && rest.peek().is_some_and(|next| "{%:#".contains(*next)) {
            out.push_str("&#123;");
        } else {
            out.push(c);
        }
    }
    out
}

/// A text that does not begin a list, heading, quote or table.
fn start_of_line(text: &str) -> String {
    if text.starts_with(['-', '+', '=', ':']) {
        return format!("\\{text}");
    }
    let (number, rest) = text.split_at(text.bytes().take_while(u8::is_ascii_digit).count());
    let mut after = rest.chars();
    let is_item = !number.is_empty() && matches!(after.next(), Some('.' | ')')) && after.next().is_some_and(is_space);
    if is_item { format!("{number}\\{rest}") } else { text.to_owned() }
}

fn prefixed(text: &str, first: &str, rest: &str) -> String {
    let line = |(at, line): (usize, &str)| match (at, line) {
        (0, line) => format!("{first}{line}"),
        (_, "") => rest.trim_end().to_owned(),
        (_, line) => format!("{rest}{line}"),
    };
    text.split('\n').enumerate().map(line).collect::<Vec<_>>().join("\n")
}

fn with_single_spaces(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut is_gap = false;
    for c in text.chars() {
        if !is_space(c) {
            out.push(c);
        } else if !is_gap {
            out.push(' ');
        }
        is_gap = is_space(c);
    }
    out
}

/// White space as scripts have it.
fn is_space(c: char) -> bool {
    c.is_whitespace() && c != '\u{85}' || c == '\u{feff}'
}

/// Chinese characters, with their radicals, iteration marks and numerals.
fn is_han(c: char) -> bool {
    matches!(c as u32,
        0x2e80..=0x2fd5 | 0x3005 | 0x3007 | 0x3021..=0x3029 | 0x3038..=0x303b | 0x3400..=0x4dbf | 0x4e00..=0x9fff
        | 0xf900..=0xfad9 | 0x20000..=0x3ffff)
}
