//! Several authors in one line of text.

/// What follows a name after a comma and is no other name.
const SUFFIXES: &[&str] = &["jr", "sr", "ii", "iii", "iv", "phd", "ph.d", "md", "m.d", "esq"];

/// The authors that a line names. Posts have several with commas in between; of two single words with one in between, as in
/// "Lovelace, Ada", nobody knows whether they are two people, and the name stays whole.
pub(super) fn authors_of(line: &str) -> Vec<String> {
    let parts = split(line, &[';', '；', '、']);
    parts.iter().flat_map(|part| by_commas(part)).collect()
}

fn by_commas(line: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in split(line, &[',', '，']) {
        match names.last_mut() {
            Some(last) if is_suffix(&part) => last.extend([", ", &part]),
            _ => names.push(part),
        }
    }
    let is_word = |name: &String| !name.contains(' ') && name.chars().any(|c| c.is_ascii_alphabetic());
    if names.len() == 2 && names.iter().any(is_word) { vec![line.to_owned()] } else { names }
}

fn is_suffix(part: &str) -> bool {
    let lower = part.trim_end_matches('.').to_lowercase();
    SUFFIXES.contains(&&*lower)
}

fn split(line: &str, marks: &[char]) -> Vec<String> {
    line.split(marks).map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_where_that_is_plain() {
        for (line, names) in [
            ("Ann Lee", &["Ann Lee"][..]),
            ("Ann Lee, Ben Ray", &["Ann Lee", "Ben Ray"]),
            ("Ann, Ben, Cy", &["Ann", "Ben", "Cy"]),
            ("Lovelace, Ada", &["Lovelace, Ada"]),
            ("Lovelace, Ada; Lee, Ann", &["Lovelace, Ada", "Lee, Ann"]),
            ("Ann Lee, Jr., Ben Ray, PhD", &["Ann Lee, Jr.", "Ben Ray, PhD"]),
            ("王小明、李华", &["王小明", "李华"]),
            ("王小明, 李华", &["王小明", "李华"]),
            ("王小明，李华；张三", &["王小明", "李华", "张三"]),
            ("Office of Trade and Industry", &["Office of Trade and Industry"]),
            ("Barnes & Noble", &["Barnes & Noble"]),
            (", ;", &[]),
        ] {
            assert_eq!(authors_of(line), names, "{line}");
        }
    }
}
