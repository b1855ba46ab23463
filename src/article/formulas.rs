//! Step: formulas become text, in their places and once.
//!
//! Pages keep a formula's TeX beside the MathML and the glyphs that a script makes of it: where there is TeX, the article has
//! that, as code. MathML without it becomes a line of text with raised and lowered parts.

use super::changes::Kind;
use super::cleaning::Cleaning;
use super::dom::elements::is_html;
use super::dom::{Dom, NodeId};
use super::facts::visible::is_nothing;
use super::reason::Reason;

/// Class words of what MathJax shows before or beside its script.
const RENDERED: &[&str] = &["mathjax", "mathjax_preview", "mathjax_display", "mathjax_svg", "mathjax_chtml"];

/// Rewrites every formula.
pub fn rewrite_formulas(c: &mut Cleaning) {
    let root = c.dom.root();
    for script in c.dom.find_all(root, &["script"]) {
        let Some(kind) = c.dom.attr(script, "type").filter(|kind| kind.trim_start().starts_with("math/tex")) else {
            continue;
        };
        let is_block = kind.contains("mode=display");
        replace_script(c, script, is_block);
    }
    for math in c.dom.find_all(root, &["math"]) {
        // Its meaning in XML repeats what it shows.
        for copy in c.dom.find_all(math, &["annotation-xml"]) {
            log_whole(c, copy);
            c.dom.detach(copy);
        }
        if c.dom.is_attached(math) && c.dom.closest(math, &["math"]).is_none() && is_formula(&c.dom, math) {
            replace_math(c, math);
        }
    }
}

/// Whether nothing but MathML is inside. What else hides in it is dropped with it, as a drawing.
fn is_formula(dom: &Dom, math: NodeId) -> bool {
    dom.descendants(math).filter(|&id| dom.is_element(id)).all(|id| {
        let tag = dom.tag(id);
        matches!(tag, "semantics" | "annotation") || tag.starts_with('m') && !is_html(tag) && tag != "mglyph"
    })
}

/// The TeX of MathJax 2 is a script after what it renders.
#[inline(never)]
fn replace_script(c: &mut Cleaning, script: NodeId, is_block: bool) {
    let tex = c.dom.text(script);
    let is_rendered = |dom: &Dom, id: NodeId| {
        let class = dom.attr(id, "class").unwrap_or_default().to_ascii_lowercase();
        class.split_ascii_whitespace().any(|word| RENDERED.contains(&word))
    };
    loop {
        let before = c.dom.previous_siblings(script).find(|&n| !c.dom.is_blank_text(n));
        let Some(before) = before.filter(|&n| is_rendered(&c.dom, n)) else { break };
        let glyphs = c.dom.text_apart(before);
        c.log.append("formulas", Reason::Formula, Kind::Changed, &glyphs);
        c.dom.detach(before);
    }
    put_tex(&mut c.dom, script, &tex, is_block);
}

#[inline(never)]
fn replace_math(c: &mut Cleaning, math: NodeId) {
    let tex = tex_of(&c.dom, math);
    let whole = wrapper_of(&c.dom, math, tex.as_deref());
    let mut is_block = c.dom.attr(math, "display") == Some("block");
    is_block |= std::iter::once(whole)
        .chain(c.dom.ancestors(math))
        .take(4)
        .any(|id| c.dom.is_inline(id) && c.dom.attr(id, "class").is_some_and(|class| class.contains("display")));
    if let Some(tex) = tex {
        log_whole(c, whole);
        put_tex(&mut c.dom, whole, &tex, is_block);
        return;
    }
    if whole != math {
        let glyphs: Vec<NodeId> = c.dom.each_child(whole).filter(|&n| !holds(&c.dom, n, math)).collect();
        for id in glyphs {
            log_whole(c, id);
        }
        c.dom.insert_before(whole, math);
        c.dom.detach(whole);
    }
    // Signs that stand together in the line are apart in the source.
    log_whole(c, math);
    write_as_line(&mut c.dom, math);
    c.dom.rename(math, if is_block { "div" } else { "span" });
}

fn holds(dom: &Dom, id: NodeId, inner: NodeId) -> bool {
    id == inner || dom.is_inside(inner, id)
}

/// Notes what a formula replaces: the text and the pictures of its other forms.
#[inline(never)]
fn log_whole(c: &mut Cleaning, id: NodeId) {
    let text = c.dom.text_apart(id);
    c.log.append("formulas", Reason::Formula, Kind::Changed, &text);
    for img in std::iter::once(id).chain(c.dom.find_all(id, &["img"])).filter(|&n| c.dom.tag(n) == "img") {
        let address = c.dom.attr(img, "src").unwrap_or_default().to_string();
        let alt = c.dom.attr(img, "alt").unwrap_or_default().to_string();
        c.log.append_image("formulas", Reason::Formula, Kind::Changed, &address);
        c.log.append("formulas", Reason::Formula, Kind::Changed, &alt);
    }
}

