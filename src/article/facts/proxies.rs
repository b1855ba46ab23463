//! Media proxies: what is behind the address of a service that fetches, resizes or archives pictures of others.

use super::players::is_web;
use crate::text::percent;
use Place::{HostAndPath, Options, Parameter};

/// Where a proxy has the address of what it shows.
enum Place {
    /// In a parameter of the query.
    Parameter(&'static str),
    /// In the path, as it is or encoded, perhaps after options; a path alone is of the same host.
    Options,
    /// The path is host and path.
    HostAndPath,
}

/// Hosts and all below them, or any host; the part of the path after which the address is; its place.
#[rustfmt::skip]
const PROXIES: &[(&str, &str, Place)] = &[
    ("images.weserv.nl", "", Parameter("url=")), ("wsrv.nl", "", Parameter("url=")),
    ("wp.com", "imgpress", Parameter("url=")), ("wordpress.com", "imgpress", Parameter("url=")),
    ("duckduckgo.com", "iu/", Parameter("u=")), ("googleusercontent.com", "gadgets/proxy", Parameter("url=")),
    // Next.js and its hosts.
    ("", "_next/image", Parameter("url=")), ("", "_vercel/image", Parameter("url=")), ("", ".netlify/images", Parameter("url=")),
    // Cloudinary and those that use it, Cloudflare, Thumbor.
    ("", "image/fetch/", Options), ("", "cdn-cgi/image/", Options), ("", "unsafe/", Options),
    ("i0.wp.com", "", HostAndPath), ("i1.wp.com", "", HostAndPath), ("i2.wp.com", "", HostAndPath), ("i3.wp.com", "", HostAndPath),
    ("cdn.ampproject.org", "/s/", HostAndPath),
];

/// The parts of a path that the marks for any host begin with.
const FIRST_PARTS: &[&str] = &["_next", "_vercel", ".netlify", "image", "cdn-cgi", "unsafe"];

/// What Jetpack's proxy is asked for; with any other parameter all may be the picture's own.
#[rustfmt::skip]
const OF_JETPACK: &[&str] = &["", "w", "h", "crop", "resize", "fit", "lb", "ulb", "filter", "zoom", "quality", "strip", "ssl", "is-pending-load"];

/// More proxies around each other are somebody's joke.
const MOST: usize = 4;

/// The address behind any proxies and archives' copies of a picture; none where there is no proxy.
pub fn behind(address: &str) -> Option<String> {
    unwrap(address, true)
}

/// The address behind that of a link. What leads to an archive's copy does so on purpose, unless the archive wrote the link
/// itself, relative to its own pages.
pub fn behind_link(address: &str) -> Option<String> {
    unwrap(address, false)
}

#[inline(never)]
fn unwrap(address: &str, is_picture: bool) -> Option<String> {
    // These can be long, and full of slashes.
    if address.starts_with("data:") {
        return None;
    }
    let mut found: Option<String> = None;
    for _ in 0..=MOST {
        match behind_one(found.as_deref().unwrap_or(address), is_picture) {
            Some(inner) => found = Some(inner),
            None => return found,
        }
    }
    None
}

fn behind_one(address: &str, is_picture: bool) -> Option<String> {
    let with_host = ["https://", "http://", "//"].iter().find_map(|scheme| address.strip_prefix(scheme));
    let rest = with_host.unwrap_or(address);
    // Of a relative one the host is empty.
    let (host, path) = rest.split_once('/')?;
    let (site, _) = address.split_at(address.len() - path.len() - 1);
    let mut may_have_mark = false;
    let (mut last, mut at) = ("", 0);
    for part in path.split('/') {
        match part.as_bytes().first() {
            Some(b'h') if is_picture || host.is_empty() => {
                // `/web/20100203040506im_/http://…`
                let is_moment = (4..=17).contains(&last.len()) && last.bytes().take(4).all(|b| b.is_ascii_digit());
                let inner = path.get(at..)?;
                let is_address = inner.starts_with("http://") || inner.starts_with("https://");
                if is_moment && is_address && is_web(inner) {
                    return Some(inner.to_owned());
                }
            }
            _ => may_have_mark |= FIRST_PARTS.contains(&part),
        }
        (last, at) = (part, at + part.len() + 1);
    }
    PROXIES.iter().find_map(|(of, mark, place)| {
        let before = host.strip_suffix(of)?;
        let is_host = if of.is_empty() { may_have_mark } else { before.is_empty() || before.ends_with('.') };
        let (_, rest) = if is_host { path.split_once(mark)? } else { return None };
        inner_of(site, rest, place).filter(|inner| is_web(inner) || host.is_empty() && inner.starts_with('/'))
    })
}

/// What follows the mark of a proxy, made an address.
#[inline(never)]
fn inner_of(site: &str, rest: &str, place: &Place) -> Option<String> {
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (before, inner) = match place {
        HostAndPath => {
            path.split_once('/').filter(|(host, _)| host.contains('.'))?;
            let is_own = query.split('&').all(|pair| OF_JETPACK.contains(&pair.split('=').next().unwrap_or_default()));
            // The mark of the AMP cache, `/s/`, stands for https.
            let is_secure = query.contains("ssl=1") || site.ends_with("ampproject.org");
            (if is_secure { "https://" } else { "http://" }, if is_own { path } else { rest }.to_owned())
        }
        Options if rest.contains("://") => ("", rest.split_at(rest.find("http")?).1.to_owned()),
        Options if !path.contains("http") => {
            // Cloudflare also resizes what is on its own host: `width=80,quality=75/a.jpg`.
            let (options, own) = rest.split_once('/')?;
            options.find('=')?;
            (site, ["/", own].concat())
        }
        _ => {
            let inner = match place {
                Parameter(name) => query.split('&').find_map(|pair| pair.strip_prefix(name))?,
                _ => path.split_at(path.find("http")?).1,
            };
            let inner = percent::decode(inner);
            if matches!(place, Options) && !inner.contains("://") {
                return None;
            }
            let before = if !inner.starts_with('/') && !inner.contains("//") {
                "http://"
            } else if inner.starts_with('/') && !inner.starts_with("//") {
                site
            } else {
                ""
            };
            (before, inner)
        }
    };
    (!inner.contains('\u{fffd}')).then(|| [before, &inner].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_become_what_is_behind_them() {
        for (address, inner) in [
            ("https://images.weserv.nl/?url=https%3A%2F%2Fexample.org%2Fa.jpg&w=300", "https://example.org/a.jpg"),
            ("https://wsrv.nl/?url=example.org/a.jpg", "http://example.org/a.jpg"),
            ("https://i0.wp.com/example.org/a%20b.jpg?resize=300%2C200&ssl=1", "https://example.org/a%20b.jpg"),
            ("http://i2.wp.com/example.org/a.jpg?oh=1f&w=300", "http://example.org/a.jpg?oh=1f&w=300"),
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
            ("https://example-org.cdn.ampproject.org/i/s/example.org/a.jpg", "https://example.org/a.jpg"),
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
            "https://example.org/unsafe/http-in-a-name.png",
            "https://x.cdn.ampproject.org/i/example.org/images/2010/a.jpg",
            "https://x.cdn.ampproject.org/i/example.org/s/2010/a.jpg",
            "https://example.org/2010/http:/a/2010/http:/b.jpg",
            "https://example.org/2010/http-in-a-name.png",
            "https://example.org/_next/image?w=640",
            "https://images.weserv.nl/?url=javascript://example.org/%0aalert(1)",
            "a.jpg",
            "",
        ] {
            assert_eq!(behind(address), None, "{address}");
        }
        assert_eq!(behind("https://s1.wp.com/i/logo.png//"), None);
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
