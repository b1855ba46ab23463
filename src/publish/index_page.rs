//! Pages that lead to posts: of all, of a year, of a month, of what has no date.

use super::PAGES;
use super::frame::{Rendered, masthead, pictures_sentence};
use super::head::{self, Head};
use super::markup::Markup;
use super::site::Site;
use std::ops::Range;

/// Posts in one page of a month.
pub const PER_PAGE: usize = 200;

/// A year with more posts names its months alone.
const YEAR: usize = 400;

/// Posts that the first page shows.
const NEWEST: usize = 30;

/// Characters of an excerpt: two lines of a list.
const EXCERPT: usize = 140;

/// A post in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// The path of its page.
    pub address: String,
    /// Its title.
    pub title: String,
    /// Its date as ISO 8601.
    pub date: Option<String>,
    /// Its author.
    pub author: Option<String>,
    /// The host that it was saved from.
    pub host: Option<String>,
    /// Its language.
    pub lang: String,
    /// Whether it is written from right to left.
    pub is_rtl: bool,
    /// Its beginning.
    pub excerpt: String,
}

/// The posts of a month: a part of the list of all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bucket {
    /// `2021`, or nothing for posts without a date.
    pub year: String,
    /// `03`, or nothing.
    pub month: String,
    /// Where they are in the list.
    pub posts: Range<usize>,
}

/// All posts by month, newest first.
pub struct Buckets<'a> {
    list: &'a [Listed],
    /// Those without a date are the last.
    buckets: Vec<Bucket>,
}

impl<'a> Buckets<'a> {
    /// Sorts a list into months. It is newest first, and what has no date is at its end.
    pub fn of(list: &'a [Listed]) -> Self {
        let mut buckets: Vec<Bucket> = Vec::new();
        for (at, post) in list.iter().enumerate() {
            let (year, month) = month_of(post);
            match buckets.last_mut().filter(|last| last.year == year && last.month == month) {
                Some(last) => last.posts.end = at + 1,
                None => buckets.push(Bucket { year: year.to_owned(), month: month.to_owned(), posts: at..at + 1 }),
            }
        }
        Buckets { list, buckets }
    }

    /// All pages. `sources` are the hosts with feeds, with the paths of these and the numbers of posts.
    pub fn pages(&self, site: &Site, sources: &[(String, String, usize)]) -> Vec<Rendered> {
        let mut pages = vec![self.overview(site, sources)];
        for months in self.buckets.chunk_by(|one, other| one.year == other.year) {
            if !months[0].year.is_empty() {
                pages.push(self.year(site, months));
            }
            pages.extend(months.iter().flat_map(|month| self.month(site, month)));
        }
        pages
    }

    fn overview(&self, site: &Site, sources: &[(String, String, usize)]) -> Rendered {
        let words = site.language;
        let title = words.say("index", &[]);
        let page_title = if site.title.is_empty() { &title } else { &site.title };
        let path = format!("{PAGES}index.html");
        let mut out = begin(site, page_title, &path, site.description.as_deref().unwrap_or(&title));
        out.open("header", &[("class", Some("published-header"))]);
        out.element("h1", &[("class", Some("published-title"))], page_title);
        let count = words.count("count", self.list.len());
        let lead = site.description.as_ref().map_or(count.clone(), |text| format!("{text} · {count}"));
        out.element("p", &[("class", Some("published-lead"))], &lead);
        out.close("header");
        out.line();
        out.open("nav", &[("class", Some("published-years")), ("aria-labelledby", Some("by-date"))]);
        out.element("h2", &[("id", Some("by-date"))], &words.say("by-date", &[]));
        out.open("ul", &[]);
        for months in self.buckets.chunk_by(|one, other| one.year == other.year) {
            self.year_row(site, months, &mut out);
        }
        out.close("ul");
        out.close("nav");
        out.line();
        out.open("section", &[("aria-labelledby", Some("newest"))]);
        out.element("h2", &[("id", Some("newest"))], &words.say("newest", &[]));
        list(site, &self.list[..self.list.len().min(NEWEST)], &super::root_of(&path), true, &mut out);
        out.close("section");
        if !sources.is_empty() {
            out.open("section", &[("class", Some("published-sources")), ("aria-labelledby", Some("sources"))]);
            out.element("h2", &[("id", Some("sources"))], &words.say("sources", &[]));
            out.open("ul", &[]);
            for (host, feed, count) in sources {
                out.open("li", &[]);
                out.element("bdi", &[], host);
                out.text(" ");
                out.element("span", &[("class", Some("published-count"))], &count.to_string());
                out.text(" ");
                let href = format!("../{}", super::path_href(feed));
                let label = format!("{}: {host}", words.say("feed", &[]));
                out.element("a", &[("href", Some(&href)), ("aria-label", Some(&label))], &words.say("feed", &[]));
                out.close("li");
            }
            out.close("ul");
            out.close("section");
            out.line();
        }
        end(site, out, path)
    }

