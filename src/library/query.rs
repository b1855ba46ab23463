//! Parses what is typed. Every input is a query: what is unfinished or invalid is ignored.

use super::fold::{as_written, fold};

/// A parsed query.
///
/// - Words must all occur, each in any field: title, text, author, source, tags, comments; `-` before a word, phrase or key
///   excludes. `OR` or `|` between two words asks for either: `bridge OR ferry river` is a river with one of them.
/// - `"…"`, `“…”`, `「…」` and `『…』` enclose a phrase, whose letters are compared as they are written but for case, and
///   whose first and last word are whole if they are of a script that has words.
/// - `title:`, `author:`, `source:`, `tag:` and `comment:` search one field. `lang:zh` matches the beginning of the language,
///   `year:2021` the year; `before:2020-05` is earlier than that month, `after:2019-01-01` that day or later, and
///   `2019..2021-03` from the beginning of the one to the end of the other, which may be missing. Values may be quoted, and
///   colon and minus may be full-width. A word with another key is a word.
/// - Unfinished parts are ignored: `author:` alone, `before:20`.
/// - Else texts are compared folded, as [`super::fold`] says.
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
    /// A phrase as it is written, whose letters must be the same.
    pub phrase: Option<String>,
    /// Where it is searched.
    pub scope: FieldScope,
    /// Whether it must occur there.
    pub occur: Occur,
    /// Whether it may occur instead of the required term before it.
    pub is_alternative: bool,
    /// As typed, with its key and quotation marks.
    pub typed: String,
}

/// Where a term is searched.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldScope {
    /// In title, text, author, source, tags and comments.
    Anywhere,
    /// In the title.
    Title,
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
    /// From the one to before the other.
    Days(u32, u32),
}

impl Filter {
    /// Whether it holds for a post of this day, as in 20210314, and this language.
    pub(super) fn holds(&self, own: u32, lang: &str) -> bool {
        match self {
            Filter::Lang(begin) => lang.get(..begin.len()).is_some_and(|head| head.eq_ignore_ascii_case(begin)),
            Filter::Year(digits) => own > 0 && format!("{own:08}").starts_with(digits),
            Filter::Before(day) => own > 0 && own < *day,
            Filter::After(day) => own > 0 && own >= *day,
            Filter::Days(from, before) => own > 0 && (*from..*before).contains(&own),
        }
    }
}

/// Quotes that open a phrase, and those that close it.
const QUOTES: [(&str, &str); 3] = [("\"“”„＂", "\"“”„＂"), ("「", "」"), ("『", "』")];

impl Query {
    /// Parses what was typed.
    pub fn parse(text: &str) -> Query {
        let mut query = Query::default();
        let mut rest = text.trim_start();
        let mut is_alternative = false;
        while !rest.is_empty() {
            if let Some(after) = after_or(rest) {
                is_alternative = true;
                rest = after.trim_start();
                continue;
            }
            let (occur, rest_of_term) = match rest.strip_prefix(['-', '－']) {
                Some(after) => (Occur::MustNot, after),
                None => (Occur::Must, rest),
            };
            let (key, value) = split_key(rest_of_term);
            let (word, is_phrase, after) = take_value(value);
            let typed = &rest[..rest.len() - after.len()];
            query.add(key, word, is_phrase, occur, is_alternative, typed);
            is_alternative = false;
            rest = after.trim_start();
        }
        query
    }

    /// The required terms, each with its alternatives.
    pub fn groups(&self) -> Vec<Vec<&Term>> {
        let mut groups: Vec<Vec<&Term>> = Vec::new();
        for term in self.terms.iter().filter(|term| term.occur == Occur::Must) {
            match groups.last_mut().filter(|_| term.is_alternative) {
                Some(group) => group.push(term),
                None => groups.push(vec![term]),
            }
        }
        groups
    }

