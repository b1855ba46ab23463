//! What the standard library would write out at every use: a few hundred bytes of code each, for tags that few posts have.

/// Offset of a mark.
#[inline(never)]
pub fn find(text: &str, mark: &str) -> Option<usize> {
    text.find(mark)
}

/// Whether a text has a mark.
pub fn has(text: &str, mark: &str) -> bool {
    find(text, mark).is_some()
}

/// A text without ASCII white space at its ends.
#[inline(never)]
pub fn trim(text: &str) -> &str {
    text.trim_ascii()
}

/// Texts as one.
#[inline(never)]
pub fn concat(parts: &[&str]) -> String {
    parts.concat()
}

/// Appends texts.
#[inline(never)]
pub fn push(out: &mut String, parts: &[&str]) {
    parts.iter().for_each(|part| out.push_str(part));
}

/// Appends a text behind a space, if there is anything before.
pub fn push_word(out: &mut String, word: &str) {
    push(out, &[if out.is_empty() { "" } else { " " }, word]);
}

/// How many bytes at the beginning are of a kind.
#[inline(never)]
pub fn count(text: &str, is_one: &dyn Fn(u8) -> bool) -> usize {
    text.bytes().take_while(|&b| is_one(b)).count()
}

/// Whether a name is in a list of names apart by spaces.
#[inline(never)]
pub fn is_among(names: &str, name: &str) -> bool {
    names.split(' ').any(|own| own.eq_ignore_ascii_case(name))
}
