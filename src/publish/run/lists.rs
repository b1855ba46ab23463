//! Lists of a site's posts: indexes, feeds, sitemap, and what robots and browsers are told.

use super::host::Folder;
use super::listing::Listing;
use super::manifest::Output;
use crate::library::Row;
use crate::publish::{Buckets, Feed, FeedEntry, Listed, atom, json_feed, open_search, robots, sitemaps};
use std::collections::{BTreeMap, HashSet};

/// Entries of a feed.
const FEED: usize = 50;

/// Sources that the first page names; each of them has a feed.
const SOURCES: usize = 200;

/// What lists are made of.
pub struct Lists<'a> {
    /// The posts.
    pub listing: &'a Listing,
    /// Those that have no page.
    pub refused: &'a HashSet<usize>,
    /// Of each row, its entry in feeds, if it is in any.
    pub entries: &'a [Option<FeedEntry>],
}

/// The rows that are in feeds.
pub fn in_feeds(listing: &Listing) -> HashSet<usize> {
    let mut rows = HashSet::new();
    if listing.site.url.is_some() {
        rows.extend(newest(listing, None));
        hosts(listing).iter().for_each(|(host, _)| rows.extend(newest(listing, Some(host))));
    }
    rows
}

/// The rows of the newest published posts of a source, or of all.
fn newest(listing: &Listing, host: Option<&str>) -> Vec<usize> {
    let is_of = |row: &Row| host.is_none_or(|host| row.source.as_ref().is_some_and(|source| source.host == host));
    let rows = listing.posts.rows.iter().enumerate().filter(|(_, row)| row.published && is_of(row));
    rows.map(|(at, _)| at).take(FEED).collect()
}

/// The hosts with most posts, and how many these are.
fn hosts(listing: &Listing) -> Vec<(String, usize)> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for source in listing.posts.rows.iter().filter(|row| row.published).filter_map(|row| row.source.as_ref()) {
        *counts.entry(&source.host).or_default() += 1;
    }
    let mut hosts: Vec<(String, usize)> = counts.into_iter().map(|(host, count)| (host.to_owned(), count)).collect();
    hosts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    hosts.truncate(SOURCES);
    hosts
}

impl Lists<'_> {
    /// Writes all of them.
    pub fn write<F: Folder>(&self, output: &Output<'_, F>) -> Result<(), String> {
        let Listing { site, posts, addresses, .. } = self.listing;
        let rows = posts.rows.iter().enumerate().filter(|(at, _)| !self.refused.contains(at));
        let list: Vec<Listed> = rows.clone().map(|(at, row)| listed(&addresses[at], row)).collect();
        let mut sources = Vec::new();
        if site.url.is_some() {
            self.write_feed(output, &site.title, "feed", &newest(self.listing, None))?;
            for (host, count) in hosts(self.listing) {
                let path = format!("feeds/{}", host.replace([':', '[', ']'], "-"));
                let title = format!("{host} · {}", site.title);
                self.write_feed(output, &title, &path, &newest(self.listing, Some(&host)))?;
                sources.push((host, format!("{path}.atom"), count));
            }
        }
        let index = Buckets::of(&list).pages(site, &sources);
        let of_index = index.iter().map(|page| (page.path.trim_end_matches("index.html").to_owned(), None));
        let of_posts = rows
            .filter(|(_, row)| row.published)
            .map(|(at, row)| (addresses[at].clone(), row.date.as_ref().map(|date| date.iso.clone())));
        let pages: Vec<(String, Option<String>)> = of_index.chain(of_posts).collect();
        for page in &index {
            output.put(&page.path, page.text.as_bytes())?;
        }
        for (path, text) in sitemaps(site, &pages) {
            output.put(&path, text.as_bytes())?;
        }
        output.put("robots.txt", robots(site).as_bytes())?;
        if let Some(text) = open_search(site) {
            output.put("opensearch.xml", text.as_bytes())?;
        }
        Ok(())
    }

    fn write_feed<F: Folder>(
        &self,
        output: &Output<'_, F>,
        title: &str,
        path: &str,
        rows: &[usize],
    ) -> Result<(), String> {
        let entries: Vec<&FeedEntry> = rows.iter().filter_map(|at| self.entries[*at].as_ref()).collect();
        let feed = Feed { title, path, entries: &entries };
        let site = &self.listing.site;
        for (extension, text) in [("atom", atom(site, &feed)), ("json", json_feed(site, &feed))] {
            if let Some(text) = text {
                output.put(&format!("{path}.{extension}"), text.as_bytes())?;
            }
        }
        Ok(())
    }
}

/// A row as an index lists it.
pub fn listed(address: &str, row: &Row) -> Listed {
    Listed {
        address: address.to_owned(),
        title: row.title.clone(),
        date: row.date.as_ref().map(|date| date.iso.clone()),
        author: row.author.clone(),
        host: row.source.as_ref().map(|source| source.host.clone()),
        lang: row.lang.clone().unwrap_or_else(|| "und".to_owned()),
        is_rtl: row.dir == "rtl",
        excerpt: row.excerpt.clone(),
    }
}
