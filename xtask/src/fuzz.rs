//! Fuzzing: checks that the targets compile, and runs one of them.

use std::fs;
use std::path::Path;

use crate::Outcome;
use crate::command::Step;

const TARGETS: [&str; 4] = ["post", "article", "archive", "query"];

const MANIFEST: &str = "tests/fuzz/Cargo.toml";

/// Checks the targets, without the fuzzer and its nightly compiler. The tests of archives and of the search run theirs over
/// what they have.
pub fn check(root: &Path) -> Outcome {
    Step::new(root, "cargo", &["fmt", "--manifest-path", MANIFEST, "--check"]).run()?;
    Step::new(root, "cargo", &["check", "--manifest-path", MANIFEST]).run()
}

/// Has the tests write their archives into a folder.
fn write_archives(root: &Path, folder: &Path) -> Outcome {
    Step::new(root, "cargo", &["test", "--features", "command", "--test", "archive", "seeds"])
        .with_variable("ARCHIVE_SEEDS", &folder.to_string_lossy())
        .run()
}

/// Runs one target for `minutes`, with the fixtures as seeds.
///
/// # Errors
/// When there is no such target, when the fuzzer is not installed, or when it found something.
pub fn fuzz(root: &Path, name: &str, minutes: &str) -> Outcome {
    if !TARGETS.contains(&name) {
        return Err(format!("there is no target {name}: the targets are {}", TARGETS.join(" ")).into());
    }
    let minutes: u32 =
        minutes.parse().map_err(|_| format!("{minutes} is no number of minutes: it must be a whole one"))?;
    let compiler = compiler(root)?;
    let seeds = copy_seeds(root, name, &root.join("tests/fuzz/corpus").join(name))?;
    println!("# {seeds} seeds from tests/fixtures/");
    let time = format!("-max_total_time={}", u64::from(minutes) * 60);
    // Larger inputs show the same more slowly; no post may take ten seconds.
    let options = ["--", &time, "-max_len=65536", "-timeout=10"];
    let run = [&["fuzz", "run", "--fuzz-dir", "tests/fuzz", name], &options[..]].concat();
    compiler.step(root, &run).run().map_err(|error| {
        format!(
            "{error}\nWhat it found lies in tests/fuzz/artifacts/{name}/; this runs it again, with any compiler:\n  \
             cargo run --manifest-path {MANIFEST} --bin {name} FILE\n\
             Make it as small as it can be, and a case with a name."
        )
        .into()
    })
}

/// The compiler for the targets, whose instrumentation needs nightly features.
enum Compiler {
    Nightly,
    /// The project's stable compiler with nightly features unlocked, where there is no nightly one.
    Ours,
}

impl Compiler {
    fn step(&self, root: &Path, arguments: &[&str]) -> Step {
        match self {
            Self::Nightly => Step::new(root, "rustup", &[&["run", "nightly", "cargo"], arguments].concat()),
            Self::Ours => Step::new(root, "cargo", arguments).with_variable("RUSTC_BOOTSTRAP", "1"),
        }
    }
}

/// The available compiler.
///
/// # Errors
/// When cargo-fuzz is not installed.
fn compiler(root: &Path) -> Outcome<Compiler> {
    if Step::new(root, "cargo", &["fuzz", "--version"]).answer().is_none() {
        return Err("cargo-fuzz is not installed. This does it:\n  cargo install cargo-fuzz --locked".into());
    }
    let has_nightly = Step::new(root, "rustup", &["run", "nightly", "rustc", "--version"]).answer().is_some();
    Ok(if has_nightly { Compiler::Nightly } else { Compiler::Ours })
}

/// Copies every post of the fixtures, or the tests' archives for `archive`, into a folder; returns the number of seeds.
fn copy_seeds(root: &Path, name: &str, corpus: &Path) -> Outcome<usize> {
    fs::create_dir_all(corpus)?;
    if name == "archive" {
        write_archives(root, corpus)?;
        return Ok(fs::read_dir(corpus)?.count());
    }
    let mut seeds = 0;
    let mut folders = vec![root.join("tests/fixtures/posts"), root.join("tests/fixtures/files")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)?.flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let file = entry.file_name().to_string_lossy().into_owned();
            if file.starts_with("expected.") {
                continue;
            }
            let case = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            fs::copy(&path, corpus.join(format!("{case}-{file}")))?;
            seeds += 1;
        }
    }
    Ok(seeds)
}
