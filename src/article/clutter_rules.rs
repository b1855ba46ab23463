//! What page furniture looks like, as data: tables of class words, of roles, of texts, each with its reason.
//!
//! A class name is read as words: `jp-relatedposts`, `relatedPosts` and `related_posts` are `jp relatedposts`,
//! `related posts` and `related posts`. A rule names words that follow each other inside one class name or id.
//! No rule is for one site; each is a word that publishing systems and their themes share.

/// How sure a class word makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// Nothing of an article is ever called that: it goes unless it holds most of the post.
    Sure,
    /// It goes if it also looks like furniture: short, or mostly links.
    Likely,
    /// Readers' comments: they go however long they are, unless they are the article.
    Comments,
}

/// Words of a class name or id, and what they say of the element.
#[derive(Debug)]
pub struct ClassRule {
    /// Words that follow each other.
    pub words: &'static str,
    /// The reason in the record.
    pub reason: &'static str,
    /// How sure it makes.
    pub weight: Weight,
}

const fn sure(words: &'static str, reason: &'static str) -> ClassRule {
    ClassRule { words, reason, weight: Weight::Sure }
}

const fn likely(words: &'static str, reason: &'static str) -> ClassRule {
    ClassRule { words, reason, weight: Weight::Likely }
}

const fn comments(words: &'static str) -> ClassRule {
    ClassRule { words, reason: "comments", weight: Weight::Comments }
}