    /// A year in the first page, with its months.
    fn year_row(&self, site: &Site, months: &[Bucket], out: &mut Markup) {
        let words = site.language;
        let year = &months[0].year;
        let count = months.iter().map(|month| month.posts.len()).sum::<usize>().to_string();
        out.open("li", &[]);
        let (href, text) = match year.is_empty() {
            true => ("undated/".to_owned(), words.say("undated-short", &[])),
            false => (format!("{year}/"), year.clone()),
        };
        out.element("a", &[("class", Some("published-year")), ("href", Some(&href))], &text);
        out.text(" ");
        out.element("span", &[("class", Some("published-count"))], &count);
        if !year.is_empty() {
            out.open("ul", &[]);
            for month in months.iter().rev().filter(|month| !month.month.is_empty()) {
                out.open("li", &[]);
                let name = words.month(month.month.parse().unwrap_or_default());
                let href = format!("{year}/{}/", month.month);
                let label = words.say("month", &[("year", year), ("month", &name)]);
                let short: String = name.chars().take(3).collect();
                out.element("a", &[("href", Some(&href)), ("aria-label", Some(&label))], &short);
                out.close("li");
            }
            out.close("ul");
        }
        out.close("li");
        out.line();
    }

    fn year(&self, site: &Site, months: &[Bucket]) -> Rendered {
        let words = site.language;
        let year = &months[0].year;
        let title = words.say("year", &[("year", year)]);
        let path = format!("{PAGES}{year}/index.html");
        let total: usize = months.iter().map(|month| month.posts.len()).sum();
        let mut out = begin(site, &title, &path, &words.count("count", total));
        heading(site, &title, total, ("../", &words.say("index", &[])), &mut out);
        for month in months.iter().filter(|month| !month.month.is_empty()) {
            let name = words.month(month.month.parse().unwrap_or_default());
            out.open("section", &[("class", Some("published-month"))]);
            out.open("h2", &[]);
            out.element("a", &[("href", Some(&format!("{}/", month.month)))], &name);
            out.text(" ");
            let count = month.posts.len().to_string();
            out.element("span", &[("class", Some("published-count"))], &count);
            out.close("h2");
            if total <= YEAR {
                list(site, &self.list[month.posts.clone()], &super::root_of(&path), false, &mut out);
            }
            out.close("section");
            out.line();
        }
        end(site, out, path)
    }

    /// The pages of a month, or of what has no date.
    fn month(&self, site: &Site, month: &Bucket) -> Vec<Rendered> {
        let words = site.language;
        let (folder, title) = match month.year.is_empty() {
            true => (format!("{PAGES}undated/"), words.say("undated", &[])),
            false => {
                let name = words.month(month.month.parse().unwrap_or_default());
                let title = words.say("month", &[("year", &month.year), ("month", &name)]);
                (format!("{PAGES}{}/{}/", month.year, month.month), title)
            }
        };
        let posts = &self.list[month.posts.clone()];
        let total = posts.chunks(PER_PAGE).len();
        let way = |page: usize| if page == 1 { folder.clone() } else { format!("{folder}page-{page}/") };
        let pages = (1..).zip(posts.chunks(PER_PAGE)).map(|(page, part)| {
            let path = format!("{}index.html", way(page));
            let root = super::root_of(&path);
            let (number, of) = (page.to_string(), total.to_string());
            let part_title = words.say("page", &[("page", &number), ("pages", &of)]);
            let full = if page == 1 { title.clone() } else { format!("{title} · {part_title}") };
            let mut out = begin(site, &full, &path, &words.count("count", posts.len()));
            let up = if page == 1 { "../" } else { "../../" };
            let up_text = match month.year.is_empty() {
                true => words.say("index", &[]),
                false => words.say("year", &[("year", &month.year)]),
            };
            heading(site, &title, posts.len(), (up, &up_text), &mut out);
            list(site, part, &root, true, &mut out);
            if total > 1 {
                let label = words.say("pages", &[]);
                out.open("nav", &[("class", Some("neighbours")), ("aria-label", Some(&label))]);
                for (other, rel, class, key) in
                    [(page - 1, "prev", None, "later"), (page + 1, "next", Some("neighbour-next"), "earlier")]
                {
                    if (1..=total).contains(&other) {
                        let href = format!("{root}{}", super::path_href(&way(other)));
                        let attributes = [("rel", Some(rel)), ("class", class), ("href", Some(href.as_str()))];
                        out.element("a", &attributes, &words.say(key, &[]));
                    }
                }
                out.element("span", &[], &part_title);
                out.close("nav");
                out.line();
            }
            end(site, out, path)
        });
        pages.collect()
    }
}

