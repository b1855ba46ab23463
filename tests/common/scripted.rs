//! What a page's script would have shown, and attributes alone hold: backgrounds, players, captions of galleries, e-mail
//! addresses.

use super::tree::{Step, Tree};
use archive_viewer::Article;

/// Attributes of players of components: addresses and numbers.
const PLAYERS: &[&str] = &["src", "data-src", "data-href", "data-url", "data-embed-url", "data-video-url"];
const NUMBERS: &[&str] = &["videoid", "video-id", "data-videoid", "data-video-id", "data-youtube-id", "data-yt-id"];
const HOSTS: &[&str] = &["youtube.com/", "youtube-nocookie.com/", "youtu.be/", "vimeo.com/", "gist.github.com/"];
const BACKGROUNDS: &[&str] = &["data-bg", "data-background", "data-background-image", "data-bg-src", "data-bgimage"];
const CAPTIONS: &[&str] = &["data-caption", "data-image-caption", "data-sub-html"];

/// What of it is neither in the article nor in the record.
pub fn lost(body: &str, article: &Article) -> Vec<String> {
    let mut all = article.html.as_str().replace("&amp;", "&");
    for change in &article.changes {
        all.extend([" ", &change.text, " ", &change.images.join(" ")]);
    }
    all.extend(article.embeds.iter().map(|embed| format!(" {}", embed.url)));
    let all = all.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut lost = Vec::new();
    let mut unseen = 0;
    Tree::walk(body, |step| match step {
        Step::Open(name, attributes) => {
            unseen += usize::from(is_unseen(name));
            if unseen == 0 || name == "script" {
                lost.extend(held(name, attributes).into_iter().filter(|held| !all.contains(&**held)));
            }
        }
        Step::Close(name) => unseen -= usize::from(is_unseen(name)),
        Step::Text(_) => {}
    });
    lost
}

fn is_unseen(name: &str) -> bool {
    matches!(name, "script" | "style" | "svg" | "template" | "head")
}

/// What an element's attributes hold, each as it has to be found.
fn held(name: &str, attributes: &[(String, String)]) -> Vec<String> {
    let mut held = Vec::new();
    for (attribute, value) in attributes {
        match &**attribute {
            "style" => held.extend(backgrounds(value)),
            known if BACKGROUNDS.contains(&known) => held.extend(backgrounds(value).or(Some(tail(value)))),
            known if CAPTIONS.contains(&known) => {
                let text = Tree::texts(value).concat();
                held.push(text.split_whitespace().collect::<Vec<_>>().join(" "));
            }
            known if PLAYERS.contains(&known) && !matches!(name, "img" | "source") => {
                let value = value.split(['?', '#']).next().unwrap_or_default();
                let is_player = HOSTS.iter().any(|host| value.contains(host)) && value.matches('/').count() > 2;
                held.extend(is_player.then(|| value.rsplit('/').next().unwrap_or_default().replace(".js", "")));
            }
            known if NUMBERS.contains(&known) => held.push(value.clone()),
            "data-cfemail" => held.extend(email(value)),
            _ => {}
        }
    }
    held
}

/// The e-mail address that hexadecimal bytes encode, the first of which is the key.
fn email(value: &str) -> Option<String> {
    let pairs = value.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
    let bytes: Vec<u8> = pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect::<Option<_>>()?;
    let key = *bytes.first()?;
    String::from_utf8(bytes[1..].iter().map(|byte| byte ^ key).collect()).ok().filter(|text| text.contains('@'))
}

/// The address in a style's background, unless it is a picture in a few bytes.
fn backgrounds(style: &str) -> Option<String> {
    let (before, rest) = style.split_once("url(")?;
    let is_background =
        before.rsplit(';').next().is_some_and(|rule| rule.contains("background") || rule.trim().is_empty());
    let address = rest.split(')').next()?.trim_matches(['"', '\'', ' ']);
    (is_background && !address.starts_with("data:") && address.contains(['/', '.'])).then(|| tail(address))
}

/// The part of an address that resolving leaves as it is.
fn tail(address: &str) -> String {
    let bare = address.trim().split_once("//").map_or(address.trim(), |(_, rest)| rest);
    bare.trim_start_matches(['.', '/']).to_owned()
}
