//! The named entities of HTML, looked up by their names and by the beginnings of those.
//!
//! The published crate has a perfect hash map of every name and every beginning of one: 9,854 entries, 65 KB of a
//! compressed WebAssembly module. Here the names stand sorted in one text, which takes 15 KB. A look-up costs eleven
//! comparisons at the most; pages have a few entities each.

include!(concat!(env!("OUT_DIR"), "/named_entities.rs"));

/// A map of entity names to their codepoints. The second codepoint will
/// be 0 if the entity contains a single codepoint. Entities have their preceding '&' removed.
/// The beginning of a name is mapped to two zeros.
pub static NAMED_ENTITIES: NamedEntities = NamedEntities(());

/// The type of [`NAMED_ENTITIES`].
pub struct NamedEntities(());

/// How many names begin with a smaller byte: names that begin alike stand together.
static FIRST: [u16; 129] = {
    let mut table = [CODEPOINTS.len() as u16; 129];
    let mut byte = 0;
    let mut index = 0;
    while byte < 128 {
        table[byte] = index as u16;
        while index < CODEPOINTS.len() && NAMES.as_bytes()[STARTS[index] as usize] as usize == byte {
            index += 1;
        }
        byte += 1;
    }
    table
};

static BEGINNING: (u32, u32) = (0, 0);

impl NamedEntities {
    /// The codepoints of a name; zeros for the beginning of one.
    pub fn get(&self, name: &str) -> Option<&'static (u32, u32)> {
        let low = self.place(name)?;
        if low == CODEPOINTS.len() {
            return None;
        }
        let found = name_at(low);
        if found == name {
            Some(&CODEPOINTS[low])
        } else {
            found.starts_with(name).then_some(&BEGINNING)
        }
    }
}

impl NamedEntities {
    /// The names that begin with a text, each before those that it begins with, and their codepoints.
    pub fn beginning_with<'a>(
        &self,
        beginning: &'a str,
    ) -> impl Iterator<Item = (&'static str, &'static (u32, u32))> + 'a {
        let low = self.place(beginning).unwrap_or(CODEPOINTS.len());
        let count = (low..CODEPOINTS.len()).take_while(|&at| name_at(at).starts_with(beginning)).count();
        (low..low + count).rev().map(|at| (name_at(at), &CODEPOINTS[at]))
    }

    /// Where a name stands, or would stand; `None` if none begins with the same byte.
    fn place(&self, name: &str) -> Option<usize> {
        // Names are sorted by their bytes, so that those which begin with this one follow the place where it would stand.
        let first = name.bytes().next().map_or(128, usize::from);
        if first >= 128 {
            return None;
        }
        let (mut low, mut high) = (usize::from(FIRST[first]), usize::from(FIRST[first + 1]));
        while low < high {
            let middle = (low + high) / 2;
            if name_at(middle).as_bytes() < name.as_bytes() {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        Some(low)
    }
}

fn name_at(index: usize) -> &'static str {
    &NAMES[usize::from(STARTS[index])..usize::from(STARTS[index + 1])]
}
