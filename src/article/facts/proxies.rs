//! Media proxies: what is behind the address of a service that fetches, resizes or archives pictures of others.

use crate::article::urls;
use crate::text::percent;
use Place::{Parameter, Path, Rest};
use memchr::memchr_iter;

/// Where a proxy has the address of what it shows.
enum Place {
    /// In a parameter of the query.
    Parameter(&'static str),
    /// In the path after the mark, perhaps after parameters; from `http` on.
    Rest,
    /// In the path after the mark: host and path, after `s/` for https.
    Path,
}

/// Hosts and all below them, or any host; the part of the path after which the address is; its place.
#[rustfmt::skip]
const PROXIES: &[(&str, &str, Place)] = &[
    ("images.weserv.nl", "/", Parameter("url")), ("wsrv.nl", "/", Parameter("url")),
    ("wp.com", "/imgpress", Parameter("url")), ("wordpress.com", "/imgpress", Parameter("url")),
    ("duckduckgo.com", "/iu/", Parameter("u")), ("googleusercontent.com", "/gadgets/proxy", Parameter("url")),
    // Next.js and its hosts.
    ("", "/_next/image", Parameter("url")), ("", "/_vercel/image", Parameter("url")), ("", "/.netlify/images", Parameter("url")),
    // Cloudinary and those that use it, Cloudflare, Thumbor.
    ("", "/image/fetch/", Rest), ("", "/cdn-cgi/image/", Rest), ("", "/unsafe/", Rest),
    ("i0.wp.com", "/", Path), ("i1.wp.com", "/", Path), ("i2.wp.com", "/", Path), ("i3.wp.com", "/", Path),
    ("cdn.ampproject.org", "/i/", Path), ("cdn.ampproject.org", "/ii/", Path), ("cdn.ampproject.org", "/c/", Path),
];

/// What Jetpack's proxy is asked for; other parameters are the picture's own.
#[rustfmt::skip]
const OF_JETPACK: &[&str] = &[
    "w", "h", "crop", "resize", "fit", "lb", "ulb", "filter", "brightness", "contrast", "colorize", "smooth", "zoom", "quality",
    "strip", "ssl", "allow_lossy", "is-pending-load", "nocache",
];

/// More proxies around each other are somebody's joke.
const MOST: usize = 4;

/// The address behind any proxies and archives' copies of a picture; none where there is no proxy.
pub fn behind(address: &str) -> Option<String> {
    behind_each(address, |address| proxied(address).or_else(|| archived(address)))
}

/// The address behind that of a link. What leads to an archive's copy does so on purpose, unless the archive wrote the link
/// itself, relative to its own pages.
pub fn behind_link(address: &str) -> Option<String> {
    behind_each(address, |address| {
        let is_relative = address.starts_with('/') && !address.starts_with("//");
        proxied(address).or_else(|| archived(address).filter(|_| is_relative))
    })
}

fn behind_each(address: &str, behind: impl Fn(&str) -> Option<String>) -> Option<String> {
    let mut found = behind(address)?;
    for _ in 1..MOST {
        match behind(&found) {
            Some(next) => found = next,
            None => return Some(found),
        }
    }
    None
}

/// An address as its host, with the scheme, and what follows.
fn split(address: &str) -> Option<(&str, &str)> {
    if address.starts_with('/') && !address.starts_with("//") {
        return Some(("", address));
    }
    let start = address.find("//").filter(|at| matches!(&address[..*at], "" | "http:" | "https:"))? + 2;
    let end = start + address[start..].find('/')?;
    Some((&address[..end], &address[end..]))
}

fn proxied(address: &str) -> Option<String> {
    let (site, rest) = split(address)?;
    let host = site.rsplit('/').next()?;
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    // Few paths have a part that begins as one of the marks for any host does.
    let begins = |at: usize| matches!(path.as_bytes().get(at + 1), Some(b'_' | b'.' | b'c' | b'i' | b'u'));
    let may_have_mark = memchr_iter(b'/', path.as_bytes()).any(begins);
    let is_host = |of: &str| {
        let start = host.len().checked_sub(of.len());
        start.is_some_and(|start| {
            host.as_bytes()[start..].eq_ignore_ascii_case(of.as_bytes()) && (start == 0 || host[..start].ends_with('.'))
        })
    };
    PROXIES.iter().find_map(|(of, mark, place)| {
        if !(if of.is_empty() { may_have_mark } else { is_host(of) }) {
            return None;
        }
        let inner = match place {
            // The part ends the path, or the whole path follows it.
            Parameter(name) => {
                path.trim_end_matches('/').ends_with(mark.trim_end_matches('/')).then_some(())?;
                let value = query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))?;
                let value = decoded(value)?;
                match value.strip_prefix("ssl:") {
                    Some(rest) => format!("https://{rest}"),
                    None if value.starts_with('/') && !value.starts_with("//") => format!("{site}{value}"),
                    None if !value.contains("//") => format!("http://{value}"),
                    None => value,
                }
            }
            Rest => {
                let from = path.find(mark)? + mark.len();
                match address_in(&rest[from..]) {
                    Some(inner) => inner,
                    // Cloudflare also resizes what is on its own host: `width=80,quality=75/a.jpg`.
                    None => {
                        let (options, own) = rest[from..].split_once('/')?;
                        (mark.starts_with("/cdn-cgi") && options.contains('=')).then(|| format!("{site}/{own}"))?
                    }
                }
            }
            Path => {
                let mut own = path.strip_prefix(mark)?;
                if *mark == "/ii/" {
                    own = own.split_once('/')?.1;
                }
                own.contains('/').then_some(())?;
                let is_jetpack = *mark == "/";
                let secure = own.strip_prefix("s/").filter(|_| !is_jetpack);
                let pairs = query.split('&').filter(|pair| {
                    let name = pair.split('=').next().unwrap_or_default();
                    !pair.is_empty() && !(is_jetpack && OF_JETPACK.contains(&name))
                });
                let kept = pairs.collect::<Vec<_>>().join("&");
                let is_secure = secure.is_some() || is_jetpack && query.split('&').any(|pair| pair == "ssl=1");
                let scheme = if is_secure { "https" } else { "http" };
                let mark = if kept.is_empty() { "" } else { "?" };
                format!("{scheme}://{}{mark}{kept}", secure.unwrap_or(own))
            }
        };
        is_address(&inner).then_some(inner)
    })
}

