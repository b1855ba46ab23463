//! The page of a post: the same elements and classes as the viewer's, without anything that needs a program.

use super::card::{outward, wayback};
use super::facts::{PostPage, is_han};
use super::frame::{Rendered, masthead, pictures_sentence};
use super::markup::Markup;
use super::rewrite::Rewriter;
use super::site::Site;
use super::{PAGES, card, discussion, head, record};
use crate::article::Embed;

impl PostPage<'_> {
    /// The page.
    pub fn render(&self, site: &Site) -> Rendered {
        let mut out = Markup::new();
        head::of_post(site, self, &mut out);
        let root = super::root_of(&self.file());
        let words = site.language;
        let lang = (Some(words.tag()), Some("ltr"));
        out.open("body", &[("class", Some("published")), ("data-view", Some("post"))]);
        out.line();
        out.element(
            "a",
            &[("class", Some("skip")), ("href", Some("#content")), ("lang", lang.0)],
            &words.say("skip", &[]),
        );
        masthead(site, &root, &mut out);
        out.open("main", &[("class", Some("content")), ("id", Some("content"))]);
        out.line();
        out.open("div", &[("class", Some("reading")), ("data-script", Some(script_of(self.lang())))]);
        out.line();
        out.open("article", &[("class", Some("post")), ("lang", Some(self.lang())), ("dir", Some(self.dir()))]);
        self.header(site, &mut out);
        self.body(site, &root, &mut out);
        self.tags(site, &mut out);
        out.close("article");
        out.line();
        discussion::write(site, self, &root, &mut out);
        self.neighbours(site, &root, &mut out);
        out.open("div", &[("class", Some("panels")), ("lang", lang.0), ("dir", lang.1)]);
        out.line();
        record::write(site, self, &mut out);
        out.close("div");
        out.line();
        self.about(site, &root, &mut out);
        out.fixed("\n</div>\n</main>\n</body>\n</html>\n");
        Rendered { path: self.file(), text: out.into_string() }
    }

    fn header(&self, site: &Site, out: &mut Markup) {
        let words = site.language;
        let title = &self.post.title;
        let long = if is_han(self.lang()) { 32 } else { 80 };
        let is_long = (title.chars().count() > long).then_some("true");
        out.open("header", &[("class", Some("post-header"))]);
        out.element("h1", &[("class", Some("post-headline")), ("data-long", is_long)], title);
        let source = self.source();
        let author = self.name(&self.post.author, &self.post.author_id);
        let other = self.post.from.as_deref().map(str::trim).filter(|from| source.is_none() && !from.is_empty());
        if self.post.date.is_some() || author.is_some() || source.is_some() || other.is_some() {
            out.line();
            out.open("p", &[("class", Some("facts")), ("lang", Some(words.tag())), ("dir", Some("ltr"))]);
            if let Some(date) = &self.post.date {
                out.element("time", &[("datetime", Some(&date.iso))], &words.day(&date.iso));
                out.text(" ");
            }
            if let Some(author) = author {
                let class = Some("post-author");
                out.element("span", &[("lang", Some(self.lang())), ("dir", Some("auto")), ("class", class)], author);
                out.text(" ");
            }
            if let Some(source) = &source {
                outward(out, &source.url, &words.say("source", &[("host", &source.host)]));
                out.text(" ");
                let date = self.post.date.as_ref().map_or("", |date| &date.iso);
                out.open("span", &[("class", Some("facts-wayback"))]);
                outward(out, &wayback(&source.url, date), &words.say("wayback", &[]));
                out.close("span");
            }
            if let Some(other) = other {
                out.element("span", &[], &words.say("source-text", &[("source", other)]));
            }
            out.close("p");
        }
        let notes = [(!self.post.published, "unpublished"), (self.article.limit.is_some(), "limit")];
        for (_, key) in notes.iter().filter(|(has, _)| *has) {
            out.element("p", &[("class", Some("post-notes")), ("lang", Some(words.tag()))], &words.say(key, &[]));
        }
        out.close("header");
        out.line();
    }

    /// Cards of players that no link of the article leads to.
    fn head_cards(&self) -> Vec<&Embed> {
        let html = self.article.html.as_str();
        let is_linked = |embed: &Embed| html.contains(&*super::markup::escape(&embed.url)) || html.contains(&embed.url);
        self.article.embeds.iter().filter(|embed| !is_linked(embed)).collect()
    }

    fn body(&self, site: &Site, root: &str, out: &mut Markup) {
        let cards = self.head_cards();
        if !cards.is_empty() {
            out.open("div", &[("class", Some("post-head"))]);
            cards.iter().for_each(|embed| card::write(site, self, embed, out));
            out.close("div");
            out.line();
        }
        out.open("div", &[("class", Some("post-body"))]);
        if self.article.limit.is_some() {
            out.element("div", &[("class", Some("post-plain"))], &self.article.text);
        } else if !self.article.html.as_str().trim().is_empty() {
            self.rewriter(site, root).write(&self.article.html, out);
        } else if cards.is_empty() {
            let lang = Some(site.language.tag());
            out.element("p", &[("class", Some("post-empty")), ("lang", lang)], &site.language.say("empty", &[]));
        }
        out.close("div");
        out.line();
    }

    fn rewriter<'p>(&'p self, site: &'p Site, root: &'p str) -> Rewriter<'p> {
        let has_lead = self.article.figures.first().is_some_and(|figure| figure.lead);
        Rewriter { site, page: self, root, is_page: true, embeds: &self.article.embeds, has_lead }
    }

    fn tags(&self, site: &Site, out: &mut Markup) {
        if self.post.tags.is_empty() {
            return;
        }
        let label = site.language.say("tags", &[]);
        out.open("ul", &[("class", Some("post-tags")), ("aria-label", Some(&label))]);
        for tag in &self.post.tags {
            out.element("li", &[], tag);
        }
        out.close("ul");
        out.line();
    }

    fn neighbours(&self, site: &Site, root: &str, out: &mut Markup) {
        if self.earlier.is_none() && self.later.is_none() {
            return;
        }
        let words = site.language;
        let label = words.say("neighbours", &[]);
        out.open("nav", &[("class", Some("neighbours")), ("aria-label", Some(&label))]);
        let ways = [(&self.earlier, "prev", None, "earlier"), (&self.later, "next", Some("neighbour-next"), "later")];
        for (neighbour, rel, class, key) in ways {
            let Some(neighbour) = neighbour else {
                out.element("span", &[], "");
                continue;
            };
            let href = format!("{root}{}", super::path_href(&neighbour.address));
            out.open("a", &[("rel", Some(rel)), ("class", class), ("href", Some(&href))]);
            out.element("span", &[("class", Some("neighbour-way")), ("lang", Some(words.tag()))], &words.say(key, &[]));
            out.text(" ");
            out.element("bdi", &[("lang", Some(&neighbour.lang))], &neighbour.title);
            out.close("a");
        }
        out.close("nav");
        out.line();
    }

    /// What the page is, whose words these are, and under which terms.
    fn about(&self, site: &Site, root: &str, out: &mut Markup) {
        let words = site.language;
        let lang = Some(words.tag());
        out.open("footer", &[("class", Some("published-about")), ("lang", lang), ("dir", Some("ltr"))]);
        out.element("h2", &[("class", Some("panel-heading"))], &words.say("about", &[]));
        out.element("p", &[], &words.say("kept", &[]));
        out.element("p", &[], &pictures_sentence(site));
        if let Some(licence) = &site.licence {
            out.open("p", &[]);
            match &licence.url {
                Some(url) => {
                    let sentence = words.say("licence", &[("licence", "\u{1}")]);
                    let (before, after) = sentence.split_once('\u{1}').unwrap_or((&sentence, ""));
                    out.text(before);
                    out.element(
                        "a",
                        &[("rel", Some("license noopener noreferrer")), ("href", Some(url))],
                        &licence.name,
                    );
                    out.text(after);
                }
                None => out.text(&words.say("licence", &[("licence", &licence.name)])),
            }
            out.close("p");
        }
        out.open("p", &[("class", Some("published-ways"))]);
        if let (Some(viewer), Some(raw)) = (&site.viewer, self.raw) {
            let name = raw.strip_prefix("posts/").unwrap_or(raw);
            let href = format!("{root}{viewer}#/post/{}", crate::text::percent::encode(name));
            out.element("a", &[("href", Some(&href))], &words.say("viewer", &[]));
            out.text(" ");
        }
        if let Some(raw) = self.raw {
            let href = format!("{root}{}", super::path_href(raw));
            out.element("a", &[("href", Some(&href))], &words.say("file", &[]));
            out.text(" ");
        }
        out.element("a", &[("href", Some(&format!("{root}{PAGES}")))], &words.say("index", &[]));
        out.close("p");
        out.close("footer");
        out.line();
    }
}

/// The script that decides the length of lines.
fn script_of(lang: &str) -> &'static str {
    match lang.split('-').next().unwrap_or_default() {
        "zh" | "ja" => "han",
        "ko" => "hangul",
        _ => "letters",
    }
}
