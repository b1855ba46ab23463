//! What is different, for people and programs.

use super::super::change::{Change, counts};
use super::pairs::{Comparison, Found};
use crate::export::json_line;

/// A line for each post with what changed in it below, and a line of counts; or lines of JSON.
pub fn report(comparison: &Comparison, as_json: bool) -> String {
    let found = &comparison.found;
    if as_json {
        return found.iter().map(json_line).collect();
    }
    let posts: String = found.iter().map(post).collect();
    posts + &counts(comparison.same, found.iter().map(|one| one.kind))
}

fn post(found: &Found) -> String {
    let kind = found.kind.name();
    let from = found.from.as_ref().map(|from| format!("{from}\t")).unwrap_or_default();
    let mut lines = vec![format!("{kind}\t{from}{}", found.path)];
    lines.extend(found.fields.iter().map(|field| format!("\t{}: {} → {}", field.name, field.before, field.after)));
    if !found.words.is_empty() {
        lines.push(format!("\twords: {} new, {} gone", found.words.new, found.words.gone));
    }
    for (was, is) in &found.words.passages {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        lines.push(format!("\t  [-{}-] {{+{}+}}", one_line(was), one_line(is)));
    }
    lines.extend(found.new_pictures.iter().map(|src| format!("\tnew picture: {src}")));
    lines.extend(found.gone_pictures.iter().map(|src| format!("\tgone picture: {src}")));
    if found.kind == Change::Changed && lines.len() == 1 {
        lines.push("\tonly what cleaning removes, or markup".to_owned());
    }
    lines.join("\n") + "\n"
}
