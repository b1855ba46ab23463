//! The `clean` program, of the working tree or of a revision, and running it over a corpus.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::corpus::Corpus;
use super::post::{self, CleanedPost};
use crate::Outcome;
use crate::build;
use crate::command::Step;

/// Files per run of the program. Windows limits a command line to 32 KiB, a run's output is held in memory.
const BATCH: usize = if cfg!(windows) { 100 } else { 200 };

const BUILD: [&str; 4] = ["build", "--release", "--example", "clean"];

/// A built `clean`.
pub struct Program(PathBuf);

impl Program {
    /// The one of the working tree.
    pub fn of_worktree(root: &Path) -> Outcome<Self> {
        Step::new(root, "cargo", &BUILD).run()?;
        Ok(Self(program_in(&build::target_folder(root))))
    }

    /// The one of a git revision. It is built in a temporary worktree, with a target folder that all revisions share,
    /// and kept under the name of its commit.
    ///
    /// # Errors
    /// When there is no such revision, or it can't be built.
    pub fn of_revision(root: &Path, revision: &str) -> Outcome<Self> {
        let commit = format!("{revision}^{{commit}}");
        let commit = Step::new(root, "git", &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])
            .answer()
            .ok_or(format!("there is no file and no revision {revision}"))?;
        let folder = build::target_folder(root).join("rules");
        let kept = folder.join(format!("clean-{commit}{}", std::env::consts::EXE_SUFFIX));
        if !kept.is_file() {
            fs::create_dir_all(&folder)?;
            let worktree = Worktree::add(root, folder.join(format!("tree-{}", std::process::id())), &commit)?;
            let target = folder.join("target");
            Step::new(&worktree.folder, "cargo", &BUILD)
                .with_variable("CARGO_TARGET_DIR", &target.to_string_lossy())
                .run()?;
            fs::copy(program_in(&target), &kept)?;
        }
        Ok(Self(kept))
    }

    /// Cleans every post of a corpus and hands them over batch by batch, in their order.
    ///
    /// # Errors
    /// When the program can't be started or prints something else than a JSON line a file, and the first error of `each`.
    pub fn run(&self, corpus: &Corpus, mut each: impl FnMut(CleanedPost) -> Outcome) -> Outcome {
        for batch in corpus.posts.chunks(BATCH) {
            match self.clean(batch)? {
                Some(posts) => posts.into_iter().try_for_each(&mut each)?,
                // One of them crashed it. Its output is buffered, so it doesn't say which.
                None => {
                    for (at, (path, _)) in batch.iter().enumerate() {
                        match self.clean(&batch[at..=at])? {
                            Some(posts) => posts.into_iter().try_for_each(&mut each)?,
                            None => each(CleanedPost { error: Some("crashed".into()), ..CleanedPost::of(path) })?,
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// The cleaned posts, or `None` where the program crashed.
    fn clean(&self, posts: &[(String, PathBuf)]) -> Outcome<Option<Vec<CleanedPost>>> {
        let output = Command::new(&self.0)
            .args(posts.iter().map(|(_, file)| file))
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| format!("{} can't run: {error}", self.0.display()))?;
        if !output.status.success() {
            return Ok(None);
        }
        let text = String::from_utf8(output.stdout)?;
        let lines: Vec<&str> = text.lines().collect();
        if lines.len() != posts.len() {
            return Err(format!("clean printed {} lines for {} files", lines.len(), posts.len()).into());
        }
        let parsed = lines
            .iter()
            .zip(posts)
            .map(|(line, (path, _))| post::parse_line(path, line).map_err(|error| format!("{path}: {error}").into()));
        parsed.collect::<Outcome<_>>().map(Some)
    }
}

fn program_in(target: &Path) -> PathBuf {
    target.join("release").join("examples").join("clean").with_extension(std::env::consts::EXE_EXTENSION)
}

/// A checkout that is removed again.
struct Worktree<'a> {
    root: &'a Path,
    folder: PathBuf,
}

impl<'a> Worktree<'a> {
    fn add(root: &'a Path, folder: PathBuf, commit: &str) -> Outcome<Self> {
        let path = folder.to_string_lossy().into_owned();
        Step::new(root, "git", &["worktree", "add", "--quiet", "--detach", &path, commit]).run()?;
        Ok(Self { root, folder })
    }
}

impl Drop for Worktree<'_> {
    fn drop(&mut self) {
        let path = self.folder.to_string_lossy().into_owned();
        if let Err(error) = Step::new(self.root, "git", &["worktree", "remove", "--force", &path]).run() {
            eprintln!("{error}");
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::Program;
    use crate::rules::corpus::Corpus;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn a_post_that_crashes_the_program_is_named_and_the_others_are_cleaned() {
        let folder = std::env::temp_dir().join(format!("xtask-rules-program-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let program = folder.join("clean");
        let script = r#"#!/bin/sh
for file; do
  case $file in bad) kill -ABRT $$;; esac
  echo "{\"path\":\"$file\",\"text\":\"words\",\"removed\":[]}"
done"#;
        fs::write(&program, script).unwrap();
        fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).unwrap();
        let corpus =
            Corpus { posts: ["good", "bad", "fine"].map(|name| (format!("_posts/{name}"), name.into())).into() };
        let mut seen = Vec::new();
        let run = Program(program).run(&corpus, |post| {
            seen.push((post.post, post.kept, post.error));
            Ok(())
        });
        fs::remove_dir_all(folder).unwrap();
        run.unwrap();
        let crashed = Some("crashed".to_owned());
        let expected =
            [("_posts/good".into(), 5, None), ("_posts/bad".into(), 0, crashed), ("_posts/fine".into(), 5, None)];
        assert_eq!(seen, expected);
    }
}
