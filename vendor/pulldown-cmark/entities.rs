//! Each name is read as the table of the standard has it.

use pulldown_cmark::{html, Parser};
use web_atoms::NAMED_ENTITIES;

#[path = "../web_atoms/entities.rs"]
mod entities;

fn html_of(markdown: &str) -> String {
    let mut out = String::new();
    html::push_html(&mut out, Parser::new(markdown));
    out
}

#[test]
fn every_name_is_read() {
    for (name, _, _) in entities::NAMED_ENTITIES {
        let (first, second) = NAMED_ENTITIES.get(name.trim_start_matches('&')).unwrap();
        let means: String = [*first, *second].iter().filter(|p| **p > 0).filter_map(|p| char::from_u32(*p)).collect();
        // A name without its semicolon is text.
        let text = if name.ends_with(';') { means } else { (*name).to_owned() };
        let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        assert_eq!(html_of(&format!("a{name} b")).trim_end(), format!("<p>a{escaped} b</p>"), "{name}");
    }
}

#[test]
fn what_is_no_name_is_text() {
    assert_eq!(html_of("&nosuch; &no; &ampx;"), "<p>&amp;nosuch; &amp;no; &amp;ampx;</p>\n");
}
