//! What a person types → what has to be found. Every input is a query: what is unfinished or makes no sense is left out.

use super::fold::fold;

/// A query, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Query {
    /// What has to stand in a post, or must not.
    pub terms: Vec<Term>,
    /// What has to be true of it, or must not.
    pub conditions: Vec<(Condition, Sign)>,
}

/// A word or phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// Folded; never empty.
    pub needle: String,
    /// Where it has to stand.
    pub scope: Scope,
    /// Whether it has to stand there.
    pub sign: Sign,
}

/// Where a term is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// In title, text, author, source and tags.
    Anywhere,
    /// In the author's name.
    Author,
    /// In the address that the post was saved from.
    Source,
    /// In a tag.
    Tag,
}

/// Whether something has to be so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// It has to.
    With,
    /// It must not.
    Without,
}

/// What a field has to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// The language's tag begins so; in lower case.
    Lang(String),
    /// The day, as a number of eight digits, begins with these.
    Year(String),
    /// The day comes before this one; month and day may be zero.
    Before(u32),
    /// The day is this one or comes behind it.
    After(u32),
}

/// Quotes that open a phrase, and those that close it then.
const QUOTES: [(&str, &str); 3] = [("\"“”„＂", "\"“”„＂"), ("「", "」"), ("『", "』")];

impl Query {
    /// Reads what was typed.
    pub fn parse(text: &str) -> Query {
        let mut query = Query::default();
        let mut rest = text.trim_start();
        while !rest.is_empty() {
            let (sign, unsigned) = match rest.strip_prefix(['-', '－']) {
                Some(after) => (Sign::Without, after),
                None => (Sign::With, rest),
            };
            let (key, value) = split_key(unsigned);
            let (word, after) = take_value(value);
            query.add(key, word, sign);
            rest = after.trim_start();
        }
        query
    }

    /// The words and phrases that have to stand anywhere, each once.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let is_word = |term: &&Term| term.scope == Scope::Anywhere && term.sign == Sign::With;
        self.terms.iter().filter(is_word).map(|term| &*term.needle)
    }

    fn add(&mut self, key: &str, word: &str, sign: Sign) {
        let folded = fold(word);
        let trimmed = folded.trim();
        let condition = match key {
            "lang" => Some(Condition::Lang(trimmed.replace('_', "-"))).filter(|_| !trimmed.is_empty()),
            "year" => digits_of(trimmed).map(Condition::Year),
            "before" => day_of(trimmed).map(Condition::Before),
            "after" => day_of(trimmed).map(Condition::After),
            _ => {
                let scope = match key {
                    "author" => Scope::Author,
                    "source" => Scope::Source,
                    "tag" => Scope::Tag,
                    _ => Scope::Anywhere,
                };
                let term = Term { needle: folded, scope, sign };
                if !term.needle.trim().is_empty() && !self.terms.contains(&term) {
                    self.terms.push(term);
                }
                return;
            }
        };
        self.conditions.extend(condition.map(|condition| (condition, sign)));
    }
}

const KEYS: [&str; 7] = ["author", "source", "tag", "lang", "year", "before", "after"];

/// The key that a text begins with, and what follows its colon; no key where it begins with none that is known.
fn split_key(text: &str) -> (&'static str, &str) {
    let split = text.split_once([':', '：']).and_then(|(key, value)| {
        let key = if key.len() > 30 { return None } else { fold(key) };
        Some((*KEYS.iter().find(|known| **known == key)?, value))
    });
    split.unwrap_or(("", text))
}

/// The phrase or word that a text begins with, and what follows.
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
        // It is still being typed.
        None => (inner.trim_end(), ""),
    }
}

/// Year, month and day of a date as far as they were typed, with whatever between them.
fn parts_of(text: &str) -> Option<Vec<&str>> {
    let parts: Vec<&str> = text.split(['-', '/', '.']).filter(|part| !part.is_empty()).collect();
    let is_number = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
    (!parts.is_empty() && parts.len() <= 3 && parts.iter().all(is_number)).then_some(parts)
}

/// The digits that a day begins with: `2021-3` is `202103`, `202` is the years from 2020 on.
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

/// A day as a number of eight digits; without a day or a month these are zero.
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

    /// Terms as `scope:needle`, `-` before those that exclude; then conditions.
    fn check(text: &str, terms: &[&str], conditions: &[(Condition, Sign)]) {
        let query = Query::parse(text);
        let shown = query.terms.iter().map(|term| {
            let sign = if term.sign == Sign::Without { "-" } else { "" };
            let scope = match term.scope {
                Scope::Anywhere => "",
                Scope::Author => "author:",
                Scope::Source => "source:",
                Scope::Tag => "tag:",
            };
            format!("{sign}{scope}{}", term.needle)
        });
        assert_eq!(shown.collect::<Vec<_>>(), terms, "{text:?}");
        assert_eq!(query.conditions, conditions, "{text:?}");
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
            "author:\"Li Lei\" Source：BBC tag:「a b」 ＴＡＧ：c",
            &["author:li lei", "source:bbc", "tag:a b", "tag:c"],
            &[],
        );
        check("https://example.org/a", &["https://example.org/a"], &[]);
        check("title:x 12:30", &["title:x", "12:30"], &[]);
        let lang = Condition::Lang("zh-hans".into());
        check("lang:zh_Hans", &[], &[(lang, Sign::With)]);
    }

    #[test]
    fn days() {
        let year = |digits: &str| (Condition::Year(digits.into()), Sign::With);
        check(
            "year:2021 year:202 year:2021-3 year:２０２１",
            &[],
            &[year("2021"), year("202"), year("202103"), year("2021")],
        );
        check("-year:2021", &[], &[(Condition::Year("2021".into()), Sign::Without)]);
        let before = |day| (Condition::Before(day), Sign::With);
        check(
            "before:2020 before:2020-5 before:2020/05/25",
            &[],
            &[before(20200000), before(20200500), before(20200525)],
        );
        let after = (Condition::After(20200000), Sign::With);
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
