//! The library as simply as possible: each text is searched from start to end for each query.
//! It shares only folding with the real one: texts come from the page of each post, and queries are given parsed.

use super::library_posts::PostFile;
use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::library::fold::fold;
use archive_viewer::library::{Answer, FacetSelection, FacetValue, Row};
use archive_viewer::page::{CommentView, ReadingPage};
use std::collections::{BTreeMap, HashSet};
use unicode_normalization::UnicodeNormalization;

/// A query as typed, and its meaning.
pub struct Asked {
    pub typed: &'static str,
    /// Required words, folded; a phrase begins with a quotation mark and is as written, in lower case.
    pub all: &'static [&'static str],
    /// Excluded words.
    pub not: &'static [&'static str],
    /// Conditions on fields; `-` before the name excludes.
    pub only: &'static [(&'static str, &'static str)],
}

const fn words(typed: &'static str, all: &'static [&'static str]) -> Asked {
    Asked { typed, all, not: &[], only: &[] }
}

const fn without(typed: &'static str, all: &'static [&'static str], not: &'static [&'static str]) -> Asked {
    Asked { typed, all, not, only: &[] }
}

const fn fields(
    typed: &'static str,
    all: &'static [&'static str],
    only: &'static [(&'static str, &'static str)],
) -> Asked {
    Asked { typed, all, not: &[], only }
}

/// Words that occur everywhere and nowhere, of one character and of many, in several scripts.
pub const QUERIES: &[Asked] = &[
    words("的", &["的"]),
    words("一", &["一"]),
    words("a", &["a"]),
    words("E", &["e"]),
    words("，", &[","]),
    words(".", &["."]),
    words("é", &["e"]),
    words("я", &["я"]),
    words("の", &["の"]),
    words("ｶ", &["カ"]),
    words("桥", &["桥"]),
    words("橋", &["桥"]),
    words("国", &["国"]),
    words("國家", &["国家"]),
    words("中国", &["中国"]),
    words("中國", &["中国"]),
    words("香港", &["香港"]),
    words("中国政府", &["中国政府"]),
    words("老楊", &["老杨"]),
    words("the", &["the"]),
    words("The", &["the"]),
    words("ＴＨＥ", &["the"]),
    words("photo", &["photo"]),
    words("bridge", &["bridge"]),
    words("2020", &["2020"]),
    words("example.org", &["example.org"]),
    words("https://", &["https://"]),
    words("xyzzy-nowhere", &["xyzzy-nowhere"]),
    words("aaa", &["aaa"]),
    words("the a", &["the", "a"]),
    words("中国 人", &["中国", "人"]),
    words("人 中國 政", &["人", "中国", "政"]),
    words("香港 的 一", &["香港", "的", "一"]),
    words("\"of the\"", &["\"of the"]),
    words("“的 人” 国", &["\"的 人", "国"]),
    words("「一个」", &["\"一个"]),
    words("『这』 是", &["\"这", "是"]),
    words("\" the \"", &["\" the "]),
    without("的 -国", &["的"], &["国"]),
    without("the -bridge -the\u{3000}a", &["the", "a"], &["bridge", "the"]),
    without("-的", &[], &["的"]),
    without("-\"of the\" a", &["a"], &["\"of the"]),
    fields("author:a", &[], &[("author", "a")]),
    fields("author：“a” the", &["the"], &[("author", "\"a")]),
    fields("source:example", &[], &[("source", "example")]),
    fields("source:org -source:example", &[], &[("source", "org"), ("-source", "example")]),
    fields("tag:a", &[], &[("tag", "a")]),
    fields("tag:新 的", &["的"], &[("tag", "新")]),
    fields("comment:的", &[], &[("comment", "的")]),
    fields("comment:weir the", &["the"], &[("comment", "weir")]),
    fields("comment:\"the a\"", &[], &[("comment", "\"the a")]),
    fields("the -comment:a", &["the"], &[("-comment", "a")]),
    fields("comment:", &[], &[]),
    fields("lang:zh", &[], &[("lang", "zh")]),
    fields("lang:en the", &["the"], &[("lang", "en")]),
    fields("year:2020", &[], &[("year", "2020")]),
    fields("year:2020-05 的", &["的"], &[("year", "2020-05")]),
    fields("-year:2020 a", &["a"], &[("-year", "2020")]),
    fields("before:2015", &[], &[("before", "2015")]),
    fields("after:2019-06-04 人", &["人"], &[("after", "2019-06-04")]),
    fields("after:2020-01 before:2020-03-15", &[], &[("after", "2020-01"), ("before", "2020-03-15")]),
    words("captain's", &["captain's"]),
    words("captain’s", &["captain's"]),
    words("e-mail", &["e-mail"]),
    words("e‑mail", &["e-mail"]),
    words("1990–2000", &["1990-2000"]),
    words("İstanbul", &["istanbul"]),
    words("istanbul", &["istanbul"]),
    words("Élan", &["elan"]),
    words("elan", &["elan"]),
    words("γεια", &["γεια"]),
    words("Γειά", &["γεια"]),
    words("еще", &["еще"]),
    words("Ещё", &["еще"]),
    words("كتاب", &["كتاب"]),
    words("كِتَابٌ", &["كتاب"]),
    words("שלום", &["שלום"]),
    words("שָׁלוֹם", &["שלום"]),
    words("oﬃce", &["office"]),
    words("cafe\u{301}", &["cafe"]),
    words("straße", &["strasse"]),
    words("—", &["-"]),
    words("“", &[]),
    words("『国", &["国"]),
    words("\"é\"", &["\"é"]),
    words("\"the\"", &["\"the"]),
    words("\"i\"", &["\"i"]),
    words("「國」", &["\"國"]),
    words("「国」", &["\"国"]),
    words("…", &["..."]),
    fields("title:the", &[], &[("title", "the")]),
    fields("title:\"the\" a", &["a"], &[("title", "\"the")]),
    fields("2015..2020-05", &[], &[("after", "2015"), ("before", "2020-06")]),
    words("", &[]),
    words("author: before: \"", &[]),
];

/// One post.
pub struct NaivePost {
    /// Title, text, author, source, tags, comments, folded, by name; each tag and comment on its own.
    named: Vec<(&'static str, String)>,
    /// The same as written, in lower case.
    written: Vec<(&'static str, String)>,
    host: Option<String>,
    /// Its own, and those of its copies.
    authors: Vec<String>,
    tags: Vec<String>,
    lang: String,
    date: Option<String>,
    has_pictures: bool,
    has_problems: bool,
}

pub struct Naive {
    pub posts: Vec<NaivePost>,
}

impl Naive {
    /// The posts among these files, each article once.
    pub fn of(files: &[PostFile]) -> Naive {
        let mut seen = HashSet::new();
        let mut read = Vec::new();
        for file in files.iter().filter(|file| file.is_post) {
            let Ok(text) = read_text(&file.path, &file.bytes, &EncodingRs) else { continue };
            let page = ReadingPage::of_text(text, file.bytes.len() as u64);
            let date = page.date.as_ref().map(|date| date.iso.clone());
            if seen.insert((&file.bytes, page.title.clone(), date)) {
                read.push((&*file.path, page));
            }
        }
        let mut posts: Vec<Option<NaivePost>> =
            read.iter().map(|(_, page)| Some(NaivePost::of(page.clone()))).collect();
        for copies in copies(&read) {
            let (shown, others) = copies.split_first().expect("one is shown");
            for number in others {
                let Some(copy) = posts[*number].take() else { continue };
                let post = posts[*shown].as_mut().expect("it is shown");
                post.authors.extend(copy.authors);
                post.tags.extend(copy.tags);
            }
            let post = posts[*shown].as_mut().expect("it is shown");
            for values in [&mut post.authors, &mut post.tags] {
                let mut seen = HashSet::new();
                values.retain(|value| seen.insert(value.clone()));
            }
        }
        Naive { posts: posts.into_iter().flatten().collect() }
    }

    /// The number of posts that match, and of occurrences of the words in them.
    pub fn count(&self, asked: &Asked) -> (usize, u64) {
        let (mut posts, mut occurrences) = (0, 0);
        for post in &self.posts {
            let counts: Vec<u64> = asked.all.iter().map(|word| post.count(word)).collect();
            let fits = !counts.contains(&0)
                && asked.not.iter().all(|word| post.count(word) == 0)
                && asked.only.iter().all(|(name, value)| match name.strip_prefix('-') {
                    Some(name) => !post.has(name, value),
                    None => post.has(name, value),
                });
            if fits {
                posts += 1;
                occurrences += counts.iter().sum::<u64>();
                // Of the fields that a key names, occurrences are counted in comments alone.
                let in_comments = asked.only.iter().filter(|(name, _)| *name == "comment");
                occurrences += in_comments.map(|(name, value)| post.count_in(name, value)).sum::<u64>();
            }
        }
        (posts, occurrences)
    }

    /// Checks an answer's facets by counting each value.
    pub fn check_facets(&self, word: &str, chosen: &FacetSelection, answer: &Answer) {
        let matching = || self.posts.iter().filter(|post| word.is_empty() || post.count(word) > 0);
        let without = |facet: &str| matching().filter(|post| post.is_chosen(chosen, facet)).collect::<Vec<_>>();
        assert_eq!(answer.posts as usize, without("none").len(), "{word} {chosen:?}");
        let count = |posts: Vec<&NaivePost>, values: &dyn Fn(&NaivePost) -> Vec<String>| {
            let mut counts: BTreeMap<String, u32> = BTreeMap::new();
            posts.iter().flat_map(|post| values(post)).for_each(|value| *counts.entry(value).or_default() += 1);
            counts
        };
        let check = |name: &str, values: &[FacetValue], picked: &[String], of: &dyn Fn(&NaivePost) -> Vec<String>| {
            let mut expected = count(without(name), of);
            for value in picked {
                expected.entry(value.clone()).or_default();
            }
            let found: BTreeMap<String, u32> = values.iter().map(|value| (value.value.clone(), value.count)).collect();
            assert_eq!(found, expected, "{name} of {word} {chosen:?}");
            assert!(values.iter().all(|value| value.chosen == picked.contains(&value.value)), "{name}");
        };
        let facets = &answer.facets;
        check("source", &facets.source.values, &chosen.source, &|post| post.host.clone().into_iter().collect());
        check("author", &facets.author.values, &chosen.author, &|post| post.authors.clone());
        check("tag", &facets.tag.values, &chosen.tag, &|post| post.tags.clone());
        check("lang", &facets.lang.values, &chosen.lang, &|post| vec![post.lang.clone()]);
        check("when", &facets.year.values, &chosen.year, &|post| post.beginning(4).into_iter().collect());
        let months = count(without("when"), &|post| post.beginning(7).into_iter().collect());
        assert_eq!(answer.timeline.iter().cloned().collect::<BTreeMap<_, _>>(), months);
        assert_eq!(answer.undated as usize, without("when").iter().filter(|post| post.date.is_none()).count());
        let pictures = without("pictures").iter().filter(|post| post.has_pictures).count();
        let problems = without("problems").iter().filter(|post| post.has_problems).count();
        assert_eq!((facets.images as usize, facets.problems as usize), (pictures, problems));
    }
}

impl NaivePost {
    fn of(page: ReadingPage) -> NaivePost {
        let source = page.source.as_ref().map(|source| source.url.clone()).or(page.source_text);
        let mut named = vec![("title", page.title), ("text", page.text)];
        named.extend(page.author.clone().map(|author| ("author", author)));
        named.extend(source.map(|source| ("source", source)));
        named.extend(page.tags.iter().map(|tag| ("tag", tag.clone())));
        named.extend(comments(&page.discussion).into_iter().map(|text| ("comment", text)));
        let written = named.iter().map(|(name, value)| (*name, as_written(value))).collect();
        let named: Vec<_> = named.into_iter().map(|(name, value)| (name, fold(&value))).collect();
        let mut tags = page.tags;
        tags.sort();
        tags.dedup();
        NaivePost {
            named,
            written,
            host: page.source.map(|source| source.host),
            authors: page.author.into_iter().collect(),
            tags,
            lang: page.lang,
            date: page.date.map(|date| date.iso),
            has_pictures: !page.figures.is_empty(),
            has_problems: !page.problems.is_empty(),
        }
    }

    /// Occurrences of a folded word in all fields.
    fn count(&self, word: &str) -> u64 {
        match word.strip_prefix('"') {
            Some(phrase) => self.written.iter().map(|(_, field)| phrases(field, phrase)).sum(),
            None => self.named.iter().map(|(_, field)| occurrences(field, word)).sum(),
        }
    }

    /// Occurrences in one field.
    fn count_in(&self, name: &str, word: &str) -> u64 {
        match word.strip_prefix('"') {
            Some(phrase) => {
                self.written.iter().filter(|(own, _)| *own == name).map(|(_, field)| phrases(field, phrase)).sum()
            }
            None => self.named.iter().filter(|(own, _)| *own == name).map(|(_, field)| occurrences(field, word)).sum(),
        }
    }

    fn has(&self, name: &str, value: &str) -> bool {
        let date = || self.date.as_deref();
        match name {
            "lang" => self.lang.to_lowercase().starts_with(value),
            "year" => date().is_some_and(|date| date.starts_with(value)),
            // As text, a date is less than any longer date that starts with it.
            "before" => date().is_some_and(|date| date < value),
            "after" => date().is_some_and(|date| date >= value),
            _ => self.count_in(name, value) > 0,
        }
    }

    fn beginning(&self, length: usize) -> Option<String> {
        self.date.as_ref().and_then(|date| date.get(..length)).map(str::to_owned)
    }

    /// Whether the post is within the selection, ignoring one facet.
    fn is_chosen(&self, chosen: &FacetSelection, left_out: &str) -> bool {
        let any = |name: &str, picked: &[String], own: &[String]| {
            name == left_out || picked.is_empty() || own.iter().any(|value| picked.contains(value))
        };
        let host: Vec<String> = self.host.iter().cloned().collect();
        let when: Vec<String> = [4, 7].iter().filter_map(|length| self.beginning(*length)).collect();
        any("source", &chosen.source, &host)
            && any("author", &chosen.author, &self.authors)
            && any("tag", &chosen.tag, &self.tags)
            && any("lang", &chosen.lang, std::slice::from_ref(&self.lang))
            && any("when", &[chosen.year.clone(), chosen.month.clone()].concat(), &when)
            && (left_out == "pictures" || !chosen.images || self.has_pictures)
            && (left_out == "problems" || !chosen.problems || self.has_problems)
    }
}

/// A text in lower case and normal width, composed, with one space for each run of white space.
fn as_written(text: &str) -> String {
    let narrow = |c: char| match c as u32 {
        wide @ 0xff01..=0xff5e => char::from_u32(wide - 0xfee0).unwrap_or(c),
        _ => c,
    };
    let is_nothing = |c: &char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{feff}' | '\u{2060}'..='\u{2069}');
    let lower: String = text.nfc().map(narrow).filter(|c| !is_nothing(c)).flat_map(char::to_lowercase).collect();
    let mut out = String::new();
    for c in lower.chars() {
        match c.is_whitespace() {
            true if out.ends_with(' ') => {}
            true => out.push(' '),
            false => out.push(c),
        }
    }
    out
}

/// Occurrences of whole words; before Thai and among more Latin and Greek, letters are of scripts that have words.
fn phrases(field: &str, phrase: &str) -> u64 {
    let is_letter = |c: char| c.is_alphanumeric() && (c < '\u{e00}' || ('\u{1e00}'..'\u{2000}').contains(&c));
    field
        .match_indices(phrase)
        .filter(|(at, _)| !(phrase.starts_with(is_letter) && field[..*at].ends_with(is_letter)))
        .filter(|(at, _)| !(phrase.ends_with(is_letter) && field[at + phrase.len()..].starts_with(is_letter)))
        .count() as u64
}

fn occurrences(field: &str, word: &str) -> u64 {
    let (mut count, mut rest) = (0, field);
    while let Some(at) = rest.find(word) {
        count += 1;
        rest = &rest[at + word.len()..];
    }
    count
}

/// For each article that several posts have, the post that lists show and those that they leave out.
fn copies(read: &[(&str, ReadingPage)]) -> Vec<Vec<usize>> {
    let letters = |text: &str| fold(text).split_whitespace().collect::<String>();
    let mut articles: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (number, (_, page)) in read.iter().enumerate() {
        let said: Vec<String> = comments(&page.discussion).iter().map(|text| letters(text)).collect();
        let is_traditional = page.lang.starts_with("zh-Hant");
        let shape = (page.figures.len(), is_traditional);
        let article = (letters(&page.title), letters(&page.text), said.concat(), shape);
        articles.entry(article).or_default().push(number);
    }
    let mut copies = Vec::new();
    for (article, mut numbers) in articles {
        let dates = |number: &usize| read[*number].1.date.as_ref().map(|date| date.iso.clone());
        let day = |number: &usize| dates(number).map(|iso| iso.chars().take(10).collect::<String>());
        let origin = |number: &usize| {
            let source = read[*number].1.source.as_ref()?;
            let url = source.url.split("://").last()?.split('#').next()?.trim_end_matches('/').to_owned();
            Some((source.host.clone(), if url.contains(['/', '?']) { Some(url) } else { day(number) }))
        };
        let origin = |number: &usize| origin(number).unwrap_or_else(|| (String::new(), day(number)));
        numbers.sort_by_key(|number| (dates(number).unwrap_or("9999".into()), read[*number].0));
        let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let origins: HashSet<_> = numbers.iter().map(origin).collect();
        let hosts: HashSet<_> = origins.iter().map(|(host, _)| host).collect();
        let is_short = article.1.len() < 120;
        for number in numbers {
            let picture = read[number].1.figures.first().map(|figure| figure.src.clone());
            let details = (origin(&number), day(&number), picture);
            let is_nowhere = is_short && details.0.0.is_empty() && details.1.is_none();
            let own = if is_nowhere { Some(number) } else { None };
            let details = if is_short { Some(details) } else { None };
            let origin = if origins.len() > hosts.len() { Some(origin(&number)) } else { None };
            groups.entry((own, details, origin)).or_default().push(number);
        }
        copies.extend(groups.into_values().filter(|numbers| numbers.len() > 1));
    }
    copies
}

/// The texts of comments and of their replies.
fn comments(comments: &[CommentView]) -> Vec<String> {
    let with_replies = |comment: &CommentView| [vec![comment.text.clone()], self::comments(&comment.replies)].concat();
    comments.iter().flat_map(with_replies).collect()
}

/// Every mark covers one of the words, in comments also of those with `comment:`, and every word in the title is marked.
pub fn check_marks(row: &Row, asked: &Asked) {
    let folded: Vec<String> = asked.all.iter().map(|word| fold(word.trim_start_matches('"'))).collect();
    let has_phrase = asked.all.iter().any(|word| word.starts_with('"'));
    let in_comments = asked.only.iter().filter(|(name, _)| *name == "comment").map(|(_, word)| fold(word));
    let of_comments: Vec<String> = folded.iter().cloned().chain(in_comments).collect();
    let covered = |text: &str, marks: &[[u32; 2]], folded: &[String]| {
        let units: Vec<u16> = text.encode_utf16().collect();
        for [from, to] in marks {
            let marked = fold(&String::from_utf16_lossy(&units[*from as usize..*to as usize]));
            assert!(folded.iter().any(|word| marked.contains(word.trim())), "{marked:?} of {text:?}");
        }
        marks.len()
    };
    let of_title = asked.only.iter().filter(|(name, _)| *name == "title");
    let of_title = of_title.map(|(_, word)| fold(word.trim_start_matches('"')));
    let of_title: Vec<String> = folded.iter().cloned().chain(of_title).collect();
    let in_title = of_title.iter().any(|word| fold(&row.title).contains(&**word));
    let marked = covered(&row.title, &row.title_marks, &of_title) > 0;
    assert!(marked == in_title || has_phrase && !marked, "{}", row.title);
    if let Some(snippet) = &row.snippet {
        let words = if snippet.in_comments { &of_comments } else { &folded };
        assert!(covered(&snippet.text, &snippet.marks, words) > 0, "{}", snippet.text);
    }
}