/// The table of class words.
#[rustfmt::skip]
pub const CLASS_RULES: &[ClassRule] = &[
    // Sharing and liking.
    sure("sharedaddy", "share-bar"), sure("sharing", "share-bar"), likely("share", "share-bar"), likely("shares", "share-bar"),
    sure("share buttons", "share-bar"), sure("share bar", "share-bar"), sure("sharebar", "share-bar"), sure("share links", "share-bar"),
    sure("sharethis", "share-bar"), sure("addthis", "share-bar"), sure("addtoany", "share-bar"), sure("a2a", "share-bar"),
    sure("service links", "share-bar"), sure("bdsharebuttonbox", "share-bar"), sure("jiathis", "share-bar"), likely("social", "share-bar"),
    likely("socials", "share-bar"), sure("social share", "share-bar"), sure("social links", "share-bar"), sure("social media", "share-bar"),
    sure("fb like", "share-bar"), sure("fb share", "share-bar"), sure("twitter share", "share-bar"), sure("line it", "share-bar"),
    sure("likes widget", "share-bar"), sure("jetpack likes", "share-bar"), sure("like button", "share-bar"), sure("likebtn", "share-bar"),
    sure("wpulike", "share-bar"), sure("applause", "share-bar"), likely("claps", "share-bar"), likely("reactions", "share-bar"),
    sure("rating", "share-bar"), sure("post ratings", "share-bar"), likely("toolbar", "share-bar"), likely("print", "share-bar"),
    likely("qrcode", "share-bar"), likely("follow us", "share-bar"), likely("follow", "share-bar"), likely("bookmark", "share-bar"),
    // Related posts.
    sure("relatedposts", "related-posts"), sure("related posts", "related-posts"), sure("related articles", "related-posts"),
    sure("related content", "related-posts"), sure("related stories", "related-posts"), sure("related news", "related-posts"),
    sure("articles related", "related-posts"), sure("yarpp", "related-posts"), sure("outbrain", "related-posts"),
    sure("taboola", "related-posts"), sure("zergnet", "related-posts"), sure("crp related", "related-posts"),
    likely("related", "related-posts"), likely("recommend", "related-posts"), likely("recommended", "related-posts"), likely("recommendation", "related-posts"),
    likely("recommendations", "related-posts"), likely("read more", "related-posts"), likely("readmore", "related-posts"),
    likely("more stories", "related-posts"), likely("more from", "related-posts"), likely("you may like", "related-posts"),
    likely("also like", "related-posts"), likely("most read", "related-posts"), likely("most popular", "related-posts"), likely("popular posts", "related-posts"),
    likely("trending", "related-posts"), likely("latest news", "related-posts"), likely("latest posts", "related-posts"), likely("recent posts", "related-posts"),
    likely("further reading", "related-posts"), likely("suggested", "related-posts"), likely("hot news", "related-posts"),
    likely("onward journey", "related-posts"), likely("up next", "related-posts"), likely("read next", "related-posts"),
    // Getting about.
    sure("breadcrumb", "navigation"), sure("breadcrumbs", "navigation"), likely("navigation", "navigation"), likely("nav", "navigation"),
    likely("navbar", "navigation"), likely("pager", "navigation"), likely("pagination", "navigation"), likely("prev next", "navigation"),
    likely("nav links", "navigation"), likely("post nav", "navigation"), likely("menu", "navigation"), likely("skip link", "skip-link"),
    sure("skip to content", "skip-link"), sure("skip main", "skip-link"), likely("back to top", "navigation"), likely("backtotop", "navigation"),
    likely("gotop", "navigation"), likely("sidebar", "navigation"), likely("site header", "navigation"), likely("site footer", "navigation"),
    likely("masthead", "navigation"), likely("search form", "navigation"), likely("searchform", "navigation"), likely("language switcher", "navigation"),
    // Who, when, where filed: it stands above the article already.
    likely("entry meta", "byline"), likely("post meta", "byline"), likely("article meta", "byline"), likely("meta lockup", "byline"),
    likely("postmeta", "byline"), likely("entry header meta", "byline"), likely("submitted", "byline"), likely("byline", "byline"),
    likely("bylines", "byline"), likely("author info", "byline"), likely("author box", "byline"), likely("author bio", "byline"), likely("about author", "byline"),
    likely("author name", "byline"), likely("author meta", "byline"), likely("author wrapper", "byline"), likely("name author", "byline"),
    likely("post author", "byline"), likely("article author", "byline"), likely("entry author", "byline"), likely("single avatar", "byline"),
    likely("posted on", "date"), likely("published on", "date"), likely("entry date", "date"), likely("post date", "date"),
    likely("publish date", "date"), likely("pub date", "date"), likely("pubdate", "date"), likely("article date", "date"), likely("dateline", "date"),
    likely("timestamp", "date"), likely("publish time", "date"), likely("post time", "date"), likely("article time", "date"), likely("last updated", "date"),
    likely("reading time", "reading-time"), likely("read time", "reading-time"), likely("word count", "reading-time"), likely("wordcount", "reading-time"),
    likely("post views", "reading-time"), likely("view count", "reading-time"), likely("views count", "reading-time"), likely("hits", "reading-time"),
    likely("post tags", "tags"), likely("entry tags", "tags"), likely("article tags", "tags"), likely("tag list", "tags"), likely("taglist", "tags"),
    likely("tags", "tags"), likely("tags links", "tags"), likely("tag links", "tags"), likely("tagcloud", "tags"), likely("cat links", "tags"),
    likely("categories", "tags"), likely("category links", "tags"), likely("post categories", "tags"), likely("entry categories", "tags"),
    likely("entry footer", "tags"), likely("post footer", "tags"), likely("article footer", "tags"), likely("keywords", "tags"),
    // Readers' comments.
    comments("comments"), comments("comment wrapper"), comments("comment list"), comments("commentlist"), comments("comments area"),
    comments("disqus thread"), comments("fb comments"), comments("comment section"), comments("respond"), comments("comment respond"),
    comments("comment form"), comments("commentform"), comments("replies"), comments("comment add"), comments("comment count"),
    comments("comments link"), comments("leave comment"), comments("gitalk"), comments("gitment"), comments("utterances"), comments("valine"),
    // The site's own boxes.
    likely("newsletter", "subscription-box"), likely("newsletters", "subscription-box"), likely("subscribe", "subscription-box"), likely("subscription", "subscription-box"),
    likely("signup", "subscription-box"), likely("sign up", "subscription-box"), likely("mailchimp", "subscription-box"), likely("mc embed", "subscription-box"),
    likely("donate", "donation-box"), likely("donation", "donation-box"), likely("membership", "subscription-box"), likely("support us", "donation-box"),
    likely("paywall", "paywall"), sure("paywall placeholder", "paywall"), likely("nykpaywall", "paywall"), likely("barrier failsafe", "paywall"), likely("regwall", "paywall"),
    likely("cookie", "notice"), likely("gdpr", "notice"), likely("modal", "notice"), likely("popup", "notice"), likely("app download", "notice"), likely("download app", "notice"),
    // Adverts.
    sure("adsbygoogle", "advert"), sure("ad slot", "advert"), sure("adslot", "advert"), sure("ad container", "advert"), sure("ad wrapper", "advert"), sure("ad unit", "advert"),
    sure("ad box", "advert"), sure("ad banner", "advert"), sure("advert", "advert"), sure("adverts", "advert"), sure("advertisement", "advert"),
    sure("advertising", "advert"), sure("dfp", "advert"), sure("dfp ad", "advert"), sure("gpt ad", "advert"), sure("div gpt", "advert"), sure("google auto placed", "advert"),
    sure("innity", "advert"), sure("teads", "advert"), sure("atatags", "advert"), sure("wordads", "advert"), likely("ads", "advert"), likely("ad", "advert"),
    likely("sponsor", "advert"), likely("sponsored", "advert"), likely("promo", "advert"), likely("promotion", "advert"), likely("promoted", "advert"), likely("banner", "advert"),
    likely("widget", "widget"), likely("iframe blocker", "advert"), likely("code block", "advert"), likely("imu", "advert"),
    // Texts for machines or for readers of screens.
    likely("element invisible", "hidden-text"), likely("element hidden", "hidden-text"), likely("visually hidden", "hidden-text"), likely("visuallyhidden", "hidden-text"),
    likely("sr only", "hidden-text"), likely("screen reader text", "hidden-text"), likely("screen reader", "hidden-text"), likely("screenreader", "hidden-text"),
    likely("off screen", "hidden-text"), likely("offscreen", "hidden-text"), likely("a11y hidden", "hidden-text"), likely("rdf meta", "hidden-text"),
    likely("no js", "player-fallback"), likely("video error", "player-fallback"), likely("player error", "player-fallback"), likely("player fallback", "player-fallback"), likely("media player message", "player-fallback"),
];

