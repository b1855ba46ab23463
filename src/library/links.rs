//! Links among posts: which post a URL refers to, by its source or by its name on the site.

use super::fold::fold;
use super::interner::NONE;
use super::permalinks::{self, page_key, slug};
use super::post::{Field, IndexedPost};
use super::wire::{self, Details};
use super::{Library, PlaceView, Volume, sort};
use crate::archive::join_path;
use crate::article::urls;
use crate::post::name::{base, extension, split_day};
use crate::text::hash;
use crate::text::percent::decode_visible;

/// Places and posts by hashes of names and URLs, sorted. Made on first use.
#[derive(Debug, Default)]
pub(super) struct Links {
    version: Option<u32>,
    /// Places by hash of the file's name, with and without its date.
    names: Vec<(u64, u32)>,
    /// By hash of the URLs and slugs that the posts themselves say they have.
    pages: Vec<(u64, u32)>,
    /// By hash of the slugs of titles, in volumes with patterns.
    titles: Vec<(u64, u32)>,
    sources: Vec<(u64, u32)>,
}

/// Extensions of the files that a site's pages are made of; none first, since a link may name the file itself.
const ENDINGS: [&str; 7] = ["", ".md", ".markdown", ".html", ".mdown", ".mdx", "/index.md"];

impl Library {
    /// The posts saved from a URL, ignoring scheme, fragment and tracking parameters.
    pub fn find_by_source(&mut self, url: &str) -> Vec<PlaceView> {
        self.make_links();
        let Some(key) = source_key(url) else { return Vec::new() };
        let found: Vec<u32> = with_key(&self.links.sources, hash(&key)).collect();
        let is_it = |number: &u32| self.source_key(&self.posts[*number as usize]).is_some_and(|own| own == key);
        let mut places: Vec<u32> = Vec::new();
        for number in found.into_iter().filter(is_it) {
            let place = self.posts[self.shown(number) as usize].place;
            if !places.contains(&place) {
                places.push(place);
            }
        }
        sort::by(&mut places, &|a, b| a.cmp(&b));
        places.into_iter().filter_map(|place| self.place_view(place)).collect()
    }

    /// Takes the patterns of the permalinks of a volume's site.
    pub fn set_permalinks(&mut self, id: u16, patterns: Vec<String>) {
        if let Some(volume) = self.volume_mut(id) {
            volume.permalinks = patterns;
            self.links.version = None;
        }
    }

    /// The post that a URL in the post at `path` refers to: a file of the volume by its path, or a page of the site by
    /// the post's own permalink, by the site's patterns, by date and name, or by an unambiguous name; also
    /// `{% post_url name %}` and `{% link path %}`.
    pub fn find_by_path(&mut self, id: u16, path: &str, url: &str) -> Option<PlaceView> {
        self.make_links();
        let (name, is_tag) = match tag(url) {
            Some(name) => (name.to_owned(), true),
            None => (local_part(url)?, false),
        };
        let place = if is_tag { None } else { self.file_at(id, path, &name) };
        let place = place.or_else(|| self.by_page(id, &name)).or_else(|| self.by_pattern(id, &name));
        let place = place.or_else(|| self.by_name(id, &name))?;
        self.place_view(place)
    }

    /// The post that says that it has this URL, with or without the path under which its site was published.
    fn by_page(&self, id: u16, url: &str) -> Option<u32> {
        with_and_without_base(url).into_iter().flatten().find_map(|url| self.only(&mut self.paged(id, &page_key(url))))
    }

    /// The post with the name and the day that a pattern of the site's permalinks finds in a URL.
    fn by_pattern(&self, id: u16, url: &str) -> Option<u32> {
        let volume = self.volumes.iter().find(|volume| volume.id == id)?;
        for pattern in &volume.permalinks {
            for url in with_and_without_base(url).into_iter().flatten() {
                let Some(fit) = permalinks::fit(pattern, url) else { continue };
                let by_slug: Vec<u32> = self.paged(id, &page_key(fit.name)).collect();
                let by_name: Vec<u32> = self.named(id, &name_key(fit.name)).collect();
                let by_title: Vec<u32> = self.titled(id, &slug(fit.name)).collect();
                // A day as it is written is surer than one beside it.
                for (places, days) in
                    [&by_slug, &by_name, &by_title].iter().flat_map(|places| [(places, 0), (places, 1)])
                {
                    let is_then = |place: &u32| fit.is_of(self.posts[self.home_post(*place) as usize].day, days);
                    let found = self.only(&mut places.iter().copied().filter(is_then));
                    if found.is_some() {
                        return found;
                    }
                }
            }
        }
        None
    }

