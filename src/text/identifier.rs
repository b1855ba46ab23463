//! Identifiers of the core, in what another instance of it wrote: they are read again as what they are in the program.

use serde::{Deserialize, Deserializer};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// An identifier. Under its own name, since what borrows from text can't be read from another.
pub type Identifier = &'static str;

/// More than the core has. What comes from elsewhere takes no more memory than this many.
const MOST: usize = 2048;

thread_local! {
    static KNOWN: RefCell<BTreeSet<&'static str>> = const { RefCell::new(BTreeSet::new()) };
}

/// The text as an identifier, for as long as the program runs. Of too many, those that come late are empty.
pub fn identifier(text: &str) -> Identifier {
    KNOWN.with_borrow_mut(|known| match known.get(text) {
        Some(known) => known,
        None if known.len() == MOST => "",
        None => {
            let kept: &'static str = Box::leak(text.to_owned().into_boxed_str());
            known.insert(kept);
            kept
        }
    })
}

/// Reads a field that is an identifier.
///
/// # Errors
/// Where it is no text.
pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Identifier, D::Error> {
    String::deserialize(from).map(|text| identifier(&text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_text_is_the_same_identifier() {
        let text = String::from("share-bar");
        assert!(std::ptr::eq(identifier(&text), identifier(&text.clone())));
    }

    #[test]
    fn there_are_not_endlessly_many() {
        for number in 0..2 * MOST {
            identifier(&number.to_string());
        }
        assert!(KNOWN.with_borrow(BTreeSet::len) <= MOST);
    }
}
