//! Step: what editors and scripts of pages write in ways of their own becomes what HTML has for it.

mod cards;
pub mod drawings;
mod email;
mod inline_style;
mod listings;
mod notes;

use super::cleaning::Cleaning;
use super::dom::NodeId;
use html5ever::local_name;

/// Rewrites code by lines, styled words, protected e-mail addresses, notes and link cards.
pub fn rewrite_idioms(c: &mut Cleaning) {
    let root = c.dom.root();
    let (mut styled, mut emails, mut lines, mut notes, mut found) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for id in c.dom.descendants(root) {
        let Some(element) = c.dom.element(id).filter(|element| element.has_attributes()) else { continue };
        for (name, value) in element.attributes() {
            match *name {
                local_name!("style") if inline_style::may_mark(&element.name) => styled.push(id),
                local_name!("href") if email::is_link(value) => emails.push(id),
                local_name!("class") => {
                    for word in value.split_ascii_whitespace() {
                        match word {
                            _ if listings::is_line(word) => lines.push(id),
                            _ if notes::is_note(word) => notes.push(id),
                            _ if cards::is_card(word) => found.push(id),
                            _ => {}
                        }
                    }
                }
                _ if &**name == email::ATTRIBUTE => emails.push(id),
                _ => {}
            }
        }
    }
    email::decode_all(c, &emails);
    listings::join_lines(c, &lines);
    listings::drop_numbers(c);
    inline_style::name_all(c, &styled);
    notes::join_all(c, &notes);
    cards::rewrite_all(c, &found);
}

/// The words of an element's class.
fn class_words(c: &Cleaning, id: NodeId) -> Vec<String> {
    let class = c.dom.attr(id, "class").unwrap_or_default().to_ascii_lowercase();
    class.split_ascii_whitespace().map(str::to_owned).collect()
}
