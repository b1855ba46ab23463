//! Step: page furniture goes. Structure, role and text decide together; in doubt a thing stays.

use super::Cleaning;
use super::clutter_rules::{self as rules, ClassRule, Weight};
use super::dom::{Dom, NodeId, fold_space, is_space, lower};
use super::names::Names;
use super::tags::{heading_level, is_container};
use super::title;

/// Furniture that is only likely by its name goes up to this many characters without being a list of links.
const SHORT: usize = 90;
/// The share of links from which a block is a list of links.
const MOSTLY_LINKS: f64 = 0.5;
/// What holds this share of a post's text is the post, whatever it is called.
const MOST_OF_POST: f64 = 0.4;
/// A sentence ends and is this long: such a paragraph is somebody's prose.
const PROSE: usize = 60;
/// If fewer characters than this would be left, the readers' comments are the article.
const LITTLE: usize = 120;

/// Takes page furniture out.
pub fn drop_clutter(c: &mut Cleaning) {
    drop_title_repeats(c);
    let mut weights = Weights::of(&c.dom);
    // A box of links goes as one, before its parts go one by one.
    drop_related_lists(c, &mut weights);
    drop_by_name(c, &mut weights);
    drop_by_text(c, &weights);
    drop_head_lines(c);
    drop_proxy_adverts(c);
}

/// How much text, link text and prose each node holds.
struct Weights {
    text: Vec<u32>,
    links: Vec<u32>,
    prose: Vec<u32>,
    /// Characters of scripts in which one says what two letters do.
    wide: Vec<u32>,
}

impl Weights {
    fn of(dom: &Dom) -> Weights {
        let n = dom.len();
        let mut w = Weights { text: vec![0; n], links: vec![0; n], prose: vec![0; n], wide: vec![0; n] };
        let order: Vec<NodeId> = dom.descendants(dom.root()).collect();
        // Children stand behind their parents, so going backwards sums from the leaves up.
        for &id in order.iter().rev() {
            if let Some(text) = dom.as_text(id) {
                (w.text[id.index()], w.wide[id.index()]) = weigh(text);
            }
            let i = id.index();
            let tag = dom.tag(id);
            if tag == "a" {
                w.links[i] = w.text[i];
            } else if matches!(tag, "p" | "blockquote" | "li" | "pre" | "td" | "dd" | "div")
                && w.prose[i] == 0
                && w.text[i] - w.links[i] + w.wide[i] >= PROSE as u32
                && ends_sentence(dom, id)
            {
                w.prose[i] = w.text[i] - w.links[i];
            }
            if let Some(parent) = dom.parent(id) {
                let p = parent.index();
                w.text[p] += w.text[i];
                w.links[p] += w.links[i];
                w.prose[p] += w.prose[i];
                w.wide[p] += w.wide[i];
            }
        }
        w
    }

    fn remove(&mut self, dom: &Dom, id: NodeId) {
        let i = id.index();
        let (text, links, prose) = (self.text[i], self.links[i], self.prose[i]);
        for a in dom.ancestors(id).chain([dom.root()]) {
            let a = a.index();
            self.text[a] -= text.min(self.text[a]);
            self.links[a] -= links.min(self.links[a]);
            self.prose[a] -= prose.min(self.prose[a]);
        }
    }

    fn text(&self, id: NodeId) -> usize {
        self.text[id.index()] as usize
    }

    fn prose(&self, id: NodeId) -> usize {
        self.prose[id.index()] as usize
    }

    fn link_share(&self, id: NodeId) -> f64 {
        f64::from(self.links[id.index()]) / f64::from(self.text[id.index()].max(1))
    }
}

/// How many characters a text has without white space, and how many of them say what two letters do: Han, kana, hangul.
///
/// Counted by first bytes, since every text of every post comes by here.
fn weigh(text: &str) -> (u32, u32) {
    let (mut chars, mut wide) = (0, 0);
    for &b in text.as_bytes() {
        chars += u32::from(b & 0xc0 != 0x80 && b > b' ');
        wide += u32::from((0xe3..=0xef).contains(&b));
    }
    (chars, wide)
}

