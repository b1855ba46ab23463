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
    likely("qrcode", "share-bar"), likely("follow us", "share-bar"), likely("follow", "share-bar"), likely("bookmark button", "share-bar"),
    likely("bookmarks", "share-bar"), likely("sns", "share-bar"), likely("snslist", "share-bar"), likely("sns list", "share-bar"), likely("sns share", "share-bar"),
    likely("sharecount", "share-bar"), likely("share count", "share-bar"), likely("share counts", "share-bar"), likely("post share", "share-bar"), likely("article share", "share-bar"),
    likely("page tools", "share-bar"), likely("post tools", "share-bar"), likely("article tools", "share-bar"), likely("font switch", "share-bar"), likely("font size", "share-bar"), likely("text resize", "share-bar"),
    likely("action bar", "share-bar"), likely("actions", "share-bar"), likely("post actions", "share-bar"), likely("article actions", "share-bar"), likely("toolbox", "share-bar"),
    likely("post likes", "share-bar"), likely("like count", "share-bar"), likely("likes", "share-bar"), likely("like area", "share-bar"), likely("like group", "share-bar"), likely("vote", "share-bar"), likely("voters", "share-bar"),
    likely("post ufi", "share-bar"), likely("post stats", "share-bar"), likely("speechify ignore", "share-bar"), likely("feedback", "share-bar"), likely("report", "share-bar"), likely("popout player", "player-fallback"),
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
    likely("rich link", "related-posts"), likely("interstitial link", "related-posts"), likely("related link", "related-posts"), likely("related links", "related-posts"), likely("inline topics", "related-posts"),
    likely("see also", "related-posts"), likely("read also", "related-posts"), likely("also read", "related-posts"), likely("more on", "related-posts"), likely("linkwithin", "related-posts"), likely("recirc", "related-posts"),
    likely("recirculation", "related-posts"), likely("most viewed", "related-posts"), likely("ranking", "related-posts"), likely("top stories", "related-posts"), likely("hot list", "related-posts"), likely("hotlist", "related-posts"),
    likely("recommends", "related-posts"), likely("suggestions", "related-posts"), likely("more notes", "related-posts"), likely("more posts", "related-posts"), likely("other posts", "related-posts"), likely("other articles", "related-posts"), likely("another category", "related-posts"),
    likely("more articles", "related-posts"), likely("editors picks", "related-posts"), likely("editors pick", "related-posts"), sure("dable", "related-posts"), sure("popin", "related-posts"), sure("revcontent", "related-posts"), sure("mgid", "related-posts"),
    likely("onward journey", "related-posts"), likely("up next", "related-posts"), likely("read next", "related-posts"),
    likely("list news", "related-posts"), likely("news list", "related-posts"), likely("related box", "related-posts"), likely("tinlienquan", "related-posts"), likely("more report", "related-posts"), likely("recommend list", "related-posts"), likely("story card", "related-posts"), likely("story cards", "related-posts"), likely("related in text", "related-posts"), likely("related inline", "related-posts"), likely("internet links", "related-posts"), likely("new arrival", "related-posts"), likely("most commented", "related-posts"), likely("teaser list", "related-posts"), likely("next story", "related-posts"), likely("next article", "related-posts"), likely("prev post", "related-posts"), likely("next post", "related-posts"),
    // Getting about.
    sure("breadcrumb", "navigation"), sure("breadcrumbs", "navigation"), likely("navigation", "navigation"), likely("nav", "navigation"),
    likely("navbar", "navigation"), likely("pager", "navigation"), likely("pagination", "navigation"), likely("prev next", "navigation"),
    likely("nav links", "navigation"), likely("post nav", "navigation"), likely("menu", "navigation"), likely("skip link", "skip-link"),
    sure("skip to content", "skip-link"), sure("skip main", "skip-link"), likely("back to top", "navigation"), likely("backtotop", "navigation"),
    likely("crumb", "navigation"), likely("crumbs", "navigation"), likely("channel path", "navigation"), likely("path search", "navigation"), likely("toc", "navigation"), likely("table of contents", "navigation"), likely("post toc", "navigation"),
    likely("pagenav", "navigation"), likely("paginav", "navigation"), likely("backlink", "navigation"), likely("back link", "navigation"), likely("jumpbox", "navigation"), likely("site title", "navigation"), likely("article buttons", "navigation"),
    likely("gotop", "navigation"), likely("sidebar", "navigation"), likely("site header", "navigation"), likely("site footer", "navigation"),
    likely("masthead", "navigation"), likely("search form", "navigation"), likely("searchform", "navigation"), likely("language switcher", "navigation"),
    // Who, when, where filed: it stands above the article already.
    likely("entry meta", "byline"), likely("post meta", "byline"), likely("article meta", "byline"), likely("meta lockup", "byline"),
    likely("postmeta", "byline"), likely("entry header meta", "byline"), likely("submitted", "byline"), likely("byline", "byline"),
    likely("bylines", "byline"), likely("author info", "byline"), likely("author box", "byline"), likely("author bio", "byline"), likely("about author", "byline"),
    likely("author name", "byline"), likely("author meta", "byline"), likely("author wrapper", "byline"), likely("name author", "byline"),
    likely("article info", "byline"), likely("post info", "byline"), likely("postinfo", "byline"), likely("entry info", "byline"), likely("authorinfo", "byline"), likely("author card", "byline"), likely("author list", "byline"),
    likely("authors", "byline"), likely("author profile", "byline"), likely("contributor bio", "byline"), likely("contributor", "byline"), likely("author description", "byline"), likely("about the author", "byline"), likely("from author", "byline"), likely("user info", "byline"), likely("profile rank", "byline"), likely("profile posts", "byline"),
    likely("profile joined", "byline"), likely("createdby", "byline"), likely("writer", "byline"), likely("reporter", "byline"), likely("article editor", "byline"), likely("publishing details", "byline"), likely("date source", "byline"),
    likely("post author", "byline"), likely("article author", "byline"), likely("entry author", "byline"), likely("single avatar", "byline"),
    likely("pub dates", "date"), likely("publish date time", "date"), likely("article dates", "date"), likely("date published", "date"), likely("post timestamp", "date"), likely("posted on", "date"), likely("published on", "date"), likely("entry date", "date"), likely("post date", "date"),
    likely("publish date", "date"), likely("pub date", "date"), likely("pubdate", "date"), likely("article date", "date"), likely("dateline", "date"),
    likely("timestamp", "date"), likely("publish time", "date"), likely("post time", "date"), likely("article time", "date"), likely("last updated", "date"),
    likely("reading time", "reading-time"), likely("read time", "reading-time"), likely("word count", "reading-time"), likely("wordcount", "reading-time"),
    likely("read count", "reading-time"), likely("read num", "reading-time"), likely("time to read", "reading-time"), likely("reader count", "reading-time"), likely("views label", "reading-time"), likely("post views", "reading-time"), likely("view count", "reading-time"), likely("views count", "reading-time"), likely("hits", "reading-time"),
    likely("post labels", "tags"), likely("topic list", "tags"), likely("post topics", "tags"), likely("submeta", "tags"), likely("tags box", "tags"), likely("category name", "tags"), likely("discourse tag", "tags"), likely("post tags", "tags"), likely("entry tags", "tags"), likely("article tags", "tags"), likely("tag list", "tags"), likely("taglist", "tags"),
    likely("tags", "tags"), likely("tags links", "tags"), likely("tag links", "tags"), likely("tagcloud", "tags"), likely("cat links", "tags"),
    likely("categories", "tags"), likely("category links", "tags"), likely("post categories", "tags"), likely("entry categories", "tags"),
    likely("entry footer", "tags"), likely("post footer", "tags"), likely("article footer", "tags"), likely("keywords", "tags"),
    likely("story tags", "tags"), likely("section name", "tags"), likely("item tags", "tags"), likely("item code", "tags"), likely("blog tag", "tags"), likely("article tag", "tags"), likely("entry tag", "tags"), likely("post tag", "tags"), likely("hashtags", "tags"), likely("hashtag list", "tags"), likely("tag box", "tags"), likely("tag area", "tags"), likely("story topics", "tags"), likely("suggested topics", "tags"), likely("keyword box", "tags"), likely("article topics", "tags"),
    likely("byline block", "date"), likely("publish details", "date"), likely("publish info", "date"), likely("pub time", "date"), likely("article timestamp", "date"), likely("entry themes", "date"),
    // Readers' comments.
    comments("comments"), comments("comment wrapper"), comments("comment list"), comments("commentlist"), comments("comments area"),
    comments("disqus thread"), comments("fb comments"), comments("comment section"), comments("respond"), comments("comment respond"),
    comments("comment form"), comments("comments title"), comments("comment login"), comments("comment forbidden"), comments("livere"), comments("commentform"), comments("replies"), comments("comment add"), comments("comment count"),
    comments("comments link"), comments("leave comment"), comments("gitalk"), comments("gitment"), comments("utterances"), comments("valine"),
    comments("add comment"), comments("add comments"), comments("addcomments"), likely("box comment", "comments"), likely("comment box", "comments"), comments("comment area"), comments("comment wrap"), comments("comment container"), comments("comment item"), comments("comments list"), comments("comments container"), comments("user comments"), comments("comments block"), comments("allcomm"), comments("hyvor talk"), comments("commento"), comments("isso thread"), comments("cusdis"), comments("giscus"), comments("waline"), comments("twikoo"), comments("artalk"), comments("cackle"), comments("facebook comments"), comments("vuukle"), comments("spotim"), comments("viafoura"),
    // The site's own boxes.
    likely("newsletter", "subscription-box"), likely("newsletters", "subscription-box"), likely("subscribe", "subscription-box"), likely("subscription", "subscription-box"),
    likely("signup", "subscription-box"), likely("sign up", "subscription-box"), likely("mailchimp", "subscription-box"), likely("mc embed", "subscription-box"),
    likely("donate", "donation-box"), likely("donation", "donation-box"), likely("subscriptions", "subscription-box"), sure("subscription widget", "subscription-box"), sure("subscribe widget", "subscription-box"), sure("subscribe box", "subscription-box"), sure("subscribe footer", "subscription-box"),
    sure("subscribe form", "subscription-box"), sure("jetpack subscriptions", "subscription-box"), sure("newsletter promo", "subscription-box"), sure("newsletter box", "subscription-box"), sure("newsletter form", "subscription-box"), sure("newsletter block", "subscription-box"), sure("newsletter signup", "subscription-box"),
    sure("signup card", "subscription-box"), sure("signup form", "subscription-box"), sure("signup box", "subscription-box"), sure("footer cta", "subscription-box"), likely("cta", "subscription-box"), sure("member only", "paywall"), likely("members only", "paywall"),
    sure("contributions epic", "donation-box"), sure("support author", "donation-box"), likely("reward", "donation-box"), likely("rewards", "donation-box"), likely("tip jar", "donation-box"), likely("support ask", "donation-box"), sure("donation box", "donation-box"), sure("donate box", "donation-box"),
    likely("membership", "subscription-box"), likely("support us", "donation-box"),
    likely("paywall", "paywall"), sure("paywall placeholder", "paywall"), likely("nykpaywall", "paywall"), likely("barrier failsafe", "paywall"), likely("regwall", "paywall"),
    sure("article copyright", "notice"), sure("post copyright", "notice"), sure("copyright claim", "notice"), sure("view copyright", "notice"), likely("copyright", "notice"), sure("post statement", "notice"), likely("statement", "notice"), sure("disclaimer", "notice"),
    likely("self promo", "notice"), likely("app promo", "notice"), likely("app install", "notice"), likely("install app", "notice"), likely("app down", "notice"), likely("qr code", "notice"), likely("mistake", "notice"), likely("cookie", "notice"), likely("gdpr", "notice"), likely("modal", "notice"), likely("popup", "notice"), likely("app download", "notice"), likely("download app", "notice"),
    likely("registration prompt", "subscription-box"), likely("promo box", "subscription-box"), likely("subscription prompt", "subscription-box"), likely("subscribe prompt", "subscription-box"), likely("join channel", "subscription-box"), likely("channel promo", "subscription-box"), likely("email capture", "subscription-box"), likely("email form", "subscription-box"), likely("optin", "subscription-box"), likely("opt in", "subscription-box"), likely("optin box", "subscription-box"), likely("follow box", "subscription-box"), likely("mailing list", "subscription-box"), likely("lead magnet", "subscription-box"), likely("cta box", "subscription-box"), likely("mailpoet", "subscription-box"), likely("convertkit", "subscription-box"), likely("klaviyo", "subscription-box"), likely("gravity form", "subscription-box"), likely("newsletterbox", "subscription-box"),
    likely("poll wrapper", "widget"), likely("poll container", "widget"), sure("polldaddy", "widget"), likely("poll widget", "widget"),
    likely("license block", "notice"), likely("cc license", "notice"), likely("license box", "notice"), likely("creative commons", "notice"), likely("article license", "notice"), likely("cookies", "notice"), likely("cookie banner", "notice"), likely("gdpr consent", "notice"), likely("lightbox modal", "notice"), likely("interstitial", "notice"), likely("affiliate disclosure", "notice"),
    likely("audio player bar", "widget"), likely("audiolink", "widget"), likely("audio link", "widget"), likely("listen bar", "widget"), likely("listen button", "widget"), likely("text to speech", "widget"), likely("read aloud", "widget"), likely("audio toolbar", "widget"), likely("voice reader", "widget"), likely("rotate device", "widget"),
    likely("patreon", "donation-box"), likely("buy me a coffee", "donation-box"), likely("buymeacoffee", "donation-box"), likely("kofi", "donation-box"), likely("ko fi", "donation-box"), likely("dashang", "donation-box"), likely("zanshang", "donation-box"), likely("support box", "donation-box"), likely("support banner", "donation-box"),
    likely("edit page", "navigation"), likely("edit this page", "navigation"),     comments("talkback"), comments("talkbacks"), comments("talkback item"), comments("replies list"),
    // Adverts.
    sure("adsbygoogle", "advert"), sure("ad slot", "advert"), sure("adslot", "advert"), sure("ad container", "advert"), sure("ad wrapper", "advert"), sure("ad unit", "advert"),
    sure("ad box", "advert"), sure("ad banner", "advert"), sure("advert", "advert"), sure("adverts", "advert"), sure("advertisement", "advert"),
    sure("advertising", "advert"), sure("dfp", "advert"), sure("dfp ad", "advert"), sure("gpt ad", "advert"), sure("div gpt", "advert"), sure("google auto placed", "advert"),
    sure("innity", "advert"), sure("teads", "advert"), sure("atatags", "advert"), sure("wordads", "advert"), likely("ads", "advert"), likely("ad", "advert"),
    likely("sponsor", "advert"), likely("sponsored", "advert"), likely("promo", "advert"), likely("promotion", "advert"), likely("promoted", "advert"), likely("banner", "advert"),
    sure("ads block", "advert"), sure("ads label", "advert"), sure("arcad", "advert"), sure("place ad", "advert"), sure("story ad", "advert"), sure("self ad", "advert"), likely("iframe blocker", "advert"), likely("code block", "advert"), likely("imu", "advert"),
    likely("adspot", "advert"), likely("ad spot", "advert"), likely("adbox", "advert"), likely("adblock", "advert"), likely("ad label", "advert"), sure("ad placeholder", "advert"), sure("ad placement", "advert"), likely("ad zone", "advert"), likely("adzone", "advert"), likely("ad space", "advert"), likely("adspace", "advert"), likely("ad area", "advert"), likely("adarea", "advert"), likely("ad inline", "advert"), likely("inline ad", "advert"), likely("mid article ad", "advert"), likely("ad break", "advert"), sure("ad leaderboard", "advert"), sure("ad holder", "advert"), sure("adsense", "advert"), likely("ad text", "advert"), sure("ads wrapper", "advert"), sure("ads container", "advert"), likely("native ad", "advert"), sure("dianomi", "advert"), sure("nativo", "advert"), sure("ezoic", "advert"), sure("adthrive", "advert"), sure("mediavine", "advert"), sure("raptive", "advert"), sure("freestar", "advert"),
    // Texts for machines or for readers of screens.
    likely("element invisible", "hidden-text"), likely("element hidden", "hidden-text"), likely("visually hidden", "hidden-text"), likely("visuallyhidden", "hidden-text"),
    likely("sr only", "hidden-text"), likely("screen reader text", "hidden-text"), likely("screen reader", "hidden-text"), likely("screenreader", "hidden-text"),
    likely("off screen", "hidden-text"), likely("offscreen", "hidden-text"), likely("a11y hidden", "hidden-text"), likely("rdf meta", "hidden-text"),
    likely("no js", "player-fallback"), likely("video error", "player-fallback"), likely("player error", "player-fallback"), likely("player fallback", "player-fallback"), likely("media player message", "player-fallback"),
];

