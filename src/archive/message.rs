//! The heads of messages as HTTP, MIME and WARC have them, and what media types say.

/// The length of a head up to its blank line and with it, if it is whole; `from` bytes were searched before.
pub(super) fn head_length(bytes: &[u8], from: usize) -> Option<usize> {
    let from = from.saturating_sub(3);
    let find = |needle: &[u8]| memchr::memmem::find(&bytes[from..], needle).map(|at| from + at + needle.len());
    match (find(b"\r\n\r\n"), find(b"\n\n")) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

/// The value of a header's field.
pub(super) fn field<'t>(head: &'t str, name: &str) -> Option<&'t str> {
    let named = |line: &'t str| line.split_once(':').filter(|(own, _)| own.trim().eq_ignore_ascii_case(name));
    head.lines().find_map(named).map(|(_, value)| value.trim())
}

/// `charset` of a media type.
pub(super) fn charset(media_type: &str) -> Option<&str> {
    let (_, rest) = media_type.split_once("charset=")?;
    let rest = rest.trim_start_matches(['"', '\'', ' ']);
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"-_:.".contains(c)).unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

/// What a file is by its media type, as far as that matters here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Media {
    Page,
    /// Plain text.
    Text,
    /// A picture, with the ending of its name.
    Image(&'static str),
    Other,
}

/// Pictures by their media types.
const IMAGES: [(&str, &str); 9] = [
    ("image/jpeg", "jpg"),
    ("image/jpg", "jpg"),
    ("image/pjpeg", "jpg"),
    ("image/png", "png"),
    ("image/gif", "gif"),
    ("image/webp", "webp"),
    ("image/avif", "avif"),
    ("image/svg+xml", "svg"),
    ("image/bmp", "bmp"),
];

impl Media {
    /// Of a media type, which may have parameters.
    pub(super) fn of(media_type: &str) -> Media {
        match media_type.split(';').next().unwrap_or_default().trim() {
            "text/html" | "application/xhtml+xml" => Media::Page,
            "text/plain" => Media::Text,
            name => {
                IMAGES.iter().find(|(own, _)| *own == name).map_or(Media::Other, |(_, ending)| Media::Image(ending))
            }
        }
    }
}
