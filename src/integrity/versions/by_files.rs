//! Two versions of which another core cleans the posts whose files are different, and only those.

use super::pairs::{Comparison, Found, compare};
use super::post::{Post, Posts};
use crate::integrity::{Change, Sum};
use crate::page::ReadingPage;
use hmac_sha256::Hash;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// The files of both, then their posts. The earlier version is 0, the later one 1.
#[derive(Default)]
pub struct Versions {
    /// By path, a number that the caller gave, and the hash.
    files: [BTreeMap<String, (u32, Sum)>; 2],
    posts: [Posts; 2],
}

/// A post that is different, for a list.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// What became of it.
    pub kind: Change,
    /// Its path; of one that moved the new one.
    pub path: String,
    /// The path from which it moved.
    pub from: Option<String>,
    /// The numbers of its files.
    pub numbers: [Option<u32>; 2],
    /// Names of fields that are different.
    pub fields: Vec<&'static str>,
    /// How many words only the later text has, and how many only the earlier one.
    pub words: [usize; 2],
    /// The same of pictures.
    pub pictures: [usize; 2],
}

impl Versions {
    /// Adds the file of a post. Of two with one path the later one counts.
    pub fn add(&mut self, side: usize, number: u32, path: &str, bytes: &[u8]) {
        self.files[side].insert(path.to_owned(), (number, Hash::hash(bytes)));
    }

    /// Takes the folder away that merely wraps everything else, before any post is cleaned.
    pub fn unwrap_folder(&mut self, side: usize, around: &str) {
        let files = std::mem::take(&mut self.files[side]).into_iter();
        self.files[side] =
            files.map(|(path, file)| (path.strip_prefix(around).unwrap_or(&path).to_owned(), file)).collect();
    }

    /// The numbers of the files that have no equal at their path.
    pub fn different(&self, side: usize) -> Vec<u32> {
        let is_same = |(path, (_, sum)): &(&String, &(u32, Sum))| {
            self.files[1 - side].get(*path).is_some_and(|(_, other)| other == sum)
        };
        self.files[side].iter().filter(|file| !is_same(file)).map(|(_, (number, _))| *number).collect()
    }

    /// Takes the cleaned posts of such files, by their numbers.
    pub fn clean(&mut self, side: usize, pages: impl IntoIterator<Item = (u32, ReadingPage)>) {
        let paths: HashMap<u32, (&String, Sum)> =
            self.files[side].iter().map(|(path, (number, sum))| (*number, (path, *sum))).collect();
        for (number, page) in pages {
            if let Some((path, sum)) = paths.get(&number) {
                self.posts[side].insert((*path).clone(), Post::of_page(*sum, path, page));
            }
        }
    }

    /// What is different, by path, and how many posts are as they were. A post that was not cleaned is in neither.
    pub fn differences(&self) -> (Vec<Summary>, usize) {
        let Comparison { found, same } = compare(&self.posts[0], &self.posts[1]);
        let number = |side: usize, path: &str| self.files[side].get(path).map(|(number, _)| *number);
        let summary = |Found { kind, path, from, fields, words, new_pictures, gone_pictures }: Found| {
            let was = from.as_deref().unwrap_or(&path);
            let numbers =
                [number(0, was).filter(|_| kind != Change::New), number(1, &path).filter(|_| kind != Change::Gone)];
            let fields = fields.iter().map(|field| field.name).collect();
            let (words, pictures) = ([words.new, words.gone], [new_pictures.len(), gone_pictures.len()]);
            Summary { kind, path, from, numbers, fields, words, pictures }
        };
        let unchanged = self.files[0].len() - self.different(0).len();
        (found.into_iter().map(summary).collect(), same + unchanged)
    }
}