/// Beginnings of the addresses, behind `https://` and `www.`, under which networks share, save or mail a page.
#[rustfmt::skip]
pub const SHARE_ADDRESSES: &[&str] = &[
    "facebook.com/sharer", "facebook.com/share.php", "facebook.com/dialog/share", "m.facebook.com/sharer", "twitter.com/share", "twitter.com/intent/", "twitter.com/home?status=", "x.com/intent/", "x.com/share",
    "service.weibo.com/share", "v.t.sina.com.cn/share", "share.v.t.qq.com", "connect.qq.com/widget/shareqq", "sns.qzone.qq.com/cgi-bin/qzshare", "widget.renren.com/dialog/share", "share.renren.com", "douban.com/share",
    "t.me/share", "telegram.me/share", "tg://msg", "api.whatsapp.com/send", "wa.me/?text", "whatsapp://send", "line.me/r/msg", "social-plugins.line.me/lineit", "timeline.line.me/social-plugin/share", "linkedin.com/sharearticle", "linkedin.com/cws/share", "linkedin.com/sharing",
    "pinterest.com/pin/create", "reddit.com/submit", "tumblr.com/share", "tumblr.com/widgets/share", "plus.google.com/share", "google.com/bookmarks/mark", "getpocket.com/save", "getpocket.com/edit", "b.hatena.ne.jp/add", "b.hatena.ne.jp/entry",
    "vk.com/share", "vkontakte.ru/share", "connect.ok.ru/offer", "connect.mail.ru/share", "story.kakao.com/share", "band.us/plugin/share", "share.naver.com", "digg.com/submit", "delicious.com/save", "del.icio.us/post", "stumbleupon.com/submit", "news.ycombinator.com/submitlink",
    "instapaper.com/hello", "addtoany.com/", "addthis.com/", "sharethis.com/", "plurk.com/?qualifier=shares", "buffer.com/add", "xing.com/spi/shares", "mastodonshare.com", "mailto:?",
];