/// What an archive of the web shows: `/web/20100203040506im_/http://…`.
fn archived(address: &str) -> Option<String> {
    let (_, rest) = split(address)?;
    let at = memchr_iter(b'/', rest.as_bytes()).find(|&at| rest[at..].starts_with("/http"))?;
    let moment = rest[..at].rsplit('/').next()?;
    let digits = moment.bytes().take_while(u8::is_ascii_digit).count();
    let modifier = &moment[digits..];
    let is_moment =
        (4..=14).contains(&digits) && (modifier.is_empty() || modifier.len() == 3 && modifier.ends_with('_'));
    let inner = rest[at + 1..].to_owned();
    (is_moment && inner.get(4..).is_some_and(|s| s.starts_with("://") || s.starts_with("s://")) && is_address(&inner))
        .then_some(inner)
}

/// The address that a path holds after other parts, as it is or encoded.
fn address_in(path: &str) -> Option<String> {
    let starts = std::iter::once(0).chain(path.match_indices('/').map(|(at, _)| at + 1));
    let start = starts.into_iter().find(|&at| path[at..].starts_with("http"))?;
    let inner = &path[start..];
    if inner.starts_with("http://") || inner.starts_with("https://") {
        return Some(inner.to_owned());
    }
    decoded(inner.split('?').next()?).filter(|inner| inner.contains("://"))
}

fn decoded(text: &str) -> Option<String> {
    Some(percent::decode(text)).filter(|text| !text.contains(['\u{fffd}', '\n', '\r', '\t']))
}

