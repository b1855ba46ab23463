//! What the tags of each system are, by their names.

use Meaning::{
    Aside, Assign, Caption, Code, Comment, Embed, Figure, File, FilePath, Include, Link, Loop, Media, Nothing, Player,
    Post, PostPath, Quote, Raw, Text,
};

/// What a tag stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// A picture with what is said of it.
    Figure,
    /// The marks around a picture and its caption.
    Caption,
    /// A player: what comes before its id in the address, and what comes between a user and an id.
    Player(&'static str, &'static str),
    /// An element that plays the file, or a frame for the page, that a parameter names.
    Media(&'static str),
    /// A frame for the page whose address is enclosed.
    Embed,
    /// Enclosed lines of code; whether the first parameter is the language, rather than a title.
    Code(bool),
    /// An enclosed text in which no tag is read.
    Raw,
    /// An enclosed text that no reader sees.
    Comment,
    /// An enclosed quotation: the parameters say of whom.
    Quote,
    /// An enclosed text beside the article's: the parameters may have a title.
    Aside,
    /// A link to an address.
    Link,
    /// A link to a file beside the post.
    File,
    /// The address of such a file.
    FilePath,
    /// A link to another post.
    Post,
    /// The address of another post.
    PostPath,
    /// A template: its file's name and parameters say what it makes.
    Include,
    /// It gives a name a value.
    Assign,
    /// It gives each of many things a name in turn.
    Loop,
    /// Only the site knows what it makes.
    Nothing,
    /// A text around which the tags go.
    Text,
}

/// The names in a table with what each means.
type Names = &'static [(&'static str, Meaning)];

/// Names that themes and plugins of all systems share.
const SHARED: Names = &[
    ("figure", Figure),
    ("image", Figure),
    ("img", Figure),
    ("picture", Figure),
    ("youtube", Player("https://www.youtube.com/embed/", "")),
    ("vimeo", Player("https://player.vimeo.com/video/", "")),
    ("bilibili", Player("https://player.bilibili.com/player.html?bvid=", "")),
    ("dailymotion", Player("https://www.dailymotion.com/embed/video/", "")),
    ("gist", Player("https://gist.github.com/", "/")),
    ("tweet", Player("https://twitter.com/", "/status/")),
    ("twitter", Player("https://twitter.com/", "/status/")),
    ("x", Player("https://twitter.com/", "/status/")),
    ("instagram", Player("https://www.instagram.com/p/", "")),
    ("jsfiddle", Player("https://jsfiddle.net/", "")),
    ("codepen", Player("https://codepen.io/", "/pen/")),
    ("soundcloud", Media("iframe")),
    ("spotify", Media("iframe")),
    ("iframe", Media("iframe")),
    ("pdf", Media("iframe")),
    ("video", Media("video")),
    ("audio", Media("audio")),
    ("highlight", Code(true)),
    ("code", Code(false)),
    ("codeblock", Code(false)),
    ("comment", Comment),
    ("raw", Raw),
    ("quote", Quote),
    ("blockquote", Quote),
    ("pullquote", Quote),
    ("note", Aside),
    ("notice", Aside),
    ("admonition", Aside),
    ("callout", Aside),
    ("hint", Aside),
    ("alert", Aside),
    ("tip", Aside),
    ("info", Aside),
    ("warning", Aside),
    ("details", Aside),
    ("spoiler", Aside),
    ("link", Link),
    ("button", Link),
];

/// Jekyll: the tags of Liquid (shopify.github.io/liquid) and its own (jekyllrb.com/docs/liquid/tags).
const JEKYLL: Names = &[
    ("include", Include),
    ("include_cached", Include),
    ("include_relative", Include),
    ("render", Include),
    ("post_url", PostPath),
    ("assign", Assign),
    ("capture", Assign),
    ("for", Loop),
    ("tablerow", Loop),
    ("if", Nothing),
    ("elsif", Nothing),
    ("unless", Nothing),
    ("case", Nothing),
    ("when", Nothing),
    ("cycle", Nothing),
    ("liquid", Nothing),
    ("layout", Nothing),
    ("verbatim", Raw),
];

/// Hexo: its tag plugins (hexo.io/docs/tag-plugins), and those of its best known theme.
const HEXO: Names = &[
    ("asset_img", Figure),
    ("asset_link", File),
    ("asset_path", FilePath),
    ("post_link", Post),
    ("post_path", PostPath),
    ("cq", Quote),
    ("centerquote", Quote),
];

/// Hugo: its embedded shortcodes (gohugo.io/shortcodes).
const HUGO: Names = &[("ref", PostPath), ("relref", PostPath), ("param", Nothing), ("qr", Nothing), ("rawhtml", Text)];

/// WordPress: its own shortcodes (codex.wordpress.org/Shortcode_API), those of WordPress.com, and its plugins for code.
const WORDPRESS: Names = &[
    ("caption", Caption),
    ("wp_caption", Caption),
    ("gallery", Nothing),
    ("playlist", Nothing),
    ("embed", Embed),
    ("sourcecode", Code(false)),
    ("code", Code(false)),
    ("cc", Code(false)),
    ("crayon", Code(false)),
    ("python", Code(false)),
    ("php", Code(false)),
    ("java", Code(false)),
    ("javascript", Code(false)),
    ("css", Code(false)),
    ("html", Code(false)),
    ("xml", Code(false)),
    ("bash", Code(false)),
    ("sql", Code(false)),
    ("video", Media("video")),
    ("audio", Media("audio")),
    ("soundcloud", Media("iframe")),
    ("googlemaps", Media("iframe")),
    ("quote", Quote),
    ("pullquote", Quote),
    ("spoiler", Aside),
];

/// Players of WordPress are those that all systems have.
const WORDPRESS_PLAYERS: &[&str] = &["youtube", "vimeo", "dailymotion", "gist", "tweet", "instagram"];

/// Zola has no shortcodes of its own; its documentation (getzola.org/documentation/content/shortcodes) gives these.
const ZOLA: Names = &[("resize_image", Figure)];

fn find(tables: &[Names], name: &str) -> Option<Meaning> {
    tables.iter().copied().flatten().find(|(own, _)| *own == name).map(|(_, meaning)| *meaning)
}

/// What a tag of Liquid means to Jekyll, or to Hexo, whose tags look the same.
pub fn in_liquid(name: &str) -> Option<Meaning> {
    find(&[JEKYLL, HEXO, SHARED], name)
}

/// What a shortcode means to Hugo.
pub fn in_hugo(name: &str) -> Option<Meaning> {
    find(&[HUGO, SHARED], name)
}

/// What a shortcode means to Zola, or a template that is included.
pub fn in_zola(name: &str) -> Option<Meaning> {
    find(&[ZOLA, SHARED], name)
}

/// What a shortcode means to WordPress.
pub fn in_wordpress(name: &str) -> Option<Meaning> {
    let player = || WORDPRESS_PLAYERS.contains(&name).then(|| find(&[SHARED], name)).flatten();
    find(&[WORDPRESS], name).or_else(player)
}
