//! Image URL of a post → the archive's entry.

use super::entry::{Entry, Listing, hash};
use super::role::Role;
use super::web;
use crate::article::urls::picture_key;
use crate::text::fold::decompose;
use crate::text::percent::decode_visible;
use std::collections::HashMap;

/// The images of an archive by path, since many archives come from systems that tell neither case nor composed characters
/// apart. Keys are hashes; the paths themselves are in the listing.
pub(super) struct Images {
    by_path: HashMap<u64, u32>,
    /// By name alone; [`SEVERAL`] if more than one image has it.
    by_name: HashMap<u64, u32>,
    web: Option<Web>,
}

/// What was captured from the web, by hashes of addresses.
struct Web {
    by_url: HashMap<u64, u32>,
    /// Pictures whatever size they were captured in.
    by_picture: HashMap<u64, u32>,
    /// By the address that leads to another, the number among the listing's.
    aliases: HashMap<u64, u32>,
    /// The pages by their paths.
    pages: HashMap<u64, u32>,
}

const SEVERAL: u32 = u32::MAX;

/// Redirects that are followed from one address.
const MAX_REDIRECTS: usize = 5;

/// Folders whose files site generators put at the site's root: of Hugo and Zola, Gatsby and Astro, Hexo and Middleman, Jekyll.
const ROOTS: [&str; 5] = ["", "static", "public", "source", "assets"];

impl Images {
    pub(super) fn of(listing: &Listing) -> Self {
        let readable = listing.entries.iter().enumerate().filter(|(_, entry)| is_readable(entry));
        let mut images = Images { by_path: HashMap::new(), by_name: HashMap::new(), web: Web::of(listing) };
        for (index, entry) in readable {
            let key = key(&entry.path);
            let name = hash(key.rsplit('/').next().unwrap_or(&key));
            // Of names that are the same the first wins.
            images.by_path.entry(hash(&key)).or_insert(index as u32);
            images.by_name.entry(name).and_modify(|known| *known = SEVERAL).or_insert(index as u32);
        }
        images
    }

    /// The image that `url` refers to in the post at path `post`.
    ///
    /// A relative URL is tried beside the post and in the post's own folder first, then in each folder above. One with a
    /// leading slash is tried from the outermost folder inwards: the site's root is one of the folders, or one of [`ROOTS`]
    /// in it, but it is not known which; then without its first part, which may be the path under which the site was
    /// published. A name without a folder is found where it is the only one, as in an Obsidian vault.
    pub(super) fn resolve(&self, post: &str, url: &str, listing: &Listing) -> Option<u32> {
        if let Some(web) = &self.web {
            return web.resolve(post, url, listing);
        }
        let url = local_part(url)?;
        let folders: Vec<&str> = post.split('/').collect();
        let (file, folders) = folders.split_last()?;
        let at = |folders: &[&str], url: &str| self.at(&join_path(folders, url)?, listing);
        let mut depths: Vec<usize> = (0..=folders.len()).collect();
        if let Some(path) = url.strip_prefix('/') {
            let base = path.split_once('/').map(|(_, rest)| rest).filter(|rest| rest.contains('/'));
            return [Some(&*url), base].into_iter().flatten().find_map(|url| {
                let in_root = |depth: usize, root: &str| at(&folders[..depth], &format!("{root}/{url}"));
                depths.iter().find_map(|depth| ROOTS.iter().find_map(|root| in_root(*depth, root)))
            });
        }
        depths.rotate_right(1);
        let own = [folders, &[file.rsplit_once('.').map_or(*file, |(stem, _)| stem)]].concat();
        at(folders, &url)
            .or_else(|| at(&own, &url).filter(|_| !url.starts_with("..")))
            .or_else(|| depths.iter().find_map(|depth| at(&folders[..*depth], &url)))
            .or_else(|| self.named(&url, listing))
    }

    fn at(&self, path: &str, listing: &Listing) -> Option<u32> {
        let key = key(path.trim_start_matches('/'));
        let index = *self.by_path.get(&hash(&key))?;
        (self::key(&listing.entries[index as usize].path) == key).then_some(index)
    }

    fn named(&self, url: &str, listing: &Listing) -> Option<u32> {
        let key = key(url);
        let index = *self.by_name.get(&hash(&key)).filter(|_| !key.contains('/'))?;
        let path = self::key(&listing.entries.get(index as usize)?.path);
        (path.rsplit('/').next() == Some(&key)).then_some(index)
    }
}

impl Web {
    /// `None` where nothing was captured from the web.
    fn of(listing: &Listing) -> Option<Web> {
        let mut web = Web {
            by_url: HashMap::new(),
            by_picture: HashMap::new(),
            aliases: listing.aliases.iter().zip(0..).map(|((from, _), at)| (*from, at)).collect(),
            pages: HashMap::new(),
        };
        for (index, entry) in listing.entries.iter().enumerate() {
            let Some(url) = entry.url.as_deref().and_then(web::parse) else { continue };
            if entry.role != Role::Image {
                web.pages.insert(hash(&entry.path), index as u32);
            } else if !entry.refused {
                // Of captures of the same address the first wins.
                web.by_url.entry(hash(&web::url_key(&url))).or_insert(index as u32);
                web.by_picture.entry(hash(&picture_key(&format!("//{}", web::url_key(&url))))).or_insert(index as u32);
            }
        }
        (!web.pages.is_empty() || !web.by_url.is_empty()).then_some(web)
    }

    /// The picture at an address, which is relative to that of the page at path `post`.
    fn resolve(&self, post: &str, url: &str, listing: &Listing) -> Option<u32> {
        let page = self.pages.get(&hash(post)).and_then(|index| listing.entries[*index as usize].url.as_deref());
        let url = web::resolve(page, url)?;
        let mut key = hash(&web::url_key(&url));
        for _ in 0..=MAX_REDIRECTS {
            if let Some(index) = self.by_url.get(&key) {
                return Some(*index);
            }
            let Some(next) = self.aliases.get(&key) else { break };
            key = listing.aliases[*next as usize].1;
        }
        self.by_picture.get(&hash(&picture_key(&format!("//{}", web::url_key(&url))))).copied()
    }
}

fn is_readable(entry: &Entry) -> bool {
    entry.role == Role::Image && !entry.refused
}

/// A path without differences of case and of composed characters.
fn key(path: &str) -> String {
    let lower = path.to_lowercase();
    if lower.is_ascii() { lower } else { decompose(&lower) }
}

/// The path of a URL that may refer to an entry: without query, percent-encoding and template prefix.
fn local_part(url: &str) -> Option<String> {
    let mut url = url.trim();
    // `{{ site.baseurl }}/images/a.jpg`: such a variable is always the site's root.
    while let Some((_, rest)) = url.strip_prefix("{{").and_then(|inside| inside.split_once("}}")) {
        url = rest.trim_start();
    }
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let path = decode_visible(&url[..end]).replace('\\', "/");
    let has_scheme = path.split('/').next().is_some_and(|first| first.contains(':'));
    (!path.is_empty() && !has_scheme && !path.starts_with("//")).then_some(path)
}

/// Joins folders and a relative path, resolving `.` and `..`; `None` if the result is outside.
pub(crate) fn join_path(folders: &[&str], path: &str) -> Option<String> {
    let mut parts = folders.to_vec();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}
