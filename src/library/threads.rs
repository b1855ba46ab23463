//! Threads of several files: which files are answers or replies to which post.
//!
//! A folder named like a post, `answers/7/` beside `questions/7.md` or `thread/7/` beside `thread/7.md`, has the parts of that
//! post's thread if its files are numbered, and most folders of its collection have such a post. Whether a file is a part is
//! said by the file too: it states no title, and an author or a date.

use super::day::moment;
use super::sort;
use crate::post::name::split_day;
use crate::post::{DateSource, Origin, Post};
use std::cmp::Ordering;
use std::hash::{DefaultHasher, Hash, Hasher};

/// Collections of pages about people or topics, whose posts are in folders named like them.
const NO_THREADS: &str = "authors users members people tags categories topics series";

/// Words before the number of a file.
const NUMBERED: &str = "answer comment entry reply message";

/// Posts with the name of a folder, beyond which none is looked at.
const MOST_NAMED: usize = 16;

/// Keys of a post's votes, and of what says that it is the best.
const VOTES: &str = "votes vote upvote upvotes vote_count score";
const BEST: &str = "best is_best best_answer accepted is_accepted";
const MOST_VOTES: i64 = 1 << 40;

/// By what a file is sorted among the parts of its thread, if it may be one: the best first, then by votes, date and name.
pub fn part_order(post: &Post) -> Option<String> {
    let has_author = post.author.is_some() && post.origins.author == Origin::FrontMatter || post.author_id.is_some();
    let has_date = post.date.as_ref().is_some_and(|date| date.from == DateSource::FrontMatter);
    if post.origins.title == Origin::FrontMatter || !(has_author || has_date) {
        return None;
    }
    let value = |keys: &str| post.extra.iter().find(|(key, _)| is_in(key, keys)).map_or("", |(_, value)| value);
    let is_best = matches!(value(BEST), "true" | "1" | "yes");
    let votes = value(VOTES).parse().map_or(0, |votes: i64| votes.clamp(-MOST_VOTES, MOST_VOTES));
    let date = post.date.as_ref().map_or(i64::MAX, |date| moment(&date.iso));
    // The sign bit the other way round: negative numbers come first.
    let date = date as u64 ^ 1 << 63;
    Some(format!("{}{:014}{date:020}{:0>24}", u8::from(!is_best), MOST_VOTES - votes, post.name))
}

/// The parts of threads among files, by the positions of their paths: of each part, and of its post.
pub(super) fn pairs(paths: &[&str]) -> Vec<(u32, u32)> {
    let files: Vec<File> = paths.iter().map(|path| File::of(path)).collect();
    let file = |at: u32| files[at as usize];
    let mut parts: Vec<u32> = (0..files.len() as u32).filter(|at| file(*at).may_be_part()).collect();
    if parts.is_empty() {
        return Vec::new();
    }
    // Posts by what their threads' folders have in common with them: the folder above both collections, and the name.
    let mut named: Vec<(u64, u32)> = (0..).zip(&files).map(|(at, file)| (key(file.above, file.stem), at)).collect();
    sort::by_key(&mut named);
    sort::by(&mut parts, &|a, b| file(a).compare(&file(b)).then(a.cmp(&b)));
    let mut pairs = Vec::new();
    for collection in parts.chunk_by(|a, b| file(*a).above == file(*b).above) {
        let own = file(collection[0]).above.unwrap_or_default();
        let folders: Vec<&[u32]> = collection.chunk_by(|a, b| file(*a).folder == file(*b).folder).collect();
        let name_of = |folder: &[u32]| file(folder[0]).own;
        if own.split('/').any(is_year) || folders.iter().all(|folder| is_year(name_of(folder))) {
            continue;
        }
        let posts_of = |folder: &&[u32]| -> Vec<u32> {
            let key = key(up(own), name_of(folder));
            let first = named.partition_point(|(other, _)| *other < key);
            let same = named[first..].iter().take(MOST_NAMED).take_while(move |(other, _)| *other == key);
            let may_be = |at: &u32| !is_in(file(*at).own.strip_prefix('_').unwrap_or(file(*at).own), NO_THREADS);
            same.map(|(_, at)| *at).filter(may_be).collect()
        };
        // The collection that most of the posts are in.
        let mut homes: Vec<(&str, usize)> = Vec::new();
        let posts: Vec<Vec<u32>> = folders.iter().map(posts_of).collect();
        for at in posts.iter().flatten().copied() {
            match homes.iter().position(|(home, _)| *home == file(at).folder) {
                Some(known) => homes[known].1 += 1,
                None if homes.len() < MOST_NAMED => homes.push((file(at).folder, 1)),
                None => {}
            }
        }
        let home = homes.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)));
        let Some((home, _)) = home.filter(|(_, count)| 2 * count > folders.len()) else { continue };
        for (folder, posts) in folders.iter().zip(&posts) {
            if let Some(post) = posts.iter().find(|at| file(**at).folder == home) {
                pairs.extend(folder.iter().map(|part| (*part, *post)));
            }
        }
    }
    // A post that has parts of its own is not a part.
    let mut posts: Vec<(u64, u32)> = pairs.iter().map(|(_, post)| (u64::from(*post), 0)).collect();
    sort::by_key(&mut posts);
    pairs.retain(|(part, _)| posts.binary_search(&(u64::from(*part), 0)).is_err());
    pairs
}