    /// The required words and phrases to be searched anywhere, each once.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.terms_in(&[FieldScope::Anywhere]).map(|term| &*term.needle)
    }

    /// The required terms of these scopes, with alternatives.
    pub fn terms_in(&self, scopes: &[FieldScope]) -> impl Iterator<Item = &Term> {
        self.terms.iter().filter(|term| scopes.contains(&term.scope) && term.occur == Occur::Must)
    }

    fn add(&mut self, key: &str, word: &str, is_phrase: bool, occur: Occur, is_alternative: bool, typed: &str) {
        let folded = fold(word);
        if let Some(range) = range_of(&folded).filter(|_| key.is_empty() && !is_phrase) {
            return self.filters.push((range, occur));
        }
        let trimmed = folded.trim();
        let filter = match key {
            "lang" => Some(Filter::Lang(trimmed.replace('_', "-"))).filter(|_| !trimmed.is_empty()),
            "year" => digits_of(trimmed).map(Filter::Year),
            "before" => day_of(trimmed).map(Filter::Before),
            "after" => day_of(trimmed).map(Filter::After),
            _ => {
                let scope = match key {
                    "title" => FieldScope::Title,
                    "author" => FieldScope::Author,
                    "source" => FieldScope::Source,
                    "tag" => FieldScope::Tag,
                    "comment" => FieldScope::Comment,
                    _ => FieldScope::Anywhere,
                };
                let phrase = is_phrase.then(|| as_written(word));
                let has_before = self.terms.last().is_some_and(|last| last.occur == Occur::Must);
                let is_alternative = is_alternative && has_before && occur == Occur::Must;
                let is_same = |term: &Term| {
                    (&term.needle, &term.phrase, term.scope, term.occur) == (&folded, &phrase, scope, occur)
                };
                let is_known = self.terms.iter().any(is_same) && !is_alternative;
                if !folded.trim().is_empty() && !is_known {
                    let typed = typed.to_owned();
                    self.terms.push(Term { needle: folded, phrase, scope, occur, is_alternative, typed });
                }
                return;
            }
        };
        self.filters.extend(filter.map(|filter| (filter, occur)));
    }
}

const KEYS: [&str; 9] = ["title", "author", "source", "tag", "comment", "lang", "year", "before", "after"];

/// Splits off a known key and its colon; the key is empty if there is none.
fn split_key(text: &str) -> (&'static str, &str) {
    let split = text.split_once([':', '：']).and_then(|(key, value)| {
        let key = if key.len() > 30 { return None } else { fold(key) };
        Some((*KEYS.iter().find(|known| **known == key)?, value))
    });
    split.unwrap_or(("", text))
}

/// What follows `OR` or `|`, if the text begins with one and something follows.
fn after_or(text: &str) -> Option<&str> {
    let after = match text.strip_prefix(['|', '｜']) {
        Some(after) => after,
        None => text.strip_prefix("OR").filter(|after| after.starts_with(char::is_whitespace))?,
    };
    (!after.trim().is_empty()).then_some(after)
}

