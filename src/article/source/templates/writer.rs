//! What each tag stands for, by its meaning and parameters.

use super::expression::{Value, Variables};
use super::names::{self, Meaning};
use super::parameters::{self, Parameter};
use super::tag::{Syntax, Tag, is_alone};
use super::{figure, html, inline, values};
use crate::article::changes::{ChangeLog, Kind};
use crate::article::facts::links::POST_TAGS;
use crate::article::reason::Reason;
use crate::text::percent;
use std::borrow::Cow;
use std::collections::HashMap;

/// The mark of a link's or a tag's beginning is looked for this far back, in bytes.
const NEAR: usize = 400;

/// Where a value goes.
#[derive(PartialEq)]
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
    /// What is written for closing tags, by their numbers.
    pub closings: HashMap<usize, String>,
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
        match tag.syntax {
            Syntax::Value => return self.write_value(tag.parameters, raw),
            Syntax::Escaped => {
                let (open, close) = raw.split_at(3);
                let shown = [open, " ", tag.content.unwrap_or_default(), " ", &close[close.len() - 3..]].concat();
                self.out.push_str(&html::escaped(&shown));
            }
            _ if tag.is_close => {
                let closing = self.closings.remove(&number).unwrap_or_default();
                self.out.push_str(&closing);
            }
            _ => self.write_tag(tag, tags),
        }
        // These two enclose a text that is shown as it is; nobody misses the tags.
        let is_plain = self.is_markdown
            && tag.syntax == Syntax::Liquid
            && matches!(tag.meaning, Some(Meaning::Raw | Meaning::Code(true)));
        if !is_plain && tag.meaning != Some(Meaning::Comment) {
            let kind = if self.out.len() > start { Kind::Changed } else { Kind::Removed };
            let shown =
                tag.content.filter(|_| tag.open_end > tag.start).map_or(raw.len(), |_| tag.open_end - tag.start);
            let closing = tag.content.map_or("", |content| raw.get(shown + content.len()..).unwrap_or_default());
            let entry =
                if closing.is_empty() { raw[..shown].to_owned() } else { [&raw[..shown], " ", closing].concat() };
            self.log.append("template", Reason::SiteTag, kind, &entry);
        }
    }

    fn write_value(&mut self, inner: &str, raw: &str) {
        let value = match self.variables.evaluate(inner) {
            Value::Foreign => return self.out.push_str(raw),
            Value::Known(value) if value.len() <= self.room => value,
            _ => String::new(),
        };
        self.room -= value.len();
        let kind = if value.is_empty() { Kind::Removed } else { Kind::Changed };
        self.log.append("template", Reason::SiteExpression, kind, raw);
        let value = if self.spot() == Spot::Address { html::address(&value) } else { html::escaped(&value) };
        self.out.push_str(&value);
    }

    fn write_tag(&mut self, tag: &Tag<'a>, tags: &[Tag<'a>]) {
        let spot = self.spot();
        let mut parameters = parameters::parse(tag.parameters);
        let (mut name, mut meaning) = (tag.name, tag.meaning);
        if meaning == Some(Meaning::Include) {
            (name, meaning) = self.included(&mut parameters);
        }
        // `link` has a name and an address for Hexo, and a post's path for Jekyll.
        let is_post = meaning == Some(Meaning::PostPath)
            || meaning == Some(Meaning::Link)
                && POST_TAGS.contains(&name)
                && !parameters.iter().any(|p| values::is_address(&p.value));
        match meaning {
            Some(Meaning::Assign) => self.variables.assign(tag.parameters),
            Some(Meaning::Loop) => {
                let item = tag.parameters.split_whitespace().next().unwrap_or_default();
                self.variables.assigned.insert(item, None);
            }
            // An entry of its own.
            Some(Meaning::Comment) => {
                let text = tag.content.unwrap_or_default().trim();
                self.log.append("template", Reason::TemplateComment, Kind::Removed, text);
            }
            Some(Meaning::Raw) => self.out.push_str(tag.content.unwrap_or_default()),
            _ if is_post => {
                // In a link's address it says which post that leads to, which a library may know.
                if spot == Spot::Address
                    && let Some(first) = parameters.first()
                {
                    let name = if POST_TAGS.contains(&name) { name } else { "link" };
                    self.out.push_str(&post_address(name, &first.value));
                }
            }
            Some(Meaning::FilePath) => {
                let path = parameters.first().map_or("", |p| &*p.value);
                let path = if spot == Spot::Address { html::address(path) } else { html::escaped(path) };
                self.out.push_str(&path);
            }
            // Within an address or an element's tag there is no place for more than a value.
            _ if spot != Spot::Text => {}
            Some(Meaning::Code(is_language_first)) if tag.content.is_some() => {
                self.write_code(tag, &parameters, is_language_first);
            }
            _ => self.write_element(tag, name, meaning, &parameters, tags),
        }
    }

    fn write_element(
        &mut self,
        tag: &Tag<'a>,
        name: &str,
        meaning: Option<Meaning>,
        parameters: &[Parameter],
        tags: &[Tag<'a>],
    ) {
        let is_alone = is_alone(self.body, tag);
        let partner = tag.partner.map(|number| (number, &self.body[tag.end..tags[number].start]));
        if let Some((number, content)) = partner
            && self.open_pair(meaning, parameters, number, content)
        {
            return;
        }
        let inner = tag.content.map(str::trim).filter(|inner| !inner.is_empty());
        let player = match meaning {
            Some(Meaning::Player(before, between)) => {
                values::player_address(parameters, inner, before, between).map(|a| ("iframe", a))
            }
            Some(Meaning::Embed) => inner.filter(|inner| values::is_address(inner)).map(|a| ("iframe", a.to_owned())),
            Some(Meaning::Media(element)) => values::media_address(parameters, inner).map(|a| (element, a)),
            None | Some(Meaning::Figure) if name.to_ascii_lowercase().contains("youtube") => {
                values::player_address(parameters, inner, "https://www.youtube.com/embed/", "").map(|a| ("iframe", a))
            }
            _ => None,
        };
        if let Some((element, address)) = player {
            let title = values::named(parameters, &["title", "caption", "text", "alt"]);
            self.out.push_str(&html::player(element, &address, title));
            return;
        }
        match meaning {
            Some(Meaning::Nothing | Meaning::Text) => return,
            Some(Meaning::Link) => {
                if let Some(at) = parameters.iter().position(|p| values::is_address(&p.value)) {
                    let label = values::words_before(parameters, at);
                    return self.write_link(&html::link(&parameters[at].value), &label, &parameters[at].value);
                }
            }
            Some(Meaning::File | Meaning::Post) => {
                if let Some(first) = parameters.first() {
                    let label: Vec<&str> = parameters[1..]
                        .iter()
                        .map(|p| &*p.value)
                        .filter(|word| !matches!(*word, "true" | "false"))
                        .collect();
                    let open = if meaning == Some(Meaning::Post) {
                        ["<a href=\"", &post_address("post_url", &first.value), "\">"].concat()
                    } else {
                        html::link(&first.value)
                    };
                    return self.write_link(&open, &label.join(" "), &first.value);
                }
            }
            _ => {
                let is_figure = meaning == Some(Meaning::Figure);
                let picture = figure::find_picture(parameters, is_figure).filter(|_| is_figure || meaning.is_none());
                if let Some(picture) = picture {
                    // Of the tags without quotes only these have a title behind the address.
                    let has_words = matches!(name, "asset_img" | "img");
                    self.out.push_str(&figure::figure(parameters, picture, is_alone, has_words));
                    return;
                }
            }
        }
        self.write_said(parameters, inner, is_alone);
    }

    /// Writes what is around an enclosed text in which tags and Markdown are read. Tells whether there is anything.
    fn open_pair(&mut self, meaning: Option<Meaning>, parameters: &[Parameter], number: usize, content: &str) -> bool {
        let line = self.out.rsplit('\n').next().unwrap_or_default();
        let is_block = self.is_markdown && line.bytes().all(|b| b == b' ');
        // Markdown is read between blank lines, with the indent that a list asks for.
        let gap = if is_block { ["\n\n", line].concat() } else { String::new() };
        let mut open = |element: &str, before: &str, behind: &str| {
            let markdown = if is_block { " markdown=\"1\"" } else { "" };
            let (before_gap, behind_gap) =
                (if before.is_empty() { "" } else { &gap }, if behind.is_empty() { "" } else { &gap });
            self.out.extend(["<", element, markdown, ">", before_gap, before, &gap]);
            let end = if is_block { "\n\n" } else { "" };
            self.closings.insert(number, [&gap, behind, behind_gap, "</", element, ">", end].concat());
        };
        match meaning {
            Some(Meaning::Quote) => {
                let of_whom = values::of_whom(parameters);
                let behind = if of_whom.is_empty() { of_whom } else { ["<p><cite>", &of_whom, "</cite></p>"].concat() };
                open("blockquote", "", &behind);
            }
            Some(Meaning::Aside) => {
                let title =
                    values::said(parameters).iter().map(|said| inline::render(said)).collect::<Vec<_>>().join(" ");
                let before = if title.is_empty() { title } else { ["<p><strong>", &title, "</strong></p>"].concat() };
                open("blockquote", &before, "");
            }
            Some(Meaning::Caption) => {
                let caption = values::named(parameters, &["caption"]);
                let behind = ["<figcaption>", &inline::render(caption), "</figcaption>"].concat();
                open("figure", "", if caption.is_empty() { "" } else { &behind });
            }
            Some(Meaning::Link) | None if !content.contains("\n\n") && !content.contains("<a") => {
                let is_web = |p: &&Parameter| matches!(p.name, "href" | "url" | "link" | "") && p.value.contains("://");
                let Some(address) = parameters.iter().find(is_web) else { return false };
                if figure::find_picture(parameters, false).is_some() || content.trim().is_empty() {
                    return false;
                }
                self.out.push_str(&html::link(&address.value));
                self.closings.insert(number, "</a>".to_owned());
            }
            _ => return false,
        }
        true
    }

    fn write_code(&mut self, tag: &Tag, parameters: &[Parameter], is_language_first: bool) {
        let mut language = values::named(parameters, &["lang", "language"]);
        let mut words: Vec<&str> = parameters.iter().filter(|p| p.name.is_empty()).map(|p| &*p.value).collect();
        if is_language_first {
            language = words.first().copied().unwrap_or_default();
            words.clear();
        }
        let title = values::named(parameters, &["title", "caption", "file", "filename"]);
        words.extend(Some(title).filter(|title| !title.is_empty()));
        let gap = if self.is_markdown && !self.out.ends_with("\n\n") && self.at_line_start() { "\n" } else { "" };
        self.out.push_str(gap);
        let code = html::code(tag.content.unwrap_or_default(), language);
        if words.is_empty() {
            self.out.push_str(&code);
        } else {
            self.out.extend(["<p>", &html::escaped(&words.join(" ")), "</p>", &code]);
        }
    }

    fn write_link(&mut self, open: &str, label: &str, or: &str) {
        let label = if label.is_empty() { or } else { label };
        self.out.extend([open, &*inline::render(label), "</a>"]);
    }

    /// Writes the words of a tag that isn't known, and its first address.
    fn write_said(&mut self, parameters: &[Parameter], inner: Option<&str>, is_alone: bool) {
        let mut said: Vec<String> = values::said(parameters).into_iter().map(inline::render).collect();
        said.extend(inner.map(str::to_owned));
        let is_web = |p: &&Parameter| p.value.starts_with("http") && p.value.contains("://");
        if let Some(address) = parameters.iter().find(is_web) {
            let label = if said.is_empty() { html::escaped(&address.value) } else { said.remove(0) };
            let label =
                if label.contains("<a") { label } else { [&html::link(&address.value), &*label, "</a>"].concat() };
            said.insert(0, label);
        }
        if said.is_empty() {
            return;
        }
        let said = if is_alone { ["<p>", &said.join("</p><p>"), "</p>"].concat() } else { said.join(" ") };
        self.out.push_str(&said);
    }

    /// The name and meaning of an included template; only its own parameters are left, with their values.
    fn included(&self, parameters: &mut Vec<Parameter<'a>>) -> (&'a str, Option<Meaning>) {
        if parameters.is_empty() {
            return ("", None);
        }
        let file = match parameters.remove(0).value {
            Cow::Borrowed(file) => file.trim_end_matches(','),
            Cow::Owned(_) => "",
        };
        let stem = file.rsplit('/').next().unwrap_or_default();
        let stem = stem.split('.').next().unwrap_or_default();
        for parameter in parameters {
            if parameter.value.contains("{{") {
                parameter.value = Cow::Owned(self.substitute(&parameter.value));
            } else if !parameter.is_quoted {
                match self.variables.operand(&parameter.value) {
                    Value::Known(value) => parameter.value = Cow::Owned(value),
                    Value::Unknown => parameter.value = Cow::Borrowed(""),
                    Value::Foreign => {}
                }
            }
        }
        (stem, names::in_zola(stem))
    }

    /// A text with its expressions replaced by what they come to.
    fn substitute(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, (inner, after))) =
            rest.split_once("{{").and_then(|(b, r)| Some((b, r.split_once("}}")?)))
        {
            out.push_str(before);
            if let Value::Known(value) = self.variables.evaluate(inner) {
                out.push_str(&value);
            }
            rest = after;
        }
        out + rest
    }

    fn at_line_start(&self) -> bool {
        self.out.rsplit('\n').next().unwrap_or_default().bytes().all(|b| b == b' ')
    }

    /// Where the next value goes.
    fn spot(&self) -> Spot {
        let near = &self.out[self.out.ceil_char_boundary(self.out.len().saturating_sub(NEAR))..];
        if is_in_address(near) {
            return Spot::Address;
        }
        let opened = near.rfind('<').filter(|&at| near[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic()));
        if opened.is_some_and(|at| !near[at..].contains('>')) { Spot::Attribute } else { Spot::Text }
    }
}

/// The URL of a link among posts, as the step for links knows it.
fn post_address(name: &str, post: &str) -> String {
    percent::encode(&["{% ", name, " ", post, " %}"].concat())
}

/// Whether a text ends inside the URL of a link, Markdown's or HTML's.
fn is_in_address(near: &str) -> bool {
    let before = near.trim_end_matches(|c: char| !c.is_whitespace() && !"<>()\"'=".contains(c)).trim_end();
    let before = before.strip_suffix('<').unwrap_or(before).trim_end();
    let is_html = || {
        let name = before.trim_end_matches(['"', '\'']).trim_end().strip_suffix('=').map(str::trim_end);
        name.is_some_and(|name| name.to_ascii_lowercase().ends_with("href"))
    };
    before.ends_with("](") || before.ends_with("]:") || is_html()
}
