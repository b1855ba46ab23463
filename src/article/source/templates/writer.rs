//! What each tag stands for, by its meaning and parameters.

use super::expression::{Value, Variables};
use super::names::{self, Meaning};
use super::parameters::{self, Parameter};
use super::tag::{Syntax, Tag, is_alone};
use super::{figure, html, inline, text, values};
use crate::article::changes::{ChangeLog, Kind};
use crate::article::facts::links::POST_TAGS;
use crate::article::reason::Reason;
use crate::text::percent;

/// The mark of a link's or a tag's beginning is looked for this far back, in bytes. No link's text is longer.
const NEAR: usize = 400;

/// Where a value goes.
#[derive(PartialEq, Clone, Copy)]
enum Spot {
    Text,
    /// A link's or picture's address.
    Address,
    /// Elsewhere within a tag of HTML.
    Attribute,
}

/// Writes what tags stand for.
pub struct Writer<'a, 'l> {
    /// The body.
    pub body: &'a str,
    /// Whether it is Markdown.
    pub is_markdown: bool,
    /// What is written so far.
    pub out: String,
    /// What names stand for.
    pub variables: Variables<'a>,
    /// What is written for closing tags, with their numbers.
    pub closings: Vec<(usize, String)>,
    /// Bytes of values that may still be written.
    pub room: usize,
    /// Where what goes is entered.
    pub log: &'l mut ChangeLog,
}