/// Roles and what they say of an element.
pub const ROLES: &[(&str, &str)] = &[
    ("navigation", "navigation"),
    ("search", "navigation"),
    ("banner", "navigation"),
    ("contentinfo", "navigation"),
    ("complementary", "related-posts"),
    ("dialog", "notice"),
    ("alertdialog", "notice"),
    ("menu", "navigation"),
    ("menubar", "navigation"),
    ("toolbar", "share-bar"),
];

/// Words of a picture's or its wrapper's class that say whose portrait it is.
pub const AVATAR_WORDS: &[&str] = &["avatar", "gravatar", "userpic", "profilepic", "headshot"];

/// Parts of addresses that count readers and show nothing.
#[rustfmt::skip]
pub const PIXEL_PATHS: &[&str] = &[
    "/_/stat?", "/_/stat/", "pixel.wp.com", "stats.wordpress.com", "b.gif?", "feeds.feedburner.com/~r/", "feedburner.google.com/~r/",
    "feedsportal.com", "pixel.quantserve.com", "/piwik.php", "/matomo.php", "google-analytics.com", "sb.scorecardresearch.com",
    "doubleclick.net", "facebook.com/tr?", "/count.gif", "hm.baidu.com", "cnzz.com", "/pixel.gif", "/pixel.png", "pixel.mathtag", "blogger.googleusercontent.com/tracker/",
];

