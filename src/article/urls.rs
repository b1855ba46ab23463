//! Addresses: made absolute, compared, stripped of what only follows readers around.

use super::idna;
use memchr::memchr_iter;
use std::borrow::Cow;
use url::{ParseError, Url};

/// Reads an address, in whatever script its host is written.
///
/// # Errors
/// What the address lacks.
pub fn parse(raw: &str) -> Result<Url, ParseError> {
    match Url::parse(raw) {
        Err(ParseError::IdnaError) => Url::parse(&idna::in_ascii(raw).ok_or(ParseError::IdnaError)?),
        parsed => parsed,
    }
}

/// The longest address of a page, in bytes; browsers and servers refuse longer ones.
const LONGEST_BASE: usize = 2048;

/// The address that relative ones are resolved against, if it is one that a page can have.
pub fn parse_base(from: &str) -> Option<Url> {
    let from = from.trim();
    // Each relative one and each chapter of a video would be as long.
    if from.len() > LONGEST_BASE {
        return None;
    }
    let url = parse(from).ok().or_else(|| {
        let url = from.strip_prefix("//")?;
        parse(&format!("https://{url}")).ok()
    })?;
    matches!(url.scheme(), "http" | "https").then_some(url)
}

/// The absolute form of a URL in a post; `None` if it is not one of the web.
/// Without a base a relative one can't be resolved and is `None` too.
pub fn resolve(raw: &str, base: Option<&Url>) -> Option<Url> {
    let raw = raw.trim_matches(|c: char| c.is_whitespace() || c.is_control());
    if raw.is_empty() {
        return None;
    }
    let url = if let Some(rest) = raw.strip_prefix("//") {
        parse(&format!("https://{rest}")).ok()
    } else {
        match parse(raw) {
            Ok(url) => Some(url),
            Err(ParseError::RelativeUrlWithoutBase) => base.and_then(|b| b.join(raw).ok()),
            Err(_) => None,
        }
    }?;
    matches!(url.scheme(), "http" | "https" | "mailto").then_some(url)
}

/// Whether an address names no scheme and no host: a place beside the post.
pub fn is_relative(raw: &str) -> bool {
    let raw = raw.trim();
    !raw.is_empty()
        && !raw.starts_with("//")
        && !raw.contains(['\\', '\t', '\n', '\r'])
        && !raw.chars().any(char::is_control)
        && matches!(Url::parse(raw), Err(ParseError::RelativeUrlWithoutBase))
}

/// Whether an address is a picture by itself.
pub fn is_data_picture(value: &str) -> bool {
    value.strip_prefix("data:image/").is_some_and(|rest| {
        super::policy::DATA_PICTURES
            .iter()
            .any(|kind| rest.strip_prefix(kind).is_some_and(|after| after.starts_with([';', ','])))
    })
}

/// How paths of programs end that serve pictures.
const PROGRAM_ENDINGS: &[&str] = &["php", "asp", "aspx", "ashx", "jsp", "cgi", "do", "pl"];

/// What identifies a picture whatever size it is served in: host and path, without the size that sites write into either.
pub fn picture_key(raw: &str) -> String {
    let raw = raw.trim();
    let without_scheme = raw.split_once("//").map_or(raw, |(_, rest)| rest);
    let whole = without_scheme.split('#').next().unwrap_or(without_scheme);
    let path = whole.split('?').next().unwrap_or(whole);
    // Where the path is a program's, the query says which picture it is.
    let ending = path.rsplit_once('.').map_or("", |(_, ending)| ending);
    if PROGRAM_ENDINGS.iter().any(|program| ending.eq_ignore_ascii_case(program)) {
        return whole.to_string();
    }
    // Where the path names no file, or the query one, the query says which picture it is.
    let query = whole.get(path.len() + 1..).unwrap_or_default();
    if !query.is_empty() && (path.ends_with('/') || !path.contains('/')) {
        return whole.to_string();
    }
    let names_file = |part: &&str| part.split_once('=').is_some_and(|(name, _)| FILE_NAMES.contains(&name));
    let named = query.split('&').filter(names_file).collect::<Vec<_>>().join("&");
    // Image proxies precede the real host: i0.wp.com/host/path.
    let path = match path.split_once('/') {
        Some((host, rest)) if host.ends_with(".wp.com") && rest.split('/').next().is_some_and(|h| h.contains('.')) => {
            rest
        }
        _ => path,
    };
    let path = &*without_size_parts(path);
    let (stem, extension) = path.rsplit_once('.').unwrap_or((path, ""));
    // -1024x768 before the extension.
    let stem = match stem.rsplit_once('-') {
        Some((head, size)) if is_size(size) => head,
        _ => stem,
    };
    // _w650 or _w250_r1_s before it.
    let stem = match stem.rfind("_w") {
        Some(at) if at > 0 && is_width(&stem[at + 2..]) => &stem[..at],
        _ => stem,
    };
    let mut key = [stem, ".", extension, &named].concat();
    if !key.is_ascii() {
        return key.to_lowercase();
    }
    key.make_ascii_lowercase();
    key
}

