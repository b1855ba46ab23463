//! Posts with their addresses in a site, and what a page needs to know of the others.

use super::hashes::hex;
use super::host::{Files, Work};
use super::manifest::Manifest;
use super::options::Options;
use super::posts::{Cleaned, Posts};
use super::source::Source;
use crate::Post;
use crate::library::{Library, Row};
use crate::publish::addresses::{Addresses, address_of};
use crate::publish::{Language, Neighbour, PAGES, PostPage, Site};
use std::collections::HashMap;

/// Extensions of pictures that are copied. Opened by its address, an SVG would be a page of the site that runs scripts.
const PICTURES: &[&str] = &["jpg", "jpeg", "png", "gif", "webp", "avif", "bmp"];

/// All posts of a source, as they are published.
pub struct Listing {
    /// What the publisher says.
    pub site: Site,
    /// The posts, newest first.
    pub posts: Posts,
    /// Of the rows.
    pub addresses: Vec<String>,
    /// Paths in the site of posts' own files, by their paths in the archive.
    pub raws: HashMap<String, String>,
    by_path: HashMap<String, usize>,
}

/// A cleaned post with what it names in the archive.
pub struct Ready {
    /// Its row.
    pub at: usize,
    /// The post.
    pub cleaned: Cleaned,
    /// The addresses of posts that its links lead to.
    links: HashMap<String, String>,
    /// The paths in the site of its pictures.
    pictures: HashMap<String, String>,
    /// The numbers of these in the archive, by their paths in the site.
    pub copied: Vec<(String, u32)>,
    /// The numbers and paths in the archive of all pictures that it, its copies and its thread name.
    pub named: Vec<(u32, String)>,
}

impl Listing {
    /// Lists posts that have been indexed; what was published keeps its address.
    pub fn of<F>(
        site: Site,
        source: &Source<F>,
        posts: Posts,
        earlier: &Manifest,
        work: &impl Work,
    ) -> (Listing, Manifest) {
        let (addresses, manifest) = addresses_of(source, &posts, earlier, work);
        let rows = posts.rows.iter().enumerate();
        let places = rows.flat_map(|(at, row)| row.places.iter().map(move |place| (place.path.clone(), at)));
        let by_path = places.collect();
        (Listing { site, posts, addresses, raws: HashMap::new(), by_path }, manifest)
    }

    /// Where in the site the file of a row is.
    pub fn raw_of(&self, row: &Row) -> Option<&str> {
        row.places.iter().find_map(|place| self.raws.get(&place.path)).map(String::as_str)
    }

    /// A cleaned post with what it names in the archive.
    pub fn ready<F: Files>(&self, at: usize, cleaned: Cleaned, source: &mut Source<F>, library: &mut Library) -> Ready {
        let row = &self.posts.rows[at];
        let mut links = HashMap::new();
        for link in &cleaned.links {
            let place = library.find_by_path(0, &row.path, link);
            if let Some(found) = place.and_then(|place| self.by_path.get(&place.path)) {
                links.insert(link.clone(), self.addresses[*found].clone());
            }
        }
        let (mut pictures, mut copied, mut named) = (HashMap::new(), Vec::new(), Vec::new());
        for name in &cleaned.pictures {
            let Some((index, file)) = source.find_image(&row.path, name) else { continue };
            let Some(own) = picture_path(&file) else { continue };
            copied.push((own.clone(), index));
            pictures.insert(name.clone(), own);
            named.push((index, file));
        }
        let others = row.places.iter().map(|place| place.path.clone()).filter(|path| *path != row.path);
        let parts = self.posts.thread(at).iter().map(|part| source.texts[*part].path.clone());
        let others: Vec<String> = others.chain(parts).collect();
        for name in &cleaned.repeated {
            named.extend(source.find_image(&row.path, name));
        }
        for (path, name) in others.iter().flat_map(|path| cleaned.pictures.iter().map(move |name| (path, name))) {
            named.extend(source.find_image(path, name));
        }
        named.retain(|(_, file)| picture_path(file).is_some());
        Ready { at, cleaned, links, pictures, copied, named }
    }