/// The TeX that MathML was made from, without the command that says how large it is set.
#[inline(never)]
fn tex_of(dom: &Dom, math: NodeId) -> Option<String> {
    let is_tex = |&a: &NodeId| dom.attr(a, "encoding").is_some_and(|encoding| encoding.contains("x-tex"));
    let annotation = dom.find_all(math, &["annotation"]).into_iter().find(is_tex).map(|a| dom.text(a));
    let alternative = || dom.attr(math, "alttext").filter(|text| text.contains('\\')).map(str::to_string);
    let tex = annotation.filter(|tex| !tex.is_empty()).or_else(alternative)?;
    let tex = tex.trim();
    let inner = tex.strip_prefix("{\\displaystyle").and_then(|rest| rest.strip_suffix('}'));
    Some(inner.unwrap_or(tex).trim().to_string())
}

/// The outermost inline element that holds nothing but this formula in its several forms.
#[inline(never)]
fn wrapper_of(dom: &Dom, math: NodeId, tex: Option<&str>) -> NodeId {
    let is_copy = |id: NodeId| {
        is_nothing(dom, id)
            || dom.attr(id, "aria-hidden") == Some("true")
            || matches!(dom.tag(id), "svg" | "canvas")
            || dom.tag(id) == "img" && dom.attr(id, "alt").is_some_and(|alt| tex.is_some_and(|tex| alt.contains(tex)))
    };
    let mut whole = math;
    while let Some(parent) = dom.parent(whole) {
        let is_alone = || dom.each_child(parent).all(|n| n == whole || is_copy(n));
        if !dom.is_inline(parent) || matches!(dom.tag(parent), "a" | "code" | "sup" | "sub") || !is_alone() {
            break;
        }
        whole = parent;
    }
    whole
}

/// Puts TeX as code in the place of a node; a formula that is shown by itself is a paragraph of its own.
#[inline(never)]
fn put_tex(dom: &mut Dom, place: NodeId, tex: &str, is_block: bool) {
    let code = dom.add_element("code");
    let text = dom.add_text(tex);
    dom.append(code, text);
    if is_block {
        let line = dom.add_element("p");
        dom.append(line, code);
        dom.replace(place, line);
    } else {
        dom.replace(place, code);
    }
}

/// How an element's parts are written: one mark for each. `^` raises a part, `_` lowers it, `(` puts brackets around
/// several signs, `/` does so after a stroke, `√` after a root's sign, `;` and `,` go between it and the part before.
const PARTS: &[(&str, &str)] = &[
    ("msup", " ^"),
    ("mover", " ^"),
    ("msub", " _"),
    ("munder", " _"),
    ("msubsup", " _^"),
    ("munderover", " _^"),
    ("mfrac", "(/"),
    ("mroot", "^√"),
    ("msqrt", "√"),
    ("mtable", " ;"),
    ("mtr", " ,"),
    ("mfenced", " ,"),
];

/// Writes MathML as a line: fractions with a stroke, roots with their sign, rows of a table one after the other.
fn write_as_line(dom: &mut Dom, math: NodeId) {
    for id in dom.find_all(math, &["annotation", "mphantom"]) {
        dom.detach(id);
    }
    for id in dom.descendants(math).collect::<Vec<_>>() {
        let Some((name, marks)) = PARTS.iter().find(|(name, _)| *name == dom.tag(id)) else { continue };
        let mut parts: Vec<NodeId> = dom.each_child(id).filter(|&n| dom.is_element(n)).collect();
        if *name == "msqrt" && parts.len() > 1 {
            // Its parts are one row.
            let row = dom.add_element("mrow");
            dom.move_children(id, row);
            dom.append(id, row);
            parts = vec![row];
        }
        if *name == "mroot" && parts.len() == 2 {
            // Which root it is comes before its sign.
            parts.swap(0, 1);
            dom.insert_before(parts[1], parts[0]);
        }
        // The last mark is for all further parts.
        let further = std::iter::repeat(marks.chars().next_back().unwrap_or(' '));
        for (&part, mark) in parts.iter().zip(marks.chars().chain(further)) {
            write_part(dom, part, mark);
        }
        if *name == "mfenced" {
            put(dom, id, ["(", ")"]);
        }
    }
    // No space comes between its signs.
    for id in dom.descendants(math).filter(|&id| !is_html(dom.tag(id))).collect::<Vec<_>>() {
        dom.unwrap(id);
    }
}

fn write_part(dom: &mut Dom, part: NodeId, mark: char) {
    let before = match mark {
        '^' | '_' => {
            let wrapper = dom.add_element(if mark == '^' { "sup" } else { "sub" });
            dom.insert_before(part, wrapper);
            dom.append(wrapper, part);
            return;
        }
        '(' => "",
        '/' => "/",
        '√' => "√",
        ';' => "; ",
        ',' => ", ",
        _ => return,
    };
    if matches!(mark, '(' | '/' | '√') {
        enclose(dom, part);
    }
    let text = dom.add_text(before);
    dom.insert_before(part, text);
}

/// Puts texts at the beginning and the end of an element.
fn put(dom: &mut Dom, id: NodeId, texts: [&str; 2]) {
    let [open, close] = texts.map(|text| dom.add_text(text));
    dom.prepend(id, open);
    dom.append(id, close);
}

/// Puts brackets around a part of several signs.
fn enclose(dom: &mut Dom, id: NodeId) {
    if dom.text_len(id) > 1 && dom.first_child(id).is_some_and(|first| dom.is_element(first)) {
        put(dom, id, ["(", ")"]);
    }
}
