//! The first page: title, span of dates and number of posts, as text and as a picture for shelves.

use super::contents::Chapter;
use super::words::Words;
use crate::text::xml::escape;

/// The picture's size.
const WIDTH: usize = 1200;
const HEIGHT: usize = 1600;

/// The size of its title's letters, and how many wide ones fit on a line.
const LETTER: usize = 90;
const LINE: usize = 11;

/// Lines of the title beyond which it is cut.
const LINES: usize = 9;

/// What the cover says.
pub struct Cover {
    /// The book's title.
    pub title: String,
    /// The first and the last day.
    pub span: String,
    /// How many posts.
    pub count: String,
}

impl Cover {
    /// The cover of a book with these chapters.
    pub fn of(title: &str, chapters: &[Chapter], words: Words) -> Cover {
        let (first, last) =
            (chapters.iter().filter_map(Chapter::day).min(), chapters.iter().filter_map(Chapter::day).max());
        let span = match (first, last) {
            (Some(first), Some(last)) if first != last => format!("{first} – {last}"),
            (Some(day), _) => day.to_owned(),
            _ => String::new(),
        };
        Cover { title: title.to_owned(), span, count: words.posts(chapters.len()) }
    }

    /// The page's body.
    pub fn body(&self) -> String {
        let span = if self.span.is_empty() { String::new() } else { format!("<p>{}</p>\n", escape(&self.span)) };
        let (title, count) = (escape(&self.title), escape(&self.count));
        format!("<section epub:type=\"titlepage\" class=\"cover\">\n<h1>{title}</h1>\n{span}<p>{count}</p>\n</section>")
    }

    /// The picture.
    pub fn picture(&self) -> String {
        let mut out = format!(
            "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" \
             viewBox=\"0 0 {WIDTH} {HEIGHT}\" width=\"{WIDTH}\" height=\"{HEIGHT}\" font-family=\"serif\">\n\
             <rect width=\"{WIDTH}\" height=\"{HEIGHT}\" fill=\"#f6f1e7\"/>\n\
             <rect x=\"50\" y=\"50\" width=\"{}\" height=\"{}\" fill=\"none\" stroke=\"#7a2e1d\" stroke-width=\"6\"/>\n",
            WIDTH - 100,
            HEIGHT - 100
        );
        let mut line = |y: usize, size: usize, text: &str| {
            let (x, text) = (WIDTH / 2, escape(text));
            out.push_str(&format!(
                "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" text-anchor=\"middle\" fill=\"#2b2118\">{text}</text>\n"
            ));
        };
        for (at, text) in lines(&self.title).iter().enumerate() {
            line(380 + at * LETTER * 5 / 4, LETTER, text);
        }
        line(HEIGHT - 220, 52, &self.span);
        line(HEIGHT - 140, 52, &self.count);
        out.push_str("</svg>\n");
        out
    }
}

/// A title in lines, broken at spaces or between wide characters.
fn lines(title: &str) -> Vec<String> {
    let width = |text: &str| text.chars().map(|c| if c.is_ascii() { 5 } else { 10 }).sum::<usize>();
    let (mut lines, mut line) = (Vec::new(), String::new());
    for word in title.split_inclusive(|c: char| c == ' ' || !c.is_ascii()) {
        for piece in word.as_bytes().chunks(2 * LINE).map(String::from_utf8_lossy).filter(|_| word.is_ascii()) {
            fill(&piece, width, &mut line, &mut lines);
        }
        if !word.is_ascii() {
            fill(word, width, &mut line, &mut lines);
        }
    }
    lines.push(line);
    lines.retain(|line| !line.trim().is_empty());
    if lines.len() > LINES {
        lines.truncate(LINES);
        lines[LINES - 1].push('…');
    }
    lines
}

fn fill(piece: &str, width: impl Fn(&str) -> usize, line: &mut String, lines: &mut Vec<String>) {
    if width(line) + width(piece.trim_end()) > 10 * LINE && !line.is_empty() {
        lines.push(std::mem::take(line));
    }
    line.push_str(piece);
}
