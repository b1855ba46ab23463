//! Readers' comments in front matter: a list of texts, or of mappings under the keys that archivers and plug-ins use.

use super::fields::Fields;
use super::keys::AUTHOR_ID;
use super::value::Value;
use crate::post::{DateSource, RawComment, date};

/// Keys, the first that has a value counts.
const AUTHOR: &[&str] = &["author", "user_name", "name", "nickname", "user"];
const DATE: &[&str] = &["date", "add_time", "created", "created_at", "time", "timestamp"];
const TEXT: &[&str] = &["content", "text", "body", "message", "comment"];
const REPLIES: &[&str] = &["replies", "comments", "children"];

impl Fields {
    /// Takes the comments under the first of these keys. What is no list of them, as a flag or settings, remains.
    pub(in crate::post) fn comments(&mut self, keys: &[&str]) -> Vec<RawComment> {
        let mut comments = Vec::new();
        for key in keys {
            if self.value(key).is_some_and(are_comments)
                && let Some(Value::List(values)) = self.take(&[key])
            {
                add_all(values, &mut comments);
                break;
            }
        }
        comments
    }
}

/// Whether a value is a list of comments: each a text, or a mapping with the key of one or of replies.
fn are_comments(value: &Value) -> bool {
    let Value::List(values) = value else { return false };
    values.iter().all(|value| match value {
        Value::Null | Value::Text(_) => true,
        Value::List(_) => false,
        Value::Map(pairs) => {
            pairs.iter().any(|(key, value)| is_one_of(key, TEXT) || is_one_of(key, REPLIES) && are_comments(value))
        }
    })
}

#[inline(never)]
fn is_one_of(key: &str, keys: &[&str]) -> bool {
    keys.iter().any(|known| key.eq_ignore_ascii_case(known))
}

/// Adds the comments that are not empty.
fn add_all(values: Vec<Value>, comments: &mut Vec<RawComment>) {
    for value in values {
        let comment = match value {
            Value::Map(pairs) => comment_of(Fields::new(pairs)),
            value => RawComment { text: value.to_text(), ..RawComment::default() },
        };
        if !comment.text.is_empty() || !comment.replies.is_empty() {
            comments.push(comment);
        }
    }
}

fn comment_of(mut fields: Fields) -> RawComment {
    let mut extra = Vec::new();
    // What a mapping says of a person beside the name is for display.
    if let Some(person @ Value::Map(_)) = fields.value(AUTHOR[0]) {
        extra.push((AUTHOR[0].to_owned(), person.to_text()));
    }
    let author = fields.person(AUTHOR);
    let author_id = fields.text(AUTHOR_ID);
    let text = fields.text(TEXT).unwrap_or_default();
    let replies = fields.comments(REPLIES);
    let written = fields.text(DATE);
    let date = written.as_deref().and_then(|text| date::parse(text, DateSource::FrontMatter));
    if let Some(text) = written.filter(|_| date.is_none()) {
        extra.push((DATE[0].to_owned(), text));
    }
    extra.extend(fields.rest());
    extra.retain(|(_, value)| !value.is_empty());
    RawComment { author, author_id, date, text, extra, replies }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::post::front_matter::yaml;

    fn comments(front: &str) -> (Vec<RawComment>, usize) {
        let mut fields = Fields::new(yaml::parse(front, 1, &Default::default()).unwrap());
        let comments = fields.comments(&["comments"]);
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
            "- {user_name: Ann, user_id: 7, addTime: 2021-03-14, text: a}",
            "- {name: Ann, authorID: 7, created: 2021-03-14, body: a}",
            "- {author: '', nickname: Ann, uid: 7, created_at: 2021-03-14, message: a}",
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
        let (found, _) =
            comments("comments: [{text: a, author: {name: Ann, web: x}, votes: 3, date: soon, avatar: ''}]");
        assert_eq!(found[0].author.as_deref(), Some("Ann"));
        let extra = [("author", "name: Ann, web: x"), ("date", "soon"), ("votes", "3")]
            .map(|(key, value)| (key.to_owned(), value.to_owned()));
        assert_eq!(found[0].extra, extra);
    }

    #[test]
    fn flags_counts_and_settings_are_no_comments() {
        for front in ["true", "37", "{provider: x}", "[{provider: x}]", "[[a, b]]", "one text"] {
            assert_eq!(comments(&format!("comments: {front}")), (Vec::new(), 1), "{front}");
        }
    }
}
