//! Embedded players and frames: the address that one plays, its kind, and the page for people.

use crate::article::dom::{Dom, NodeId};
use crate::article::urls;
use url::Url;

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

pub fn is_junk(address: &str) -> bool {
    JUNK_FRAMES.iter().any(|j| address.contains(j))
}

/// Whether a frame shows nothing of its own or only an advert, counter or button.
pub fn is_junk_frame(dom: &Dom, id: NodeId) -> bool {
    source(dom, id).is_none_or(|address| is_junk(&address))
}

/// The address that a player plays.
pub fn source(dom: &Dom, id: NodeId) -> Option<String> {
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
pub fn relayed(raw: &str) -> Option<String> {
    let url = urls::parse(raw).ok()?;
    let host = url.host_str()?;
    if !(host.contains("embed") || url.path().contains("embed") || url.path().contains("oembed")) {
        return None;
    }
    ["src", "url"]
        .iter()
        .find_map(|name| url.query_pairs().find(|(k, v)| k == name && is_web(v)).map(|(_, v)| v.into_owned()))
}

pub fn kind_of(url: &Url, tag: &str) -> (&'static str, &'static str) {
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

pub fn is_web(raw: &str) -> bool {
    urls::parse(raw).is_ok_and(|url| matches!(url.scheme(), "http" | "https"))
}

/// The page for people of a player's URL.
pub fn page_of(url: &Url, kind: &str) -> String {
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
