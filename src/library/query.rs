//! Parses what is typed. Every input is a query: what is unfinished or invalid is ignored.

use super::fold::fold;

/// A parsed query.
///
/// - Words must all occur, each in any field: title, text, author, source, tags, comments. `"…"`, `“…”`, `「…」` and `『…』` enclose a
///   phrase; `-` before a word, phrase or key excludes.
/// - `author:`, `source:`, `tag:` and `comment:` search one field. `lang:zh` matches the beginning of the language, `year:2021` the
///   year; `before:2020-05` is earlier than that month, `after:2019-01-01` that day or later. Values may be quoted, and
///   colon and minus may be full-width. A word with another key is a word.
/// - Unfinished parts are ignored: `author:` alone, `before:20`.
/// - Matching folds case, width, Traditional to Simplified characters, and white space, and ignores what has no width.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// Words and phrases that must or must not occur.
    pub terms: Vec<Term>,
    /// Conditions that must or must not hold.
    pub filters: Vec<(Filter, Occur)>,
}

/// A word or phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Folded; never empty.
    pub needle: String,
    /// Where it is searched.
    pub scope: FieldScope,
    /// Whether it must occur there.
    pub occur: Occur,
}

/// Where a term is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldScope {
    /// In title, text, author, source, tags and comments.
    Anywhere,
    /// In the author's name.
    Author,
    /// In the source's URL.
    Source,
    /// In a tag.
    Tag,
    /// In a comment.
    Comment,
}

/// Whether a term or filter is required or excluded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Occur {
    /// It must match.
    Must,
    /// It must not match.
    MustNot,
}

/// A condition on a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filter {
    /// Prefix of the language tag, in lower case.
    Lang(String),
    /// Prefix of the day's eight digits.
    Year(String),
    /// Before this day; month and day may be zero.
    Before(u32),
    /// On this day or later.
    After(u32),
}

/// Quotes that open a phrase, and those that close it.
const QUOTES: [(&str, &str); 3] = [("\"“”„＂", "\"“”„＂"), ("「", "」"), ("『", "』")];

impl Query {
    /// Parses what was typed.
    pub fn parse(text: &str) -> Query {
        let mut query = Query::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (occur, rest_of_term) = match rest.strip_prefix(['-', '－']) {
                Some(after) => (Occur::MustNot, after),
                None => (Occur::Must, rest),
            };
            let (key, value) = split_key(rest_of_term);
            let (word, after) = take_value(value);
            query.add(key, word, occur);
            rest = after.trim_start();
        }
        query
    }

    /// The required words and phrases to be searched anywhere, each once.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words_in(&[FieldScope::Anywhere])
    }

    /// The required words and phrases of these scopes.
    pub fn words_in(&self, scopes: &[FieldScope]) -> impl Iterator<Item = &str> {
        let is_word = |term: &&Term| scopes.contains(&term.scope) && term.occur == Occur::Must;
        self.terms.iter().filter(is_word).map(|term| &*term.needle)
    }

    fn add(&mut self, key: &str, word: &str, occur: Occur) {
        let folded = fold(word);
        let trimmed = folded.trim();
        let filter = match key {
            "lang" => Some(Filter::Lang(trimmed.replace('_', "-"))).filter(|_| !trimmed.is_empty()),
            "year" => digits_of(trimmed).map(Filter::Year),
            "before" => day_of(trimmed).map(Filter::Before),
            "after" => day_of(trimmed).map(Filter::After),
            _ => {
                let scope = match key {
                    "author" => FieldScope::Author,
                    "source" => FieldScope::Source,
                    "tag" => FieldScope::Tag,
                    "comment" => FieldScope::Comment,
                    _ => FieldScope::Anywhere,
                };
                let term = Term { needle: folded, scope, occur };
                if !term.needle.trim().is_empty() && !self.terms.contains(&term) {
                    self.terms.push(term);
                }
                return;
            }
        };
        self.filters.extend(filter.map(|filter| (filter, occur)));
    }
}

const KEYS: [&str; 8] = ["author", "source", "tag", "comment", "lang", "year", "before", "after"];

/// Splits off a known key and its colon; the key is empty if there is none.
fn split_key(text: &str) -> (&'static str, &str) {
    let split = text.split_once([':', '：']).and_then(|(key, value)| {
        let key = if key.len() > 30 { return None } else { fold(key) };
        Some((*KEYS.iter().find(|known| **known == key)?, value))
    });
    split.unwrap_or(("", text))
}

/// Splits off the first phrase or word.
fn take_value(text: &str) -> (&str, &str) {
    let Some(first) = text.chars().next() else { return ("", "") };
    let quotes = QUOTES.iter().find(|(open, _)| open.contains(first));
    let Some((_, close)) = quotes else {
        return text.split_at(text.find(char::is_whitespace).unwrap_or(text.len()));
    };
    let inner = &text[first.len_utf8()..];
    match inner.find(|c| close.contains(c)) {
        Some(end) => {
            let after = &inner[end..];
            (&inner[..end], &after[after.chars().next().map_or(0, char::len_utf8)..])
        }
        // The phrase is still being typed.
        None => (inner.trim_end(), ""),
    }
}