/// A path in parts.
#[derive(Clone, Copy)]
struct File<'a> {
    folder: &'a str,
    /// The folder's own name, and the folder above it, which the top has not.
    own: &'a str,
    above: Option<&'a str>,
    /// The name without its extension.
    stem: &'a str,
}

impl<'a> File<'a> {
    #[inline(never)]
    fn of(path: &'a str) -> Self {
        let (folder, name) = split(path);
        let (above, own) = split(folder.unwrap_or_default());
        let stem = &name[..name.rfind('.').unwrap_or(name.len())];
        File { folder: folder.unwrap_or_default(), own, above: above.or(folder.map(|_| "")), stem }
    }

    /// Whether the file is in a folder, and numbered.
    #[inline(never)]
    fn may_be_part(&self) -> bool {
        let (_, rest) = split_day(self.stem);
        let (word, number) = rest.split_at(rest.bytes().take_while(u8::is_ascii_lowercase).count());
        let number = if is_in(word, NUMBERED) { number } else { rest };
        let is_number = number.bytes().all(|b| b.is_ascii_hexdigit() || matches!(b, b'-' | b'_'));
        !self.folder.is_empty() && is_number && self.stem.bytes().any(|b| b.is_ascii_digit())
    }

    /// By the collection, then the folder.
    fn compare(&self, other: &File) -> Ordering {
        self.above.cmp(&other.above).then_with(|| self.own.cmp(other.own))
    }
}

/// The folder that a path is in, if it is in one, and its last name.
#[inline(never)]
fn split(path: &str) -> (Option<&str>, &str) {
    match path.rfind('/') {
        Some(at) => (Some(&path[..at]), &path[at + 1..]),
        None => (None, path),
    }
}

/// The folder above a folder; the top has none.
fn up(folder: &str) -> Option<&str> {
    split(folder).0.or(Some("").filter(|_| !folder.is_empty()))
}

#[inline(never)]
fn is_year(name: &str) -> bool {
    name.len() == 4 && (name.starts_with("19") || name.starts_with("20")) && name.bytes().all(|b| b.is_ascii_digit())
}

fn is_in(word: &str, list: &str) -> bool {
    list.split(' ').any(|other| other == word)
}

