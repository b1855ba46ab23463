//! RIS: a line for each value, after a tag of two signs.

use super::Reference;

/// Writes entries of web pages. No value has a line's end or two spaces in a row, so that none can pass for a tag.
pub fn ris(references: &[Reference]) -> String {
    references.iter().map(entry).collect()
}

fn entry(reference: &Reference) -> String {
    let mut lines = Vec::new();
    let mut add = |tag: &str, value: &str| lines.push(format!("{tag}  - {value}\r\n"));
    add("TY", "ELEC");
    add("TI", &reference.title);
    reference.authors.iter().for_each(|author| add("AU", author));
    if let Some(year) = reference.date.first() {
        add("PY", &format!("{year:04}"));
        let part = |at: usize| reference.date.get(at).map(|part| format!("{part:02}")).unwrap_or_default();
        add("DA", &format!("{year:04}/{}/{}/", part(1), part(2)));
    }
    let fields =
        [("T2", &reference.container), ("UR", &reference.url), ("LA", &reference.lang), ("AB", &reference.summary)];
    for (tag, value) in fields {
        value.iter().for_each(|value| add(tag, value));
    }
    reference.tags.iter().for_each(|tag| add("KW", tag));
    add("ER", "");
    lines.concat()
}
