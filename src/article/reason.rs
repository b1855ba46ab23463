//! Why something was removed or changed.

use serde::Serialize;

macro_rules! reasons {
    ($($reason:ident $id:literal $message:literal,)*) => {
        /// Why something was removed or changed. Its id is stable: records and translations refer to it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
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
    RepeatsTitle "repeats-title" "repeats the title",
    EscapedMarkup "escaped-markup" "the body's tags were escaped; this many levels were undone",
    EscapedEntity "escaped-entity" "a character reference had been escaped",
    LazyImage "lazy-image" "a lazy picture got its real URL",
    NoscriptCopy "noscript-copy" "a second copy of a picture",
    RepeatedImage "repeated-image" "the same picture twice in a row",
    TrackingPixel "tracking-pixel" "an invisible picture that counts readers",
    SmallPicture "small-picture" "a small picture of the site: an icon, a button, a placeholder",
    Avatar "avatar" "a portrait of an account",
    Emoji "emoji" "a picture of one character",
    NoAddress "no-address" "no URL that could be opened",
    EmbedCard "embed-card" "a player or embedded page became a link",
    RepeatedEmbed "repeated-embed" "a second copy of a player",
    JunkFrame "junk-frame" "an embedded advert, counter or button",
    PlayerFallback "player-fallback" "a player's notice that it cannot play",
    PlayerWithoutAddress "player-without-address" "a player without an address",
    Comment "comment" "comments in the source",
    Script "script" "scripts",
    Style "style" "style sheets",
    Drawing "drawing" "an icon or drawing",
    Technical "technical" "elements without text for readers",
    HiddenText "hidden-text" "text that the page hid",
    ShareBar "share-bar" "buttons to share or like",
    RelatedPosts "related-posts" "links to other posts",
    Navigation "navigation" "the site's navigation",
    SkipLink "skip-link" "a link for skipping a part of the page",
    Byline "byline" "the author",
    Date "date" "the date",
    ReadingTime "reading-time" "a count of words, minutes or readers",
    Tags "tags" "links to tags and categories",
    Comments "comments" "readers' comments",
    SubscriptionBox "subscription-box" "the site's invitation to subscribe",
    DonationBox "donation-box" "the site's request for donations",
    Paywall "paywall" "a paywall",
    Notice "notice" "a notice of the site",
    Advert "advert" "an advert or its slot",
    Widget "widget" "a widget of the site",
    Form "form" "a form or button",
    Footer "footer" "the site's footer",
    FeedAdvert "feed-advert" "an advert of the service that relayed the feed",
    RepeatedCaption "repeated-caption" "the same caption twice",
    AltRepeatsCaption "alt-repeats-caption" "the picture's description repeats its caption",
    TitleAttribute "title-attribute" "a picture's tooltip",
    CaptionLabel "caption-label" "a label for screen readers inside a caption",
    LineNumbers "line-numbers" "line numbers of a code listing",
    TrackingParameters "tracking-parameters" "URL parameters that track readers",
    SiteExpression "site-expression" "instructions to the site's own software",
    SiteTag "site-tag" "instructions to the site's own software",
    AttributeList "attribute-list" "instructions to the site's own software",
    TemplateComment "template-comment" "instructions to the site's own software",
}