/// Parameters of programs that serve pictures, by which they know which one.
const FILE_NAMES: &[&str] = &["id", "url", "src", "file", "filename", "img", "image", "photo", "pic", "path"];

/// A path without the parts in which hosts of pictures say how large one is to be: `/max/60/`, `/resize:fit:640/`.
fn without_size_parts(path: &str) -> Cow<'_, str> {
    if !["/max/", "/fit/", "/resize:", "/freeze/"].iter().any(|part| path.contains(part)) {
        return Cow::Borrowed(path);
    }
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let parts: Vec<&str> = path.split('/').collect();
    let is_size = |i: usize| match parts[i] {
        "freeze" => true,
        "max" | "fit" => parts.get(i + 1).is_some_and(|next| is_number(next) || matches!(*next, "c" | "t")),
        "c" | "t" => i > 0 && parts[i - 1] == "fit",
        part if part.starts_with("resize:") || part.starts_with("format:") => true,
        part => {
            let after_name = i > 0 && matches!(parts[i - 1], "max" | "fit" | "c" | "t");
            is_number(part) && (after_name || i > 1 && is_number(parts[i - 1]) && matches!(parts[i - 2], "c" | "t"))
        }
    };
    Cow::Owned((0..parts.len()).filter(|&i| !is_size(i)).map(|i| parts[i]).collect::<Vec<_>>().join("/"))
}

/// A number of pixels, perhaps followed by marks of one letter and a number.
fn is_width(text: &str) -> bool {
    let mut parts = text.split('_');
    parts.next().is_some_and(|n| (2..=4).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()))
        && parts.all(|mark| mark.len() <= 2 && mark.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// The width in pixels that an address asks for, if it says so: `_w650`, `w=650`, `/w_650,`, `width:650`, `/max/650/`.
pub fn width_in(address: &str) -> Option<u32> {
    let bytes = address.as_bytes();
    let parts = || memchr_iter(b'/', bytes).map(|at| &address[at..]);
    let part = ["/max/", "/resize:fit:"].iter().find_map(|start| parts().find_map(|part| part.strip_prefix(start)));
    if let Some(rest) = part {
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        return rest[..end].parse().ok();
    }
    let starts = address.match_indices(['w', 'W']).map(|(at, _)| at);
    starts.filter(|&at| at > 0 && !bytes[at - 1].is_ascii_alphanumeric()).find_map(|at| {
        let rest = &address[at + 1..];
        let rest = rest.strip_prefix("idth").unwrap_or(rest);
        let rest = rest.strip_prefix(['=', '_', ':', '-']).unwrap_or(rest);
        let end = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
        rest[..end].parse().ok()
    })
}

fn is_size(text: &str) -> bool {
    text.split_once('x')
        .is_some_and(|(w, h)| !w.is_empty() && !h.is_empty() && w.bytes().chain(h.bytes()).all(|b| b.is_ascii_digit()))
}

/// Query parameters that say who shared a link, and nothing about what it shows.
const TRACKING: &[&str] = &[
    "fbclid",
    "gclid",
    "dclid",
    "msclkid",
    "yclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "mc_cid",
    "mc_eid",
    "_hsenc",
    "_hsmi",
    "mkt_tok",
    "vero_id",
    "oly_anon_id",
    "oly_enc_id",
    "wickedid",
    "s_cid",
    "ref_src",
    "ref_url",
    "spm",
    "scm",
    "share_token",
    "share_source",
    "share_medium",
    "share_plat",
    "share_session_id",
    "share_tag",
    "share_from",
    "wt_mc",
    "cmpid",
    "ocid",
    "at_medium",
    "at_campaign",
    "xtor",
    "ncid",
    "sr_share",
    "__twitter_impression",
    "guce_referrer",
    "guce_referrer_sig",
    "guccounter",
    "feature",
];

/// Takes tracking parameters out of an address; tells which.
pub fn drop_tracking(url: &mut Url) -> Vec<String> {
    let Some(query) = url.query() else { return Vec::new() };
    let is_tracking = |pair: &str| {
        let name = pair.split('=').next().unwrap_or("").to_ascii_lowercase();
        name.starts_with("utm_") || TRACKING.contains(&&*name)
    };
    let (dropped, kept): (Vec<&str>, Vec<&str>) = query.split('&').partition(|pair| is_tracking(pair));
    if dropped.is_empty() {
        return Vec::new();
    }
    let dropped = dropped.into_iter().map(str::to_string).collect();
    let kept = kept.join("&");
    url.set_query((!kept.is_empty()).then_some(&kept));
    dropped
}
