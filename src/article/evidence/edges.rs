//! A cleaned tree → the blocks at its edges.

use super::{Block, HEAD, TAIL, key, kind, number};
use crate::article::dom::elements::heading_level;
use crate::article::dom::{Dom, NodeId};
use crate::article::facts::captions::is_caption_text;
use crate::article::facts::text_stats::{PROSE, count};
use crate::article::media::Embed;
use crate::article::text::{Line, Lines};
use crate::text::fold::{fold, is_blank};
use std::ops::Range;

/// Weight of running text without the end of a sentence: letters count once, Han characters, kana and hangul twice.
const RUNNING: u32 = 120;

/// A byline or an end mark is no longer, in characters.
const SHORT: usize = 40;

/// The blocks at the edges of a post: all of a short one, the first and the last of a long one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edges {
    /// The blocks in their order.
    pub blocks: Vec<Block>,
    /// Whether there are more between the first [`HEAD`] and the last [`TAIL`].
    pub has_middle: bool,
    /// Whether the article has players or embedded pages.
    pub has_embeds: bool,
    /// The range of each block in the article's text; unknown of what was read from bytes.
    pub ranges: Vec<Range<usize>>,
}

impl Edges {
    /// The blocks at the edges of an article, lines still without their keys. None where a line at an edge begins or ends with a character that shows
    /// nothing: it could not be cut from a folded text.
    pub fn of(dom: &Dom, lines: &Lines, embeds: &[Embed]) -> Edges {
        let all = &lines.blocks;
        let has_middle = all.len() > HEAD + TAIL;
        let tail = if has_middle { all.len() - TAIL } else { HEAD.min(all.len()) };
        let is_near = |at: usize| at <= HEAD || at + 1 >= tail;
        let mut near = all.iter().enumerate().filter(|(at, line)| is_near(*at) && !line.is_picture);
        if near.any(|(_, line)| {
            lines.text[line.range.clone()].starts_with(is_blank) || lines.text[line.range.clone()].ends_with(is_blank)
        }) {
            return Edges::default();
        }
        let mut edges = Edges { has_middle, has_embeds: !embeds.is_empty(), ..Edges::default() };
        for line in all.iter().take(HEAD).chain(all.iter().skip(tail)) {
            edges.blocks.push(block(dom, lines, line, embeds));
            edges.ranges.push(line.range.clone());
        }
        edges
    }

    /// Sets the key of a line by its folded text. Numbers don't count, as of views or dates, except in a sentence.
    pub fn set_key(&mut self, at: usize, folded: &str) {
        let block = &mut self.blocks[at];
        block.key = if block.is(kind::PROSE) { key(folded) } else { key(&digits_as_one(folded)) };
    }

    /// The same with the keys of its lines.
    pub fn with_keys(dom: &Dom, lines: &Lines, embeds: &[Embed]) -> Edges {
        let mut edges = Self::of(dom, lines, embeds);
        for at in 0..edges.blocks.len() {
            if !edges.blocks[at].is(kind::PICTURE) {
                let folded = fold(&lines.text[edges.ranges[at].clone()]);
                edges.set_key(at, &folded);
            }
        }
        edges
    }

    /// Index of a block among all blocks of the article, of which there are `count`.
    pub fn index(&self, at: usize, count: usize) -> usize {
        if at < HEAD || !self.has_middle { at } else { count - self.blocks.len() + at }
    }

    /// How many of the blocks are at the head.
    pub fn head_len(&self) -> usize {
        self.blocks.len().min(HEAD)
    }

    /// How many of the blocks are at the tail.
    pub fn tail_len(&self) -> usize {
        self.blocks.len().min(TAIL)
    }

    /// Whether blocks that are not listed follow this one.
    pub fn is_cut_after(&self, at: usize) -> bool {
        self.has_middle && at + 1 == HEAD
    }

    /// The edges as bytes: one for both flags, seven for each block.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![u8::from(self.has_middle) | u8::from(self.has_embeds) << 1];
        for block in &self.blocks {
            bytes.push(block.kind);
            bytes.extend_from_slice(&block.key.to_be_bytes()[2..]);
        }
        bytes
    }

    /// The blocks that [`to_bytes`](Self::to_bytes) wrote, one by one.
    pub fn blocks_of(bytes: &[u8]) -> impl Iterator<Item = Block> + Clone {
        let block = |bytes: &[u8]| Block { kind: bytes[0], key: number(&bytes[1..]) };
        bytes.get(1..).unwrap_or_default().chunks_exact(7).map(block)
    }

    /// Reads what [`to_bytes`](Self::to_bytes) wrote.
    pub fn from_bytes(bytes: &[u8]) -> Edges {
        let flags = bytes.first().copied().unwrap_or_default();
        Edges {
            blocks: Self::blocks_of(bytes).collect(),
            has_middle: flags & 1 != 0,
            has_embeds: flags & 2 != 0,
            ranges: Vec::new(),
        }
    }
}

fn block(dom: &Dom, lines: &Lines, line: &Line, embeds: &[Embed]) -> Block {
    if line.is_picture {
        let src = line.node.and_then(|img| dom.attr(img, "src")).unwrap_or_default();
        let address = src.split(['?', '#']).next().unwrap_or_default();
        let stays = address.is_empty() || address.starts_with("data:") || nodes(dom, line).is_none();
        return Block { key: key(&format!("\n{address}")), kind: kind::PICTURE | if stays { kind::STAYS } else { 0 } };
    }
    let text = &lines.text[line.range.clone()];
    Block { key: 0, kind: kind_of(dom, line, text, embeds) }
}

