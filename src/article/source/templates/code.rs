//! Lines of a Markdown text that are code: fenced, or indented outside of lists.

/// Looks at a text line by line.
#[derive(Default)]
pub struct CodeLines {
    /// The sign and length of the fence that is open.
    fence: Option<(u8, usize)>,
    /// Whether the line before was neither blank nor indented code.
    is_after_text: bool,
    /// Whether an indent may belong to a list or to HTML.
    is_inside: bool,
}

impl CodeLines {
    /// Whether the next line is code. Lines within a tag needn't be asked about.
    pub fn is_code(&mut self, line: &str) -> bool {
        let content = line.trim_start_matches([' ', '\t', '>']);
        let mark = content.bytes().next().filter(|b| matches!(b, b'`' | b'~'));
        let length = content.bytes().take_while(|b| Some(*b) == mark).count();
        if let Some((sign, least)) = self.fence {
            if mark == Some(sign) && length >= least && content[length..].trim().is_empty() {
                self.fence = None;
            }
            return true;
        }
        if let Some(sign) = mark.filter(|sign| length >= 3 && (*sign == b'~' || !content[length..].contains('`'))) {
            self.fence = Some((sign, length));
            return true;
        }
        let is_blank = content.trim().is_empty();
        let is_indented = line.starts_with("    ") || line.starts_with('\t');
        let is_code = is_indented && !is_blank && !self.is_after_text && !self.is_inside;
        if !is_blank && !is_indented {
            let number = content.trim_start_matches(|c: char| c.is_ascii_digit());
            let is_item = number.len() < content.len() && number.starts_with(['.', ')']);
            let begins = is_item || content.starts_with(['*', '-', '+', '<', '{', '[', ':']);
            self.is_inside = begins || self.is_inside && (self.is_after_text || line.starts_with(' '));
        }
        self.is_after_text = !is_blank && !is_code;
        is_code
    }
}

#[cfg(test)]
mod tests {
    use super::CodeLines;

    /// The lines of a text, those of code after `!`.
    fn marked(text: &str) -> String {
        let mut lines = CodeLines::default();
        let mark = |line: &str| [if lines.is_code(line) { "!" } else { "" }, line].concat();
        text.split_inclusive('\n').map(mark).collect()
    }

    #[test]
    fn lines_of_code_are_known() {
        for text in [
            "a\n    b\n",
            "a\n\n!    b\n\n!    c\n",
            "!\tb\n",
            "- a\n\n    b\n\nc\n\n!    d\n",
            "1. a\n\n    b\n",
            "<div>\n\n    b\n",
            "!```\n!a\n!~~~\n!```\na\n",
            "!~~~~ x\n!~~~\n!~~~~\na\n",
            "```a``` b\n",
        ] {
            let bare: String = text.replace('!', "");
            assert_eq!(marked(&bare), text);
        }
    }
}