/// Splits off the first phrase or word; returns whether it is a phrase, and the rest.
fn take_value(text: &str) -> (&str, bool, &str) {
    let Some(first) = text.chars().next() else { return ("", false, "") };
    let quotes = QUOTES.iter().find(|(open, _)| open.contains(first));
    let Some((_, close)) = quotes else {
        let is_end = |c: char| c.is_whitespace() || matches!(c, '|' | '｜');
        // A stroke that nothing follows is a word.
        let from = if matches!(first, '|' | '｜') { first.len_utf8() } else { 0 };
        let end = text[from..].find(is_end).map_or(text.len(), |at| from + at);
        return (&text[..end], false, &text[end..]);
    };
    let inner = &text[first.len_utf8()..];
    match inner.find(|c| close.contains(c)) {
        Some(end) => {
            let after = &inner[end..];
            (&inner[..end], true, &after[after.chars().next().map_or(0, char::len_utf8)..])
        }
        // The phrase is still being typed.
        None => (inner.trim_end(), false, ""),
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

/// The days of `2019..2021-03`; either may be missing.
fn range_of(text: &str) -> Option<Filter> {
    let (from, to) = text.split_once("..")?;
    if from.is_empty() && to.is_empty() {
        return None;
    }
    let from = if from.is_empty() { 0 } else { day_of(from)? };
    let before = if to.is_empty() { u32::MAX } else { day_after(day_of(to)?) };
    Some(Filter::Days(from, before))
}

/// The day after a day, month or year, as far as numbers compare.
fn day_after(day: u32) -> u32 {
    match (day % 10_000, day % 100) {
        (0, _) => day + 10_000,
        (_, 0) => day + 100,
        _ => day + 1,
    }
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
                FieldScope::Title => "title:",
                FieldScope::Author => "author:",
                FieldScope::Source => "source:",
                FieldScope::Tag => "tag:",
                FieldScope::Comment => "comment:",
            };
            let either = if term.is_alternative { "|" } else { "" };
            let quote = if term.phrase.is_some() { "\"" } else { "" };
            format!("{either}{occur}{scope}{quote}{}{quote}", term.needle)
        });
        assert_eq!(shown.collect::<Vec<_>>(), terms, "{text:?}");
        assert_eq!(query.filters, filters, "{text:?}");
    }

    #[test]
    fn words_and_phrases() {
        check("Old bridge", &["old", "bridge"], &[]);
        check("  老楊\u{3000}橋 ", &["老杨", "桥"], &[]);
        check(
            "\"Old bridge\" “新 桥”「a b」『c d』e",
            &["\"old bridge\"", "\"新 桥\"", "\"a b\"", "\"c d\"", "e"],
            &[],
        );
        check("\" cat \"", &["\" cat \""], &[]);
        check("a a A", &["a"], &[]);
        check("his\"tory", &["his\"tory"], &[]);
    }

    #[test]
    fn what_is_left_out() {
        check("-old －桥 -\"a b\" -tag:x", &["-old", "-桥", "-\"a b\"", "-tag:x"], &[]);
        check("a-b", &["a-b"], &[]);
    }

    #[test]
    fn keys() {
        check(
            "author:\"Li Lei\" Source：BBC tag:「a b」 ＴＡＧ：c comment:d",
            &["author:\"li lei\"", "source:bbc", "tag:\"a b\"", "tag:c", "comment:d"],
            &[],
        );
        check("https://example.org/a", &["https://example.org/a"], &[]);
        check("title:x 12:30 Titel:y", &["title:x", "12:30", "titel:y"], &[]);
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
    fn either_of_two() {
        check("bridge OR ferry river", &["bridge", "|ferry", "river"], &[]);
        check("桥|渡口 | 船", &["桥", "|渡口", "|船"], &[]);
        check("a OR tag:b -c", &["a", "|tag:b", "-c"], &[]);
        check("\"a b\"|c", &["\"a b\"", "|c"], &[]);
        // A word, an end, a beginning, what is excluded.
        check("or ORE Or a", &["or", "ore", "a"], &[]);
        check("a OR", &["a", "or"], &[]);
        check("a OR -b", &["a", "-b"], &[]);
        check("OR a", &["a"], &[]);
        check("-a OR b", &["-a", "b"], &[]);
    }

    #[test]
    fn ranges_of_days() {
        let range = |from: u32, before: u32| [(Filter::Days(from, before), Occur::Must)];
        check("2019..2021-03", &[], &range(20190000, 20210400));
        check("2019-05-01..2019-05-01", &[], &range(20190501, 20190502));
        check("2019..", &[], &range(20190000, u32::MAX));
        check("..2019", &[], &range(0, 20200000));
        check("2019-12..2019-12", &[], &range(20191200, 20191300));
        check("-2019..2019", &[], &[(Filter::Days(20190000, 20200000), Occur::MustNot)]);
        check("a..b 20..21 .. ... \"2019..2020\"", &["a..b", "20..21", "..", "...", "\"2019..2020\""], &[]);
    }

    #[test]
    fn what_was_typed() {
        let typed = |text: &str| Query::parse(text).terms.into_iter().map(|term| term.typed).collect::<Vec<_>>();
        assert_eq!(typed("a  Author:\"Li Lei\" -「x y」 b|c"), ["a", "Author:\"Li Lei\"", "-「x y」", "b", "c"]);
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