/// Whether the text inside holds the end of a sentence: a full stop of any script.
fn ends_sentence(dom: &Dom, id: NodeId) -> bool {
    dom.descendants(id).filter_map(|d| dom.as_text(d)).any(|t| {
        t.contains(['。', '！', '？', '；', '｡', '।', '؟', '，', '、'])
            || t.contains(". ")
            || t.trim_end().ends_with(['.', '!', '?', '"', '”'])
    })
}

// --- the title again ---

/// Headings that repeat the title, and a first paragraph that says nothing else.
fn drop_title_repeats(c: &mut Cleaning) {
    let root = c.dom.root();
    let mut seen_text = 0;
    let mut at = c.dom.first_child(root);
    while let Some(id) = at {
        let next_inside = c.dom.following(id, root);
        let tag = c.dom.tag(id).to_string();
        let is_heading = heading_level(&tag).is_some();
        let is_first_block = seen_text == 0 && matches!(&*tag, "p" | "div" | "b" | "strong") && !has_blocks(&c.dom, id);
        if (is_heading || is_first_block) && c.dom.find(id, &["img", "picture", "video", "iframe"]).is_none() {
            let text = c.dom.text(id);
            let same = title::is_same(&text, &c.post.title)
                || is_heading && seen_text < 200 && title::is_nearly(&text, &c.post.title);
            // Far down in the text a heading may say the title on purpose: only the first half of a screen counts.
            if same && (seen_text < 1200) {
                at = c.dom.following_skip(id, root);
                let target = only_wrapper(&c.dom, id);
                if target != id {
                    at = c.dom.following_skip(target, root);
                }
                c.record.remove(&mut c.dom, target, "furniture", "repeats-title");
                continue;
            }
        }
        if let Some(text) = c.dom.as_text(id) {
            seen_text += text.chars().filter(|ch| !is_space(*ch)).count();
        }
        if seen_text > 1200 {
            break;
        }
        at = next_inside;
    }
}

/// The outermost element that holds nothing but this one: a header around a heading.
fn only_wrapper(dom: &Dom, id: NodeId) -> NodeId {
    let mut top = id;
    while let Some(parent) = dom.parent(top).filter(|&p| p != dom.root()) {
        let alone = dom.each_child(parent).all(|c| c == top || is_nothing(dom, c));
        if !alone {
            break;
        }
        top = parent;
    }
    top
}

/// Whether a node shows nothing: blank text, comments, elements without text or substance.
pub fn is_nothing(dom: &Dom, id: NodeId) -> bool {
    if let Some(text) = dom.as_text(id) {
        return super::dom::is_blank(text);
    }
    if dom.is_substance(id) {
        return false;
    }
    dom.descendants(id).all(|d| match dom.as_text(d) {
        Some(text) => super::dom::is_blank(text),
        None => !dom.is_substance(d) && !matches!(dom.tag(d), "input" | "textarea" | "select"),
    })
}

fn has_blocks(dom: &Dom, id: NodeId) -> bool {
    dom.descendants(id).any(|d| dom.is_element(d) && !dom.is_inline(d) && dom.tag(d) != "br")
}

// --- by class, id, role, element ---

fn drop_by_name(c: &mut Cleaning, w: &mut Weights) {
    let root = c.dom.root();
    let mut at = c.dom.first_child(root);
    while let Some(id) = at {
        if !c.dom.is_element(id) {
            at = c.dom.following(id, root);
            continue;
        }
        match furniture_reason(c, w, id) {
            Some(reason) => {
                at = c.dom.following_skip(id, root);
                w.remove(&c.dom, id);
                c.record.remove(&mut c.dom, id, "furniture", reason);
            }
            None => at = c.dom.following(id, root),
        }
    }
}