/// Attributes in which pages built of components name their parts, as others do in classes.
pub const PART_ATTRIBUTES: &[&str] = &[
    "data-testid",
    "data-test-id",
    "data-component",
    "data-module",
    "data-campaign",
    "data-widget",
    "data-region",
    "data-area",
    "data-block",
    "data-section-name",
    "data-zone",
];

/// Beginnings of the words that a part of an address consists of at which readers subscribe.
pub const SIGN_UP_ADDRESSES: &[&str] =
    &["newsletter", "subscri", "signup", "sign", "up", "join", "email", "abonn", "suscri"];

/// Hosts of services that send newsletters.
pub const SIGN_UP_HOSTS: &[&str] = &["mailchi.mp", "list-manage.com"];

/// Words with which a page asks readers to subscribe.
pub const SIGN_UP_WORDS: &[&str] = &[
    "sign up",
    "signup",
    "subscribe to",
    "subscribe here",
    "get our",
    "get the newsletter",
    "优惠订阅",
    "優惠訂閱",
    "按此订阅",
    "按此优惠订阅",
    "立即订阅",
    "立即訂閱",
    "订阅我们",
    "訂閱我們",
    "訂閱電子報",
    "suscríb",
    "abonnez-vous",
    "jetzt",
    "newsletter anmelden",
];