/// Whole texts of blocks that are furniture wherever they stand, lower-case, without punctuation at their ends.
#[rustfmt::skip]
pub const TEXTS: &[(&str, &str)] = &[
    ("advertisement", "advert"), ("advertisements", "advert"), ("advert", "advert"), ("sponsored", "advert"), ("sponsored content", "advert"),
    ("story continues below advertisement", "advert"), ("article continues after advertisement", "advert"), ("advertisement - scroll to continue", "advert"), ("continue reading the main story", "navigation"),
    ("广告", "advert"), ("廣告", "advert"), ("赞助商链接", "advert"), ("広告", "advert"), ("スポンサーリンク", "advert"), ("광고", "advert"), ("publicité", "advert"), ("anzeige", "advert"), ("publicidad", "advert"),
    ("share this", "share-bar"), ("share", "share-bar"), ("share this article", "share-bar"), ("share this post", "share-bar"), ("tweet", "share-bar"), ("like this", "share-bar"), ("like", "share-bar"), ("like loading", "share-bar"),
    ("分享", "share-bar"), ("分享到", "share-bar"), ("分享本文", "share-bar"), ("分享此文", "share-bar"), ("分享此文章", "share-bar"), ("共享此文章", "share-bar"), ("分享這篇文章", "share-bar"), ("分享这篇文章", "share-bar"), ("赞过", "share-bar"), ("喜歡", "share-bar"), ("正在加载", "share-bar"), ("載入中", "share-bar"), ("シェア", "share-bar"), ("シェアする", "share-bar"), ("공유하기", "share-bar"),
    ("share on facebook", "share-bar"), ("share on twitter", "share-bar"), ("share on whatsapp", "share-bar"), ("share on linkedin", "share-bar"), ("share by email", "share-bar"), ("email this", "share-bar"), ("print", "share-bar"), ("print this page", "share-bar"), ("打印", "share-bar"), ("列印", "share-bar"), ("copy link", "share-bar"), ("复制链接", "share-bar"), ("複製連結", "share-bar"),
    ("skip to content", "skip-link"), ("skip to main content", "skip-link"), ("跳转到内容", "skip-link"), ("跳至正文", "skip-link"), ("跳转到主内容", "skip-link"), ("跳到主要內容", "skip-link"), ("skip advert", "skip-link"),
    ("back to top", "navigation"), ("返回顶部", "navigation"), ("回到顶部", "navigation"), ("回到頂部", "navigation"), ("返回頂部", "navigation"), ("top", "navigation"), ("home", "navigation"),
    ("leave a comment", "comments"), ("leave a reply", "comments"), ("post a comment", "comments"), ("no comments", "comments"), ("comments are closed", "comments"), ("发表评论", "comments"), ("發表評論", "comments"), ("發佈留言", "comments"), ("发表回复", "comments"), ("发布评论", "comments"), ("我要评论", "comments"), ("コメントを残す", "comments"),
    ("permalink", "navigation"), ("永久链接", "navigation"), ("永久連結", "navigation"),
    ("please enable javascript to view the comments powered by disqus", "comments"),
];

/// Beginnings of short blocks that a player leaves where it can't run.
#[rustfmt::skip]
pub const PLAYER_TEXTS: &[&str] = &[
    "your browser does not support", "this browser does not support", "sorry, your browser doesn't support", "您的浏览器不支持", "你的浏览器不支持", "您的瀏覽器不支援", "你的瀏覽器不支援", "浏览器不支持",
    "please enable javascript", "please turn on javascript", "to play this video you need", "media playback is not supported", "media playback is unsupported", "this video can not be played", "您的器材不支持播放", "您的设备不支持播放", "你的设备不支持播放", "no compatible source was found", "お使いのブラウザは", "embed code copied", "no media source currently available",
];

