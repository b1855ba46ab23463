//! The last step: ammonia, by the [`policy`]. Nothing after it adds markup from input.

use super::limits::{Limit, MAX_ATTRIBUTE_LOOKS};
use super::policy;
use super::sanitizer_tree;
use super::urls::{self, is_data_picture};
use ammonia::{Builder, UrlRelative};
use memchr::memchr3_iter;
use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

/// HTML that holds nothing but what the [`policy`] allows. Only [`sanitize`] makes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SafeHtml(String);

impl SafeHtml {
    /// The HTML.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives the HTML away.
    pub fn into_string(self) -> String {
        self.0
    }
}

/// [`sanitize`] or [`only_limits`].
pub type Sanitize = fn(&str) -> Result<SafeHtml, Limit>;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(cleaner);

/// Sanitizes a fragment in which signs that are no markup are escaped.
///
/// # Errors
/// The [`Limit`] of work, where an attribute is long and full of escaped signs.
pub fn sanitize(html: &str) -> Result<SafeHtml, Limit> {
    // Written into one buffer with room for what the policy sets, and not by way of another that grows.
    let mut out = Vec::with_capacity(html.len() + html.len() / 8);
    let written = CLEANER.clean_dom(sanitizer_tree::parse(&part_texts(html)?)).write_to(&mut out);
    // Writing to memory does not fail, and what is written is text; were it otherwise, there would be no article.
    Ok(SafeHtml(written.ok().and_then(|()| String::from_utf8(out).ok()).unwrap_or_default()))
}

/// In the place of [`sanitize`] where nothing is shown: the same limit, and no HTML.
///
/// # Errors
/// As of [`sanitize`].
pub fn only_limits(html: &str) -> Result<SafeHtml, Limit> {
    part_texts(html).map(|_| SafeHtml::default())
}

/// How many escaped signs a text may have in one piece.
const SIGNS_OF_PIECE: usize = 64;

/// Parts texts that are full of escaped signs by empty comments, which the sanitizer drops.
///
/// For each such character its serializer scans the rest of the text or value:
/// a quarter of a million of them in one text would take it a minute.
fn part_texts(html: &str) -> Result<Cow<'_, str>, Limit> {
    let bytes = html.as_bytes();
    let mut parted = String::new();
    let (mut done, mut begins, mut signs, mut in_tag) = (0, 0, 0, false);
    for at in memchr3_iter(b'<', b'>', b'&', bytes) {
        match bytes[at] {
            b'&' => signs += 1,
            sign => {
                let is_tag = sign == b'>';
                if is_tag && signs * (at - begins) > MAX_ATTRIBUTE_LOOKS {
                    return Err(Limit { name: "attribute-signs", value: MAX_ATTRIBUTE_LOOKS });
                }
                (begins, signs, in_tag) = (at, 0, !is_tag);
            }
        }
        if !in_tag && signs == SIGNS_OF_PIECE {
            parted.push_str(&html[done..at]);
            parted.push_str("<!---->");
            (done, signs) = (at, 0);
        }
    }
    if done == 0 {
        return Ok(Cow::Borrowed(html));
    }
    parted.push_str(&html[done..]);
    Ok(Cow::Owned(parted))
}

fn cleaner() -> Builder<'static> {
    let mut builder = Builder::nothing();
    builder
        .tags(set(policy::TAGS))
        // Their content is no text of the article, should one ever come this far.
        .clean_content_tags(set(&[
            "script", "style", "template", "title", "textarea", "xmp", "iframe", "noembed", "noframes",
        ]))
        .generic_attributes(set(policy::ATTRIBUTES))
        .tag_attributes(policy::TAG_ATTRIBUTES.iter().map(|(tag, names)| (*tag, own_and_set(tag, names))).collect())
        .set_tag_attribute_values(
            policy::SET_ATTRIBUTES
                .iter()
                .map(|(tag, values)| (*tag, values.iter().copied().collect::<HashMap<_, _>>()))
                .collect(),
        )
        .url_schemes(set(policy::SCHEMES))
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some(policy::LINK_REL))
        .strip_comments(true)
        .attribute_filter(|element, attribute, value| {
            allowed_value(element, attribute, value).then_some(Cow::Borrowed(value))
        });
    builder
}

/// An element's own attributes and those that are set: where the HTML has these already, they keep their order.
fn own_and_set(tag: &str, names: &[&'static str]) -> HashSet<&'static str> {
    let mut all = set(names);
    all.extend(policy::set_attributes(tag).iter().map(|(name, _)| *name));
    all
}

fn set(names: &[&'static str]) -> HashSet<&'static str> {
    names.iter().copied().collect()
}

/// What ammonia's lists cannot express: which URL is allowed where, and which ids are ours.
fn allowed_value(element: &str, attribute: &str, value: &str) -> bool {
    match (element, attribute) {
        ("a", "href") => {
            value.starts_with("http://")
                || value.starts_with("https://")
                || value.starts_with("mailto:")
                || value.strip_prefix('#').is_some_and(|id| id.starts_with(policy::ID_PREFIX))
        }
        ("img", "src") => {
            value.starts_with("http://")
                || value.starts_with("https://")
                || is_data_picture(value)
                || urls::is_relative(value)
        }
        (_, "id") => value.starts_with(policy::ID_PREFIX),
        ("img", "width" | "height") | (_, "colspan" | "rowspan" | "span") => {
            !value.is_empty() && value.len() <= 5 && value.bytes().all(|b| b.is_ascii_digit())
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests;