fn furniture_reason(c: &Cleaning, w: &Weights, id: NodeId) -> Option<&'static str> {
    let dom = &c.dom;
    let tag = dom.tag(id);
    if matches!(tag, "html" | "body" | "main" | "img" | "br" | "td" | "th" | "tr" | "tbody" | "table" | "figcaption") {
        return None;
    }
    let total = w.text(dom.root());
    let holds_post = w.text(id) as f64 > MOST_OF_POST * total as f64;
    if let Some(reason) = element_reason(dom, id, tag) {
        return (!holds_post && w.prose(id) < 200 && content_pictures(dom, id) == 0).then_some(reason);
    }
    if let Some(label) = dom.attr(id, "aria-label").filter(|_| is_container(tag))
        && let Some(reason) = label_reason(label)
        && !holds_post
        && w.prose(id) == 0
        && content_pictures(dom, id) == 0
    {
        return Some(reason);
    }
    if let Some(role) = dom.attr(id, "role")
        && let Some((_, reason)) = rules::ROLES.iter().find(|(r, _)| r.eq_ignore_ascii_case(role.trim()))
        && !holds_post
        && w.prose(id) == 0
        && content_pictures(dom, id) == 0
    {
        return Some(reason);
    }
    let rule = c.names.get(id).rule?;
    names_furniture(c, w, id, rule, holds_post).then_some(rule.reason)
}

fn names_furniture(c: &Cleaning, w: &Weights, id: NodeId, rule: &ClassRule, holds_post: bool) -> bool {
    let dom = &c.dom;
    // Pictures are judged by themselves; a block of large pictures is no furniture because of its name.
    let pictures = if dom.is_inline(id) { 0 } else { content_pictures(dom, id) };
    // A caption's or credit's own classes may carry any of these words.
    if is_caption_place(dom, &c.names, id) && rule.reason != "advert" {
        return false;
    }
    match rule.weight {
        Weight::Comments => {
            let rest = w.text(dom.root()) - w.text(id);
            // A link to the comments, a form for them, or all of them: unless nothing else is left.
            rest >= LITTLE || w.text(id) < LITTLE && rest > 0
        }
        Weight::Sure => {
            let linked = w.link_share(id) >= MOSTLY_LINKS;
            (!holds_post || linked && w.prose(id) == 0 && w.text(id) < total_of(w, dom))
                && (w.prose(id) < 400 || linked)
                && (pictures == 0 || rule.reason != "share-bar")
        }
        Weight::Likely => {
            if holds_post || w.prose(id) > 0 && w.link_share(id) < 0.8 {
                return false;
            }
            if pictures > 0
                && !matches!(rule.reason, "related-posts" | "navigation" | "advert" | "paywall" | "subscription-box")
            {
                return false;
            }
            if w.text(id) == 0 {
                return pictures == 0;
            }
            let short = w.text(id) <= SHORT;
            let linked = w.link_share(id) >= MOSTLY_LINKS;
            match rule.reason {
                // Paragraphs of prose are seldom called a byline, but one may stand beside a byline's class.
                "byline" | "date" | "reading-time" | "hidden-text" | "player-fallback" => short || linked,
                "tags" => linked || short && w.link_share(id) > 0.2,
                "related-posts" | "navigation" => linked || short && is_behind_prose(dom, w, id),
                "share-bar" => linked && w.text(id) < 400 || w.text(id) <= 40,
                "advert" | "widget" | "notice" => short && w.text(id) <= 40 || linked && pictures <= 1,
                _ => short || linked,
            }
        }
    }
}

fn total_of(w: &Weights, dom: &Dom) -> usize {
    w.text(dom.root())
}

/// Whether most of the post's prose stands before the element.
fn is_behind_prose(dom: &Dom, w: &Weights, id: NodeId) -> bool {
    let all = w.prose(dom.root());
    let mut before = 0;
    let mut at = Some(id);
    while let Some(node) = at {
        let mut sibling = dom.previous(node);
        while let Some(s) = sibling {
            before += w.prose(s);
            sibling = dom.previous(s);
        }
        at = dom.parent(node).filter(|&p| p != dom.root());
    }
    before * 2 > all
}

/// What a part of the page is called for readers of screens: an advert, links to share, other posts.
fn label_reason(label: &str) -> Option<&'static str> {
    let key = text_key(label);
    let by_text = rules::TEXTS.iter().find(|(text, _)| *text == key).map(|(_, reason)| *reason);
    by_text.or_else(|| rules::RELATED_HEADINGS.contains(&&*key).then_some("related-posts"))
}

