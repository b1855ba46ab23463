//! An article's safe HTML → the same in a published page: pictures as the publisher says, links to the pages of other posts,
//! cards for players.
//!
//! The HTML is read as tokens, and what is written has elements and attributes of the sanitizer's policy alone, every value
//! escaped anew.

use super::card;
use super::facts::PostPage;
use super::markup::{Attribute, Markup};
use super::site::{Pictures, Site};
use crate::article::policy;
use crate::article::urls::{is_data_picture, is_relative};
use crate::article::{Embed, SafeHtml};
use html5gum::{Token, Tokenizer};
use std::convert::Infallible;
use url::Url;

/// What a fragment becomes.
pub(super) struct Rewriter<'a> {
    pub(super) site: &'a Site,
    pub(super) page: &'a PostPage<'a>,
    /// What is put before addresses on the site: the way to its root, or its own address where another site shows them.
    pub(super) root: &'a str,
    /// Whether pictures and cards are as in a page, with classes; else as in a feed.
    pub(super) is_page: bool,
    pub(super) embeds: &'a [Embed],
    /// Whether the first figure comes before the text.
    pub(super) has_lead: bool,
}

/// A token of the sanitizer's output.
enum Piece {
    Start(&'static str, Vec<(&'static str, String)>),
    End(&'static str),
    Text(String),
}

const VOID: &[&str] = &["br", "col", "hr", "img", "wbr"];

impl Rewriter<'_> {
    /// Writes a fragment.
    pub(super) fn write(&self, html: &SafeHtml, out: &mut Markup) {
        let pieces = pieces(html.as_str());
        let mut state = State { lead: self.has_lead && self.is_page, ..State::default() };
        let mut at = 0;
        while at < pieces.len() {
            let taken = self.card(&pieces[at..], out);
            if taken > 0 {
                at += taken;
                continue;
            }
            self.piece(&pieces[at..], &mut state, out);
            at += 1;
        }
    }

    fn piece(&self, pieces: &[Piece], state: &mut State, out: &mut Markup) {
        match &pieces[0] {
            Piece::Text(text) => out.text(text),
            Piece::Start("img", attributes) => self.picture(attributes, state, out),
            Piece::Start("a", attributes) => {
                state.link = Link::Unwrapped;
                let href = attributes.iter().find(|(name, _)| *name == "href").map(|(_, value)| value.as_str());
                let href = href.and_then(|href| self.href(href));
                let id = attributes.iter().find(|(name, _)| *name == "id").map(|(_, value)| value.as_str());
                if href.is_some() || id.is_some() {
                    state.link = Link::Open;
                    let rel = href.as_ref().map(|_| policy::LINK_REL);
                    out.open("a", &[("id", id), ("href", href.as_deref()), ("rel", rel)]);
                }
            }
            Piece::End("a") => {
                if std::mem::take(&mut state.link) == Link::Open {
                    out.close("a");
                }
                for (href, text) in state.after_link.drain(..) {
                    out.text(" ");
                    out.element("a", &[("href", Some(&href)), ("rel", Some(policy::LINK_REL))], &text);
                }
            }
            Piece::Start(tag, attributes) => {
                let class = match *tag {
                    "figure" if std::mem::take(&mut state.lead) => Some("picture-lead"),
                    "li" if self.is_page && is_task(pieces) => Some("task"),
                    _ => None,
                };
                let remark = (self.is_page && *tag == "p" && is_remark(pieces)).then_some("");
                let own = attributes.iter().map(|(name, value)| (*name, Some(value.as_str())));
                let all: Vec<Attribute> = [("class", class), ("data-remark", remark)].into_iter().chain(own).collect();
                out.open(tag, &all);
            }
            Piece::End(tag) => out.close(tag),
        }
    }

    /// Where a link leads in the page; nothing if it is to a post that has none.
    fn href(&self, href: &str) -> Option<String> {
        let Some(post) = post_link(href) else {
            return Some(if self.is_page || !href.starts_with('#') {
                href.to_owned()
            } else {
                format!("{}{}{href}", self.root, super::path_href(self.page.address))
            });
        };
        let address = self.page.links.get(&post)?;
        Some(format!("{}{}", self.root, super::path_href(address)))
    }

    /// Writes a picture as the publisher says: itself or a link to it. Inside of a link it is words, and its own link follows.
    fn picture(&self, attributes: &[(&'static str, String)], state: &mut State, out: &mut Markup) {
        let get = |name| attributes.iter().find(|(own, _)| *own == name).map_or("", |(_, value)| value.as_str());
        let (src, alt) = (get("src"), get("alt").trim());
        let own = self.page.pictures.get(src).map(|path| format!("{}{}", self.root, super::path_href(path)));
        let is_loaded = is_data_picture(src)
            || match self.site.pictures {
                Pictures::Load => own.is_some() || is_web(src),
                Pictures::Copy => own.is_some(),
                Pictures::Link => false,
            };
        let address = own.or_else(|| (!is_relative(src)).then(|| src.to_owned()));
        let size = |name| Some(get(name)).filter(|value| !value.is_empty());
        let (width, height) = (size("width"), size("height"));
        let class = |name| self.is_page.then_some(name);
        if let Some(address) = address.as_deref().filter(|_| is_loaded) {
            let unsized_class = if width.is_some() && height.is_some() { "picture" } else { "picture picture-unsized" };
            out.open("span", &[("class", class(unsized_class))]);
            out.open(
                "img",
                &[
                    ("src", Some(address)),
                    ("alt", Some(alt)),
                    ("width", width),
                    ("height", height),
                    ("referrerpolicy", Some("no-referrer")),
                    ("loading", Some("lazy")),
                    ("decoding", Some("async")),
                ],
            );
            return out.close("span");
        }
        let words = self.site.language;
        let text = match address.as_deref() {
            None => words.say("picture-missing", &[]),
            Some(address) => match Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned)) {
                Some(host) => words.say("picture-at", &[("host", host.trim_start_matches("www."))]),
                None => words.say("picture", &[]),
            },
        };
        out.open("span", &[("class", class("picture"))]);
        out.open("span", &[("class", class("picture-words"))]);
        if !alt.is_empty() {
            out.element("span", &[("class", class("picture-alt"))], alt);
            out.text(" ");
        }
        let lang = Some(words.tag());
        match address {
            Some(address) if state.link != Link::Open => {
                out.element("a", &[("href", Some(&address)), ("rel", Some(policy::LINK_REL)), ("lang", lang)], &text)
            }
            Some(address) => {
                if alt.is_empty() {
                    out.element("span", &[("lang", lang)], &words.say("picture", &[]));
                }
                state.after_link.push((address, text));
            }
            None => out.element("span", &[("lang", lang)], &text),
        }
        out.close("span");
        out.close("span");
    }

    /// Writes the card of a player, of which the sanitizer's output has a paragraph with one link; how many pieces that were.
    fn card(&self, pieces: &[Piece], out: &mut Markup) -> usize {
        let [Piece::Start("p", _), Piece::Start("a", attributes), rest @ ..] = pieces else { return 0 };
        if !self.is_page {
            return 0;
        }
        let length = rest.iter().take_while(|piece| matches!(piece, Piece::Text(_))).count();
        let [Piece::End("a"), Piece::End("p"), ..] = rest[length..] else { return 0 };
        let href = attributes.iter().find(|(name, _)| *name == "href").map_or("", |(_, value)| value.as_str());
        let Some(embed) = self.embeds.iter().find(|embed| embed.url == href) else { return 0 };
        card::write(self.site, self.page, embed, out);
        length + 4
    }
}

