//! What a style attribute says of a text's looks: smaller than text, or grey. Editors without captions write them so.

use crate::article::dom::{Dom, NodeId};
use crate::article::facts::visible::is_nothing;

/// Text of this many pixels, or ten points, or less is smaller than the text of most pages.
const SMALL: f64 = 13.4;

/// Whether all of a block's text is in small or grey letters, by the styles of the block and of the elements that hold all of it.
pub fn is_small_print(dom: &Dom, block: NodeId) -> bool {
    let mut at = block;
    for _ in 0..8 {
        let font = |name: &str| dom.attr(at, name).filter(|_| dom.tag(at) == "font");
        if dom.tag(at) == "small"
            || dom.attr(at, "style").is_some_and(says_small)
            || font("size").is_some_and(|size| matches!(size, "1" | "2"))
            || font("color").is_some_and(is_grey)
        {
            return true;
        }
        let mut full = dom.each_child(at).filter(|&n| !is_nothing(dom, n));
        let (Some(only), None) = (full.next(), full.next()) else { return false };
        if !dom.is_element(only) {
            return false;
        }
        at = only;
    }
    false
}

fn says_small(style: &str) -> bool {
    style.split(';').filter_map(|rule| rule.split_once(':')).any(|(name, value)| {
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim().to_ascii_lowercase());
        match &*name {
            "font-size" => is_small(value.trim_end_matches("!important").trim()),
            "color" => is_grey(value.trim_end_matches("!important").trim()),
            _ => false,
        }
    })
}

fn is_small(size: &str) -> bool {
    let number = |unit: &str| size.strip_suffix(unit).and_then(|n| n.trim().parse::<f64>().ok());
    matches!(size, "small" | "smaller" | "x-small" | "xx-small")
        || number("px").is_some_and(|n| n <= SMALL)
        || number("pt").is_some_and(|n| n <= SMALL * 0.75)
        || number("rem").or_else(|| number("em")).is_some_and(|n| n <= 0.85)
        || number("%").is_some_and(|n| n <= 85.0)
}

/// Whether a colour has no hue and is neither nearly black nor nearly white.
fn is_grey(color: &str) -> bool {
    if matches!(color, "gray" | "grey" | "dimgray" | "dimgrey" | "darkgray" | "darkgrey") {
        return true;
    }
    let parts: Vec<u32> = if let Some(hex) = color.strip_prefix('#') {
        let digits: Option<Vec<u32>> = hex.chars().map(|c| c.to_digit(16)).collect();
        match digits.as_deref() {
            Some([r, g, b]) => vec![r * 17, g * 17, b * 17],
            Some([r, s, g, t, b, u]) => vec![r * 16 + s, g * 16 + t, b * 16 + u],
            _ => return false,
        }
    } else {
        let inside = color.strip_prefix("rgb").and_then(|c| c.split_once('(')).map_or("", |(_, inside)| inside);
        inside.split([',', ')', ' ']).filter_map(|n| n.trim().parse().ok()).take(3).collect()
    };
    let (Some(most), Some(least)) = (parts.iter().max(), parts.iter().min()) else { return false };
    parts.len() == 3 && most - least <= 12 && (0x60..=0xc0).contains(most)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_read() {
        for small in [
            "font-size: 12px",
            "color:#888",
            "COLOR: rgb(136, 136, 136); x",
            "font-size:x-small",
            "color: gray !important",
        ] {
            assert!(says_small(small), "{small}");
        }
        for large in [
            "font-size: 16px",
            "color:#000",
            "color: rgb(200, 0, 0)",
            "font-size: 1em",
            "background-color: #888",
            "color:#",
        ] {
            assert!(!says_small(large), "{large}");
        }
    }
}
