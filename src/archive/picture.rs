//! A post's address of a picture → the entry that it names.

use super::entry::{Listing, hash};
use super::role::Role;
use crate::post::name::percent_decode;
use std::collections::HashMap;

/// The pictures of an archive by their paths, in lower case: many archives were made where case says nothing.
/// The map has what the paths hash to; the listing has the paths themselves.
pub(super) struct Pictures(HashMap<u64, u32>);

impl Pictures {
    pub(super) fn of(listing: &Listing) -> Self {
        let readable =
            listing.entries.iter().enumerate().filter(|(_, entry)| entry.role == Role::Picture && !entry.refused);
        // Of two whose names differ only in case the first one counts.
        Pictures(readable.rev().map(|(index, entry)| (hash(&entry.path.to_lowercase()), index as u32)).collect())
    }

    /// The picture that an address in this post names.
    ///
    /// A relative address is looked for beside the post first, then in each folder above it; one that begins with a slash
    /// only above it, the outermost folder first: the site's root is some folder of the archive, and nothing says which.
    pub(super) fn resolve(&self, post: &str, address: &str, listing: &Listing) -> Option<u32> {
        let address = local_part(address)?;
        let folders: Vec<&str> = post.split('/').collect();
        let folders = &folders[..folders.len().saturating_sub(1)];
        let mut depths: Vec<usize> = (0..=folders.len()).collect();
        if !address.starts_with('/') {
            depths.rotate_right(1);
        }
        depths.into_iter().find_map(|depth| {
            let path = joined(&folders[..depth], &address)?.to_lowercase();
            let index = *self.0.get(&hash(&path))?;
            (listing.entries[index as usize].path.to_lowercase() == path).then_some(index)
        })
    }
}

/// The path of an address that may name something in the archive: without query, without escapes, without what a
/// template puts before it.
fn local_part(address: &str) -> Option<String> {
    let mut address = address.trim();
    // `{{ site.baseurl }}/images/a.jpg`; what a template makes of it stands before every path of the site.
    while let Some((_, rest)) = address.strip_prefix("{{").and_then(|inside| inside.split_once("}}")) {
        address = rest.trim_start();
    }
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let path = percent_decode(&address[..end]).replace('\\', "/");
    let has_scheme = path.split('/').next().is_some_and(|first| first.contains(':'));
    (!path.is_empty() && !has_scheme && !path.starts_with("//")).then_some(path)
}

/// The folders and the path as one, `.` and `..` carried out; None for what leads outside.
pub(crate) fn joined(folders: &[&str], path: &str) -> Option<String> {
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