/// Where the writer is.
#[derive(Default)]
struct State {
    link: Link,
    /// Pictures of the link, whose own links follow it.
    after_link: Vec<(String, String)>,
    /// Whether the next figure is the lead.
    lead: bool,
}

#[derive(Default, PartialEq)]
enum Link {
    #[default]
    None,
    Open,
    Unwrapped,
}

/// Reads the sanitizer's output. What the policy does not have would be left out, and is not there.
fn pieces(html: &str) -> Vec<Piece> {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let known = |name: &[u8]| policy::TAGS.iter().copied().find(|tag| tag.as_bytes() == name);
    let mut pieces = Vec::new();
    for Ok::<_, Infallible>(token) in Tokenizer::new(html) {
        match token {
            Token::StartTag(tag) => {
                let Some(name) = known(&tag.name) else { continue };
                let of_tag = policy::attributes_of(name);
                let allowed = |own: &[u8]| {
                    policy::ATTRIBUTES.iter().chain(&of_tag).copied().find(|allowed| allowed.as_bytes() == own)
                };
                let attributes =
                    tag.attributes.iter().filter_map(|(own, value)| Some((allowed(own)?, text(value)))).collect();
                pieces.push(Piece::Start(name, attributes));
            }
            Token::EndTag(tag) => {
                if let Some(name) = known(&tag.name).filter(|name| !VOID.contains(name)) {
                    pieces.push(Piece::End(name));
                }
            }
            Token::String(string) => pieces.push(Piece::Text(text(&string))),
            _ => {}
        }
    }
    pieces
}

/// What an article names that may be elsewhere in its archive: links among posts as they were written, and addresses of
/// pictures, which captures have under those of the web.
pub fn references(html: &SafeHtml, links: &mut Vec<String>, pictures: &mut Vec<String>) {
    if !html.as_str().contains(policy::POST_PREFIX) && !html.as_str().contains("<img") {
        return;
    }
    for piece in pieces(html.as_str()) {
        let Piece::Start(tag, attributes) = piece else { continue };
        for (name, value) in attributes {
            match (tag, name) {
                ("a", "href") => links.extend(post_link(&value)),
                ("img", "src") if is_relative(&value) || is_web(&value) => pictures.push(value),
                _ => {}
            }
        }
    }
}

/// The link to another post that an address stands for.
fn post_link(href: &str) -> Option<String> {
    let link = href.strip_prefix('#')?.strip_prefix(policy::POST_PREFIX)?;
    Some(crate::text::percent::decode(link))
}

fn is_web(src: &str) -> bool {
    src.starts_with("http://") || src.starts_with("https://")
}

/// Whether an item of a list begins with a box.
fn is_task(pieces: &[Piece]) -> bool {
    let text = pieces.iter().find_map(|piece| match piece {
        Piece::Text(text) => Some(text.trim_start()),
        _ => None,
    });
    text.is_some_and(|text| text.starts_with(['☐', '☑']))
}

/// Whether a paragraph is emphasised as a whole.
fn is_remark(pieces: &[Piece]) -> bool {
    let [_, Piece::Start("em", _), rest @ ..] = pieces else { return false };
    let inside = rest.iter().take_while(|piece| !matches!(piece, Piece::End("em" | "p"))).count();
    matches!(rest[inside..], [Piece::End("em"), Piece::End("p"), ..])
}