    /// The page of a post.
    pub fn page<'a>(&'a self, ready: &'a Ready, names: &'a HashMap<String, String>) -> PostPage<'a> {
        let at = ready.at;
        let neighbour = |at: usize| {
            let row = &self.posts.rows[at];
            let lang = row.lang.clone().unwrap_or_else(|| "und".to_owned());
            Neighbour { address: self.addresses[at].clone(), title: row.title.clone(), lang }
        };
        PostPage {
            post: &ready.cleaned.post,
            article: &ready.cleaned.article,
            parts: &ready.cleaned.parts,
            address: &self.addresses[at],
            // Rows are newest first.
            earlier: (at + 1 < self.addresses.len()).then(|| neighbour(at + 1)),
            later: at.checked_sub(1).map(neighbour),
            raw: self.raw_of(&self.posts.rows[at]),
            names,
            links: &ready.links,
            pictures: &ready.pictures,
        }
    }
}

/// The site of these posts, as its publisher says.
pub fn site_of<F>(options: &Options, source: &Source<F>, posts: &Posts, style: &str) -> Site {
    let own = || source.site.name.clone().unwrap_or_else(|| source.name.clone());
    Site {
        title: options.title.clone().unwrap_or_else(own),
        description: options.description.clone(),
        language: options.language.unwrap_or_else(|| language_of(&posts.rows)),
        url: options.url.clone(),
        canonical: options.canonical,
        pictures: options.pictures,
        is_listed: !options.is_unlisted,
        licence: options.licence.clone(),
        style: format!("parts/pages-{}.css", hex(style.as_bytes(), 5)),
        ..Site::default()
    }
}

/// The language of the interface that is nearest to that of most posts.
fn language_of(rows: &[Row]) -> Language {
    let mut counts: HashMap<&'static str, (usize, Language)> = HashMap::new();
    for row in rows {
        let language = Language::near(row.lang.as_deref().unwrap_or_default());
        counts.entry(language.tag()).or_insert((0, language)).0 += 1;
    }
    counts
        .into_iter()
        .max_by_key(|(tag, (count, _))| (*count, *tag))
        .map(|(_, (_, language))| language)
        .unwrap_or_default()
}

/// The address of each row, and the manifest with them.
fn addresses_of<F>(source: &Source<F>, posts: &Posts, earlier: &Manifest, work: &impl Work) -> (Vec<String>, Manifest) {
    let (texts, permalinks) = (&*source.texts, &source.permalinks);
    let asked = work.in_parallel(&posts.rows, |row| {
        let text = String::from_utf8_lossy(posts.bytes_of(texts, row));
        let mut post = Post::parse(&row.path, &text);
        if let (None, Some(date)) = (&post.date, &row.date) {
            post.date =
                Some(crate::post::Date { iso: date.iso.clone(), original: date.original.clone(), from: date.from });
        }
        address_of(permalinks, &row.path, &post)
    });
    let mut addresses = Addresses::default();
    let bare = |address: &str| address.strip_prefix(PAGES).unwrap_or(address).trim_end_matches('/').to_owned();
    for (path, address) in earlier.posts.iter().chain(&earlier.gone) {
        addresses.keep(path, &bare(address));
    }
    let known = |path: &str| earlier.posts.get(path).or_else(|| earlier.gone.get(path));
    let mut order: Vec<usize> = (0..posts.rows.len()).collect();
    order.sort_by(|one, other| posts.rows[*one].path.cmp(&posts.rows[*other].path));
    let mut own = vec![String::new(); posts.rows.len()];
    let mut manifest = Manifest { format: 1, ..Manifest::default() };
    for at in order {
        let row = &posts.rows[at];
        // A copy may have been the first of its places.
        let path = row.places.iter().map(|place| &place.path).find(|path| known(path).is_some()).unwrap_or(&row.path);
        let address = addresses.assign(path, &known(path).map_or_else(|| asked[at].clone(), |address| bare(address)));
        own[at] = format!("{PAGES}{address}/");
        manifest.posts.insert(path.clone(), own[at].clone());
    }
    let went = earlier.posts.iter().chain(&earlier.gone).filter(|(path, _)| !manifest.posts.contains_key(*path));
    manifest.gone = went.map(|(path, address)| (path.clone(), address.clone())).collect();
    (own, manifest)
}

/// The path in the site of a picture with a path in the archive: any file system has such a name.
pub fn picture_path(path: &str) -> Option<String> {
    let extension = path.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase())?;
    PICTURES.contains(&&*extension).then(|| format!("pictures/{}.{extension}", hex(path.as_bytes(), 10)))
}
