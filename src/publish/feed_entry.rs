//! A post as feeds have it.

use super::facts::{PostPage, shortened};
use super::markup::Markup;
use super::rewrite::Rewriter;
use super::site::Site;

/// A post in a feed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FeedEntry {
    /// Its page's URL.
    pub url: String,
    /// Its title.
    pub title: String,
    /// When it was published, as RFC 3339 with an offset.
    pub date: Option<String>,
    /// Its author.
    pub author: Option<String>,
    /// Its beginning.
    pub summary: String,
    /// Its article.
    pub content: String,
    /// Its language.
    pub lang: String,
    /// The page that it was saved from.
    pub source: Option<String>,
    /// Its tags.
    pub tags: Vec<String>,
    /// The picture that stands for it.
    pub image: Option<String>,
}

impl PostPage<'_> {
    /// The post as an entry of a feed; none if the site has no URL or the post was not published.
    pub fn feed_entry(&self, site: &Site) -> Option<FeedEntry> {
        let root = site.url.as_deref().filter(|_| self.post.published)?;
        let mut content = Markup::new();
        if self.article.limit.is_some() {
            content.element("pre", &[], &self.article.text);
        } else {
            let rewriter = Rewriter { site, page: self, root, is_page: false, embeds: &[], has_lead: false };
            rewriter.write(&self.article.html, &mut content);
        }
        Some(FeedEntry {
            url: site.url_of(self.address)?,
            title: self.post.title.clone(),
            date: self.post.date.as_ref().and_then(|date| with_offset(&date.iso)),
            author: self.name(&self.post.author, &self.post.author_id).map(str::to_owned),
            summary: shortened(&self.description()),
            content: content.into_string(),
            lang: self.article.lang.clone(),
            source: self.source().map(|source| source.url),
            tags: self.post.tags.clone(),
            image: self.lead_picture(site).map(|(url, _)| url),
        })
    }
}

/// A date as RFC 3339 wants it: a day begins at midnight, and a time without a zone is taken as UTC.
fn with_offset(iso: &str) -> Option<String> {
    let is_digit = |at: usize| iso.as_bytes().get(at).is_some_and(u8::is_ascii_digit);
    if ![0, 1, 2, 3, 5, 6, 8, 9].into_iter().all(is_digit) {
        return None;
    }
    let Some((_, time)) = iso.split_once('T') else { return Some(format!("{iso}T00:00:00Z")) };
    let has_zone = time.ends_with('Z') || time.contains('+') || time.contains('-');
    let time = time.split(['Z', '+', '-']).next().unwrap_or_default();
    let seconds = if time.len() == 5 { ":00" } else { "" };
    let zone = if has_zone { &iso[11 + time.len()..] } else { "Z" };
    Some(format!("{}T{time}{seconds}{zone}", &iso[..10]))
}

#[cfg(test)]
mod tests {
    use super::with_offset;

    #[test]
    fn dates_have_offsets() {
        for (iso, expected) in [
            ("2020-05-25", Some("2020-05-25T00:00:00Z")),
            ("2020-05-25T10:00:00", Some("2020-05-25T10:00:00Z")),
            ("2020-05-25T10:00", Some("2020-05-25T10:00:00Z")),
            ("2020-05-25T10:00:00+08:00", Some("2020-05-25T10:00:00+08:00")),
            ("2022-02-05T06:26:00.000Z", Some("2022-02-05T06:26:00.000Z")),
            ("spring", None),
        ] {
            assert_eq!(with_offset(iso).as_deref(), expected, "{iso}");
        }
    }
}
