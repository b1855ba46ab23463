//! Step: players and other pages that a post embeds become cards: a kind, a title, a link. No request is made for them.

use super::Cleaning;
use super::address;
use super::dom::{Dom, NodeId};
use super::record::Kind;
use serde::Serialize;
use url::Url;

/// Something of another site that stood in the post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Embed {
    /// A stable identifier: `youtube`, `vimeo`, `audio`, `document`, `page`, …
    pub kind: &'static str,
    /// What it is called; empty where nothing says.
    pub title: String,
    /// Where a reader finds it.
    pub url: String,
}

/// Hosts of players: a part of the host's name, the kind, its name for people.
#[rustfmt::skip]
const KINDS: &[(&str, &str, &str)] = &[
    ("youtube.com", "youtube", "YouTube"), ("youtube-nocookie.com", "youtube", "YouTube"), ("youtu.be", "youtube", "YouTube"),
    ("vimeo.com", "vimeo", "Vimeo"), ("soundcloud.com", "soundcloud", "SoundCloud"), ("bilibili.com", "bilibili", "Bilibili"), ("b23.tv", "bilibili", "Bilibili"),
    ("twitter.com", "twitter", "Twitter"), ("x.com", "twitter", "Twitter"), ("platform.twitter.com", "twitter", "Twitter"), ("instagram.com", "instagram", "Instagram"),
    ("facebook.com", "facebook", "Facebook"), ("v.qq.com", "video", "腾讯视频"), ("youku.com", "video", "优酷"), ("iqiyi.com", "video", "爱奇艺"), ("tudou.com", "video", "土豆"),
    ("dailymotion.com", "video", "Dailymotion"), ("ted.com", "video", "TED"), ("spotify.com", "audio", "Spotify"), ("podcasts.apple.com", "audio", "Apple Podcasts"), ("music.163.com", "audio", "网易云音乐"), ("firstory.me", "audio", "Firstory"), ("mixcloud.com", "audio", "Mixcloud"),
    ("scribd.com", "document", "Scribd"), ("slideshare.net", "document", "SlideShare"), ("docs.google.com", "document", "Google Docs"), ("drive.google.com", "document", "Google Drive"), ("issuu.com", "document", "Issuu"), ("documentcloud.org", "document", "DocumentCloud"),
    ("google.com/maps", "map", "Google Maps"), ("openstreetmap.org", "map", "OpenStreetMap"), ("gist.github.com", "code", "GitHub Gist"), ("codepen.io", "code", "CodePen"), ("jsfiddle.net", "code", "JSFiddle"), ("t.me", "telegram", "Telegram"), ("tiktok.com", "tiktok", "TikTok"), ("datawrapper.dwcdn.net", "chart", "Datawrapper"), ("flourish.studio", "chart", "Flourish"), ("infogram.com", "chart", "Infogram"),
];

/// Hosts whose frames are adverts, counters and buttons.
const JUNK_FRAMES: &[&str] = &[
    "doubleclick.net",
    "googlesyndication.com",
    "googletagmanager.com",
    "facebook.com/plugins",
    "widgets.wp.com",
    "disqus.com",
    "amazon-adsystem.com",
    "platform.twitter.com/widgets/tweet_button",
    "platform.twitter.com/widgets/follow_button",
    "/likes/",
    "addthis.com",
    "sharethis.com",
    "adnxs.com",
    "criteo.com",
    "about:blank",
    "recaptcha",
    "accounts.google.com",
    "apis.google.com/u/",
    "plusone",
];

/// Replaces every player and frame by its card.
pub fn replace_embeds(c: &mut Cleaning) {
    replace_frames(c);
    add_source_video(c);
}

/// The same for what stands in the tree.
pub fn replace_frames(c: &mut Cleaning) {
    let root = c.dom.root();
    for id in
        c.dom.find_all(root, &["iframe", "object", "embed", "video", "audio", "amp-youtube", "amp-iframe", "amp-video"])
    {
        if !c.dom.is_attached(id) || c.dom.closest(id, &["video", "audio", "object"]).is_some() {
            continue;
        }
        replace(c, id);
    }
}

fn is_junk(address: &str) -> bool {
    JUNK_FRAMES.iter().any(|j| address.contains(j))
}

/// Whether a frame shows nothing of its own or only an advert, counter or button.
pub fn is_junk_frame(dom: &Dom, id: NodeId) -> bool {
    source(dom, id).is_none_or(|address| is_junk(&address))
}

