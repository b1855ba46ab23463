//! The posts of one version, each cleaned by itself: what repeats around it in one version and not in the other is no change.

use crate::inputs::{Input, base_name};
use crate::outcome::{Failure, Outcome};
use crate::progress::Progress;
use crate::reading::Item;
use crate::workers::{in_order, with_less_effort};
use archive_viewer::archive::wrapping;
use archive_viewer::file::EncodingRs;
use archive_viewer::page::CleanedPost;
use std::collections::BTreeMap;

/// Posts by their paths.
pub struct Version {
    /// The posts, by paths without folders that merely wrap everything else.
    pub posts: BTreeMap<String, Post>,
    /// Whether all could be read.
    pub is_whole: bool,
}

/// What is compared of a post.
pub struct Post {
    /// The hash of its file.
    pub sum: [u8; 32],
    /// Its fields with their names.
    pub fields: Vec<(&'static str, String)>,
    /// The article's text, then the comments'.
    pub text: String,
    /// The addresses of its pictures.
    pub pictures: Vec<String>,
}

impl Version {
    /// Reads and cleans all posts of an input.
    ///
    /// # Errors
    /// When the rest of it can't be read.
    pub fn read(input: &Input) -> Outcome<Version> {
        let (mut reading, mut progress) = (input.reading(), Progress::start());
        let (mut posts, mut is_whole) = (BTreeMap::new(), true);
        let see = |item| match item {
            Ok(Item::Text(text, share)) if text.is_post => {
                let path = if input.is_many() { text.path } else { base_name(&text.path).to_owned() };
                Ok(Some((Post::of(&path, &text.bytes).map_err(|reason| format!("{path}: {reason}")), path, share)))
            }
            Ok(Item::Refused(unopened)) => {
                Ok(Some((Err(format!("{}: {}", unopened.path, unopened.message)), String::new(), 1.0)))
            }
            Ok(Item::Unread(_, sentence)) => Ok(Some((Err(sentence), String::new(), 1.0))),
            Ok(_) => Ok(None),
            Err(sentence) => Err(sentence),
        };
        in_order(&mut reading, see, |seen| {
            match seen.map_err(Failure::Input)? {
                Some((Ok(post), path, share)) => {
                    posts.insert(path, post);
                    progress.add("read", share);
                }
                Some((Err(sentence), ..)) => {
                    progress.warn(&sentence);
                    is_whole = false;
                }
                None => {}
            }
            Ok::<(), Failure>(())
        })?;
        progress.end();
        let around = wrapping(&reading.rows());
        let posts =
            posts.into_iter().map(|(path, post)| (path.strip_prefix(&around).unwrap_or(&path).to_owned(), post));
        Ok(Version { posts: posts.collect(), is_whole })
    }
}

impl Post {
    fn of(path: &str, bytes: &[u8]) -> Result<Post, String> {
        let stopped = || Err("the program stopped while it read the file".to_owned());
        with_less_effort(|effort| {
            let file = effort.read(path, bytes, &EncodingRs).map_err(|error| error.to_string())?;
            let post = CleanedPost::of_text(path, file, effort, &[], None);
            let mut text = post.text;
            let mut comments: Vec<_> = post.discussion.iter().rev().collect();
            while let Some(comment) = comments.pop() {
                text.extend(["\n", &comment.text]);
                comments.extend(comment.replies.iter().rev());
            }
            let fields = vec![
                ("title", post.title),
                ("date", post.date.unwrap_or_default()),
                ("author", post.author.unwrap_or_default()),
                ("source", post.source.unwrap_or_default()),
                ("tags", post.tags.join(", ")),
                ("categories", post.categories.join(", ")),
                ("lang", post.lang),
            ];
            let pictures = post.figures.into_iter().map(|figure| figure.src).collect();
            Ok(Post { sum: hmac_sha256::Hash::hash(bytes), fields, text, pictures })
        })
        .unwrap_or_else(stopped)
    }
}
