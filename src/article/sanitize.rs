//! The last step: ammonia, by the [`policy`]. Nothing after it adds markup from input.

use super::dom::Dom;
#[cfg(patched)]
use super::dom::parse::parse_to_sanitize;
use super::limits::{Limit, MAX_ATTRIBUTE_LOOKS};
use super::policy;
#[cfg(patched)]
use super::sanitizer_tree;
use super::urls::{self, is_data_picture};
#[cfg(patched)]
use ammonia::names::HashSet;
use ammonia::{Builder, UrlRelative};
#[cfg(patched)]
use memchr::memchr2;
use memchr::{memchr_iter, memchr3_iter};
use std::borrow::Cow;
#[cfg(not(patched))]
use std::collections::HashSet;
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
pub type Sanitize = fn(&str, Option<&mut Dom>) -> Result<SafeHtml, Limit>;

static CLEANER: LazyLock<Builder<'static>> = LazyLock::new(cleaner);

/// Sanitizes a fragment in which signs that are no markup are escaped. If the tree is given that it was written from, and a
/// browser makes that very tree of it, it isn't parsed again.
///
/// # Errors
/// The [`Limit`] of work, where an attribute is long and full of escaped signs.
#[cfg(patched)]
pub fn sanitize(html: &str, tree: Option<&mut Dom>) -> Result<SafeHtml, Limit> {
    only_limits(html, None)?;
    // Room for what the policy sets as well.
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    match tree.filter(|tree| is_plain(html) && tree.survives_reparsing()).map(std::mem::take) {
        Some(tree) => {
            let top = tree.root();
            sanitizer_tree::clean(&CLEANER, tree, top, &[], &mut out);
        }
        None => {
            let (tree, foreign) = parse_to_sanitize(html);
            if let Some(top) = tree.first_child(tree.root()) {
                sanitizer_tree::clean(&CLEANER, tree, top, &foreign, &mut out);
            }
        }
    }
    Ok(SafeHtml(out))
}

/// The same by the published ammonia, which parses the HTML by itself.
///
/// # Errors
/// As there.
#[cfg(not(patched))]
pub fn sanitize(html: &str, _: Option<&mut Dom>) -> Result<SafeHtml, Limit> {
    only_limits(html, None)?;
    Ok(SafeHtml(CLEANER.clean(html).to_string()))
}

/// Whether it has nothing that a parser changes before it looks for tags.
#[cfg(patched)]
fn is_plain(html: &str) -> bool {
    memchr2(b'\r', 0, html.as_bytes()).is_none() && !html.starts_with('\u{feff}')
}

/// In the place of [`sanitize`] where nothing is shown: the same limit, and no HTML.
///
/// # Errors
/// As of [`sanitize`].
pub fn only_limits(html: &str, _: Option<&mut Dom>) -> Result<SafeHtml, Limit> {
    check_attributes(html).map(|()| SafeHtml::default())
}

/// Checks that no tag is long and full of escaped signs.
fn check_attributes(html: &str) -> Result<(), Limit> {
    let bytes = html.as_bytes();
    // Most articles have fewer signs in all than one tag may have.
    if html.len().saturating_mul(memchr_iter(b'&', bytes).count()) <= MAX_ATTRIBUTE_LOOKS {
        return Ok(());
    }
    let (mut begins, mut signs) = (0, 0);
    for at in memchr3_iter(b'<', b'>', b'&', bytes) {
        match bytes[at] {
            b'&' => signs += 1,
            b'>' if signs * (at - begins) > MAX_ATTRIBUTE_LOOKS => {
                return Err(Limit { name: "attribute-signs", value: MAX_ATTRIBUTE_LOOKS });
            }
            _ => (begins, signs) = (at, 0),
        }
    }
    Ok(())
}

fn cleaner() -> Builder<'static> {
    #[cfg(patched)]
    let mut builder = Builder::nothing();
    #[cfg(not(patched))]
    let mut builder = Builder::empty();
    builder
        .tags(set(policy::TAGS))
        // Their content is no text of the article, should one ever come this far.
        .clean_content_tags(set(&[
            "script", "style", "template", "title", "textarea", "xmp", "iframe", "noembed", "noframes",
        ]))
        .generic_attributes(set(policy::ATTRIBUTES))
        .tag_attributes(policy::TAG_ATTRIBUTES.iter().map(|(tag, names)| (*tag, own_and_set(tag, names))).collect())
        .set_tag_attribute_values(
            policy::SET_ATTRIBUTES.iter().map(|(tag, values)| (*tag, values.iter().copied().collect())).collect(),
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

#[cfg(all(test, patched))]
mod tests;