impl<'a> Writer<'a, '_> {
    /// Writes what a tag stands for.
    pub fn write(&mut self, number: usize, tag: &Tag<'a>, tags: &[Tag<'a>]) {
        let raw = &self.body[tag.start..tag.end];
        let start = self.out.len();
        let content = tag.content.unwrap_or_default();
        match (tag.syntax, tag.meaning) {
            (Syntax::Value, _) => return self.write_value(tag.parameters, raw),
            (_, Some(Meaning::Comment)) if !tag.is_close => {
                return self.log.append("template", Reason::TemplateComment, Kind::Removed, text::trim(content));
            }
            (Syntax::Escaped, _) => {
                let shown = text::concat(&[&raw[..3], " ", content, " ", &raw[raw.len() - 3..]]);
                self.out.push_str(&html::escaped(&shown));
            }
            _ if tag.is_close => {
                if let Some((_, closing)) = self.closings.pop_if(|(closed, _)| *closed == number) {
                    self.out.push_str(&closing);
                }
            }
            _ => self.write_tag(tag, tags),
        }
        // These two enclose a text that is shown as it is; nobody misses the tags.
        let is_plain = self.is_markdown
            && tag.syntax == Syntax::Liquid
            && matches!(tag.meaning, Some(Meaning::Raw | Meaning::Code(true)));
        if !is_plain {
            let kind = if self.out.len() > start { Kind::Changed } else { Kind::Removed };
            let (open, close) = (&self.body[tag.start..tag.open_end], &self.body[..tag.end]);
            let close = close.get(tag.open_end + content.len()..).unwrap_or_default();
            let entry = text::concat(&[open, if close.is_empty() { "" } else { " " }, close]);
            self.log.append("template", Reason::SiteTag, kind, &entry);
        }
    }

    #[inline(never)]
    fn write_value(&mut self, inner: &str, raw: &str) {
        let value = match self.variables.evaluate(inner) {
            Value::Foreign => return self.out.push_str(raw),
            Value::Known(value) if value.len() <= self.room => value,
            _ => String::new(),
        };
        self.room -= value.len();
        let kind = if value.is_empty() { Kind::Removed } else { Kind::Changed };
        self.log.append("template", Reason::SiteExpression, kind, raw);
        self.push_value(&value, self.spot());
    }

    fn push_value(&mut self, value: &str, spot: Spot) {
        let value = if spot == Spot::Address { html::address(value) } else { html::escaped(value) };
        self.out.push_str(&value);
    }

    #[inline(never)]
    fn write_tag(&mut self, tag: &Tag<'a>, tags: &[Tag<'a>]) {
        let spot = self.spot();
        let mut parameters = parameters::parse(tag.parameters);
        let (mut name, mut meaning) = (tag.name, tag.meaning);
        if meaning == Some(Meaning::Include) {
            (name, meaning) = self.included(tag, &mut parameters);
        }
        let first = parameters.first().map_or("", |p| &p.value);
        let is_tag = POST_TAGS.contains(&name);
        // `link` has a name and an address for Hexo, and a post's path for Jekyll.
        let is_link =
            meaning == Some(Meaning::Link) && (!is_tag || parameters.iter().any(|p| values::is_address(&p.value)));
        match meaning {
            Some(Meaning::Assign) => self.variables.assign(tag.parameters),
            Some(Meaning::Loop) => {
                self.variables.set(tag.parameters.split(' ').next().unwrap_or_default(), None);
            }
            Some(Meaning::Raw) => self.out.push_str(tag.content.unwrap_or_default()),
            Some(Meaning::PostPath | Meaning::Link) if !is_link => {
                // In a link's address it says which post that leads to, which a library may know.
                if spot == Spot::Address {
                    self.out.push_str(&post_address(if is_tag { name } else { "link" }, first));
                }
            }
            Some(Meaning::FilePath) => self.push_value(first, spot),
            // Within an address or an element's tag there is no place for more than a value.
            _ if spot != Spot::Text => {}
            _ => self.write_element(tag, name, meaning, &parameters, tags),
        }
    }

    #[inline(never)]
    fn write_element(
        &mut self,
        tag: &Tag<'a>,
        name: &str,
        meaning: Option<Meaning>,
        parameters: &[Parameter],
        tags: &[Tag<'a>],
    ) {
        if let Some(partner) = tag.partner {
            let content = &self.body[tag.end..tags[partner].start];
            if self.open_pair(meaning, parameters, partner, content) {
                return;
            }
        }
        let inner = text::trim(tag.content.unwrap_or_default());
        let given = if values::is_address(inner) { inner } else { "" };
        // An include of a theme: `video id="…" provider="youtube"`.
        let provider = values::named(parameters, "provider");
        let meaning = if provider.is_empty() { meaning } else { names::in_pages(provider).or(meaning) };
        let (element, address) = match meaning {
            Some(Meaning::Player(before, between)) => {
                ("iframe", values::player_address(parameters, given, before, between))
            }
            Some(Meaning::Embed) => ("iframe", values::media_address(&[], given)),
            Some(Meaning::Media(element)) => (element, values::media_address(parameters, given)),
            None if text::has(name, "youtube") => {
                ("iframe", values::player_address(parameters, given, "https://www.youtube.com/embed/", ""))
            }
            _ => ("", None),
        };
        if let Some(address) = address {
            let title = values::named(parameters, "title caption text alt");
            self.out.push_str(&html::player(element, &address, title));
            return;
        }
        let is_alone = is_alone(self.body, tag);
        match meaning {
            Some(Meaning::Nothing) => return,
            Some(Meaning::Code(is_language_first)) if tag.content.is_some() => {
                return self.write_code(tag, parameters, is_language_first);
            }
            Some(Meaning::Link) => {
                if let Some(at) = parameters.iter().position(|p| values::is_address(&p.value)) {
                    let own = values::named(parameters, "text title label content");
                    let label =
                        if own.is_empty() { values::by_place(&parameters[..at]).join(" ") } else { own.to_owned() };
                    return self.write_link(&parameters[at].value, &label, &parameters[at].value);
                }
            }
            Some(Meaning::File | Meaning::Post) => {
                let mut label = values::by_place(parameters);
                if !label.is_empty() {
                    let first = label.remove(0);
                    // Whether to escape the title.
                    label.pop_if(|last| matches!(*last, "true" | "false"));
                    let is_post = meaning == Some(Meaning::Post);
                    let address = if is_post { post_address("post_url", first) } else { first.to_owned() };
                    return self.write_link(&address, &label.join(" "), first);
                }
            }
            None | Some(Meaning::Figure) => {
                if let Some(picture) = figure::find_picture(parameters, meaning.is_some()) {
                    // Of the tags without quotes only these have a title behind the address.
                    let has_words = matches!(name, "asset_img" | "img");
                    self.out.push_str(&figure::figure(parameters, picture, is_alone, has_words));
                    return;
                }
            }
            _ => {}
        }
        let has_words = meaning.is_none() && tag.syntax == Syntax::Liquid && tag.meaning.is_none();
        self.write_said(parameters, inner, is_alone, has_words);
    }

    /// Writes what is around an enclosed text in which tags and Markdown are read. Tells whether there is anything.
    #[inline(never)]
    fn open_pair(&mut self, meaning: Option<Meaning>, parameters: &[Parameter], partner: usize, content: &str) -> bool {
        let (element, before, behind) = match meaning {
            Some(Meaning::Quote) => {
                ("blockquote", String::new(), wrapped("<p><cite>", &values::of_whom(parameters), "</cite></p>"))
            }
            Some(Meaning::Aside) => {
                let title = inline::render(&values::said(parameters).join(" "));
                ("blockquote", wrapped("<p><strong>", &title, "</strong></p>"), String::new())
            }
            Some(Meaning::Caption) => {
                let caption = inline::render(values::named(parameters, "caption"));
                ("figure", String::new(), wrapped("<figcaption>", &caption, "</figcaption>"))
            }
            None | Some(Meaning::Link) => {
                let is_web = |p: &&Parameter| text::is_among(" href url link", p.name) && values::is_web(&p.value);
                let address =
                    parameters.iter().find(is_web).filter(|_| figure::find_picture(parameters, false).is_none());
                let is_label = (1..NEAR).contains(&text::trim(content).len())
                    && !["\n\n", "<a"].iter().any(|mark| text::has(content, mark));
                let Some(address) = address.filter(|_| is_label) else { return false };
                self.out.push_str(&html::link(&address.value));
                self.closings.push((partner, "</a>".to_owned()));
                return true;
            }
            _ => return false,
        };
        // Markdown is read between blank lines, with the indent that a list asks for.
        let indent = self.indent().filter(|_| self.is_markdown);
        let gap = indent.map_or(String::new(), |indent| text::concat(&["\n\n", indent]));
        let (markdown, end) = if indent.is_some() { (" markdown=\"1\"", "\n\n") } else { ("", "") };
        text::push(&mut self.out, &["<", element, markdown, ">", &gap, &before, &gap]);
        self.closings.push((partner, text::concat(&[&gap, &behind, &gap, "</", element, ">", end])));
        true
    }

    fn write_code(&mut self, tag: &Tag, parameters: &[Parameter], is_language_first: bool) {
        let mut title = String::new();
        if !is_language_first {
            title = values::by_place(parameters).join(" ");
            text::push_word(&mut title, values::named(parameters, "title caption file filename"));
        }
        let title = wrapped("<p>", &html::escaped(text::trim(&title)), "</p>");
        let gap = if self.is_markdown && self.indent().is_some() { "\n" } else { "" };
        text::push(&mut self.out, &[gap, &title, &html::code(tag.content.unwrap_or_default())]);
    }

    #[inline(never)]
    fn write_link(&mut self, address: &str, label: &str, or: &str) {
        let label = inline::render(if label.is_empty() { or } else { label });
        text::push(&mut self.out, &[&html::link(address), &label, "</a>"]);
    }

    /// Writes the words of a tag that isn't known, and its first address.
    #[inline(never)]
    fn write_said(&mut self, parameters: &[Parameter], inner: &str, is_alone: bool, has_words: bool) {
        let mut said: Vec<String> = values::said(parameters).into_iter().map(inline::render).collect();
        if has_words {
            said.push(inline::render(&values::words(parameters)));
            said.retain(|said| !said.is_empty());
        }
        if let Some(address) = parameters.iter().find(|p| values::is_web(&p.value) && values::is_address(&p.value)) {
            let label = if said.is_empty() { html::escaped(&address.value) } else { said.remove(0) };
            let link = if text::has(&label, "<a") { "" } else { &*html::link(&address.value) };
            said.insert(0, text::concat(&[link, &label, if link.is_empty() { "" } else { "</a>" }]));
        }
        if !inner.is_empty() {
            said.push(inner.to_owned());
        }
        let said = if is_alone { wrapped("<p>", &said.join("</p><p>"), "</p>") } else { said.join(" ") };
        self.out.push_str(&said);
    }

    /// The name and meaning of an included template; only its own parameters are left, with their values.
    #[inline(never)]
    fn included(&self, tag: &Tag<'a>, parameters: &mut Vec<Parameter>) -> (&'a str, Option<Meaning>) {
        let file = &tag.parameters[..text::count(tag.parameters, &|b| !b.is_ascii_whitespace() && b != b',')];
        let stem = &file[file.rfind('/').map_or(0, |at| at + 1)..];
        let stem = &stem[..text::count(stem, &|b| b != b'.')];
        if !parameters.is_empty() {
            parameters.remove(0);
        }
        for parameter in parameters {
            parameter.value = self.substitute(&parameter.value);
            if !parameter.is_quoted {
                match self.variables.operand(&parameter.value) {
                    Value::Known(value) => parameter.value = value,
                    Value::Unknown => parameter.value.clear(),
                    Value::Foreign => {}
                }
            }
        }
        (stem, names::in_pages(stem))
    }

    /// A text with its expressions replaced by what they come to.
    fn substitute(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some(start) = text::find(rest, "{{")
            && let Some(length) = text::find(&rest[start..], "}}")
        {
            out.push_str(&rest[..start]);
            if let Value::Known(value) = self.variables.evaluate(&rest[start + 2..start + length]) {
                out.push_str(&value);
            }
            rest = &rest[start + length + 2..];
        }
        out + rest
    }

    /// The spaces that the last line has so far, if it has nothing else.
    fn indent(&self) -> Option<&str> {
        let bytes = self.out.as_bytes();
        let length = bytes.iter().rev().take(NEAR).take_while(|b| **b == b' ').count();
        let start = bytes.len() - length;
        (start == 0 || bytes[start - 1] == b'\n').then(|| &self.out[start..])
    }

    /// Where the next value goes.
    #[inline(never)]
    fn spot(&self) -> Spot {
        let near = &self.out[self.out.ceil_char_boundary(self.out.len().saturating_sub(NEAR))..];
        // A link's or picture's address begins with what is before the last stretch without spaces and brackets.
        let is_inside = |b: &&u8| !b.is_ascii_whitespace() && !b"<>()\"'=".contains(b);
        let inside = near.bytes().rev().take_while(|b| is_inside(&b)).count();
        let before = near[..near.len() - inside].trim_ascii_end();
        let before = before.strip_suffix('<').unwrap_or(before).trim_ascii_end();
        let attribute = before.trim_ascii_end().trim_end_matches(['"', '\'']).trim_ascii_end();
        let name = attribute.strip_suffix('=').unwrap_or_default().trim_ascii_end().as_bytes();
        let is_href = name.len() >= 4 && name[name.len() - 4..].eq_ignore_ascii_case(b"href");
        if before.ends_with("](") || before.ends_with("]:") || is_href {
            return Spot::Address;
        }
        let bracket = near.bytes().rposition(|b| b == b'<' || b == b'>');
        let is_tag = |at: usize| matches!(near.as_bytes()[at..], [b'<', b'a'..=b'z' | b'A'..=b'Z', ..]);
        if bracket.is_some_and(is_tag) { Spot::Attribute } else { Spot::Text }
    }
}

/// The URL of a link among posts, as the step for links knows it.
fn post_address(name: &str, post: &str) -> String {
    percent::encode(&text::concat(&["{% ", name, " ", post, " %}"]))
}

/// A text with what is around it, unless it is empty.
#[inline(never)]
fn wrapped(before: &str, text: &str, behind: &str) -> String {
    if text.is_empty() { String::new() } else { text::concat(&[before, text, behind]) }
}
