//! Names of character references, from the table that the parser has.

use web_atoms::NAMED_ENTITIES;

pub(crate) struct CharRef {
    /// Name as it appears escaped in HTML, without its first two characters
    pub(crate) name: &'static str,
    /// Unescaped character codepoints
    pub(crate) characters: String,
}

/// Nearly all that pages have: no other name begins with one of these, so that they can be tried before all others.
const COMMON: &[(&str, char)] = &[("nbsp;", '\u{a0}'), ("amp;", '&'), ("lt;", '<'), ("gt;", '>'), ("quot;", '"')];

pub(crate) fn try_read_character_reference<E>(
    first_char: char,
    second_char: char,
    mut try_read: impl FnMut(&str) -> Result<bool, E>,
) -> Result<Option<CharRef>, E> {
    for (name, character) in COMMON {
        let beginning = name.as_bytes();
        let begins = char::from(beginning[0]) == first_char && char::from(beginning[1]) == second_char;
        if begins && try_read(&name[2..])? {
            return Ok(Some(CharRef { name: &name[2..], characters: character.to_string() }));
        }
    }
    let beginning: String = [first_char, second_char].iter().collect();
    for (name, (first, second)) in NAMED_ENTITIES.beginning_with(&beginning) {
        let name = &name[beginning.len()..];
        if name.is_empty() || try_read(name)? {
            let points = [*first, *second];
            let characters = points.iter().filter(|p| **p > 0).filter_map(|p| char::from_u32(*p));
            return Ok(Some(CharRef { name, characters: characters.collect() }));
        }
    }
    Ok(None)
}
