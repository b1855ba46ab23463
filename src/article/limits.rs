//! The caps on the work that one post may cause, each with its reason.
//!
//! Every post is a stranger's HTML. The core counts its work and stops deterministically, the same natively and in the browser;
//! what is beyond a cap is shown as plain text, with a sentence that says which limit and what value.

/// Nesting of elements. Browsers cut their own trees at 512.
pub const MAX_DEPTH: usize = 512;

/// Nodes that any post may have, however small it is.
pub const NODES_FLOOR: usize = 2_000;

/// Bytes of input that pay for one node. The densest honest markup, `<p>a`, needs two bytes a node;
/// what needs fewer makes nodes out of nothing, as unclosed formatting elements do.
pub const BYTES_PER_NODE: usize = 2;

/// Nodes that a post may have, however large it is. They take some 300 bytes each until the article is done;
/// the largest post that is cleaned in full, of honest paragraphs, has a tenth of them.
pub const MAX_NODES: usize = 500_000;

/// Nodes that a post may have after the steps, which add paragraphs, lines, links and copies of formatting.
pub const MAX_NODES_OF_STEPS: usize = 2 * MAX_NODES;

/// Steps of the parser on the tree that any post may cause: above all, elements that it passes on its way up.
pub const PARSER_STEPS_FLOOR: u64 = 1_000_000;

/// Steps of the parser for each byte of HTML. Real posts need a third of one at the most;
/// a tag that looks for its like among five hundred open elements needs a hundred.
pub const PARSER_STEPS_PER_BYTE: u64 = 8;

/// Steps on the tree that any post may cause: looks at a neighbour, sixteen bytes of text read.
pub const STEPS_FLOOR: u64 = 4_000_000;

/// Steps for each byte of the body. Real posts need one on the average and three at the most;
/// a pattern that makes a step look at everything again for every node needs thousands.
pub const STEPS_PER_BYTE: u64 = 40;

/// Bytes that the article may have more than the post, whatever the post's size.
pub const GROWTH_FLOOR: usize = 256 * 1024;

/// How many times its body an article may be. Attributes that the policy sets on each picture make up most of it.
pub const GROWTH: usize = 8;

/// Attributes of one tag: the parser compares each with all before it.
pub const MAX_ATTRIBUTES: usize = 512;

/// Bytes of HTML in which no tag is looked at for having too many: comparing as many as fit into these takes less than
/// a tenth of a second, and most posts are no larger.
pub const FEW_ATTRIBUTES: usize = 64 * 1024;

/// The escaped signs of one tag's values, each times their length, at most. Serializers that look through the whole rest
/// of a value for each of them exist; an address with a hundred parameters takes a thousandth of this.
pub const MAX_ATTRIBUTE_LOOKS: usize = 64 * 1024 * 1024;

/// Addresses in the text that become links. Each is three nodes more to clean, to sanitize and to show;
/// the longest lists of real posts have some hundreds.
pub const MAX_LINKED: usize = 20_000;

/// Bytes of a post that is cleaned in full, but for pictures in it. Above, it is shown as plain text.
pub const MAX_CLEANED: usize = 4 * 1024 * 1024;

/// Whether a body is larger. Pictures that a saved page has in it are copied and not looked at.
pub fn exceeds_cleaned(body: &str) -> bool {
    const MARK: &str = ";base64,";
    let (mut size, mut rest) = (body.len(), body);
    while size > MAX_CLEANED {
        let Some(at) = rest.find(MARK) else { return true };
        rest = &rest[at + MARK.len()..];
        let is_digit = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
        let length = rest.as_bytes().iter().take_while(|byte| is_digit(byte)).count();
        size -= length;
        rest = &rest[length..];
    }
    false
}

/// Nesting of Markdown: quotes in lists in quotes.
pub const MAX_MARKDOWN_DEPTH: usize = 64;

/// ASCII punctuation and line ends in a post's Markdown. The parser keeps up to 150 bytes for each of them before anything
/// is rendered; four megabytes of prose have half as many, four megabytes of program code more.
pub const MAX_MARKDOWN_MARKS: usize = 500_000;

/// Tags of templates in a post, such as `{% … %}`, that are resolved; any after them stay as they are written. The posts with
/// the most have some hundreds.
pub const MAX_TEMPLATE_TAGS: usize = 50_000;

/// How many times a body that was escaped is unescaped.
pub const MAX_ESCAPE_LEVELS: usize = 3;

/// Which cap a post went beyond.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit {
    /// A stable identifier: `size`, `nesting`, `nodes`, `all-nodes`, `attributes`, `attribute-signs`, `markdown-nesting`,
    /// `markdown-marks`, `work`, `growth`, `stopped`.
    pub name: &'static str,
    /// The cap's value.
    pub value: usize,
}

/// The work that a post caused, with its comments: what its limits are counted in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Work {
    /// Nodes of the tree.
    pub nodes: usize,
    /// Steps made on it.
    pub steps: u64,
    /// Bytes of HTML that were handed to the sanitizer.
    pub bytes: usize,
}