/// Whole texts of headings above lists of other posts.
#[rustfmt::skip]
pub const RELATED_HEADINGS: &[&str] = &[
    "related", "related posts", "related articles", "related stories", "related content", "related news", "related topics", "you may also like", "you might also like", "you may like",
    "more stories", "more from this author", "recommended", "recommended for you", "recommended reading", "read next", "read more", "read also", "also read", "see also", "more on this story", "most read", "most viewed", "top stories", "latest news", "popular posts", "recent posts", "trending", "what to read next", "more like this", "editors picks", "editor's picks", "dont miss", "don't miss",
    "相关", "相關", "相关内容", "相關內容", "更多相关内容", "更多相關內容", "相关主题", "相關主題", "相关话题", "相關話題", "热读", "熱讀", "頭條新聞", "头条新闻", "特别推荐", "特別推薦", "精选", "更多报道", "更多報道", "更多報導", "阅读更多", "閱讀更多", "延伸阅读文章", "相关文章", "相關文章", "相关阅读", "相關閱讀", "相关新闻", "相關新聞", "相关报道", "相關報導", "相關報道", "相关推荐", "相關推薦", "推荐阅读", "推薦閱讀", "推荐文章", "推薦文章", "延伸阅读", "延伸閱讀", "您可能感兴趣的文章", "你可能感兴趣的文章", "您可能感興趣的文章", "你可能感興趣", "您可能也喜欢", "你可能也喜歡", "猜你喜欢", "猜你喜歡", "热门文章", "熱門文章", "热门新闻", "最新文章", "最新消息", "更多文章", "更多新闻", "更多内容", "其他文章", "上一篇", "下一篇", "热门推荐", "编辑推荐", "編輯推薦", "看更多", "你可能想看", "你可能還想看",
    "関連記事", "おすすめ記事", "人気記事", "あわせて読みたい", "관련 기사", "관련기사", "articles liés", "à lire aussi", "lire aussi", "artículos relacionados", "ähnliche beiträge", "mehr zum thema", "leggi anche", "похожие статьи", "читайте также",
];

/// Beginnings of a block that names the author or where a post was published, at the head of a body.
#[rustfmt::skip]
pub const BYLINE_LABELS: &[&str] = &[
    "by ", "written by ", "author:", "作者：", "作者:", "作者｜", "作者 ", "文/", "文／", "文 /", "文｜", "文|", "撰文：", "撰文/", "撰文｜", "记者：", "記者：", "発信者：", "著者：", "執筆：",
];

/// Words in the text or address of a paragraph that the service which relayed a feed put behind each post.
#[rustfmt::skip]
pub const FEED_PROXIES: &[&str] = &[
    "full-text rss", "fulltextrss", "feed43", "rsshub", "fetchrss", "rss.app", "inoreader", "feedburner", "let's block ads", "blockads.fivefilters", "this entry passed through", "five filters", "本文由rss", "kill the newsletter",
];

/// Class words of captions and credits.
pub const CAPTION_WORDS: &[&str] = &[
    "caption",
    "figcaption",
    "credit",
    "credits",
    "cutline",
    "imagesource",
    "photocredit",
    "photocaption",
    "imgcaption",
    "picdesc",
    "legend",
];

/// Two class words together that say the same.
pub const CAPTION_PAIRS: &[(&str, &str)] = &[
    ("image", "source"),
    ("photo", "source"),
    ("img", "source"),
    ("pic", "source"),
    ("image", "description"),
    ("photo", "description"),
    ("photo", "desc"),
    ("img", "desc"),
    ("image", "desc"),
    ("pic", "desc"),
    ("image", "title"),
    ("photo", "title"),
    ("img", "title"),
    ("image", "info"),
    ("photo", "info"),
    ("img", "info"),
    ("media", "description"),
    ("image", "text"),
    ("photo", "text"),
    ("image", "copyright"),
    ("photo", "copyright"),
    ("photo", "author"),
    ("image", "author"),
    ("cap", "description"),
    ("cap", "cred"),
    ("image", "legend"),
    ("image", "note"),
    ("img", "note"),
    ("tr", "caption"),
    ("wp", "caption"),
    ("pic", "info"),
    ("pic", "text"),
];

/// Class words of what holds a picture and perhaps its caption.
pub const MEDIA_WORDS: &[&str] =
    &["image", "img", "photo", "picture", "media", "pic", "figure", "attachment", "caption"];