/// A folded text with each run of digits as one.
fn digits_as_one(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|b| b.is_ascii_digit()) {
        out.push_str(&rest[..at]);
        out.push('0');
        let end = rest[at..].bytes().position(|b| !b.is_ascii_digit()).map_or(rest.len(), |digits| at + digits);
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

fn kind_of(dom: &Dom, line: &Line, text: &str, embeds: &[Embed]) -> u8 {
    let Some(node) = line.node else { return kind::STAYS };
    let Some(nodes) = nodes(dom, line) else {
        let is_aside = dom.closest(node, &["figure", "table", "pre"]).is_some();
        return kind::STAYS | if is_aside { kind::ASIDE } else { prose(text, weight(text), 0) };
    };
    let (mut linked, mut strong, mut is_card) = (0, 0, false);
    for id in nodes.iter().flat_map(|&node| std::iter::once(node).chain(dom.descendants(node))) {
        if let Some(text) = dom.as_text(id) {
            let weight = weight(text);
            linked += if dom.closest(id, &["a"]).is_some() { weight } else { 0 };
            strong += if dom.closest(id, &["strong", "b"]).is_some() { weight } else { 0 };
        }
        is_card |= dom.attr(id, "href").is_some_and(|href| embeds.iter().any(|embed| embed.url == href));
    }
    let stays = is_card || is_caption_text(text) || !text.contains(char::is_alphabetic) || is_mark_or_byline(text);
    let is_heading = dom.ancestors(node).any(|a| heading_level(dom.tag(a)).is_some());
    let all = weight(text);
    let leads = is_heading || strong >= all || text.ends_with([':', '：']);
    prose(text, all, linked) | if stays { kind::STAYS } else { 0 } | if leads { kind::LEADS } else { 0 }
}

/// Letters count once, Han characters, kana and hangul twice.
fn weight(text: &str) -> u32 {
    let (characters, wide) = count(text);
    characters + wide
}

/// [`kind::PROSE`] for a sentence with its end and for running text with few links; [`kind::LONG`] for a long text.
fn prose(text: &str, all: u32, linked: u32) -> u8 {
    let is_long = all as usize >= PROSE;
    let is_prose = linked * 2 < all.max(1) && (all >= RUNNING || ends_sentence(text));
    (if is_prose { kind::PROSE } else { 0 }) | if is_long { kind::LONG } else { 0 }
}

fn ends_sentence(text: &str) -> bool {
    text.contains(['。', '！', '？'])
        || text.ends_with(['.', '!', '?', '…', '"', '”', '」', '』'])
        || text.contains(". ")
}

/// What ends a part of a series or a text, without what surrounds it.
#[rustfmt::skip]
const END_MARKS: &[&str] = &[
    "未完待续", "未完", "待续", "完", "全文完", "本文完", "全剧终", "续", "下期再见", "end", "the end", "fin", "to be continued", "continued",
    "continued next week", "つづく", "続く", "完结", "fortsetzung folgt", "à suivre", "continuará", "ende", "fine", "конец",
];

/// Beginnings of bylines, folded: who wrote, translated or edited a post.
#[rustfmt::skip]
const BYLINES: &[&str] = &[
    "作者", "文/", "文|", "文:", "文 ", "撰文", "撰稿", "记者", "译者", "翻译", "编译", "编辑", "采访", "口述", "by ", "by:", "author", "text:", "words:", "words by",
    "written by", "translated by", "von ", "par ", "por ", "автор",
];

fn is_mark_or_byline(text: &str) -> bool {
    if text.chars().take(SHORT + 1).count() > SHORT {
        return false;
    }
    let folded = fold(text);
    let inner = folded.trim_matches(|c: char| !c.is_alphabetic());
    END_MARKS.contains(&inner)
        || BYLINES.iter().any(|start| folded.trim_start_matches(['(', '[', '【']).starts_with(start))
}

/// The nodes that make a block, if it can be taken out whole: one element, or a part of one between line breaks.
pub fn nodes(dom: &Dom, line: &Line) -> Option<Vec<NodeId>> {
    let node = line.node?;
    if dom.closest(node, &["table", "pre", "dl", "details", "figcaption"]).is_some() {
        return None;
    }
    if line.is_picture {
        return picture_block(dom, node).map(|block| vec![block]);
    }
    if dom.closest(node, &["figure"]).is_some() {
        return None;
    }
    let top =
        std::iter::once(node).chain(dom.ancestors(node)).find(|&n| dom.parent(n).is_some_and(|p| !dom.is_inline(p)))?;
    let block = dom.parent(top).filter(|&block| block != dom.root())?;
    let is_in_line = |&n: &NodeId| dom.as_text(n).is_some() || dom.is_inline(n);
    let mut run: Vec<NodeId> = dom.previous_siblings(top).take_while(is_in_line).collect();
    run.reverse();
    run.push(top);
    run.extend(dom.next_siblings(top).take_while(is_in_line));
    let is_other = |n: NodeId| dom.is_element(n) && !dom.is_inline(n);
    let beside = [dom.previous(run[0]), dom.next(run[run.len() - 1])];
    if run.iter().any(|&n| dom.descendants(n).any(is_other))
        || beside.into_iter().flatten().any(|n| dom.tag(n) == "img")
    {
        return None;
    }
    if beside == [None, None] { Some(vec![block]) } else { Some(run) }
}

/// The element that a picture fills alone, without a caption.
fn picture_block(dom: &Dom, img: NodeId) -> Option<NodeId> {
    let figure = dom.closest(img, &["figure"]);
    let block = figure.or_else(|| dom.ancestors(img).find(|&a| !dom.is_inline(a)))?;
    let has_others =
        dom.find_all(block, &["img"]).len() > 1 || dom.has_text(block) || dom.find(block, &["hr"]).is_some();
    (!has_others).then_some(block)
}
