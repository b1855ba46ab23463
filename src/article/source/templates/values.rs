//! What the parameters of a tag say: addresses, and words for people.

use super::html::link;
use super::parameters::Parameter;
use super::text::is_among;
use super::{inline, text};
use crate::article::facts::images::is_picture_address;

/// The value of the first of these names, apart by spaces, that has one.
#[inline(never)]
pub fn named<'a>(parameters: &'a [Parameter], names: &str) -> &'a str {
    let find = |name: &str| parameters.iter().find(|p| is_said(p) && p.name.eq_ignore_ascii_case(name));
    names.split(' ').find_map(find).map_or("", |p| &p.value)
}

/// The values without names, in their order.
#[inline(never)]
pub fn by_place<'a>(parameters: &'a [Parameter]) -> Vec<&'a str> {
    parameters.iter().filter(|p| p.name.is_empty()).map(|p| p.value.as_str()).collect()
}

/// Whether a value is more than a switch.
fn is_said(p: &Parameter) -> bool {
    !matches!(p.value.as_str(), "" | "true" | "false")
}

/// Names of parameters that are read by people.
const SAID: &str = "caption title attr description desc text content label summary message quote author cite credit body subtitle heading header";

/// Names whose values are for the page, whatever they look like, or that are read elsewhere.
const LAYOUT: &str = "alt class style id type size sizes align width height format options data";

/// What people read in the parameters of a tag that isn't known, each once.
#[inline(never)]
pub fn said<'a>(parameters: &'a [Parameter]) -> Vec<&'a str> {
    let mut said: Vec<&str> = Vec::new();
    for p in parameters.iter().filter(|p| is_said(p)) {
        let value = text::trim(&p.value);
        let is_like_text = || !value.is_ascii() || p.is_quoted && text::has(value, " ");
        let is_text = is_among(SAID, p.name) || is_like_text() && !is_among(LAYOUT, p.name);
        if is_text && !is_address(value) && value.chars().any(char::is_alphanumeric) && !said.contains(&value) {
            said.push(value);
        }
    }
    // Without its picture an alternative text is what a reader gets.
    let alt = text::trim(named(parameters, "alt"));
    if !alt.is_empty() && !said.iter().any(|said| text::has(said, alt)) {
        said.insert(0, alt);
    }
    said
}

/// The words without quotes of a tag of Hexo that isn't known, if there are several: `{% label primary @a text %}`.
#[inline(never)]
pub fn words(parameters: &[Parameter]) -> String {
    let mut out = String::new();
    let is_word = |p: &&Parameter| {
        let is_letter = |c: char| c.is_alphabetic() || "@'’,.!?-".contains(c);
        p.name.is_empty() && !p.is_quoted && p.value.chars().all(is_letter) && !is_address(&p.value)
    };
    parameters.iter().filter(is_word).for_each(|p| text::push_word(&mut out, &p.value));
    let start = out.find('@').map_or(0, |at| at + 1);
    if text::has(&out, " ") { out.split_off(start) } else { String::new() }
}

/// Whether a value is an address of the web.
pub fn is_web(value: &str) -> bool {
    text::has(value, "://")
}

/// Whether a value is an address or a picture's name.
#[inline(never)]
pub fn is_address(value: &str) -> bool {
    !value.bytes().any(|b| b.is_ascii_whitespace() || b == b'<')
        && (is_web(value) || value.starts_with(['/', '#']) || value.starts_with("mailto:") || is_picture_address(value))
}

/// The address of what a player plays: one that is given, or one made of ids.
#[inline(never)]
pub fn player_address(parameters: &[Parameter], inner: &str, before: &str, between: &str) -> Option<String> {
    let mut values = by_place(parameters);
    values.push(inner);
    let given = parameters.iter().map(|p| p.value.as_str()).find(|value| is_web(value));
    if let Some(address) = given.or(Some(inner).filter(|inner| is_web(inner))) {
        return Some(address.to_owned());
    }
    let is_id =
        |id: &str| !id.is_empty() && text::count(id, &|b| b.is_ascii_alphanumeric() || b"_-/".contains(&b)) == id.len();
    let mut user = named(parameters, "user username");
    let mut id = named(parameters, "id video videoid video_id youtubeid youtube_id bvid");
    if id.is_empty() {
        id = values[0];
        // `user id`; behind a sole id come a player's sizes, or a file of it.
        if !between.is_empty() && values.get(1).is_some_and(|second| is_id(second)) {
            (user, id) = (id, values[1]);
        }
    }
    if user.is_empty() && between.len() > 1 {
        user = "i";
    }
    let between = if user.is_empty() { "" } else { between };
    (is_id(id) && (user.is_empty() || is_id(user))).then(|| text::concat(&[before, user, between, id]))
}

/// The address of the file or page that an element shows.
#[inline(never)]
pub fn media_address(parameters: &[Parameter], inner: &str) -> Option<String> {
    let mut values = by_place(parameters);
    values.insert(0, named(parameters, "src url mp4 m4v webm ogv mp3 m4a ogg wav file path link"));
    values.push(inner);
    let address = values.into_iter().find(|value| !value.is_empty())?.split('|').next()?;
    let is_one = |b: u8| b == b'/' || b == b'.';
    (address.bytes().any(is_one) && !text::has(address, " ")).then(|| address.to_owned())
}

/// Of whom a quotation is: `author[, source] [link] [title of the link]`, as Hexo has it, or by names.
#[inline(never)]
pub fn of_whom(parameters: &[Parameter]) -> String {
    let mut words = String::new();
    let mut label = String::new();
    let mut address = "";
    for p in parameters {
        if address.is_empty() && is_web(&p.value) {
            address = &p.value;
        } else if p.name.is_empty() || is_among("author source cite title by attribution name", p.name) {
            text::push_word(if address.is_empty() { &mut words } else { &mut label }, &p.value);
        }
    }
    let mut out = inline::render(&words);
    if !address.is_empty() {
        let label = inline::render(if label.is_empty() { address } else { &label });
        text::push_word(&mut out, &text::concat(&[&link(address), &label, "</a>"]));
    }
    out
}
