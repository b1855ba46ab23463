//! Image URL of a post → the archive's entry.

use super::entry::{Listing, hash};
use super::role::Role;
use crate::text::percent::decode_visible;
use std::collections::HashMap;

/// The images of an archive by lower-case path, since many archives come from case-insensitive systems.
/// Keys are hashes of the paths; the paths themselves are in the listing.
pub(super) struct Images(HashMap<u64, u32>);

impl Images {
    pub(super) fn of(listing: &Listing) -> Self {
        let readable =
            listing.entries.iter().enumerate().filter(|(_, entry)| entry.role == Role::Image && !entry.refused);
        // Of names that differ only in case the first wins.
        Images(readable.rev().map(|(index, entry)| (hash(&entry.path.to_lowercase()), index as u32)).collect())
    }

    /// The image that `url` refers to in the post at path `post`.
    ///
    /// A relative URL is tried beside the post first, then in each folder above. One with a leading slash is tried from
    /// the outermost folder inwards: the site's root is one of the folders, but it is not known which.
    pub(super) fn resolve(&self, post: &str, url: &str, listing: &Listing) -> Option<u32> {
        let url = local_part(url)?;
        let folders: Vec<&str> = post.split('/').collect();
        let folders = &folders[..folders.len().saturating_sub(1)];
        let mut depths: Vec<usize> = (0..=folders.len()).collect();
        if !url.starts_with('/') {
            depths.rotate_right(1);
        }
        depths.into_iter().find_map(|depth| {
            let path = join_path(&folders[..depth], &url)?.to_lowercase();
            let index = *self.0.get(&hash(&path))?;
            (listing.entries[index as usize].path.to_lowercase() == path).then_some(index)
        })
    }
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
