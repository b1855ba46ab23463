//! Tables of Markdown, as kramdown reads them: a row may have more cells than the header, and a bar in code is text.

use memchr::memchr;
use std::borrow::Cow;

/// The most cells that a header is widened to.
const MOST_CELLS: usize = 64;

/// The most cells that are added to a table.
const MOST_ADDED: usize = 20_000;

/// Escapes the bars in code of tables' rows, and gives headers as many cells as their widest row, since the parser drops
/// what is beyond them.
pub fn widen(text: &str) -> Cow<'_, str> {
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    let is_head = |i: usize| i > 0 && is_delimiter(lines[i]) && memchr(b'|', lines[i - 1].as_bytes()).is_some();
    if !(0..lines.len()).any(is_head) {
        return Cow::Borrowed(text);
    }
    let mut out: Vec<Cow<str>> = lines.iter().map(|line| Cow::Borrowed(*line)).collect();
    let mut i = 1;
    while i < lines.len() {
        if !is_head(i) {
            i += 1;
            continue;
        }
        let end = (i + 1..lines.len()).find(|&row| !lines[row].contains('|')).unwrap_or(lines.len());
        let rows: Vec<(usize, String)> =
            (i - 1..end).filter(|&row| row != i).map(|row| (row, escape_bars(lines[row]))).collect();
        let header = cells(&rows[0].1);
        let widest = rows.iter().map(|(_, row)| cells(row)).max().unwrap_or(0).min(MOST_CELLS);
        // The parser fills each row up, so that a long table must not become much wider.
        let is_small = widest.saturating_sub(header) * rows.len() <= MOST_ADDED;
        if !is_small {
            // As text it loses nothing.
            out[i] = Cow::Owned(format!("\\{}", lines[i].trim_start()));
            i = end;
            continue;
        }
        for (row, escaped) in rows {
            let missing = if row == i - 1 { widest.saturating_sub(cells(&escaped)) } else { 0 };
            out[row] = Cow::Owned(add_cells(&escaped, missing, " "));
        }
        out[i] = Cow::Owned(add_cells(lines[i], widest.saturating_sub(cells(lines[i])), "---"));
        i = end;
    }
    Cow::Owned(out.concat())
}

/// Whether a line is the one between a table's header and its rows.
fn is_delimiter(line: &str) -> bool {
    let line = line.trim();
    line.starts_with(['|', '-', ':'])
        && line.contains('|')
        && line.contains('-')
        && line.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
}

/// How many cells a row has.
fn cells(row: &str) -> usize {
    let row = row.trim();
    let inner = row.strip_prefix('|').unwrap_or(row);
    let inner = inner.strip_suffix('|').filter(|inner| !inner.ends_with('\\')).unwrap_or(inner);
    1 + inner.match_indices('|').filter(|&(at, _)| !inner[..at].ends_with('\\')).count()
}

fn add_cells(row: &str, count: usize, content: &str) -> String {
    if count == 0 {
        return row.to_string();
    }
    let line = row.trim_end();
    let bar = if line.ends_with('|') && !line.ends_with("\\|") { "" } else { "|" };
    let added = format!("{content}|").repeat(count);
    format!("{line}{bar}{added}{}", &row[line.len()..])
}

/// Escapes the bars between backticks.
fn escape_bars(row: &str) -> String {
    let mut out = String::with_capacity(row.len());
    let mut rest = row;
    while let Some(start) = rest.find('`') {
        let ticks = rest[start..].bytes().take_while(|&b| b == b'`').count();
        let mark = &rest[start..start + ticks];
        let inner = &rest[start + ticks..];
        let Some(end) = inner.find(mark) else { break };
        out.push_str(&rest[..start + ticks]);
        out.push_str(&inner[..end].replace("\\|", "|").replace('|', "\\|"));
        out.push_str(mark);
        rest = &inner[end + ticks..];
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::widen;

    #[test]
    fn headers_are_as_wide_as_their_rows() {
        for (table, wanted) in [
            ("| a | b |\n|---|---|\n| 1 | 2 | 3 |\n", "| a | b | |\n|---|---|---|\n| 1 | 2 | 3 |\n"),
            ("a | b\n--|--\n1 | `x | y` z\n", "a | b\n--|--\n1 | `x \\| y` z\n"),
        ] {
            assert_eq!(widen(table), wanted);
        }
    }

    #[test]
    fn a_long_table_with_a_wide_row_is_text() {
        let table = format!("| a |\n|---|\n{}| {} |\n", "| b |\n".repeat(1000), "c |".repeat(40));
        assert_eq!(widen(&table), table.replace("|---|", "\\|---|"));
    }

    #[test]
    fn what_is_no_table_stays() {
        for text in ["a | b\n\nc `|` d\n", "---\n| a\n", "| a |\n|---|\n| `b` |\n"] {
            assert_eq!(widen(text), text);
        }
    }
}
