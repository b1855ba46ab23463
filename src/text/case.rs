//! Lower case, character by character.

/// Appends a character in lower case. Characters from U+2000 on have no case, full-width Latin apart, and skip the table.
pub fn push_lower(c: char, out: &mut String) {
    match c {
        '\0'..='\u{7f}' => out.push(c.to_ascii_lowercase()),
        '\u{80}'..'\u{2000}' | '\u{ff21}'..='\u{ff3a}' => out.extend(c.to_lowercase()),
        _ => out.push(c),
    }
}

/// The first character of the lower-case form.
pub fn first_lower(c: char) -> char {
    match c {
        '\0'..='\u{7f}' => c.to_ascii_lowercase(),
        '\u{80}'..'\u{2000}' | '\u{ff21}'..='\u{ff3a}' => c.to_lowercase().next().unwrap_or(c),
        _ => c,
    }
}

/// A text in lower case, character by character.
#[inline(never)]
pub fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    text.chars().for_each(|c| push_lower(c, &mut out));
    out
}
