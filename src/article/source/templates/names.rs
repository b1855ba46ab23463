//! What the tags of each system are, by their names.

use Meaning::{
    Aside, Assign, Caption, Code, Comment, Embed, Figure, File, FilePath, Include, Link, Loop, Media, Nothing, Player,
    Post, PostPath, Quote, Raw,
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
}

/// Meanings with the names that have them.
type Names = &'static [(Meaning, &'static str)];

/// Names that themes and plugins of all systems share.
const SHARED: Names = &[
    (Figure, "figure image img picture"),
    (Player("https://www.youtube.com/embed/", ""), "youtube"),
    (Player("https://player.vimeo.com/video/", ""), "vimeo"),
    (Player("https://player.bilibili.com/player.html?bvid=", ""), "bilibili"),
    (Player("https://www.dailymotion.com/embed/video/", ""), "dailymotion"),
    (Player("https://gist.github.com/", "/"), "gist"),
    (Player("https://twitter.com/", "/status/"), "tweet twitter"),
    (Player("https://www.instagram.com/p/", ""), "instagram"),
    (Player("https://jsfiddle.net/", ""), "jsfiddle"),
    (Player("https://codepen.io/", "/pen/"), "codepen"),
    (Media("iframe"), "soundcloud spotify iframe pdf"),
    (Media("video"), "video"),
    (Media("audio"), "audio"),
    (Code(true), "highlight"),
    (Code(false), "code codeblock"),
    (Comment, "comment"),
    (Raw, "raw"),
    (Quote, "quote blockquote pullquote"),
    (Aside, "note notice admonition callout hint alert tip info warning details spoiler"),
    (Link, "link button"),
];

/// Jekyll: the tags of Liquid (shopify.github.io/liquid), its own (jekyllrb.com/docs/liquid/tags), and those that its kin
/// have for layouts.
const JEKYLL: Names = &[
    (Include, "include include_cached include_relative render"),
    (PostPath, "post_url"),
    (Assign, "assign capture"),
    (Loop, "for tablerow"),
    (
        Nothing,
        "if elsif unless case when cycle liquid layout set block extends import from macro call with filter paginate form",
    ),
    (Raw, "verbatim"),
];

/// Hexo: its tag plugins (hexo.io/docs/tag-plugins), and those of its best known theme.
const HEXO: Names = &[
    (Figure, "asset_img"),
    (File, "asset_link"),
    (FilePath, "asset_path"),
    (Post, "post_link"),
    (PostPath, "post_path"),
    (Quote, "cq centerquote"),
];

/// Hugo: its embedded shortcodes (gohugo.io/shortcodes).
const HUGO: Names =
    &[(PostPath, "ref relref"), (Nothing, "param qr"), (Player("https://twitter.com/", "/status/"), "x")];

/// WordPress: its own shortcodes (codex.wordpress.org/Shortcode_API), those of WordPress.com, and its plugins for code.
const WORDPRESS: Names = &[
    (Caption, "caption wp_caption"),
    (Nothing, "gallery playlist"),
    (Embed, "embed"),
    (Code(false), "sourcecode code cc crayon python php java javascript css html xml bash sql"),
    (Media("video"), "video"),
    (Media("audio"), "audio"),
    (Media("iframe"), "soundcloud googlemaps"),
    (Quote, "quote pullquote"),
    (Aside, "spoiler"),
];

/// Zola has no shortcodes of its own; its documentation (getzola.org/documentation/content/shortcodes) gives these.
const ZOLA: Names = &[(Figure, "resize_image")];

fn find(tables: &[Names], name: &str) -> Option<Meaning> {
    let is_it = |names: &str| names.split(' ').any(|own| own == name);
    tables.iter().copied().flatten().find(|(_, names)| is_it(names)).map(|(meaning, _)| *meaning)
}

/// What a tag of Liquid means to Jekyll, or to Hexo, whose tags look the same.
pub fn in_liquid(name: &str) -> Option<Meaning> {
    find(&[JEKYLL, HEXO, SHARED], name)
}

/// What a shortcode means to Hugo, to Zola, or a template that is included.
pub fn in_pages(name: &str) -> Option<Meaning> {
    find(&[HUGO, ZOLA, SHARED], name)
}

/// What a shortcode means to WordPress. Of the names that all share it has the players alone.
pub fn in_wordpress(name: &str) -> Option<Meaning> {
    let player = || find(&[SHARED], name).filter(|meaning| matches!(meaning, Player(..)));
    find(&[WORDPRESS], name).or_else(player)
}