/// What a page sends to those who do.
pub const SIGN_UP_THINGS: &[&str] =
    &["newsletter", "email", "e-mail", "inbox", "boletín", "infolettre", "订阅", "訂閱"];

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
    ("إعلان", "advert"), ("реклама", "advert"), ("skip advertisement", "skip-link"), ("跳过广告", "skip-link"), ("跳過廣告", "skip-link"), ("share this", "share-bar"), ("share", "share-bar"), ("share this article", "share-bar"), ("share this post", "share-bar"), ("tweet", "share-bar"), ("like this", "share-bar"), ("like", "share-bar"), ("like loading", "share-bar"),
    ("分享", "share-bar"), ("分享到", "share-bar"), ("分享本文", "share-bar"), ("分享此文", "share-bar"), ("分享此文章", "share-bar"), ("共享此文章", "share-bar"), ("分享這篇文章", "share-bar"), ("分享这篇文章", "share-bar"), ("赞过", "share-bar"), ("喜歡", "share-bar"), ("正在加载", "share-bar"), ("載入中", "share-bar"), ("シェア", "share-bar"), ("シェアする", "share-bar"), ("공유하기", "share-bar"),
    ("share on facebook", "share-bar"), ("share on twitter", "share-bar"), ("share on whatsapp", "share-bar"), ("share on linkedin", "share-bar"), ("share by email", "share-bar"), ("email this", "share-bar"), ("print", "share-bar"), ("print this page", "share-bar"), ("打印", "share-bar"), ("列印", "share-bar"), ("copy link", "share-bar"), ("复制链接", "share-bar"), ("複製連結", "share-bar"),
    ("skip to content", "skip-link"), ("skip to main content", "skip-link"), ("跳转到内容", "skip-link"), ("跳至正文", "skip-link"), ("跳转到主内容", "skip-link"), ("跳到主要內容", "skip-link"), ("skip advert", "skip-link"),
    ("請繼續往下閱讀", "advert"), ("请继续往下阅读", "advert"), ("добавить комментарий", "comments"), ("コメントを書く", "comments"), ("コメントする", "comments"), ("返回列表", "navigation"), ("read in english", "navigation"), ("view fullsize", "navigation"), ("画像を拡大", "navigation"), ("查看原图", "navigation"), ("弹出播放器", "player-fallback"), ("back to top", "navigation"), ("返回顶部", "navigation"), ("回到顶部", "navigation"), ("回到頂部", "navigation"), ("返回頂部", "navigation"), ("top", "navigation"), ("home", "navigation"),
    ("write a comment", "comments"), ("comments", "comments"), ("leave a comment", "comments"), ("leave a reply", "comments"), ("post a comment", "comments"), ("no comments", "comments"), ("comments are closed", "comments"), ("发表评论", "comments"), ("發表評論", "comments"), ("發佈留言", "comments"), ("发表回复", "comments"), ("发布评论", "comments"), ("我要评论", "comments"), ("コメントを残す", "comments"),
    ("permalink", "navigation"), ("永久链接", "navigation"), ("永久連結", "navigation"),
    ("please enable javascript to view the comments powered by disqus", "comments"),
    ("可以听文章啦", "player-fallback"), ("听新闻", "player-fallback"), ("收听全文", "player-fallback"), ("收听文章", "player-fallback"), ("朗读全文", "player-fallback"), ("点击收听", "player-fallback"), ("點擊收聽", "player-fallback"), ("聽新聞", "player-fallback"), ("listen to this article", "player-fallback"), ("listen to article", "player-fallback"), ("listen to this story", "player-fallback"), ("listen to the article", "player-fallback"), ("この記事を聞く", "player-fallback"), ("기사 듣기", "player-fallback"), ("escuchar este artículo", "player-fallback"), ("écouter cet article", "player-fallback"), ("artikel anhören", "player-fallback"), ("advertising", "advert"), ("paid post", "advert"), ("paid content", "advert"), ("werbung", "advert"), ("pubblicità", "advert"), ("quảng cáo", "advert"), ("โฆษณา", "advert"), ("פרסומת", "advert"), ("تبلیغات", "advert"), ("advertentie", "advert"), ("story continues below", "advert"), ("article continues below", "advert"), ("ads by google", "advert"), ("scroll to continue", "advert"), ("advertisement · scroll to continue", "advert"), ("advertisement scroll to continue", "advert"), ("advertisement - story continues below", "advert"), ("contenido patrocinado", "advert"), ("我要留言", "comments"), ("查看评论", "comments"), ("查看留言", "comments"), ("添加评论", "comments"), ("网友评论", "comments"), ("網友評論", "comments"), ("发表留言", "comments"), ("發表留言", "comments"), ("join the conversation", "comments"), ("join the discussion", "comments"), ("show comments", "comments"), ("view comments", "comments"), ("load comments", "comments"), ("add a comment", "comments"), ("add comment", "comments"), ("post comment", "comments"), ("join the debate", "comments"), ("обсудить", "comments"), ("оставить комментарий", "comments"), ("написать комментарий", "comments"), ("комментировать", "comments"), ("bình luận", "comments"), ("ý kiến", "comments"), ("نظر شما", "comments"), ("댓글 쓰기", "comments"), ("分享給朋友", "share-bar"), ("分享给朋友", "share-bar"), ("分享至", "share-bar"), ("分享文章", "share-bar"), ("分享文章到", "share-bar"), ("分享这篇文章到", "share-bar"), ("收藏本文", "share-bar"), ("收藏文章", "share-bar"), ("收藏到", "share-bar"), ("复制链接地址", "share-bar"), ("複製網址", "share-bar"), ("share on x", "share-bar"), ("share this story", "share-bar"), ("share article", "share-bar"), ("share via", "share-bar"), ("share full article", "share-bar"), ("gift article", "share-bar"), ("save article", "share-bar"), ("save for later", "share-bar"), ("print article", "share-bar"), ("поделиться", "share-bar"), ("поделиться новостью", "share-bar"), ("chia sẻ", "share-bar"), ("แชร์", "share-bar"), ("اشتراک گذاری", "share-bar"), ("لینک کوتاه", "share-bar"), ("この記事をシェア", "share-bar"), ("ツイート", "share-bar"), ("공유", "share-bar"), ("rate this", "share-bar"), ("rate this post", "share-bar"), ("rate this article", "share-bar"), ("was this article helpful", "share-bar"), ("was this helpful", "share-bar"), ("like this article", "share-bar"), ("字級", "share-bar"), ("字号", "share-bar"), ("字體大小", "share-bar"), ("字体大小", "share-bar"), ("previous article", "navigation"), ("previous post", "navigation"), ("next post", "navigation"), ("older post", "navigation"), ("newer post", "navigation"), ("newer posts", "navigation"), ("older posts", "navigation"), ("上一篇文章", "navigation"), ("下一篇文章", "navigation"), ("前一篇", "navigation"), ("后一篇", "navigation"), ("後一篇", "navigation"), ("上一则", "navigation"), ("下一则", "navigation"), ("上一則", "navigation"), ("下一則", "navigation"), ("返回首页", "navigation"), ("回首頁", "navigation"), ("回首页", "navigation"), ("返回首頁", "navigation"), ("回上一頁", "navigation"), ("回列表", "navigation"), ("返回上一页", "navigation"), ("continue reading", "navigation"), ("show less", "navigation"), ("load more", "navigation"), ("全文阅读", "navigation"), ("展开全文", "navigation"), ("閱讀全文", "navigation"), ("阅读全文", "navigation"), ("繼續閱讀", "navigation"), ("继续阅读", "navigation"), ("展開全文", "navigation"), ("點擊放大", "navigation"), ("click to enlarge", "navigation"), ("hide caption", "navigation"), ("toggle caption", "navigation"), ("enlarge this image", "navigation"), ("expand image", "navigation"), ("open image in gallery", "navigation"), ("view gallery", "navigation"), ("jump to comments", "navigation"), ("立即订阅", "subscription-box"), ("立即訂閱", "subscription-box"), ("免费订阅", "subscription-box"), ("訂閱電子報", "subscription-box"), ("订阅邮件", "subscription-box"), ("subscribe now", "subscription-box"), ("sign up now", "subscription-box"), ("subscribe to our newsletter", "subscription-box"), ("get the newsletter", "subscription-box"), ("thanks for signing up", "subscription-box"), ("you have successfully subscribed", "subscription-box"), ("thank you for subscribing", "subscription-box"), ("suscríbete", "subscription-box"), ("s'abonner", "subscription-box"), ("abonnieren", "subscription-box"), ("подписаться", "subscription-box"),
    ("zur merkliste hinzufügen", "share-bar"), ("artikel zum hören", "player-fallback"), ("empfohlene artikel", "related-posts"), ("大家都在搜", "related-posts"), ("大 家 都 在 搜", "related-posts"), ("我来说两句", "comments"), ("edit this page", "navigation"),
];

