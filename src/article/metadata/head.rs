//! The head of a page: `meta`, `link rel=canonical`, and the marks of programs that save pages.

use super::said::{Said, date, page_url};
use crate::article::dom::{Data, Dom};
use crate::post::{Date, DateSource};

/// Titles, dates, authors and addresses by the names that Open Graph, Dublin Core, Twitter and publishing systems give them,
/// the surest first.
const TITLES: &[&str] = &["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "headline"];
const DATES: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "sailthru.date",
    "citation_publication_date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "date",
];
const AUTHORS: &[&str] = &[
    "author",
    "article:author",
    "og:article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "citation_author",
    "byl",
    "article:author_name",
];
const SITES: &[&str] = &["og:site_name", "application-name", "apple-mobile-web-app-title"];

/// Comments above the text that are read, and the bytes of one.
const MOST_COMMENTS: usize = 8;
const LONGEST_COMMENT: usize = 2_000;
/// Elements of a head that are read.
const MOST_ELEMENTS: usize = 400;

/// What the head of a page says.
#[derive(Default)]
pub struct Head {
    /// Title, date, author, and the page's own address.
    pub said: Said,
    /// The name of the site.
    pub site: Option<String>,
    /// The address at which a program saved the page.
    pub saved_from: Option<String>,
    /// When it did.
    pub saved: Option<Date>,
}

/// Reads the head of a page, whose HTML is `source`.
pub fn read(dom: &Dom, source: &str) -> Head {
    let mut head = Head::default();
    let metas: Vec<(String, &str)> = dom
        .find_all(dom.root(), &["meta"])
        .into_iter()
        .take(MOST_ELEMENTS)
        .filter_map(|id| {
            let name = ["property", "name", "itemprop"].iter().find_map(|name| dom.attr(id, name))?;
            Some((name.trim().to_lowercase(), dom.attr(id, "content")?.trim()))
        })
        .collect();
    let of = |names: &'static [&str]| {
        names.iter().flat_map(|name| metas.iter().filter(move |(known, _)| known == name).map(|(_, content)| *content))
    };
    of(TITLES).for_each(|title| head.said.take_title(title));
    of(DATES).for_each(|date| head.said.take_date(date));
    // Several people have an element each.
    for name in AUTHORS {
        head.said.take_authors(metas.iter().filter(|(known, _)| known == name).map(|(_, content)| *content));
    }
    head.site = of(SITES).map(str::to_owned).find(|site| !site.is_empty());
    let is_canonical = |rel: &str| rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("canonical"));
    for id in dom.find_all(dom.root(), &["link"]).into_iter().take(MOST_ELEMENTS) {
        if dom.attr(id, "rel").is_some_and(is_canonical)
            && let Some(url) = dom.attr(id, "href")
        {
            head.said.take_from(url);
        }
    }
    of(&["og:url"]).for_each(|url| head.said.take_from(url));
    read_comments(dom, &mut head);
    read_scrapbook(source, &mut head);
    head
}

/// Reads the comments above the text: of SingleFile, of browsers that save pages, and those with fields of their own, such as
/// `<!--yml date: …-->`.
fn read_comments(dom: &Dom, head: &mut Head) {
    let mut comments = 0;
    for id in dom.descendants(dom.root()).take(MOST_ELEMENTS) {
        let Data::Comment(text) = dom.data(id) else {
            if dom.is_shown_text(id) && dom.ancestors(id).all(|a| !dom.is_unseen(a)) || comments == MOST_COMMENTS {
                return;
            }
            continue;
        };
        comments += 1;
        if text.len() > LONGEST_COMMENT {
            continue;
        }
        // "saved from url=(0042)https://…"
        if let Some((_, rest)) = text.split_once("saved from url=(")
            && let Some((_, url)) = rest.split_once(')')
        {
            let url = url.split_ascii_whitespace().next().and_then(page_url);
            head.saved_from = head.saved_from.take().or(url);
        }
        let is_of_singlefile = text.contains("SingleFile");
        for line in text.lines() {
            let Some((key, value)) = line.split_once([':', '：']) else { continue };
            match (&*key.trim().to_lowercase(), value.trim()) {
                ("url", url) if is_of_singlefile => head.saved_from = head.saved_from.take().or(page_url(url)),
                ("saved date", value) if is_of_singlefile => head.saved = head.saved.take().or_else(|| saved(value)),
                ("url" | "source" | "来源" | "來源", url) => head.said.take_from(url),
                ("date" | "日期", value) => head.said.take_date(value),
                ("author" | "作者", value) => head.said.take_authors([value]),
                _ => {}
            }
        }
    }
}

/// A date as JavaScript writes it, `Tue Jun 01 2021 12:00:00 GMT+0200 (…)`: its day at the least.
fn saved(text: &str) -> Option<Date> {
    let day = || {
        let mut words = text.split_ascii_whitespace().skip(1);
        let (month, day, year) = (words.next()?, words.next()?, words.next()?);
        date(&format!("{month} {day}, {year}"))
    };
    let date = date(text).or_else(day)?;
    Some(Date { from: DateSource::Saved, ..date })
}

/// Reads the attributes of WebScrapBook, which are the `html` element's: the tree has none.
fn read_scrapbook(source: &str, head: &mut Head) {
    let start = source.trim_start();
    let Some(at) = start.find("data-scrapbook-").filter(|&at| start[..at].trim_end_matches('<').len() < 2_000) else {
        return;
    };
    let tag = start[at..].split('>').next().unwrap_or_default();
    let value = |name: &str| {
        let (_, rest) = tag.split_once(name)?;
        rest.strip_prefix("=\"")?.split('"').next()
    };
    if let Some(url) = value("data-scrapbook-source") {
        head.saved_from = head.saved_from.take().or(page_url(&url.replace("&amp;", "&")));
    }
    // 20210601120000000
    if let Some(time) = value("data-scrapbook-create").filter(|time| time.len() >= 8 && time.is_ascii()) {
        let day = date(&format!("{}-{}-{}", &time[..4], &time[4..6], &time[6..8]));
        head.saved = head.saved.take().or(day.map(|day| Date { from: DateSource::Saved, ..day }));
    }
}