    /// The one of these places, unless they are of several posts.
    fn only(&self, mut places: &mut dyn Iterator<Item = u32>) -> Option<u32> {
        let first = places.next()?;
        let post_at = |place: u32| self.shown(self.home_post(place));
        Iterator::all(&mut places, |other| post_at(other) == post_at(first)).then_some(first)
    }

    fn is_in(&self, id: u16, number: u32) -> bool {
        let place = &self.places[number as usize];
        place.volume == id && place.post != NONE
    }

    fn paged(&self, id: u16, key: &str) -> impl Iterator<Item = u32> {
        with_key(&self.links.pages, hash(key)).filter(move |place| self.is_in(id, *place))
    }

    fn titled(&self, id: u16, slug: &str) -> impl Iterator<Item = u32> {
        with_key(&self.links.titles, hash(slug)).filter(move |place| self.is_in(id, *place))
    }

    /// The file that a relative URL refers to: beside the post, or in a folder above it.
    fn file_at(&self, id: u16, post: &str, url: &str) -> Option<u32> {
        let folders: Vec<&str> = post.split('/').collect();
        let folders = &folders[..folders.len().saturating_sub(1)];
        let mut depths: Vec<usize> = (0..=folders.len()).collect();
        if !url.starts_with('/') {
            depths.rotate_right(1);
        }
        let stem = url.trim_end_matches('/');
        let stem = stem.strip_suffix(".html").or_else(|| stem.strip_suffix(".htm")).unwrap_or(stem);
        for depth in depths {
            if let Some(found) = join_path(&folders[..depth], url).and_then(|path| self.place_at(id, &path)) {
                return Some(found);
            }
            let Some(stem) = join_path(&folders[..depth], stem).filter(|stem| !stem.is_empty()) else { continue };
            let found = ENDINGS.iter().find_map(|ending| self.place_at(id, &format!("{stem}{ending}")));
            if found.is_some() {
                return found;
            }
        }
        None
    }

    /// The post that a page's URL refers to: `/2021/03/14/name.html`, `/name/`, `2021-03-14-name`.
    fn by_name(&self, id: u16, url: &str) -> Option<u32> {
        let parts: Vec<&str> = url.split('/').filter(|part| !part.is_empty()).collect();
        let (name, before) = parts.split_last()?;
        let name = name_key(name);
        let is_number = |part: &str, length| part.len() == length && part.bytes().all(|b| b.is_ascii_digit());
        if let [.., year, month, day] = before
            && is_number(year, 4)
            && is_number(month, 2)
            && is_number(day, 2)
        {
            return self.named(id, &format!("{year}-{month}-{day}-{name}")).next();
        }
        // A page is often below its collection's name.
        let is_below = |place: &u32| {
            let own = self.facet_values.collections.get(self.places[*place as usize].collection);
            !own.is_empty() && before.contains(&own)
        };
        let below = self.named(id, &name).find(is_below);
        let mut found = self.named(id, &name).filter(|place| below.is_none() || is_below(place));
        let first = found.next()?;
        // A name without a date is ambiguous unless all files with it are the same post.
        let has_day = split_day(&name).0.is_some();
        if has_day { Some(first) } else { self.only(&mut std::iter::once(first).chain(found)) }
    }

    /// The places of a volume whose file has this name, with or without its date.
    fn named(&self, id: u16, name: &str) -> impl Iterator<Item = u32> {
        with_key(&self.links.names, hash(name)).filter(move |number| {
            let place = &self.places[*number as usize];
            let own = name_key(base(self.store.path(place)));
            place.volume == id && place.post != NONE && (own == name || split_day(&own).1 == name)
        })
    }

    /// What identifies the page that a post was saved from.
    pub(super) fn source_key(&self, post: &IndexedPost) -> Option<String> {
        (post.is_listed() && post.host != NONE).then(|| source_key(&self.store.original(post, Field::Source))).flatten()
    }

