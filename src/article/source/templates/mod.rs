//! Tags of templates: Liquid, and the shortcodes of Hugo, Hexo, Zola and WordPress.
//!
//! What a tag stands for is written into the source, before Markdown is read, so that figures, code and players take their
//! usual way. What only the site could fill in goes with an entry in the log, but for the words in it.

mod code;
mod expression;
mod figure;
mod html;
mod inline;
mod names;
mod pairs;
mod parameters;
mod scan;
mod tag;
mod text;
mod values;
mod writer;

use crate::Post;
use crate::article::changes::ChangeLog;
use expression::Variables;
use memchr::memchr_iter;
use std::borrow::Cow;
use writer::Writer;

/// What body the tags are in.
#[derive(Clone, Copy)]
pub struct Place<'a> {
    /// The post; none for a comment.
    pub post: Option<&'a Post>,
    /// Whether it is Markdown, rather than HTML alone.
    pub is_markdown: bool,
    /// Whether it is more than a saved page, which has been through its templates.
    pub has_braces: bool,
}

/// Puts what each tag stands for in its place.
pub fn resolve<'a>(body: &'a str, place: Place<'a>, log: &mut ChangeLog) -> Cow<'a, str> {
    if !may_have_tags(body, place.has_braces) {
        return Cow::Borrowed(body);
    }
    let tags = scan::tags(body, place.is_markdown, place.has_braces);
    if tags.is_empty() {
        return Cow::Borrowed(body);
    }
    let mut writer = Writer {
        body,
        is_markdown: place.is_markdown,
        out: String::with_capacity(body.len() + 256),
        variables: Variables { post: place.post, ..Variables::default() },
        closings: Vec::new(),
        room: body.len() + ROOM,
        log,
    };
    let mut done = 0;
    for (i, tag) in tags.iter().enumerate().filter(|(_, tag)| tag.end > tag.start) {
        writer.out.push_str(&body[done..tag.start]);
        writer.write(i, tag, &tags);
        done = tag.end;
    }
    writer.out.push_str(&body[done..]);
    Cow::Owned(writer.out)
}

/// Bytes of values that a post may be given beyond its length.
const ROOM: usize = 16 * 1024;

fn may_have_tags(body: &str, has_braces: bool) -> bool {
    let bytes = body.as_bytes();
    let next = |at: usize| bytes.get(at + 1).copied().unwrap_or_default();
    // A link's text is rarely in lower case and followed by a space, an equals sign or a bracket's end only.
    has_braces && memchr_iter(b'{', bytes).any(|at| matches!(next(at), b'%' | b'{'))
        || memchr_iter(b'[', bytes).any(|at| {
            let name = &body[at + 1..];
            let name = &name[..parameters::identifier(name)];
            let behind = next(at + name.len());
            !name.is_empty()
                && (matches!(behind, b' ' | b'\n' | b'=')
                    || behind == b']' && (name.contains('_') || names::in_wordpress(name).is_some()))
        })
}