/// Elements that are furniture by their name alone.
fn element_reason(dom: &Dom, id: NodeId, tag: &str) -> Option<&'static str> {
    let rel = || dom.attr(id, "rel").unwrap_or("");
    match tag {
        "nav" => Some("navigation"),
        // A box in an item is a task of the author's list.
        "input"
            if dom.attr(id, "type").is_some_and(|t| t.eq_ignore_ascii_case("checkbox"))
                && dom.closest(id, &["li"]).is_some() =>
        {
            None
        }
        "button" | "input" | "select" | "textarea" | "form" | "label" => Some("form"),
        "footer" if dom.closest(id, &["blockquote", "figure"]).is_none() => Some("footer"),
        "dialog" => Some("notice"),
        "a" if rel().split_whitespace().any(|r| r.eq_ignore_ascii_case("tag")) => Some("tags"),
        "ins" if dom.attr(id, "class").is_some_and(|c| c.contains("ads")) => Some("advert"),
        _ => None,
    }
}

/// Pictures and players inside that an article would have: not icons.
fn content_pictures(dom: &Dom, id: NodeId) -> usize {
    dom.descendants(id)
        .filter(|&d| {
            matches!(dom.tag(d), "img" | "video" | "audio")
                || dom.tag(d) == "iframe" && !super::embed::is_junk_frame(dom, d)
        })
        .filter(|&d| dom.tag(d) != "img" || dom.closest(d, &["noscript"]).is_none())
        .filter(|&d| {
            let (width, height) = super::image::size(dom, d);
            let small = width.is_some_and(|x| x <= 100) || height.is_some_and(|x| x <= 60);
            !small
        })
        .count()
}

/// Whether the element is a caption, or stands where only captions stand.
fn is_caption_place(dom: &Dom, names: &Names, id: NodeId) -> bool {
    super::figure::is_caption_like(dom, names, id) || dom.closest(id, &["figcaption"]).is_some()
}

// --- lists of other posts under a heading that says so ---

/// A box of links to other posts, told by the heading it begins with.
fn drop_related_lists(c: &mut Cleaning, w: &mut Weights) {
    let root = c.dom.root();
    let mut at = c.dom.first_child(root);
    while let Some(id) = at {
        let is_box = matches!(c.dom.tag(id), "div" | "section" | "aside" | "nav");
        if is_box && is_related_box(c, w, id) {
            at = c.dom.following_skip(id, root);
            w.remove(&c.dom, id);
            c.record.remove(&mut c.dom, id, "furniture", "related-posts");
            continue;
        }
        at = c.dom.following(id, root);
    }
}

fn is_related_box(c: &Cleaning, w: &Weights, id: NodeId) -> bool {
    let dom = &c.dom;
    if w.text(id) == 0 || w.prose(id) > 0 || w.text(id) as f64 > MOST_OF_POST * w.text(dom.root()) as f64 {
        return false;
    }
    let Some((first, heading)) = first_block(dom, id) else { return false };
    let named = || dom.is_inside(heading, id) && c.names.get(heading).rule.is_some_and(|r| r.reason == "related-posts");
    if !rules::RELATED_HEADINGS.contains(&&*text_key(&first)) && !named() {
        return false;
    }
    let heading_len = first.chars().filter(|c| !is_space(*c)).count();
    let rest = w.text(id).saturating_sub(heading_len);
    // The author's own list stands among the paragraphs, in their container; a site's box is one of its own.
    let own_box = dom.find_all(id, &["a"]).len() >= usize::from(rest > 0);
    own_box && (rest == 0 || f64::from(w.links[id.index()]) >= MOSTLY_LINKS * rest as f64)
}

/// The text of the first block inside that shows any, and that block.
fn first_block(dom: &Dom, id: NodeId) -> Option<(String, NodeId)> {
    let mut text = String::new();
    let mut block: Option<NodeId> = None;
    for d in dom.descendants(id) {
        let Some(t) = dom.as_text(d) else { continue };
        if super::dom::is_blank(t) {
            continue;
        }
        let own = dom.ancestors(d).find(|&a| !dom.is_inline(a));
        match block {
            None => block = own,
            Some(_) if block == own => {}
            Some(_) => break,
        }
        text.push_str(t);
        if text.len() > 200 {
            return None;
        }
    }
    block.filter(|_| !text.is_empty()).map(|b| (fold_space(&text), b))
}