    fn make_links(&mut self) {
        self.find_copies();
        if self.links.version == Some(self.version) {
            return;
        }
        let mut names = Vec::new();
        for (number, place) in (0..).zip(&self.places).filter(|(_, place)| place.post != NONE) {
            let name = name_key(base(self.store.path(place)));
            names.push((hash(&name), number));
            if let (Some(_), bare) = split_day(&name) {
                names.push((hash(bare), number));
            }
        }
        let (mut pages, mut titles) = (Vec::new(), Vec::new());
        for (number, place) in (0..).zip(&self.places).filter(|(_, place)| place.post != NONE) {
            let post = &self.posts[place.post as usize];
            let details: Details = wire::read(self.store.rest(post).1).unwrap_or_default();
            pages.extend(details.pages.iter().map(|page| (hash(&page_key(page)), number)));
            let has_patterns = |volume: &Volume| volume.id == place.volume && !volume.permalinks.is_empty();
            if self.volumes.iter().any(has_patterns) {
                titles.push((hash(&slug(&self.store.original(post, Field::Title))), number));
            }
        }
        let posts = 0..self.posts.len() as u32;
        let key = |number: u32| self.source_key(&self.posts[number as usize]);
        let sources = posts.filter_map(|number| Some((hash(&key(number)?), number)));
        let mut sources: Vec<_> = sources.collect();
        [&mut names, &mut pages, &mut titles, &mut sources].into_iter().for_each(|keys| sort::by_key(keys));
        self.links = Links { version: Some(self.version), names, pages, titles, sources };
    }
}

/// A URL, and what it is without its first part.
fn with_and_without_base(url: &str) -> [Option<&str>; 2] {
    let url = url.trim_start_matches('/');
    [Some(url), url.split_once('/').map(|(_, rest)| rest).filter(|rest| !rest.is_empty())]
}

pub(super) fn with_key(keys: &[(u64, u32)], key: u64) -> impl Iterator<Item = u32> {
    let first = keys.partition_point(|(own, _)| *own < key);
    keys[first..].iter().take_while(move |(own, _)| *own == key).map(|(_, number)| *number)
}

/// A file's or page's name in comparable form: folded, without extension, with hyphens for spaces.
fn name_key(name: &str) -> String {
    let ending = extension(name);
    let is_ending = ["md", "markdown", "mdown", "mdx", "html", "htm", "txt"].contains(&&*ending);
    let stem = if is_ending { &name[..name.len() - ending.len() - 1] } else { name };
    fold(&decode_visible(stem)).replace([' ', '_'], "-")
}

/// What identifies a web page: host, path and query.
fn source_key(url: &str) -> Option<String> {
    let mut parsed = urls::parse_base(url)?;
    urls::drop_tracking(&mut parsed);
    let host = parsed.host_str()?.trim_start_matches("www.");
    let query = parsed.query().map_or(String::new(), |query| format!("?{query}"));
    Some(format!("{host}{}{query}", parsed.path().trim_end_matches('/')))
}

/// The argument of `{% post_url name %}` or `{% link path %}`.
fn tag(url: &str) -> Option<&str> {
    let inside = &url[url.find("{%")? + 2..];
    let inside = &inside[..inside.find("%}").unwrap_or(inside.len())];
    let mut words = inside.trim_matches(['-', ' ']).split_whitespace();
    matches!(words.next()?, "post_url" | "link").then(|| words.next())?
}

/// The path of a URL on the site: without scheme, host, query, percent-encoding and template prefix.
fn local_part(url: &str) -> Option<String> {
    let mut url = url.trim();
    while let Some((_, rest)) = url.strip_prefix("{{").and_then(|inside| inside.split_once("}}")) {
        url = rest.trim_start();
    }
    if let Some((scheme, rest)) = url.split_once("//").filter(|(scheme, _)| scheme.is_empty() || scheme.ends_with(':'))
    {
        if !matches!(scheme, "" | "http:" | "https:") {
            return None;
        }
        url = &rest[rest.find('/')?..];
    }
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let path = decode_visible(&url[..end]).replace('\\', "/");
    let has_scheme = path.split('/').next().is_some_and(|first| first.contains(':'));
    (!path.trim_matches('/').is_empty() && !has_scheme).then_some(path)
}
