//! Why something was removed or changed.

use serde::{Deserialize, Serialize};

macro_rules! reasons {
    ($($reason:ident $id:literal $message:literal,)*) => {
        /// Why something was removed or changed. Its id is stable: records and translations refer to it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(test, derive(ts_rs::TS))]
        pub enum Reason {
            $(#[doc = $message] #[serde(rename = $id)] $reason,)*
        }

        impl Reason {
            /// All reasons.
            pub const ALL: &[Reason] = &[$(Reason::$reason,)*];

            /// The stable identifier.
            pub fn id(self) -> &'static str {
                match self {
                    $(Reason::$reason => $id,)*
                }
            }

            /// What it means, in English.
            pub fn message(self) -> &'static str {
                match self {
                    $(Reason::$reason => $message,)*
                }
            }
        }
    };
}

reasons! {
    RepeatsTitle "repeats-title" "The title or subtitle, already shown",
    EscapedMarkup "escaped-markup" "Escaped markup was read as markup",
    EscapedEntity "escaped-entity" "A double-escaped character",
    LazyImage "lazy-image" "A lazy-loaded picture got its address back",
    ProxiedAddress "proxied-address" "The address behind a proxy or an archive’s copy",
    LinkCard "link-card" "A card about another page became a link",
    ProtectedEmail "protected-email" "A protected e-mail address became readable",
    NoscriptCopy "noscript-copy" "The same picture again, for browsers without scripts",
    RepeatedImage "repeated-image" "The same picture again",
    Background "background" "A background picture",
    Formula "formula" "A formula in another form",
    TrackingPixel "tracking-pixel" "A tracking pixel",
    SmallPicture "small-picture" "A small picture of the website’s own",
    Avatar "avatar" "An avatar of the author or a reader",
    Emoji "emoji" "An emoji picture became the character",
    PlainAddress "plain-address" "An address in the text became a link",
    NoAddress "no-address" "A link that can’t be followed",
    EmbedCard "embed-card" "A player or page of another site became a link",
    RepeatedEmbed "repeated-embed" "The same player or embedded page again",
    JunkFrame "junk-frame" "A frame from another site",
    PlayerFallback "player-fallback" "A player’s fallback text",
    PlayerWithoutAddress "player-without-address" "A player with nothing to play",
    Comment "comment" "A comment in the source",
    Script "script" "A script",
    Style "style" "A style sheet",
    Drawing "drawing" "An inline drawing",
    Technical "technical" "A technical element without text",
    HiddenText "hidden-text" "Text that the website hid",
    ShareBar "share-bar" "Buttons to share, like or follow",
    RelatedPosts "related-posts" "Links to other articles",
    Navigation "navigation" "Website navigation",
    SkipLink "skip-link" "A skip link",
    Byline "byline" "The author or source, already shown above",
    Credits "credits" "A line about who wrote, edited or published the post",
    Date "date" "The date, already shown above",
    ReadingTime "reading-time" "Reading time or view count",
    Tags "tags" "Tags and categories, already shown below",
    Comments "comments" "Readers’ comments",
    SubscriptionBox "subscription-box" "An invitation to subscribe",
    DonationBox "donation-box" "An invitation to donate",
    Paywall "paywall" "A paywall placeholder",
    Notice "notice" "A notice from the website",
    Advert "advert" "An advertisement or its placeholder",
    Widget "widget" "A website widget",
    Form "form" "A form",
    Footer "footer" "The website footer",
    FeedAdvert "feed-advert" "An advertisement in the feed",
    RepeatedCaption "repeated-caption" "A repeated caption",
    AltRepeatsCaption "alt-repeats-caption" "A picture description that repeats the caption",
    TitleAttribute "title-attribute" "A picture’s tooltip",
    CaptionLabel "caption-label" "A caption label",
    LineNumbers "line-numbers" "Line numbers of code",
    TrackingParameters "tracking-parameters" "Tracking parameters of a link",
    SiteExpression "site-expression" "A template expression",
    SiteTag "site-tag" "A template tag",
    AttributeList "attribute-list" "Attributes for the site generator",
    Abbreviation "abbreviation" "The meaning of an abbreviation",
    RepeatsInSource "repeats-in-source" "It repeats in the posts of its source",
    TemplateComment "template-comment" "A template comment",
}