/// Beginnings of short blocks that are furniture wherever they stand, lower-case, without signs before them.
///
/// Each says of itself what it is; a sentence of an article that begins so is longer, or stands among others.
#[rustfmt::skip]
pub const TEXT_STARTS: &[(&str, &str)] = &[
    // Whose the text is, as platforms write it below every post.
    ("版权声明：", "notice"), ("版權聲明：", "notice"), ("本文版权归", "notice"), ("著作权归作者所有", "notice"), ("本文为原创", "notice"), ("本文系作者授权", "notice"), ("未经授权不得转载", "notice"), ("未经许可，不得转载", "notice"), ("未經授權，不得轉載", "notice"),
    ("特别声明：以上", "notice"), ("平台声明：", "notice"), ("作者声明：本文", "notice"), ("免责声明：", "notice"), ("本文链接：http", "notice"), ("本文鏈接：http", "notice"), ("转载请注明出处：http", "notice"), ("举报文章", "notice"), ("申请转载", "notice"),
    ("저작권자 ©", "notice"), ("저작권자ⓒ", "notice"), ("무단전재", "notice"), ("無断転載を禁", "notice"), ("無断転載・複製", "notice"), ("copyright 20", "notice"), ("copyright © 20", "notice"), ("all rights reserved", "notice"),
    ("нашли ошибку", "notice"), ("нашли опечатку", "notice"), ("заметили ошибку", "notice"), ("reuse this content", "notice"), ("삭제한 댓글은", "notice"), ("下载应用程序", "notice"), ("下載應用程式", "notice"),
    // Who to follow, as accounts write it above and below every post.
    ("本帖最后由", "date"), ("點我看更多：", "related-posts"), ("坚持原创技术分享", "donation-box"), ("点击上方蓝字", "subscription-box"), ("点击蓝字关注", "subscription-box"), ("长按识别二维码", "subscription-box"), ("長按識別二維碼", "subscription-box"), ("长按二维码", "subscription-box"), ("扫描二维码关注", "subscription-box"), ("扫码关注", "subscription-box"),
    ("微信扫一扫", "subscription-box"), ("使用微信扫一扫", "subscription-box"), ("扫描下方二维码", "subscription-box"), ("关注该公众号", "subscription-box"), ("关注我们的公众号", "subscription-box"), ("点击订阅", "subscription-box"),
    ("подписывайтесь на наш", "subscription-box"), ("подписывайтесь на канал", "subscription-box"), ("sign up for more like this", "subscription-box"), ("enter your email", "subscription-box"), ("この記事は会員限定", "paywall"), ("この記事は有料", "paywall"),
    ("如果觉得我的文章对您有用", "donation-box"), ("如果觉得不错，就打赏", "donation-box"), ("赞赏支持", "donation-box"), ("点个“在看”", "share-bar"), ("点个在看", "share-bar"), ("rated nan out of", "share-bar"),
    ("继续滑动看下一个", "navigation"), ("轻触阅读原文", "navigation"), ("返回搜狐，查看更多", "navigation"), ("点击查看本文英文版", "navigation"), ("收听本期节目", "navigation"),
    // Who made the page.
    ("责任编辑：", "byline"), ("责任编辑:", "byline"), ("責任編輯：", "byline"), ("责编：", "byline"), ("責編：", "byline"), ("本文来源：", "byline"),
    // Other posts between the paragraphs.
    ("читайте также:", "related-posts"), ("[관련기사]", "related-posts"), ("相关文章：", "related-posts"), ("相關文章：", "related-posts"), ("相關新聞：", "related-posts"), ("published in the print edition", "date"), ("點擊看更多相片", "navigation"), ("相关视频：", "related-posts"),
    // What stands in an advert's or an embedded post's place.
    ("no ad to show", "advert"), ("在 instagram 查看", "player-fallback"), ("view this post on instagram", "player-fallback"), ("没有媒体可用资源", "player-fallback"), ("沒有媒體可用資源", "player-fallback"),
    ("本文依 cc", "notice"), ("本著作採用", "notice"), ("本作品采用", "notice"), ("本作品採用知识", "notice"), ("本文采用知识共享", "notice"), ("本文採用創用", "notice"), ("此文限制版权，未经", "notice"), ("除非另有说明，本站", "notice"), ("除特别注明外，本站", "notice"), ("转载请联系", "notice"), ("轉載請聯繫", "notice"), ("如需刊发转载", "notice"), ("欢迎转发，转载请", "notice"), ("本平台仅提供", "notice"), ("以上网友发言", "notice"), ("以上網友發言", "notice"), ("以下是网友评论", "notice"), ("网友评论仅供", "notice"), ("網友評論僅供", "notice"), ("report a typo", "notice"), ("spotted a mistake", "notice"), ("this website uses cookies", "notice"), ("this site uses cookies", "notice"), ("by submitting your email", "notice"), ("by signing up, you", "notice"), ("this site is protected by recaptcha", "notice"), ("※ 發信站:", "navigation"), ("※ 发信站:", "navigation"), ("※ 文章網址:", "navigation"), ("※ 编辑:", "navigation"), ("※ 編輯:", "navigation"), ("にほんブログ村", "share-bar"), ("人気ブログランキング", "share-bar"), ("応援クリック", "share-bar"), ("ポチッとお願い", "share-bar"), ("做第一个评论者", "comments"), ("您可以通过填写以下表单发表评论", "comments"), ("暂无评论", "comments"), ("尚無評論", "comments"), ("目前沒有留言", "comments"), ("登录后才能发表", "comments"), ("请登录后发表", "comments"), ("登入後留言", "comments"), ("your email address will not be published", "comments"), ("登录后可以评论", "comments"), ("更多精彩内容，请关注", "subscription-box"), ("更多精彩内容请关注", "subscription-box"), ("更多内容请关注", "subscription-box"), ("欢迎关注我们的微信", "subscription-box"), ("欢迎关注微信公众号", "subscription-box"), ("加入我們的line", "subscription-box"), ("加入line好友", "subscription-box"), ("立即加入會員", "subscription-box"), ("join our whatsapp", "subscription-box"), ("download our app", "subscription-box"), ("get our app", "subscription-box"), ("don't miss a story", "subscription-box"),
    ("此处内容已隐藏", "paywall"), ("此處內容已隱藏", "paywall"), ("该内容需要登录", "paywall"), ("喜欢就支持一下", "donation-box"), ("觉得不错就支持一下", "donation-box"), ("所有评论仅代表", "comments"), ("如对本稿件有异议", "notice"), ("如对本文有异议", "notice"), ("edit on github", "navigation"),
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
    "更多阅读", "热点推荐", "热门阅读", "最受欢迎", "点击排行", "阅读排行", "最新推荐", "大家都在看", "文章被以下专栏收录", "你可能也會喜歡", "你可能也喜欢", "精彩推荐", "今日热点",
    "関連ワード", "関連リンク", "関連ニュース", "アクセスランキング", "ランキング", "こちらもおすすめ", "많이 본 뉴스", "최신 기사", "추천 기사", "материалы по теме", "похожие материалы", "по теме", "смотрите также", "другие новости", "последние новости",
    "اقرأ أيضا", "اقرأ أيضًا", "اقرأ المزيد", "مواضيع ذات صلة", "مقالات ذات صلة", "suggested topics", "most popular", "more on this topic", "recommended topics", "related reading",
    "関連記事", "おすすめ記事", "人気記事", "あわせて読みたい", "관련 기사", "관련기사", "articles liés", "à lire aussi", "lire aussi", "artículos relacionados", "ähnliche beiträge", "mehr zum thema", "leggi anche", "похожие статьи", "читайте также",
    "熱門新聞", "熱門話題", "最新新聞", "最新新闻", "更多新聞", "更多精彩", "更多精彩内容", "往期推荐", "往期回顾", "往期精选", "往期精彩", "猜你想看", "你可能也感兴趣", "你可能感兴趣", "你可能會感興趣", "你可能会感兴趣", "看了本文的人还看", "图片推荐", "圖片推薦", "视频推荐", "最新の画像", "最新圖片", "最近文章", "热文推荐", "今日热门", "今日熱門", "即時熱門", "人氣新聞", "人氣文章", "大家都看了", "熱門排行", "本日熱門", "more from author", "from the same author", "related internet links", "related coverage", "more coverage", "more to read", "more reading", "keep reading", "up next", "next up", "also on this site", "top news", "breaking news", "in other news", "you might be interested in", "you may be interested in", "tin liên quan", "xem thêm", "tin cùng chuyên mục", "đọc thêm", "đọc nhiều", "ข่าวที่เกี่ยวข้อง", "อ่านเพิ่มเติม", "بیشتر بخوانید", "اخبار مرتبط", "مطالب مرتبط", "כתבות נוספות", "עוד בנושא", "קראו גם", "sur le même sujet", "dans la même rubrique", "noticias relacionadas", "te puede interesar", "más información", "lee también", "lesen sie auch", "lees ook", "lees meer", "das könnte sie auch interessieren", "weitere artikel", "mehr dazu", "meest gelezen", "potrebbe interessarti", "notizie correlate", "leia também", "leia mais", "читайте также по теме", "рекомендуем", "это интересно", "ilgili haberler", "czytaj także", "read more on", "人気の記事", "新着記事", "こちらの記事も", "最新記事", "인기 기사", "인기기사", "주요 뉴스", "함께 보면 좋은", "이 시각 주요뉴스",
];

