//! Whether a removed text looks like prose: what somebody wrote for readers, and a rule should not take.

/// Shortest prose, in Han characters or kana.
const MIN_HAN: usize = 60;
/// Shortest prose, in other characters.
const MIN_OTHER: usize = 120;
/// Prose has at most one address per so many characters.
const PER_ADDRESS: usize = 200;

/// Whether a text has a sentence end, prose's length and few addresses.
///
/// Links are known by addresses in the text only: the log doesn't say what was linked.
pub fn is_prose(text: &str) -> bool {
    let han = text.chars().filter(|c| is_han_or_kana(*c)).count();
    let all = text.chars().count();
    let addresses = text.matches("://").count();
    (han >= MIN_HAN || all - han >= MIN_OTHER) && addresses * PER_ADDRESS <= all && has_sentence_end(text)
}

fn has_sentence_end(text: &str) -> bool {
    if text.contains(['。', '！', '？', '…']) {
        return true;
    }
    let mut rest = text;
    while let Some(at) = rest.find(['.', '!', '?']) {
        // A point inside an address, a number or a file's name ends nothing, and neither does one after an initial.
        let before = rest[..at].chars().rev().take_while(|c| c.is_alphanumeric()).count();
        rest = &rest[at + 1..];
        let after = rest.trim_start_matches(['"', '\'', '”', '’', ')', '»']);
        if before > 1 && (after.is_empty() || after.starts_with(char::is_whitespace)) {
            return true;
        }
    }
    false
}

fn is_han_or_kana(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::is_prose;

    #[test]
    fn long_punctuated_text_is_prose() {
        assert!(is_prose(&"The bridge is open again. ".repeat(6)));
        assert!(is_prose(&format!("{}。", "桥".repeat(60))));
        assert!(is_prose(&format!("{} he said “yes.” ", "word ".repeat(30))));
    }

    #[test]
    fn short_text_lists_and_links_are_not() {
        assert!(!is_prose("The bridge is open again."));
        assert!(!is_prose(&format!("{}。", "桥".repeat(59))));
        assert!(!is_prose(&"Share Tweet Print ".repeat(20)));
        assert!(!is_prose(&"www.example.org 2.5 a.md ".repeat(20)));
        assert!(!is_prose(&"More is here. https://example.org/a ".repeat(6)));
    }
}
