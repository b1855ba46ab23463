//! Names of character references, from the table that the HTML parser has.

use crate::CowStr;
use web_atoms::NAMED_ENTITIES;

/// The characters of a name, which ends with its semicolon.
pub(crate) fn get_entity(name: &[u8]) -> Option<CowStr<'static>> {
    let (first, second) = NAMED_ENTITIES.get(core::str::from_utf8(name).ok()?)?;
    let points = [*first, *second];
    let characters: String =
        points.iter().filter(|p| **p > 0).filter_map(|p| char::from_u32(*p)).collect();
    (!characters.is_empty()).then(|| CowStr::from(characters))
}