/// The year and the month of a post, both empty if it has no date.
fn month_of(post: &Listed) -> (&str, &str) {
    let date = post.date.as_deref().unwrap_or_default();
    match (date.get(..4), date.get(5..7)) {
        (Some(year), Some(month)) => (year, month),
        _ => ("", ""),
    }
}

fn begin(site: &Site, title: &str, path: &str, description: &str) -> Markup {
    let mut out = Markup::new();
    let root = super::root_of(path);
    let full = if title == site.title { title.to_owned() } else { format!("{title} · {}", site.title) };
    let lang = site.language.tag();
    let head = Head { title: &full, lang, dir: "ltr", description, is_listed: true, root: &root };
    head::begin(site, &head, &mut out);
    if let Some(url) = site.url_of(path.trim_end_matches("index.html")) {
        out.open("link", &[("rel", Some("canonical")), ("href", Some(&url))]);
        out.line();
        for (name, content) in [("og:type", "website"), ("og:title", title), ("og:url", &url)] {
            out.open("meta", &[("property", Some(name)), ("content", Some(content))]);
            out.line();
        }
    }
    head::end(&mut out);
    out.open("body", &[("class", Some("published")), ("data-view", Some("list"))]);
    out.line();
    out.element("a", &[("class", Some("skip")), ("href", Some("#content"))], &site.language.say("skip", &[]));
    masthead(site, &root, &mut out);
    out.open("main", &[("class", Some("content published-index")), ("id", Some("content"))]);
    out.line();
    out
}

fn heading(site: &Site, title: &str, count: usize, (up, up_text): (&str, &str), out: &mut Markup) {
    out.open("header", &[("class", Some("published-header"))]);
    out.open("p", &[("class", Some("published-up"))]);
    out.element("a", &[("href", Some(up))], up_text);
    out.close("p");
    out.element("h1", &[("class", Some("published-title"))], title);
    out.element("p", &[("class", Some("published-lead"))], &site.language.count("count", count));
    out.close("header");
    out.line();
}

fn end(site: &Site, mut out: Markup, path: String) -> Rendered {
    out.close("main");
    out.line();
    out.open("footer", &[("class", Some("published-foot"))]);
    if let Some(licence) = &site.licence {
        let sentence = site.language.say("licence", &[("licence", &licence.name)]);
        out.element("p", &[], &sentence);
    }
    out.element("p", &[], &pictures_sentence(site));
    out.close("footer");
    out.fixed("\n</body>\n</html>\n");
    Rendered { path, text: out.into_string() }
}

/// Writes a list of posts.
fn list(site: &Site, posts: &[Listed], root: &str, has_excerpts: bool, out: &mut Markup) {
    let words = site.language;
    out.open("ol", &[("class", Some("published-list"))]);
    for post in posts {
        let dir = Some(if post.is_rtl { "rtl" } else { "ltr" });
        out.line();
        out.open("li", &[]);
        let href = format!("{root}{}", super::path_href(&post.address));
        let attributes = [("href", Some(href.as_str())), ("lang", Some(post.lang.as_str())), ("dir", dir)];
        out.element("a", &attributes, &post.title);
        let facts = [post.author.as_deref(), post.host.as_deref()];
        if post.date.is_some() || facts.iter().any(Option::is_some) {
            out.open("p", &[("class", Some("facts"))]);
            if let Some(date) = &post.date {
                out.element("time", &[("datetime", Some(date))], &words.day(date));
                out.text(" ");
            }
            for fact in facts.into_iter().flatten() {
                out.element("span", &[("dir", Some("auto"))], fact);
                out.text(" ");
            }
            out.close("p");
        }
        let excerpt = excerpt(&post.excerpt);
        if has_excerpts && !excerpt.is_empty() {
            let attributes = [("class", Some("published-excerpt")), ("lang", Some(&*post.lang)), ("dir", dir)];
            out.element("p", &attributes, &excerpt);
        }
        out.close("li");
    }
    out.close("ol");
    out.line();
}

fn excerpt(text: &str) -> String {
    match text.char_indices().nth(EXCERPT) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}
