//! What is listed of a pack that another core made, while its archive is read again: JSON that any core can read, an array
//! of `[index, title, date, author, source]` in each part.

use super::super::Library;
use super::super::post::{Field, IndexedPost};
use super::super::wire::{self, Details};

/// Appends the row of a place, if it has one.
pub fn write_row(library: &Library, place: u32, out: &mut Vec<u8>) {
    let own = &library.places[place as usize];
    let Some(post) = library.post_at(place).filter(|post| post.is_listed()) else { return };
    let details: Details = wire::read(library.store.rest(post).1).unwrap_or_default();
    out.push(if out.is_empty() { b'[' } else { b',' });
    out.push(b'[');
    out.extend_from_slice(own.index.to_string().as_bytes());
    let iso = details.date.map_or("", |date| date.iso);
    let [title, author, source] =
        [Field::Title, Field::Author, Field::Source].map(|field| library.store.original(post, field));
    for text in [&*title, iso, &author, &source] {
        out.push(b',');
        write_text(text, out);
    }
    out.push(b']');
}

/// Ends an array.
pub fn close(out: &mut Vec<u8>) {
    if out.is_empty() {
        out.push(b'[');
    }
    out.push(b']');
}

/// Appends a text as JSON, on one line.
fn write_text(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in text.bytes() {
        match byte {
            b'"' | b'\\' => out.extend_from_slice(&[b'\\', byte]),
            0..0x20 => out.push(b' '),
            _ => out.push(byte),
        }
    }
    out.push(b'"');
}

impl Library {
    /// Lists a file that is not indexed yet by what a summary says of it.
    pub fn set_summary(&mut self, id: u16, index: u32, [title, iso, author, source]: [&str; 4]) {
        let Some(place) = self.place_of(id, index) else { return };
        let Some(post) = self.post_at(place).filter(|post| !post.is_indexed() && post.is_listed()) else { return };
        self.free_texts(&post.clone());
        let number = self.places[place as usize].post;
        let fields = [title, author, source];
        self.posts[number as usize] =
            IndexedPost::from_summary(fields, iso, place, &mut self.store, &mut self.facet_values);
        self.changed();
    }
}
