//! What the book itself says, in the three languages of the interface.

use crate::text::interface::{Language, grouped};

/// Words of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words(Language);

impl Words {
    /// The words for texts of a language.
    pub fn of(lang: &str) -> Words {
        Words(Language::near(lang))
    }

    /// The language's tag.
    pub fn tag(self) -> &'static str {
        self.0.tag()
    }

    /// The heading of the contents.
    pub fn contents(self) -> &'static str {
        self.choose(["Contents", "目录", "目錄"])
    }

    /// The name of the first page.
    pub fn cover(self) -> &'static str {
        self.choose(["Cover", "封面", "封面"])
    }

    /// Where the posts begin.
    pub fn beginning(self) -> &'static str {
        self.choose(["First post", "正文", "正文"])
    }

    /// The heading of posts without a date.
    pub fn undated(self) -> &'static str {
        self.choose(["Without a date", "没有日期", "沒有日期"])
    }

    /// The heading of posts without a source.
    pub fn sourceless(self) -> &'static str {
        self.choose(["Without a source", "没有来源", "沒有來源"])
    }

    /// A picture that is not in the book.
    pub fn picture(self) -> &'static str {
        self.choose(["Picture", "图片", "圖片"])
    }

    /// A comment's author without a name.
    pub fn anonymous(self) -> &'static str {
        self.choose(["Anonymous", "匿名", "匿名"])
    }

    /// What stands for a post that can't be read.
    pub fn unread(self) -> &'static str {
        self.choose(["This post can't be read.", "无法读取这篇帖子。", "無法讀取這篇文章。"])
    }

    /// A number of posts.
    pub fn posts(self, count: usize) -> String {
        match self.0 {
            Language::En => format!("{} {}", grouped(count), if count == 1 { "post" } else { "posts" }),
            Language::ZhHans => format!("{} 篇帖子", grouped(count)),
            Language::ZhHant => format!("{} 篇文章", grouped(count)),
        }
    }

    /// A number of comments.
    pub fn comments(self, count: usize) -> String {
        match self.0 {
            Language::En => format!("{} {}", grouped(count), if count == 1 { "comment" } else { "comments" }),
            Language::ZhHans => format!("{} 条评论", grouped(count)),
            Language::ZhHant => format!("{} 則評論", grouped(count)),
        }
    }

    /// A month by its two digits.
    pub fn month(self, digits: &str) -> String {
        self.0.month(digits.parse().unwrap_or_default())
    }

    fn choose<T: Copy>(self, each: [T; 3]) -> T {
        self.0.choose(each)
    }
}

/// Whether a language is written in characters that may stand in columns.
pub fn is_han(lang: &str) -> bool {
    matches!(lang.split('-').next(), Some("zh" | "ja"))
}

/// Whether a text has the form of a language tag.
pub fn is_tag(lang: &str) -> bool {
    let mut parts = lang.split('-');
    let first = parts.next().unwrap_or_default();
    let is_word = |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(is_word)
        && !lang.ends_with("-x")
}
