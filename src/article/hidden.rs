//! Step: what no reader ever saw goes: scripts, styles, comments, templates, parts that the page hides.

use super::Cleaning;
use super::dom::{Data, Dom, NodeId, fold_space};
use super::record::Kind;

/// Elements whose content a browser never shows as text.
const UNSEEN: &[&str] = &[
    "script", "style", "template", "head", "title", "meta", "link", "base", "datalist", "area", "map", "svg", "math",
    "canvas", "noframes", "noembed", "frameset", "frame", "applet", "bgsound", "dialog",
];

/// More text than this is no technical remark, even where the page hides it at first.
const REMARK: usize = 80;

/// Takes out what is never shown.
pub fn drop_hidden(c: &mut Cleaning) {
    let root = c.dom.root();
    let mut at = c.dom.first_child(root);
    while let Some(id) = at {
        if let Data::Comment(text) = c.dom.data(id) {
            let text = fold_space(text);
            // A comment's end mark for a wrapper says nothing; anything longer may be an author's note.
            c.record.gather("hidden", "comment", Kind::Removed, &text);
            at = c.dom.following_skip(id, root);
            c.dom.detach(id);
            continue;
        }
        let tag = c.dom.tag(id);
        if UNSEEN.contains(&tag) {
            let reason = match tag {
                "script" => "script",
                "style" => "style",
                "svg" | "math" | "canvas" => "drawing",
                _ => "technical",
            };
            at = c.dom.following_skip(id, root);
            // The text in a drawing or a title is somebody's; of scripts and styles it is enough to know that they were there.
            let text = c.dom.text(id);
            c.record.gather("hidden", reason, Kind::Removed, &text);
            c.dom.detach(id);
            continue;
        }
        if is_hidden(&c.dom, id) {
            at = c.dom.following_skip(id, root);
            c.record.remove(&mut c.dom, id, "hidden", "hidden-text");
            continue;
        }
        at = c.dom.following(id, root);
    }
}

/// Whether the page hid the element from everybody.
fn is_hidden(dom: &Dom, id: NodeId) -> bool {
    let Some(element) = dom.element(id) else { return false };
    if element.attributes.is_empty() {
        return false;
    }
    let style = dom.attr(id, "style").unwrap_or("");
    let compact: String = style.chars().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect();
    let by_style = compact.contains("display:none") || compact.contains("visibility:hidden");
    let by_style = by_style
        || compact.contains("height:0") && !compact.contains("height:0.") && compact.contains("overflow:hidden");
    let hidden = by_style || dom.attr(id, "hidden").is_some();
    // Lazy pages hide what they show later: pictures and real text stay.
    hidden
        && dom.text_len(id) <= REMARK
        && dom.tag(id) != "img"
        && dom.find(id, &["img", "iframe", "video", "audio"]).is_none()
}
