//! The writer of all markup of published pages and feeds. [`escape`] is the one function that escapes.

pub use crate::text::xml::escape;

/// HTML or XML that the template wrote: names of elements and attributes are its own, everything else is escaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Markup(String);

/// An attribute's name, and its value if it has the attribute. An empty value is written as well.
pub type Attribute<'a> = (&'static str, Option<&'a str>);

impl Markup {
    /// An empty writer.
    pub fn new() -> Self {
        Self::default()
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Gives the text away.
    pub fn into_string(self) -> String {
        self.0
    }

    /// Writes a start tag.
    pub fn open(&mut self, tag: &'static str, attributes: &[Attribute]) {
        self.tag(tag, attributes, ">");
    }

    /// Writes the tag of an element of XML that has no content.
    pub fn empty(&mut self, tag: &'static str, attributes: &[Attribute]) {
        self.tag(tag, attributes, "/>");
    }

    /// Writes an end tag.
    pub fn close(&mut self, tag: &'static str) {
        self.0.push_str("</");
        self.0.push_str(tag);
        self.0.push('>');
    }

    /// Writes text.
    pub fn text(&mut self, text: &str) {
        self.0.push_str(&escape(text));
    }

    /// Writes an element with text.
    pub fn element(&mut self, tag: &'static str, attributes: &[Attribute], text: &str) {
        self.open(tag, attributes);
        self.text(text);
        self.close(tag);
    }

    /// Begins a line, so that a page can be read as a file and compared by lines.
    pub fn line(&mut self) {
        self.0.push('\n');
    }

    /// Appends what another writer wrote.
    pub fn append(&mut self, other: &Markup) {
        self.0.push_str(&other.0);
    }

    /// Writes markup of the template's own.
    pub(super) fn fixed(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    /// Writes JSON as the content of a `script`: no `<` begins an end tag or a comment there.
    pub(super) fn json(&mut self, json: &str) {
        self.0.push_str(&json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"));
    }

    fn tag(&mut self, tag: &'static str, attributes: &[Attribute], end: &'static str) {
        self.0.push('<');
        self.0.push_str(tag);
        for (name, value) in attributes {
            let Some(value) = value else { continue };
            self.0.push(' ');
            self.0.push_str(name);
            // What is there or not there has no value.
            if !value.is_empty() || !is_flag(name) {
                self.0.push_str("=\"");
                self.0.push_str(&escape(value));
                self.0.push('"');
            }
        }
        self.0.push_str(end);
    }
}

/// Attributes without values.
fn is_flag(name: &str) -> bool {
    matches!(name, "open" | "reversed" | "data-remark" | "data-plain")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    #[test]
    fn nothing_escapes_from_texts_and_values() {
        let mut markup = Markup::new();
        markup.element("p", &[("title", Some("\"><script>x</script>")), ("id", None)], "</p>&amp;'\0\u{1b}");
        assert_eq!(
            markup.as_str(),
            "<p title=\"&quot;&gt;&lt;script&gt;x&lt;/script&gt;\">&lt;/p&gt;&amp;amp;&#39;</p>"
        );
        assert!(matches!(escape("plain 文字\n"), Cow::Borrowed("plain 文字\n")));
    }

    #[test]
    fn json_ends_no_script() {
        let mut markup = Markup::new();
        markup.json("{\"a\":\"</script><!--<script>\u{2028}\"}");
        assert_eq!(markup.as_str(), "{\"a\":\"\\u003c/script>\\u003c!--\\u003cscript>\\u2028\"}");
    }
}