/// Whether an address can be behind another: one of the web, or of the same host where that isn't known.
fn is_address(inner: &str) -> bool {
    if inner.starts_with('/') && !inner.starts_with("//") {
        return true;
    }
    urls::resolve(inner, None).is_some_and(|url| {
        matches!(url.scheme(), "http" | "https") && url.host_str().is_some_and(|host| host.contains('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_become_what_is_behind_them() {
        for (address, inner) in [
            ("https://images.weserv.nl/?url=https%3A%2F%2Fexample.org%2Fa.jpg&w=300", "https://example.org/a.jpg"),
            ("//images.weserv.nl/?w=300&url=ssl:example.org/a.jpg", "https://example.org/a.jpg"),
            ("https://wsrv.nl/?url=example.org/a.jpg", "http://example.org/a.jpg"),
            ("https://i0.wp.com/example.org/a%20b.jpg?resize=300%2C200&ssl=1", "https://example.org/a%20b.jpg"),
            ("http://i2.wp.com/example.org/a.jpg?oh=1f&w=300", "http://example.org/a.jpg?oh=1f"),
            (
                "https://s0.wp.com/imgpress?fit=600,1000&url=http%3A%2F%2Fexample.org%2Fa.jpg",
                "http://example.org/a.jpg",
            ),
            (
                "https://cdn.example.org/image/fetch/w_1456,c_limit,q_auto:good/https%3A%2F%2Fexample.org%2Fa.png",
                "https://example.org/a.png",
            ),
            (
                "https://cdn.example.org/lee/image/fetch/f_auto/https://example.org/a.png?v=2",
                "https://example.org/a.png?v=2",
            ),
            (
                "https://external-content.duckduckgo.com/iu/?u=https%3A%2F%2Fexample.org%2Fa.png&f=1",
                "https://example.org/a.png",
            ),
            ("https://example.org/_next/image?url=%2Fimages%2Fa.png&w=640&q=75", "https://example.org/images/a.png"),
            ("/_next/image?url=%2Fimages%2Fa.png&w=640", "/images/a.png"),
            (
                "https://example.org/cdn-cgi/image/width=80,quality=75/uploads/a.jpg",
                "https://example.org/uploads/a.jpg",
            ),
            ("https://example.org/cdn-cgi/image/width=80/https://example.com/a.jpg", "https://example.com/a.jpg"),
            ("https://example-org.cdn.ampproject.org/ii/w820/s/example.org/a.jpg", "https://example.org/a.jpg"),
            ("https://example-org.cdn.ampproject.org/i/example.org/a.jpg", "http://example.org/a.jpg"),
            ("https://archive.example/web/20100203040506im_/http://example.org/a.jpg", "http://example.org/a.jpg"),
            ("/web/20100203040506im_/http://example.org/a.jpg", "http://example.org/a.jpg"),
            // One around another.
            ("https://i0.wp.com/images.weserv.nl/?url=https%3A%2F%2Fexample.org%2Fa.jpg", "https://example.org/a.jpg"),
        ] {
            assert_eq!(behind(address).as_deref(), Some(inner), "{address}");
        }
    }

    #[test]
    fn other_addresses_stay() {
        for address in [
            "https://example.org/a.jpg?url=https%3A%2F%2Fexample.org%2Fb.jpg",
            "https://example.org/share?u=https%3A%2F%2Fexample.org%2F",
            "https://s1.wp.com/i/logo.png",
            "https://i0.wp.com/logo.png",
            "https://weserv.nl.example.org/?url=https%3A%2F%2Fexample.org%2Fa.jpg",
            "https://cdn.example.org/lee/image/upload/v1/a.png",
            "https://miro.example.org/v2/resize:fit:700/1*abc.png",
            "https://example.org/fetch/http-in-a-name.png",
            "https://example.org/2010/http-in-a-name.png",
            "https://example.org/_next/image?w=640",
            "https://images.weserv.nl/?url=javascript://example.org/%0aalert(1)",
            "a.jpg",
            "",
        ] {
            assert_eq!(behind(address), None, "{address}");
        }
        let deep = "//wsrv.nl/?url=".repeat(9) + "//example.org/a.jpg";
        assert_eq!(behind(&deep), None);
    }

    #[test]
    fn links_to_an_archive_stay_unless_it_wrote_them() {
        let there = "https://archive.example/web/20100203040506/http://example.org/a";
        assert_eq!(behind_link(there), None);
        assert_eq!(behind_link("/web/20100203040506/http://example.org/a").as_deref(), Some("http://example.org/a"));
        assert_eq!(behind_link("https://i1.wp.com/example.org/a.jpg").as_deref(), Some("http://example.org/a.jpg"));
    }
}
