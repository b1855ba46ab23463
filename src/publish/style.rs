//! The style sheet of pages: the sheets that the viewer reads an article by, and one of their own.

const SHEETS: &[&str] = &[
    include_str!("../../www/css/tokens.css"),
    include_str!("../../www/css/base.css"),
    include_str!("../../www/css/layout.css"),
    include_str!("../../www/css/masthead.css"),
    include_str!("../../www/css/post-navigation.css"),
    include_str!("../../www/css/post.css"),
    include_str!("../../www/css/measure.css"),
    include_str!("../../www/css/prose.css"),
    include_str!("../../www/css/image.css"),
    include_str!("../../www/css/embed-card.css"),
    include_str!("../../www/css/panels.css"),
    include_str!("../../www/css/discussion.css"),
    include_str!("../../www/css/record.css"),
    include_str!("../../www/embed/published.css"),
    include_str!("pages.css"),
];

/// The sheet for paper.
const PRINT: &str = include_str!("../../www/css/print.css");

/// The whole sheet, without its comments and indentation.
pub fn style_sheet() -> String {
    let whole = format!("{}\n@media print {{\n{}\n}}\n", SHEETS.join("\n"), PRINT);
    let mut out = String::with_capacity(whole.len());
    let mut rest = whole.as_str();
    while let Some((before, comment)) = rest.split_once("/*") {
        out.push_str(before);
        rest = comment.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}