/// Beginnings of such headings, which go on with a site's, an author's or a section's name.
pub const RELATED_STARTS: &[&str] =
    &["more from ", "more in ", "more on ", "latest from ", "المزيد من ", "ещё из ", "更多来自"];

/// Beginnings and ends of such headings, between which such a name stands.
pub const RELATED_FRAMES: &[(&str, &[&str])] = &[
    ("更多", &["报道", "報道", "報導", "新闻", "新聞", "文章", "内容", "內容", "消息", "资讯", "資訊", "影音"]),
    ("more ", &[" news", " stories", " coverage"]),
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

/// Labels of where a text was first, in lines that tell of the post.
pub const SOURCE_LABELS: &[&str] = &["本文来源", "来源", "來源", "source", "出典", "출처", "источник", "المصدر"];

/// Parts of short lines with which a page ends: whose the text is, whom to follow. Before the last paragraph they are text.
#[rustfmt::skip]
pub const STATEMENT_PARTS: &[(&str, &str)] = &[
    ("未经授权", "notice"), ("未經授權", "notice"), ("未经许可", "notice"), ("未經許可", "notice"), ("編輯部授權", "notice"), ("请勿转载", "notice"), ("請勿轉載", "notice"), ("不得转载", "notice"), ("不得轉載", "notice"), ("禁止转载", "notice"), ("禁止轉載", "notice"), ("版权所有", "notice"), ("版權所有", "notice"), ("著作权归", "notice"),
    ("無断転載", "notice"), ("무단전재", "notice"), ("all rights reserved", "notice"), ("ctrl+enter", "notice"), ("新闻报料", "notice"), ("信息存储空间", "notice"), ("仅代表作者本人", "notice"), ("僅代表作者本人", "notice"), ("僅代表作者立場", "notice"), ("仅提供信息存储", "notice"), ("下载app", "notice"), ("下載app", "notice"),
    ("扫一扫", "subscription-box"), ("扫描二维码", "subscription-box"), ("掃描二維碼", "subscription-box"), ("识别二维码", "subscription-box"), ("关注我们的公众号", "subscription-box"), ("加入會員", "subscription-box"), ("加入会员", "subscription-box"), ("line好友", "subscription-box"), ("телеграм-канал", "subscription-box"), ("telegram-канал", "subscription-box"),
    ("subscribe to our newsletter", "subscription-box"), ("sign up for our newsletter", "subscription-box"), ("follow us on", "subscription-box"), ("您的支持将鼓励我", "donation-box"), ("打赏支持", "donation-box"), ("请随意赞赏", "donation-box"),
    ("谢绝转载", "notice"), ("謝絕轉載", "notice"), ("文字不代表", "notice"), ("不代表本站", "notice"), ("不代表本台", "notice"), ("不代表本報", "notice"), ("不代表本报", "notice"), ("不代表本平台", "notice"), ("网友发言", "notice"), ("创用cc", "notice"), ("創用cc", "notice"), ("知识共享署名", "notice"), ("知識共享署名", "notice"), ("creative commons attribution", "notice"), ("not responsible for the content of external", "notice"), ("reproduction interdite", "notice"), ("todos los derechos reservados", "notice"), ("alle rechte vorbehalten", "notice"), ("tutti i diritti riservati", "notice"), ("все права защищены", "notice"), ("جميع الحقوق محفوظة", "notice"), ("تمامی حقوق", "notice"), ("cấm sao chép", "notice"), ("หากนำไปเผยแพร่", "notice"), ("כל הזכויות שמורות", "notice"), ("如有侵权", "notice"), ("如有侵權", "notice"), ("侵权必究", "notice"), ("侵權必究", "notice"), ("联系我们删除", "notice"), ("聯繫我們刪除", "notice"), ("转载请注明", "notice"), ("轉載請註明", "notice"), ("轉載請注明", "notice"), ("优惠订阅", "subscription-box"), ("優惠訂閱", "subscription-box"), ("按此订阅", "subscription-box"), ("点击订阅", "subscription-box"), ("點擊訂閱", "subscription-box"), ("訂閱電子報", "subscription-box"), ("订阅电子报", "subscription-box"), ("訂閱我們", "subscription-box"), ("订阅我们", "subscription-box"), ("加入telegram", "subscription-box"), ("support us on patreon", "donation-box"), 
];

/// Parts of addresses of lists of posts, and what a line of nothing but links to such lists is.
#[rustfmt::skip]
pub const LIST_PATHS: &[(&str, &str)] = &[
    ("/author/", "byline"), ("/authors/", "byline"), ("/people/", "byline"), ("/profile/", "byline"), ("/user/", "byline"), ("/users/", "byline"), ("/u/", "byline"), ("/@", "byline"),
    ("/category/", "tags"), ("/categories/", "tags"), ("/tag/", "tags"), ("/tags/", "tags"), ("/topic/", "tags"), ("/topics/", "tags"), ("/hubs/", "tags"), ("/hub/", "tags"), ("/tagged/", "tags"),
];

/// Words of lines that only tell of the post, each list with its reason, lower-case.
///
/// A line before the first paragraph or behind the last that is made of these, the author's name, dates and numbers alone goes.
/// `when` marks words of dates, which tell nothing without a number; without a reason stand words that only join others.
#[rustfmt::skip]
pub const META_WORDS: &[(&str, &str)] = &[
    ("byline", "by|written by|posted by|published by|words by|text by|author|作者|本文作者|原创|原創|撰文|記者|记者|기자|автор|текст|كتبه|بقلم|文字|攝影|摄影|編輯|编辑|採訪|采访|責任編輯|责任编辑|photography|story by|photos by|photography by|reporting by|autor|redacción|redaktion|tác giả|نویسنده|خبرنگار|מאת|ผู้เขียน|文・写真|取材・文"),
    ("date", "published|published at|published on|posted on|updated|last updated|last modified|edited|发布|发布时间|发布于|发表时间|发表于|更新时间|更改时间|更新于|编辑于|修改于|发佈於|發佈於|發表於|更新於|出版|刊登|公開日|更新日|投稿日|配信|승인|입력|수정|опубликовано|обновлено|نشرت في|نشر في|最後更新|最后更新|最近更新|更新時間|發布時間|發布|發佈時間|发表|發表|刊出|上稿|posted|first published|originally published|publicado|actualizado|publié|mis à jour|veröffentlicht|aktualisiert|pubblicato|aggiornato|gepubliceerd|cập nhật|تاریخ انتشار|کد خبر|منتشر شده|עודכן|פורסם|เผยแพร่|อัปเดต|作成日|最終更新|등록|최종수정|기사입력|기사등록"),
    ("reading-time", "мин|查看|min read|minute read|minutes read|reading time|read time|views|view|阅读|閱讀|阅读量|閱讀量|阅读数|阅读时间|预计阅读时间|浏览|瀏覽|浏览量|点击量|字数|分钟|分鐘|просмотров|просмотры|показов|조회|조회수|閲覧数|閱讀時間|閱讀數|瀏覽數|瀏覽次數|浏览次数|浏览数|閱讀次數|阅读次数|點閱|字數|预计|mins read|min de lectura|min de lecture|lesezeit|minuten|lượt xem|بازدید|ครั้ง|読了時間|この記事は約"),
    ("share-bar", "share|shares|share this|sharing|like|likes|follow|followers|following|listen|save|bookmark|print|email|e-mail|report|facebook|twitter|linkedin|whatsapp|telegram|reddit|pinterest|tweet|copy link|分享|分享至|分享到|转发|轉發|赞|讚|点赞|點讚|喜欢|喜歡|收藏|关注|關注|追蹤|举报|舉報|在看|打印|复制链接|微博|微信|朋友圈|qq空间|缩小字体|放大字体|放大字體|縮小字體|字号|只看该作者|回复|引用|我要反馈|保存网页|シェア|ツイート|ポスト|ブックマーク|メール|印刷|공유|공유하기|기사공유하기|스크랩|поделиться|вконтакте|одноклассники|нравится|добавить в избранное|в закладки|分享給|分享文章|複製網址|複製連結|儲存|加入收藏|列印|友善列印|轉寄|字級|朗读|weibo|wechat|instagram|youtube|flipboard|tumblr|bluesky|mastodon|compartir|partager|teilen|condividi|drucken|imprimer|imprimir|guardar|tweeter|twittern|chia sẻ|lưu|تلگرام|اشتراک|แชร์|שתף|네이버|카카오톡|밴드|트위터|페이스북|글자크기|글씨크기|プリント|はてな"),
    ("comments", "комментариев|комментария|комментарий|notes|追问|comment|comments|responses|评论|評論|条评论|則留言|댓글|комментарии|条留言|則回應|則評論|留言|跟贴|条跟贴|kommentare|kommentar|commentaires|comentarios|commenti|reacties|bình luận|نظر|ความคิดเห็น|תגובות|コメント"),
    ("navigation", "help|status|about|privacy|terms|back|home|首页|首頁|返回|назад|вперёд|read in english"),
    ("when", "january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|wed|thu|fri|sat|sun|am|pm|a.m|p.m|edt|est|pst|pdt|bst|gmt|utc|st|nd|rd|th|ago|years|year|months|month|days|day|hours|hour|年|月|日|时|時|点|分|秒|上午|下午|星期|周|一|二|三|四|五|六|七|八|九|十|天|前|小时前|天前|오전|오후|년|월|일|января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря|يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر|الأحد|الاثنين|ثلاثاء|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre|thứ hai|thứ ba|thứ tư|thứ năm|thứ sáu|thứ bảy|chủ nhật|tháng|ngày|فروردین|اردیبهشت|خرداد|مرداد|شهریور|آبان|آذر|بهمن|اسفند|شنبه|یکشنبه|دوشنبه|سه‌شنبه|چهارشنبه|پنجشنبه|جمعه|ม.ค|ก.พ|มี.ค|เม.ย|พ.ค|มิ.ย|ก.ค|ส.ค|ก.ย|ต.ค|พ.ย|ธ.ค|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|januar|februar|märz|juni|juli|oktober|dezember|uhr|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье|星期日|周日|週|礼拜|年前|個月前|个月前|小時前|分鐘前|分钟前|hrs|ist|cet|cst|jst|kst"),
    ("", "on|at|in|the|and|via|to|of|min|次|万|k|w|个|篇|人|於|于|在|в|с|في|به"),
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
    "imgdescription",
    "imgdesc",
    "imagedescription",
    "imagecaption",
    "photodesc",
    "picnote",
    "imgcredit",
    "imagecredit",
    "figcap",
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
    ("pic", "intro"),
    ("img", "intro"),
    ("photo", "intro"),
];

/// Class words of what holds a picture and perhaps its caption.
pub const MEDIA_WORDS: &[&str] =
    &["image", "img", "photo", "picture", "media", "pic", "figure", "attachment", "caption"];
