//! Text that is written into HTML.

/// Escapes a text for HTML.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Escapes the value of an attribute in double quotes.
pub fn attribute(value: &str) -> String {
    escape(value).replace('"', "&quot;")
}