fn replace(c: &mut Cleaning, id: NodeId) {
    let tag = c.dom.tag(id).to_string();
    let raw = source(&c.dom, id).map(|raw| relayed(&raw).unwrap_or(raw));
    let Some(raw) = raw else {
        // A player without an address: its fall-back text is in the record, its own paragraphs stay.
        drop_player(c, id);
        return;
    };
    if is_junk(&raw) {
        let entry = c.record.enter("embeds", "junk-frame", Kind::Removed, raw, Vec::new());
        c.record.detach(&mut c.dom, id, entry);
        return;
    }
    let Some(url) = address::resolve(&raw, c.base.as_ref()).filter(|u| u.scheme() != "mailto") else {
        drop_player(c, id);
        return;
    };
    let (kind, name) = kind_of(&url, &tag);
    // What a player was asked for is a stranger's word too: only an address of the web is one.
    let page = Some(page_of(&url, kind)).filter(|page| is_web(page)).unwrap_or_else(|| url.to_string());
    let title = ["title", "aria-label", "data-title", "alt"]
        .iter()
        .filter_map(|a| c.dom.attr(id, a))
        .map(super::dom::fold_space)
        .find(|t| !t.is_empty() && !t.eq_ignore_ascii_case(name) && !is_generic_title(t))
        .unwrap_or_default();
    if c.embeds.last().is_some_and(|last| last.url == page) && follows_card(&c.dom, id, &page) {
        // A lazy frame and its copy for browsers without scripts.
        let entry = c.record.enter("embeds", "repeated-embed", Kind::Removed, raw, Vec::new());
        c.record.detach(&mut c.dom, id, entry);
        return;
    }
    let poster = c.dom.attr(id, "poster").and_then(|p| address::resolve(p, c.base.as_ref())).map(|u| u.to_string());
    c.record.enter("embeds", "embed-card", Kind::Changed, format!("{name} {raw}"), poster.into_iter().collect());
    let inside = c.dom.text(id);
    if !inside.is_empty() {
        c.record.gather("embeds", "player-fallback", Kind::Removed, &inside);
    }
    let card = card(&mut c.dom, name, &title, &page);
    c.dom.replace(id, card);
    c.embeds.push(Embed { kind, title, url: page });
}

/// Whether the card of this very page stands right before, with nothing between.
fn follows_card(dom: &Dom, id: NodeId, page: &str) -> bool {
    let before =
        std::iter::successors(dom.previous(id), |&n| dom.previous(n)).find(|&n| !super::clutter::is_nothing(dom, n));
    before.and_then(|card| dom.find(card, &["a"])).is_some_and(|link| dom.attr(link, "href") == Some(page))
}

/// A paragraph with one link. The shell makes more of it, from the typed view.
fn card(dom: &mut Dom, name: &str, title: &str, url: &str) -> NodeId {
    let card = dom.add_element("p");
    let link = dom.add_element("a");
    dom.set_attr(link, "href", url);
    let label = if title.is_empty() || title.eq_ignore_ascii_case(name) {
        name.to_string()
    } else {
        format!("{name}: {title}")
    };
    let label = dom.add_text(&label);
    dom.append(link, label);
    dom.append(card, link);
    card
}

/// Titles that players give themselves.
fn is_generic_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    [
        "youtube video player",
        "video player",
        "embedded content",
        "iframe",
        "vimeo video",
        "advertisement",
        "twitter tweet",
        "player",
    ]
    .iter()
    .any(|t| lower == *t)
}

/// The address that a player plays.
fn source(dom: &Dom, id: NodeId) -> Option<String> {
    let own = ["src", "data-src", "data-lazy-src", "data-original", "data", "data-url"]
        .iter()
        .filter_map(|a| dom.attr(id, a))
        .find(|v| !v.trim().is_empty() && !v.starts_with("about:"));
    if let Some(own) = own {
        return Some(own.trim().to_string());
    }
    if let Some(video) = dom.attr(id, "data-videoid") {
        return Some(format!("https://www.youtube.com/watch?v={video}"));
    }
    // A frame's own content is text to the parser; feeds put a link there for readers without frames.
    if dom.tag(id) == "iframe" {
        let inside = dom.text(id);
        let (_, rest) = inside.split_once("href=\"")?;
        return rest.split_once('"').map(|(href, _)| href.to_string()).filter(|h| is_web(h));
    }
    dom.find_all(id, &["source", "embed", "iframe", "param"]).into_iter().find_map(|s| {
        let is_movie = dom.tag(s) != "param" || matches!(dom.attr(s, "name"), Some("movie" | "src"));
        let value = dom.attr(s, "src").or_else(|| dom.attr(s, "data-src")).or_else(|| dom.attr(s, "value"))?;
        (is_movie && !value.trim().is_empty()).then(|| value.trim().to_string())
    })
}

/// The address that a relay of players was asked for: `…/media.html?src=https%3A%2F%2F…&url=…`.
fn relayed(raw: &str) -> Option<String> {
    let url = address::parse(raw).ok()?;
    let host = url.host_str()?;
    if !(host.contains("embed") || url.path().contains("embed") || url.path().contains("oembed")) {
        return None;
    }
    ["src", "url"]
        .iter()
        .find_map(|name| url.query_pairs().find(|(k, v)| k == name && is_web(v)).map(|(_, v)| v.into_owned()))
}

