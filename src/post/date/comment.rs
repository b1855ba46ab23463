//! The comment at the start of a body in which an archiver keeps the date.

/// Removes a leading date comment from a body; returns the number in it and the remaining body.
///
/// `<!--1644042360000-->` is a date; `<!--NaN-->` is an archiver's failed attempt, removed without a date.
/// Other comments stay.
pub(in crate::post) fn take_comment(body: &str) -> (Option<&str>, &str) {
    let taken = || {
        let inside = body.trim_start().strip_prefix("<!--")?;
        let (inside, after) = inside.split_once("-->")?;
        let inside = inside.trim();
        let digits = inside.strip_prefix('-').unwrap_or(inside);
        let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        let is_broken = matches!(inside, "NaN" | "undefined" | "null" | "Invalid Date");
        (is_number || is_broken).then_some((is_number.then_some(inside), after))
    };
    match taken() {
        Some((number, after)) => {
            let line = after.trim_start_matches([' ', '\t']);
            (number, line.strip_prefix('\n').unwrap_or(line))
        }
        None => (None, body),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check_comment(body: &str, number: Option<&str>, rest: &str) {
        assert_eq!(take_comment(body), (number, rest), "{body}");
    }

    #[test]
    fn date_comments_are_removed() {
        check_comment("<!--1644042360000-->\n[x](y)\n", Some("1644042360000"), "[x](y)\n");
        check_comment("\n <!-- 1644042360000 --> \nx", Some("1644042360000"), "x");
        check_comment("<!--NaN-->\nx", None, "x");
        check_comment("<!--NaN-->", None, "");
        check_comment("<!--1--><p>", Some("1"), "<p>");
    }

    #[test]
    fn other_comments_stay() {
        for body in ["<!--more-->\nx", "<!--12 monkeys-->", "<!---->", "<!--1", "x <!--1644042360000-->", ""] {
            check_comment(body, None, body);
        }
    }
}