#[inline(never)]
fn key(folder: Option<&str>, name: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (folder, name).hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(paths: &str, expected: &[(&str, &str)]) {
        let paths: Vec<&str> = paths.split_whitespace().collect();
        let found = pairs(&paths);
        let found: Vec<_> = found.iter().map(|(part, post)| (paths[*part as usize], paths[*post as usize])).collect();
        assert_eq!(found, expected, "{paths:?}");
    }

    #[test]
    fn folders_named_like_posts() {
        let answers = [("x/_answers/7/8.md", "x/_p/7.md"), ("x/_answers/7/9.md", "x/_p/7.md")];
        check("x/_answers/7/8.md x/_answers/7/9.md x/_p/7.md", &answers);
        check("x/_p/7.md x/_answers/7/9.md x/_answers/7/8.md", &[answers[1], answers[0]]);
        check("thread/a.md thread/a/1.md", &[("thread/a/1.md", "thread/a.md")]);
        check("a.md a/1.md", &[("a/1.md", "a.md")]);
        check("q/a.html r/a/2020-01-02.md", &[("r/a/2020-01-02.md", "q/a.html")]);
        check(
            "q/a.md r/a/comment-12.md r/a/1f00-ab.md",
            &[("r/a/comment-12.md", "q/a.md"), ("r/a/1f00-ab.md", "q/a.md")],
        );
    }

    #[test]
    fn most_folders_have_a_post() {
        check("q/a.md r/a/1.md r/b/1.md", &[]);
        check("q/a.md q/b.md r/a/1.md r/b/1.md r/c/1.md", &[("r/a/1.md", "q/a.md"), ("r/b/1.md", "q/b.md")]);
        // The posts are in one collection.
        check("q/a.md s/b.md r/a/1.md r/b/1.md", &[]);
        check("q/a.md q/b.md s/a.md r/a/1.md r/b/1.md", &[("r/a/1.md", "q/a.md"), ("r/b/1.md", "q/b.md")]);
    }

    #[test]
    fn other_folders_are_no_threads() {
        // A post's own folder, chapters, a page bundle.
        check("posts/a.md posts/a/index.md posts/a/notes.md", &[]);
        check("guide.md guide/setup.md guide/2020-01-02-first.md guide/day2.md", &[]);
        // Folders of years and months beside a page about each.
        check("posts/2020/1.md posts/2021/1.md archive/2020.md archive/2021.md", &[]);
        check("posts/2020/01/1.md posts/2020/01.md", &[]);
        // Pages about people and topics.
        check("_users/7.md _posts/7/12.md", &[]);
        check("x/tags/7.md x/posts/7/12.md", &[]);
        // Too deep, or not beside it.
        check("q/a.md r/a/b/1.md", &[]);
        check("q/a.md s/r/a/1.md", &[]);
    }

    #[test]
    fn what_has_parts_is_none() {
        check("f/3.md f/3/12.md f/3/12/1.md", &[("f/3/12/1.md", "f/3/12.md")]);
    }

    #[test]
    fn parts_state_no_title() {
        let order = |text: &str| part_order(&Post::parse("7.md", text));
        assert!(order("---\nuser_name: Ann\n---\nWords.").is_some());
        assert!(order("---\nuser_id: 7\n---\nWords.").is_some());
        assert!(order("---\ndate: 2020-01-02\n---\n# Words").is_some());
        assert!(order("---\ntitle: A\nuser_name: Ann\n---\nWords.").is_none());
        assert!(order("---\ntags: [a]\n---\nWords.").is_none());
        assert!(order("Words.").is_none());
    }

    #[test]
    fn parts_are_in_the_order_that_the_archive_gives() {
        let sorted = |files: &[(&str, &str)]| {
            let order = |(name, front): &(&str, &str)| {
                let text = format!("---\nuser_id: 1\n{}\n---\nWords.", front.replace(", ", "\n"));
                (part_order(&Post::parse(name, &text)).unwrap(), name.trim_end_matches(".md").to_owned())
            };
            let mut orders: Vec<_> = files.iter().map(order).collect();
            orders.sort();
            orders.into_iter().map(|(_, name)| name).collect::<Vec<_>>().join(" ")
        };
        assert_eq!(sorted(&[("9.md", ""), ("100.md", ""), ("20.md", "")]), "9 20 100");
        assert_eq!(sorted(&[("1.md", "date: 2020-01-03"), ("2.md", "date: 1969-01-03"), ("3.md", "")]), "2 1 3");
        assert_eq!(
            sorted(&[("1.md", "upvote: 2"), ("2.md", "upvote: 10"), ("3.md", "upvote: -1"), ("4.md", "")]),
            "2 1 4 3"
        );
        assert_eq!(sorted(&[("1.md", "upvote: 2"), ("2.md", "accepted: true")]), "2 1");
        // In a conversation what is liked most does not come first.
        assert_eq!(sorted(&[("1.md", "likes: 2"), ("2.md", "likes: 10")]), "1 2");
    }
}
