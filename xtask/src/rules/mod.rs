//! What each rule takes from a corpus, and what a change to the rules changes: `cargo xtask rules FOLDER|ARCHIVE`
//!
//! The core's `clean` program runs over every post; only its JSON is read, so that a core that doesn't compile, or one of
//! another revision, is no obstacle.

mod compare;
mod corpus;
mod post;
mod program;
mod prose;
mod report;
mod tally;

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::Outcome;
use compare::Comparison;
use corpus::Corpus;
use post::{CleanedPost, Removal};
use program::Program;
use report::Limits;
use tally::Tally;

/// What the command is asked for.
#[derive(Debug, Default, PartialEq, Eq)]
struct Options {
    corpus: PathBuf,
    against: Option<String>,
    save: Option<PathBuf>,
    prose: bool,
    all: bool,
    reason: Option<String>,
}

impl Options {
    fn read(words: &[&str]) -> Outcome<Self> {
        let mut options = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let mut value = || words.next().map(|value| (*value).to_owned()).ok_or(format!("{word} needs a value"));
            match *word {
                "--against" => options.against = Some(value()?),
                "--save" => options.save = Some(std::path::absolute(value()?)?),
                "--reason" => options.reason = Some(value()?),
                "--prose" => options.prose = true,
                "--all" => options.all = true,
                option if option.starts_with("--") => return Err(format!("rules does not know {option}").into()),
                corpus if options.corpus.as_os_str().is_empty() => options.corpus = std::path::absolute(corpus)?,
                other => return Err(format!("rules takes one folder or archive, and not {other} as well").into()),
            }
        }
        if options.corpus.as_os_str().is_empty() {
            return Err("rules needs a folder or an archive of posts".into());
        }
        Ok(options)
    }

    fn wants(&self, removal: &Removal) -> bool {
        self.reason.as_deref().is_none_or(|wanted| wanted == removal.reason || wanted == removal.step)
    }
}

/// Prints what each rule takes from a corpus, beside another run where one is named.
///
/// # Errors
/// When an option is not understood, the corpus can't be read, or a program can't be built or run.
pub fn rules(root: &Path, words: &[&str]) -> Outcome {
    let options = Options::read(words)?;
    let saved = options.against.as_deref().filter(|against| Path::new(against).is_file());
    let saved = saved.map(|file| post::read_saved(Path::new(file))).transpose()?;
    let corpus = Corpus::open(root, &options.corpus)?;
    let before = match (saved, &options.against) {
        (Some(saved), _) => Some(saved),
        (None, Some(revision)) => Some(run_all(&Program::of_revision(root, revision)?, &corpus)?),
        (None, None) => None,
    };
    let program = Program::of_worktree(root)?;

    let mut save = options.save.as_ref().map(File::create).transpose()?.map(BufWriter::new);
    let mut tally = Tally::default();
    let mut comparison = before.map(Comparison::with);
    let mut prose = Vec::new();
    program.run(&corpus, |mut post| {
        if let Some(save) = &mut save {
            serde_json::to_writer(&mut *save, &post)?;
            save.write_all(b"\n")?;
        }
        post.removed.retain(|removal| options.wants(removal));
        tally.add(&post);
        if options.prose && comparison.is_none() {
            let texts = post.removed.iter().filter(|removal| removal.is_removed() && prose::is_prose(&removal.text));
            prose.extend(texts.map(|removal| (post.post.clone(), removal.clone())));
        }
        if let Some(comparison) = &mut comparison {
            comparison.add(post, |removal| options.wants(removal));
        }
        Ok(())
    })?;
    if let Some(mut save) = save {
        save.flush()?;
    }

    let limits = if options.all { Limits::NONE } else { Limits::SHORT };
    let out = &mut std::io::stdout().lock();
    report::write_tally(out, &tally, &limits)?;
    if options.prose && comparison.is_none() {
        report::write_prose(out, "Removals with prose", &prose, &limits)?;
    }
    if let Some(comparison) = comparison {
        report::write_changes(out, &comparison.finish(), options.prose, &limits)?;
    }
    Ok(())
}

fn run_all(program: &Program, corpus: &Corpus) -> Outcome<Vec<CleanedPost>> {
    let mut posts = Vec::new();
    program.run(corpus, |post| {
        posts.push(post);
        Ok(())
    })?;
    Ok(posts)
}

#[cfg(test)]
mod tests {
    use super::Options;
    use std::path::Path;

    #[test]
    fn one_corpus_and_options_in_any_order() {
        let options = Options::read(&["--against", "main", "/posts", "--prose", "--save", "/run.jsonl"]).unwrap();
        assert_eq!(options.corpus, Path::new("/posts"));
        assert_eq!(options.against.as_deref(), Some("main"));
        assert_eq!(options.save.as_deref(), Some(Path::new("/run.jsonl")));
        assert!(options.prose && !options.all);
        for wrong in [&[][..], &["/a", "/b"], &["/a", "--against"], &["/a", "--prosa"]] {
            assert!(Options::read(wrong).is_err(), "{wrong:?}");
        }
    }
}