/// Year, month and day as far as typed, with any separators.
fn parts_of(text: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
    (!parts.is_empty() && parts.len() <= 3 && parts.iter().all(is_number)).then_some(parts)
}

/// Leading digits of the day: `2021-3` is `202103`, `202` means the 2020s.
fn digits_of(text: &str) -> Option<String> {
    let parts = parts_of(text)?;
    let year = parts[0].get(..4).filter(|_| parts[0].len() == 4);
    match (year, &parts[1..]) {
        (None, []) if parts[0].len() < 4 => Some(parts[0].to_owned()),
        (None, _) => None,
        (Some(year), rest) => {
            let two = rest.iter().filter(|part| part.len() <= 2).map(|part| format!("{part:0>2}"));
            Some(year.to_owned() + &two.collect::<String>())
        }
    }
}

/// A day as in 20210314; missing parts are zero.
fn day_of(text: &str) -> Option<u32> {
    let parts = parts_of(text)?;
    let year = parts[0].parse::<u32>().ok().filter(|_| parts[0].len() == 4)?;
    let number = |at: usize, most: u32| parts.get(at).and_then(|part| part.parse().ok()).filter(|n| *n <= most);
    let month = number(1, 12).unwrap_or(0);
    let day = if month > 0 { number(2, 31).unwrap_or(0) } else { 0 };
    Some(year * 10_000 + month * 100 + day)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Terms are written `scope:needle`, with `-` if excluded.
    fn check(text: &str, terms: &[&str], filters: &[(Filter, Occur)]) {
        let query = Query::parse(text);
        let shown = query.terms.iter().map(|term| {
            let occur = if term.occur == Occur::MustNot { "-" } else { "" };
            let scope = match term.scope {
                FieldScope::Anywhere => "",
                FieldScope::Author => "author:",
                FieldScope::Source => "source:",
                FieldScope::Tag => "tag:",
                FieldScope::Comment => "comment:",
            };
            format!("{occur}{scope}{}", term.needle)
        });
        assert_eq!(shown.collect::<Vec<_>>(), terms, "{text:?}");
        assert_eq!(query.filters, filters, "{text:?}");
    }

    #[test]
    fn words_and_phrases() {
        check("Old bridge", &["old", "bridge"], &[]);
        check("  老楊\u{3000}橋 ", &["老杨", "桥"], &[]);
        check("\"Old bridge\" “新 桥”「a b」『c d』e", &["old bridge", "新 桥", "a b", "c d", "e"], &[]);
        check("\" cat \"", &[" cat "], &[]);
        check("a a A", &["a"], &[]);
        check("his\"tory", &["his\"tory"], &[]);
    }

    #[test]
    fn what_is_left_out() {
        check("-old －桥 -\"a b\" -tag:x", &["-old", "-桥", "-a b", "-tag:x"], &[]);
        check("a-b", &["a-b"], &[]);
    }

    #[test]
    fn keys() {
        check(
            "author:\"Li Lei\" Source：BBC tag:「a b」 ＴＡＧ：c comment:d",
            &["author:li lei", "source:bbc", "tag:a b", "tag:c", "comment:d"],
            &[],
        );
        check("https://example.org/a", &["https://example.org/a"], &[]);
        check("title:x 12:30", &["title:x", "12:30"], &[]);
        let lang = Filter::Lang("zh-hans".into());
        check("lang:zh_Hans", &[], &[(lang, Occur::Must)]);
    }

    #[test]
    fn days() {
        let year = |digits: &str| (Filter::Year(digits.into()), Occur::Must);
        check(
            "year:2021 year:202 year:2021-3 year:２０２１",
            &[],
            &[year("2021"), year("202"), year("202103"), year("2021")],
        );
        check("-year:2021", &[], &[(Filter::Year("2021".into()), Occur::MustNot)]);
        let before = |day| (Filter::Before(day), Occur::Must);
        check(
            "before:2020 before:2020-5 before:2020/05/25",
            &[],
            &[before(20200000), before(20200500), before(20200525)],
        );
        let after = (Filter::After(20200000), Occur::Must);
        check("after:2020-13 after:2020-", &[], &[after.clone(), after]);
    }

    #[test]
    fn what_is_unfinished() {
        for text in [
            "",
            " ",
            "-",
            "－",
            "author:",
            "-author:",
            "author:\"",
            "\"",
            "“",
            "「 ",
            "before:20",
            "after:x",
            "year:x",
            "lang:",
            "\u{200b}",
            "\"\"",
        ] {
            check(text, &[], &[]);
        }
        check("\"old br", &["old br"], &[]);
        check("\"old ", &["old"], &[]);
        check("author:\"Li ", &["author:li"], &[]);
    }
}