/// A text as the tables have it: lower-case, without signs at its ends.
fn text_key(text: &str) -> String {
    fold_space(text).trim_matches(|c: char| !c.is_alphanumeric()).chars().flat_map(lower).collect()
}

// --- by whole texts ---

/// The longest text in the tables, with room for a sentence that goes on behind a known beginning.
const LONGEST_FURNITURE: usize = 120;

fn drop_by_text(c: &mut Cleaning, w: &Weights) {
    let root = c.dom.root();
    let blocks: Vec<NodeId> = c
        .dom
        .descendants(root)
        .filter(|&id| (1..=LONGEST_FURNITURE).contains(&w.text(id)))
        .filter(|&id| {
            matches!(
                c.dom.tag(id),
                "p" | "div" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "li" | "span" | "section" | "a" | "header"
            ) || matches!(c.dom.tag(id), "b" | "strong")
        })
        .collect();
    for id in blocks {
        if !c.dom.is_attached(id) || c.dom.is_inline(id) && !stands_alone(&c.dom, id) {
            continue;
        }
        // A wrapper around one thing goes with that thing.
        let is_wrapper = c.dom.each_child(id).any(|k| c.dom.is_element(k) && w.text(k) == w.text(id));
        if is_wrapper {
            continue;
        }
        let Some(text) = short_text(&c.dom, id, LONGEST_FURNITURE) else {
            continue;
        };
        let key = text_key(&text);
        let reason = rules::TEXTS
            .iter()
            .find(|(t, _)| *t == key)
            .map(|(_, reason)| *reason)
            .or_else(|| rules::PLAYER_TEXTS.iter().any(|t| key.starts_with(t)).then_some("player-fallback"));
        let Some(reason) = reason else { continue };
        if c.dom.find(id, &["img", "iframe", "video", "audio"]).is_some()
            || c.dom.closest(id, &["table", "blockquote", "pre", "figure"]).is_some()
        {
            continue;
        }
        // A heading of one of these words over an author's own section is followed by prose.
        if heading_level(c.dom.tag(id)).is_some() && is_followed_by_prose(&c.dom, id) {
            continue;
        }
        let target = only_wrapper(&c.dom, id);
        c.record.remove(&mut c.dom, target, "furniture", reason);
    }
}

/// The element's text if it is short and no block stands inside.
fn short_text(dom: &Dom, id: NodeId, most: usize) -> Option<String> {
    let mut text = String::new();
    for d in dom.descendants(id) {
        match dom.as_text(d) {
            Some(t) => text.push_str(t),
            None if dom.is_element(d) && !dom.is_inline(d) && !matches!(dom.tag(d), "br" | "div" | "p") => {
                return None;
            }
            None => {}
        }
        if text.len() > most * 3 + 200 {
            return None;
        }
    }
    let text = fold_space(&text);
    (!text.is_empty() && text.chars().count() <= most).then_some(text)
}

/// Whether an inline element is all there is in its block.
fn stands_alone(dom: &Dom, id: NodeId) -> bool {
    dom.parent(id).is_some_and(|p| {
        (dom.is_container(p) || dom.tag(p) == "p" || dom.tag(p) == "li")
            && dom.each_child(p).all(|c| c == id || is_nothing(dom, c))
    })
}

fn is_followed_by_prose(dom: &Dom, id: NodeId) -> bool {
    let next = std::iter::successors(dom.next(id), |&n| dom.next(n)).find(|&n| !is_nothing(dom, n));
    next.is_some_and(|n| {
        let text = dom.text(n);
        let (chars, wide) = weigh(&text);
        (chars + wide) as usize >= PROSE && dom.find(n, &["a"]).is_none()
    })
}

// --- lines at the head that repeat what stands above the article ---

/// Up to this many blocks from the top, a line may repeat the author or the date.
const HEAD_BLOCKS: usize = 6;

