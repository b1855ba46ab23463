//! A kind of boilerplate: its phrases, and the guard that spares what only looks like it.

use crate::article::reason::Reason;

/// A kind of boilerplate.
pub struct Rule {
    /// The reason in the log.
    pub reason: Reason,
    /// The phrase file; see [`Section`].
    pub phrases: &'static str,
    /// What a match must also be.
    pub guard: Guard,
}

/// What an element whose class or text matches must also be in order to go. In doubt it stays.
pub struct Guard {
    /// The most characters of an element that is not mostly links.
    pub max_len: usize,
    /// The most characters of one that is.
    pub max_linked: usize,
    /// The least share of links in an element that is not mostly links.
    pub min_density: f64,
    /// Large pictures that it may hold.
    pub images: Images,
    /// Whether an inline element without text, a button, may hold a picture all the same.
    pub has_icon_buttons: bool,
    /// Whether it may be a caption, or inside of one.
    pub goes_from_captions: bool,
    /// Whether an element that is not mostly links goes only after most of the prose.
    pub ends_page: bool,
    /// Whether a sentence between two paragraphs of prose stays, though one word of its class matches.
    pub spares_amid_prose: bool,
    /// Whether the name before each of several posts, as in a conversation, stays.
    pub spares_speakers: bool,
    /// Whether a list whose links all lead to other sites stays: it is the author's.
    pub spares_outbound: bool,
    /// Whether a paragraph without attributes between two paragraphs of prose stays, though its whole text matches.
    pub spares_bare_paragraphs: bool,
    /// Whether prose goes with it: what its class names is plainly about the page.
    pub takes_prose: bool,
    /// Whether a text about somebody stays, though it begins like a statement of the site.
    pub spares_reports: bool,
}

/// Large pictures inside a match.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Images {
    /// It stays if it holds one.
    None,
    /// It stays if it holds one, also where the class alone would be enough.
    NoneEver,
    /// One, if it is mostly links.
    OneLinked,
    /// Any number: they are thumbnails.
    Any,
}

impl Guard {
    /// Short, or mostly links, and without pictures.
    pub const DEFAULT: Guard = Guard {
        max_len: 90,
        max_linked: usize::MAX,
        min_density: 0.0,
        images: Images::None,
        has_icon_buttons: false,
        goes_from_captions: false,
        ends_page: false,
        spares_amid_prose: false,
        spares_speakers: false,
        spares_outbound: false,
        spares_bare_paragraphs: true,
        takes_prose: false,
        spares_reports: false,
    };
}

/// A section of a phrase file.
///
/// A phrase file has one phrase per line, in lower case, under the name of its section in brackets. `_` at an end of a
/// phrase is a space, and lines that begin with `# ` are comments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Section {
    /// Words of a class, id or component name that no article gives its own parts.
    ClassSure,
    /// Words of such a name that articles may give theirs too.
    ClassLikely,
    /// Words of such a name after which an element goes whatever its length, unless it is the article.
    ClassWhole,
    /// ARIA roles.
    Role,
    /// Whole texts of blocks, without punctuation at their ends.
    WholeText,
    /// Beginnings of short blocks, without punctuation before them.
    Opening,
    /// Beginnings of URLs, after `https://www.`.
    Url,
    /// Whole texts of headings above lists.
    Heading,
    /// Beginnings of such headings, which go on with a name.
    HeadingOpening,
    /// Beginnings and ends of such headings, around a name, whose place is `…`.
    HeadingFrame,
    /// Labels before an author's name.
    Label,
    /// Words of lines that only say who, when or how often shared.
    MetaWord,
    /// Parts of short lines at the end of a page.
    Statement,
    /// Parts of URL paths of lists of posts.
    ListPath,
    /// Words that ask readers to subscribe.
    Request,
    /// What subscribers get.
    Offer,
    /// Beginnings of words in the path of a URL at which one subscribes.
    UrlWord,
    /// Hosts of services for it.
    Host,
    /// Services that relay feeds.
    Service,
    /// What blogs add to each post of their feed.
    Footer,
    /// Words of dates.
    DateWord,
    /// Words that only join others in such lines.
    JoiningWord,
    /// Labels before the name of a source.
    SourceLabel,
}

impl Section {
    /// Every section with its name in the phrase files.
    pub const NAMES: &[(&str, Section)] = &[
        ("class sure", Section::ClassSure),
        ("class likely", Section::ClassLikely),
        ("class whole", Section::ClassWhole),
        ("role", Section::Role),
        ("whole text", Section::WholeText),
        ("opening", Section::Opening),
        ("url", Section::Url),
        ("heading", Section::Heading),
        ("heading opening", Section::HeadingOpening),
        ("heading frame", Section::HeadingFrame),
        ("label", Section::Label),
        ("meta word", Section::MetaWord),
        ("statement", Section::Statement),
        ("list path", Section::ListPath),
        ("request", Section::Request),
        ("offer", Section::Offer),
        ("url word", Section::UrlWord),
        ("host", Section::Host),
        ("service", Section::Service),
        ("footer", Section::Footer),
        ("date word", Section::DateWord),
        ("joining word", Section::JoiningWord),
        ("source label", Section::SourceLabel),
    ];

    /// The section whose header a line is.
    fn of_header(line: &str) -> Option<Section> {
        let name = line.strip_prefix('[')?.strip_suffix(']')?;
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, section)| *section)
    }

    /// The phrases of a phrase file, each with its section.
    pub fn read(file: &'static str) -> impl Iterator<Item = (Section, &'static str)> {
        let mut current = None;
        file.lines().filter_map(move |line| {
            let header = Section::of_header(line);
            current = header.or(current);
            let is_phrase = header.is_none() && !line.is_empty() && !line.starts_with("# ");
            current.filter(|_| is_phrase).map(|section| (section, line))
        })
    }
}
