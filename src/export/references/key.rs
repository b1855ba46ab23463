//! The keys of entries.

use super::Reference;
use std::collections::HashSet;

/// Letters of a title's word that is part of a key.
const WORD: usize = 4;

/// Keys of letters and digits, each of another entry, as the page makes those of BibTeX: host, year and a word of the title.
#[derive(Default)]
pub(super) struct Keys(HashSet<String>);

impl Keys {
    pub(super) fn of(&mut self, reference: &Reference) -> String {
        let host = reference.container.as_deref().unwrap_or_default();
        let year = reference.date.first().map(|year| format!("{year:04}")).unwrap_or_default();
        let is_long =
            |word: &&str| word.len() >= WORD && word.bytes().take(WORD).all(|byte| byte.is_ascii_alphabetic());
        let word = reference.title.split(' ').find(is_long).unwrap_or_default();
        let parts = [host.split('.').next().unwrap_or_default(), &year, word];
        let mut key: String = parts.concat().to_ascii_lowercase();
        key.retain(|c| c.is_ascii_alphanumeric());
        if key.starts_with(|c: char| c.is_ascii_digit()) || key.is_empty() {
            key.insert_str(0, "post");
        }
        let mut number = 1;
        loop {
            let free = if number == 1 { key.clone() } else { format!("{key}-{number}") };
            if self.0.insert(free.clone()) {
                return free;
            }
            number += 1;
        }
    }
}
