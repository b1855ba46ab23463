//! Readers' comments in front matter: a list of texts, or of mappings under the keys that archivers and plug-ins use.

use super::fields::Fields;
use super::value::{Pairs, Value};
use crate::post::{DateSource, RawComment, date};

/// Names of keys, lower-case and without `_` and `-`; the first that has a value counts.
const AUTHOR: &[&str] = &["author", "username", "name", "nickname", "user", "commentauthor"];
const AUTHOR_ID: &[&str] = &["authorid", "userid", "uid"];
const DATE: &[&str] =
    &["date", "addtime", "created", "createdat", "time", "datetime", "timestamp", "published", "commentdate"];
const TEXT: &[&str] = &["content", "text", "body", "message", "comment", "html", "commentcontent"];
const REPLIES: &[&str] = &["replies", "comments", "children"];

impl Fields {
    /// Takes the comments. What is no list of them, as a flag or settings, remains.
    pub(in crate::post) fn comments(&mut self) -> Vec<RawComment> {
        match self.value("comments") {
            Some(value) if are_comments(value) => comments_of(self.take(&["comments"])),
            _ => Vec::new(),
        }
    }
}

/// Whether a value is a list of comments: each a text, or a mapping with the key of one or of replies.
fn are_comments(value: &Value) -> bool {
    let Value::List(values) = value else { return false };
    values.iter().all(|value| match value {
        Value::Null | Value::Text(_) => true,
        Value::List(_) => false,
        Value::Map(pairs) => pairs.iter().any(|(key, value)| {
            let key = bare(key);
            TEXT.contains(&&*key) || REPLIES.contains(&&*key) && are_comments(value)
        }),
    })
}

fn comments_of(value: Option<Value>) -> Vec<RawComment> {
    let Some(Value::List(values)) = value else { return Vec::new() };
    let comments = values.into_iter().map(|value| match value {
        Value::Map(pairs) => comment_of(pairs),
        Value::Text(text) => RawComment { text, ..RawComment::default() },
        Value::Null | Value::List(_) => RawComment::default(),
    });
    comments.filter(|comment| !comment.text.trim().is_empty() || !comment.replies.is_empty()).collect()
}

fn comment_of(mut pairs: Pairs) -> RawComment {
    let author = take(&mut pairs, AUTHOR);
    let (author, author_id) = match author {
        Some(Value::Map(mut person)) => (take(&mut person, &["name", "username"]), take(&mut person, &["id"])),
        author => (author, None),
    };
    let author_id = author_id.or_else(|| take(&mut pairs, AUTHOR_ID));
    let written = take(&mut pairs, DATE).map(|value| value.to_text());
    let date = written.as_deref().and_then(|text| date::parse(text, DateSource::FrontMatter));
    let text = match take(&mut pairs, TEXT) {
        Some(Value::Text(text)) => text,
        value => value.map(|value| value.to_text()).unwrap_or_default(),
    };
    let nested = pairs.iter().position(|(key, value)| REPLIES.contains(&&*bare(key)) && are_comments(value));
    let replies = comments_of(nested.map(|at| pairs.remove(at).1));
    let unread = written.filter(|_| date.is_none()).map(|text| ("date".to_owned(), text));
    let rest = pairs.into_iter().filter(|(_, value)| !value.is_empty()).map(|(key, value)| (key, value.to_text()));
    RawComment {
        author: author.map(|name| name.to_text()),
        author_id: author_id.map(|id| id.to_text()),
        date,
        text,
        is_html: false,
        extra: unread.into_iter().chain(rest).collect(),
        replies,
    }
}

/// Takes the value of the first of these keys that has one.
fn take(pairs: &mut Pairs, keys: &[&str]) -> Option<Value> {
    let has = |name: &str, (key, value): &(String, Value)| bare(key) == name && !value.is_empty();
    let at = keys.iter().find_map(|name| pairs.iter().position(|pair| has(name, pair)))?;
    Some(pairs.remove(at).1)
}

/// A key in lower case, without `_` and `-`.
fn bare(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '_' | '-')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::front_matter::yaml;

    fn comments(front: &str) -> (Vec<RawComment>, usize) {
        let mut fields = Fields::new(yaml::parse(front, 1, &Default::default()).unwrap());
        let comments = fields.comments();
        (comments, fields.rest().len())
    }

    #[test]
    fn texts_are_comments() {
        let (found, rest) = comments("comments:\n- a\n- ''\n-\n- b *c*\n");
        let texts: Vec<&str> = found.iter().map(|comment| &*comment.text).collect();
        assert_eq!((texts, rest), (vec!["a", "b *c*"], 0));
    }

    #[test]
    fn mappings_are_comments_under_any_known_key() {
        for front in [
            "- {author: Ann, author_id: 7, date: 2021-03-14, content: a}",
            "- {user_name: Ann, user-id: 7, addTime: 2021-03-14, text: a}",
            "- {name: Ann, authorID: 7, created: 2021-03-14, body: a}",
            "- {author: {name: Ann, id: 7}, created_at: 2021-03-14, message: a}",
        ] {
            let (found, _) = comments(&format!("comments:\n{front}\n"));
            let [comment] = &*found else { panic!("{front}: {found:?}") };
            assert_eq!(comment.author.as_deref(), Some("Ann"), "{front}");
            assert_eq!(comment.author_id.as_deref(), Some("7"), "{front}");
            assert_eq!(comment.date.as_ref().map(|date| &*date.iso), Some("2021-03-14"), "{front}");
            assert_eq!(comment.text, "a", "{front}");
            assert!(comment.extra.is_empty(), "{front}");
        }
    }

    #[test]
    fn times_may_be_counted_from_1970() {
        for time in ["1644042360", "1644042360000"] {
            let (found, _) = comments(&format!("comments: [{{time: {time}, text: a}}]"));
            assert_eq!(found[0].date.as_ref().map(|date| &*date.iso), Some("2022-02-05T06:26:00.000Z"));
        }
    }

    #[test]
    fn replies_are_nested_and_empty_ones_left_out() {
        let (found, _) = comments(
            "comments:\n- text: a\n  replies:\n  - {text: b, children: [c, '']}\n  - {author: x, text: ''}\n- {author: y, text: ~}\n",
        );
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].replies.len(), 1);
        assert_eq!(found[0].replies[0].replies[0].text, "c");
    }

    #[test]
    fn other_keys_of_a_comment_stay_visible() {
        let (found, _) = comments("comments: [{text: a, votes: 3, date: soon, avatar: ''}]");
        let extra = [("date", "soon"), ("votes", "3")].map(|(key, value)| (key.to_owned(), value.to_owned()));
        assert_eq!(found[0].extra, extra);
    }

    #[test]
    fn flags_counts_and_settings_are_no_comments() {
        for front in ["true", "37", "{provider: x}", "[{provider: x}]", "[[a, b]]", "one text"] {
            assert_eq!(comments(&format!("comments: {front}")), (Vec::new(), 1), "{front}");
        }
    }
}
