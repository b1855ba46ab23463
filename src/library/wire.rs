//! The messages between the instances that index files and the one that holds the library, and the details it stores of
//! each post. Both sides share these types, encoded with postcard.

use super::excerpt::Excerpt;
use crate::Problem;
use crate::post::DateSource;
use serde::{Deserialize, Serialize};

/// A row of a volume, known before its file is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowMessage<'a> {
    pub index: u32,
    pub path: &'a str,
    #[serde(borrow)]
    pub kind: RowKind<'a>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum RowKind<'a> {
    /// It is a post unless its content says otherwise.
    Post,
    OtherText,
    /// The file can't be read, and why.
    #[serde(borrow)]
    Unreadable(Vec<ProblemMessage<'a>>),
}

/// What indexing a file yields.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileMessage<'a> {
    pub index: u32,
    #[serde(borrow)]
    pub content: FileContent<'a>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum FileContent<'a> {
    #[serde(borrow)]
    Post(PostMessage<'a>),
    OtherText,
    /// A post without a body.
    Empty,
    /// The file can't be read as text, and why.
    #[serde(borrow)]
    Unreadable(Vec<ProblemMessage<'a>>),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostMessage<'a> {
    /// Hash of the file's bytes, title and date.
    pub hash: u64,
    pub is_published: bool,
    pub is_rtl: bool,
    pub has_problems: bool,
    pub images: u32,
    pub comments: u32,
    pub lang: &'a str,
    /// Host of the source's URL, or empty.
    pub host: &'a str,
    /// Where title, author, source, tags and article end in `text`.
    pub field_ends: [u32; 5],
    /// All fields, folded.
    pub text: &'a str,
    /// How `text` differs from the original.
    #[serde(serialize_with = "as_bytes")]
    pub changes: &'a [u8],
    /// The blocks at its edges.
    #[serde(serialize_with = "as_bytes")]
    pub edges: &'a [u8],
    /// What a list shows instead of its first picture, if that is at its head and goes; or empty.
    pub second_image: &'a str,
    /// Its order among the parts of a thread, if it may be one; or empty.
    pub part: &'a str,
    /// The title, if the text lacks it because it is that; or empty.
    pub heading: &'a str,
    /// Encoded [`Details`], stored as they are.
    #[serde(serialize_with = "as_bytes")]
    pub details: &'a [u8],
}

/// What is shown of a post and never searched.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details<'a> {
    #[serde(borrow)]
    pub date: Option<DateMessage<'a>>,
    /// URL of the image for a list, or empty.
    pub image: &'a str,
    #[serde(borrow)]
    pub categories: Vec<&'a str>,
    #[serde(borrow)]
    pub excerpt: Excerpt<'a>,
    /// URLs on its site and slugs that the post says it has.
    #[serde(borrow)]
    pub pages: Vec<&'a str>,
    #[serde(borrow)]
    pub problems: Vec<ProblemMessage<'a>>,
}

#[cfg(any(not(target_arch = "wasm32"), feature = "package"))]
impl<'a> PostMessage<'a> {
    /// Leaves out the article, the comments and what is shown but for the date. `text` and `kept` become theirs.
    pub fn keep_fields(&mut self, text: &'a mut String, kept: &'a mut Vec<u8>) {
        let [.., tags, article] = &mut self.field_ends;
        let separator = self.text.get(*tags as usize..=*tags as usize).unwrap_or_default();
        text.push_str(self.text.get(..*tags as usize).unwrap_or_default());
        text.push_str(separator);
        text.push_str(separator);
        *article = *tags + 1;
        let details: Details = read(self.details).unwrap_or_default();
        write(&Details { date: details.date, ..Details::default() }, kept);
        (self.text, self.changes, self.details, self.second_image) = (text, &[], kept, "");
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateMessage<'a> {
    pub iso: &'a str,
    /// As written in the post; empty if that is `iso`.
    pub original: &'a str,
    pub from: DateSource,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemMessage<'a> {
    pub code: &'a str,
    pub message: &'a str,
    #[serde(borrow)]
    pub args: Vec<(&'a str, &'a str)>,
}

impl ProblemMessage<'_> {
    pub fn all_of(problems: &[Problem]) -> Vec<ProblemMessage<'_>> {
        fn message(problem: &Problem) -> ProblemMessage<'_> {
            let args = problem.args.iter().collect();
            ProblemMessage { code: problem.code, message: &problem.message, args }
        }
        problems.iter().map(message).collect()
    }
}

/// Appends a message.
pub fn write<T: Serialize>(message: &T, out: &mut Vec<u8>) {
    // Only a writer without room fails.
    *out = postcard::to_extend(message, std::mem::take(out)).unwrap_or_default();
}

/// Reads a single message; `None` if the bytes are damaged.
pub fn read<'a, T: Deserialize<'a>>(bytes: &'a [u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}

/// Reads messages up to the end, or up to the first that is damaged: an instance may have died while writing it.
pub fn read_all<'a, T: Deserialize<'a>>(mut bytes: &'a [u8]) -> impl Iterator<Item = T> {
    std::iter::from_fn(move || {
        let (message, rest) = postcard::take_from_bytes(bytes).ok()?;
        bytes = rest;
        Some(message)
    })
}

fn as_bytes<S: serde::Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_come_back_up_to_the_first_that_is_damaged() {
        let details = Details {
            date: Some(DateMessage { iso: "2021-03-14", original: "", from: DateSource::Comment }),
            image: "a.jpg",
            categories: vec!["a", "b"],
            pages: vec!["/a/"],
            excerpt: Excerpt::Range { start: 3, length: 200, is_cut: true },
            problems: vec![ProblemMessage { code: "limit", message: "too deep", args: vec![("limit", "512")] }],
        };
        let mut packed = Vec::new();
        write(&details, &mut packed);
        assert_eq!(read(&packed), Some(details.clone()));
        let post = PostMessage {
            hash: u64::MAX,
            is_published: true,
            is_rtl: false,
            has_problems: true,
            images: 300,
            comments: 7,
            lang: "zh-Hans",
            host: "",
            field_ends: [1, 2, 3, 4, 400],
            text: "桥\u{1}",
            changes: &[0, 9],
            edges: &[3],
            second_image: "b.jpg",
            part: "",
            heading: "",
            details: &packed,
        };
        let contents = [FileContent::Post(post), FileContent::OtherText, FileContent::Unreadable(details.problems)];
        let files: Vec<_> = (0..).zip(contents).map(|(index, content)| FileMessage { index, content }).collect();
        let mut bytes = Vec::new();
        files.iter().for_each(|file| write(file, &mut bytes));
        assert_eq!(read_all::<FileMessage>(&bytes).collect::<Vec<_>>(), files);
        bytes.pop();
        assert_eq!(read_all::<FileMessage>(&bytes).collect::<Vec<_>>(), files[..2]);
    }
}