fn drop_player(c: &mut Cleaning, id: NodeId) {
    if matches!(c.dom.tag(id), "object" | "video" | "audio") && c.dom.text_len(id) > 160 {
        c.dom.unwrap(id);
    } else {
        c.record.remove(&mut c.dom, id, "embeds", "player-without-address");
    }
}

fn kind_of(url: &Url, tag: &str) -> (&'static str, &'static str) {
    let host = url.host_str().unwrap_or("");
    let whole = format!("{host}{}", url.path());
    for (part, kind, name) in KINDS {
        let hit = if part.contains('/') {
            whole.contains(part)
        } else {
            host.strip_suffix(part).is_some_and(|before| before.is_empty() || before.ends_with('.'))
        };
        if hit {
            return (kind, name);
        }
    }
    let path = url.path().to_ascii_lowercase();
    if tag == "video" || [".mp4", ".webm", ".m3u8", ".mov"].iter().any(|e| path.ends_with(e)) {
        ("video", "Video")
    } else if tag == "audio" || [".mp3", ".m4a", ".ogg", ".wav"].iter().any(|e| path.ends_with(e)) {
        ("audio", "Audio")
    } else if [".pdf", ".doc", ".docx", ".ppt", ".pptx"].iter().any(|e| path.ends_with(e)) {
        ("document", "Document")
    } else {
        ("page", "Embedded page")
    }
}

fn is_web(raw: &str) -> bool {
    address::parse(raw).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

/// The page for people behind a player's address.
fn page_of(url: &Url, kind: &str) -> String {
    let segments: Vec<&str> = url.path_segments().map(Iterator::collect).unwrap_or_default();
    let query = |name: &str| url.query_pairs().find(|(k, _)| k == name).map(|(_, v)| v.into_owned());
    match kind {
        "youtube" => {
            if let Some(id) = youtube_id(url) {
                return format!("https://www.youtube.com/watch?v={id}");
            }
        }
        "vimeo" => {
            if let Some(id) = segments.iter().rev().find(|s| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit())) {
                return format!("https://vimeo.com/{id}");
            }
        }
        "bilibili" => {
            if let Some(id) = query("bvid").or_else(|| query("aid").map(|a| format!("av{a}"))) {
                return format!("https://www.bilibili.com/video/{id}");
            }
        }
        "soundcloud" => {
            if let Some(track) = query("url").filter(|u| is_web(u)) {
                return track;
            }
        }
        "instagram" => return url.as_str().split("/embed").next().unwrap_or(url.as_str()).to_string(),
        _ => {}
    }
    url.to_string()
}

/// A video's id in any of the addresses that YouTube has for it.
pub fn youtube_id(url: &Url) -> Option<String> {
    let host = url.host_str()?;
    let segments: Vec<&str> = url.path_segments()?.collect();
    let id = if host == "youtu.be" || host.ends_with(".youtu.be") {
        segments.first()?.to_string()
    } else if host.ends_with("youtube.com") || host.ends_with("youtube-nocookie.com") {
        match segments.as_slice() {
            ["embed" | "v" | "shorts" | "live", id, ..] if *id != "videoseries" => id.to_string(),
            _ => url.query_pairs().find(|(k, _)| k == "v")?.1.into_owned(),
        }
    } else {
        return None;
    };
    let clean: String = id.chars().take_while(|c| c.is_ascii_alphanumeric() || "_-".contains(*c)).collect();
    (clean.len() >= 6).then_some(clean)
}

/// A post that was saved from a video's page has that video, if nothing in its body shows it.
fn add_source_video(c: &mut Cleaning) {
    let Some(base) = &c.base else { return };
    let (kind, _) = kind_of(base, "");
    let is_video = match kind {
        "youtube" => youtube_id(base).is_some(),
        "vimeo" => base.path().trim_matches('/').bytes().all(|b| b.is_ascii_digit()) && base.path().len() > 1,
        "bilibili" => base.path().starts_with("/video/"),
        _ => false,
    };
    if !is_video {
        return;
    }
    let page = page_of(base, kind);
    if c.embeds.iter().all(|e| e.url != page) {
        c.embeds.insert(0, Embed { kind, title: c.post.title.clone(), url: page });
    }
}

/// The address of a moment in the video that a post was saved from; none where the address is no video's.
pub fn video_at(source: &Url, seconds: u32) -> Option<String> {
    match kind_of(source, "").0 {
        "youtube" => Some(format!("https://www.youtube.com/watch?v={}&t={seconds}s", youtube_id(source)?)),
        "vimeo" => Some(format!("{}#t={seconds}s", page_of(source, "vimeo"))),
        "bilibili" if source.path().starts_with("/video/") => {
            Some(format!("https://www.bilibili.com{}?t={seconds}", source.path()))
        }
        _ => None,
    }
}