fn drop_head_lines(c: &mut Cleaning) {
    let root = c.dom.root();
    let mut blocks = 0;
    let mut at = c.dom.first_child(root);
    while let Some(id) = at {
        let is_leaf = matches!(
            c.dom.tag(id),
            "p" | "div" | "span" | "time" | "h2" | "h3" | "h4" | "h5" | "h6" | "section" | "header" | "ul"
        ) && !is_nothing(&c.dom, id)
            && (!c.dom.is_inline(id) || c.dom.parent(id).is_some_and(|p| c.dom.is_container(p)));
        if !is_leaf {
            at = c.dom.following(id, root);
            continue;
        }
        let Some(text) = short_text(&c.dom, id, 80) else {
            if !has_blocks(&c.dom, id) {
                break;
            }
            at = c.dom.following(id, root);
            continue;
        };
        blocks += 1;
        if blocks > HEAD_BLOCKS {
            break;
        }
        at = c.dom.following_skip(id, root);
        if c.dom.find(id, &["img"]).is_some() || is_caption_place(&c.dom, &c.names, id) {
            continue;
        }
        if let Some(reason) = head_line_reason(&text, c.post) {
            c.record.remove(&mut c.dom, id, "furniture", reason);
        }
    }
}

/// Whether a short line says no more than the post's author or date.
fn head_line_reason(text: &str, post: &crate::Post) -> Option<&'static str> {
    let key = title::key(text);
    if key.is_empty() {
        return None;
    }
    let author = post.author.as_deref().map(title::key).filter(|a| !a.is_empty());
    if let Some(author) = &author {
        let rest = rules::BYLINE_LABELS
            .iter()
            .find_map(|label| text.to_lowercase().strip_prefix(*label).map(title::key))
            .unwrap_or_else(|| key.clone());
        if rest == *author {
            return Some("byline");
        }
    }
    let date = post.date.as_ref()?;
    let digits: Vec<u32> = text
        .split(|c: char| !c.is_ascii_digit())
        .filter(|d| !d.is_empty() && d.len() <= 4)
        .filter_map(|d| d.parse().ok())
        .collect();
    let mut parts = date.iso.split(['-', 'T']).map(|p| p.parse::<u32>().unwrap_or(0));
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let only_date = text.chars().all(|c| {
        c.is_ascii_digit() || is_space(c) || "年月日时時分秒星期周週一二三四五六七天上下午:：-/.,，()（）|".contains(c)
    });
    (only_date && digits.len() >= 3 && digits.contains(&year) && digits.contains(&month) && digits.contains(&day))
        .then_some("date")
}

// --- adverts of feed proxies ---

/// The last block of a feed may be an advert of the service that relayed it: one paragraph with a link to that service.
fn drop_proxy_adverts(c: &mut Cleaning) {
    let root = c.dom.root();
    let Some(last) = last_block(&c.dom, root) else { return };
    let Some(text) = short_text(&c.dom, last, 200) else {
        return;
    };
    let lower = text.to_lowercase();
    const MARKS: &[&str] = &[
        "full-text rss",
        "fulltextrss",
        "feed43",
        "rsshub",
        "fetchrss",
        "rss.app",
        "inoreader",
        "feedburner",
        "let's block ads",
        "blockads.fivefilters",
        "this entry passed through",
        "five filters",
        "本文由rss",
        "kill the newsletter",
    ];
    let has_mark = MARKS.iter().any(|m| lower.contains(m))
        || c.dom
            .find_all(last, &["a"])
            .iter()
            .any(|&a| c.dom.attr(a, "href").is_some_and(|h| MARKS.iter().any(|m| h.to_lowercase().contains(m))));
    if has_mark {
        c.record.remove(&mut c.dom, last, "furniture", "feed-advert");
    }
}

fn last_block(dom: &Dom, top: NodeId) -> Option<NodeId> {
    let last = dom.children(top).into_iter().rev().find(|&c| !is_nothing(dom, c))?;
    if dom.is_container(last) && has_blocks(dom, last) {
        return last_block(dom, last);
    }
    dom.is_element(last).then_some(last)
}
