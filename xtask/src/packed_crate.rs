//! The crate as it is published: packed, built in a fresh folder without the patched crates, and tried.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::build;
use crate::command::Step;
use crate::setup;

/// What crates.io takes, in bytes.
const MAX_BYTES: u64 = 10 * 1024 * 1024;

/// Packs the crate, runs the tests that are in it and the command that it installs, and compares its interface with the last
/// tag's. The viewer must have been put into it.
///
/// # Errors
/// When it is too large, or something fails.
pub fn check(root: &Path) -> Outcome {
    let packed = pack(root)?;
    let size = fs::metadata(&packed)?.len();
    println!("# {}: {} KiB", packed.file_name().unwrap_or_default().display(), size / 1024);
    if size > MAX_BYTES {
        return Err(format!("the crate has {size} bytes, and crates.io takes {MAX_BYTES}").into());
    }
    let fresh = env::temp_dir().join(format!("archive-viewer-crate-{}", std::process::id()));
    fs::create_dir_all(&fresh)?;
    let outcome = try_in(root, &packed, &fresh);
    fs::remove_dir_all(&fresh)?;
    outcome?;
    semver(root)
}

/// Packs the crate and gives its file.
///
/// # Errors
/// When cargo fails.
pub fn pack(root: &Path) -> Outcome<PathBuf> {
    // The viewer in it is made and in no commit. What is packed is built below, or by the one who publishes.
    Step::new(root, "cargo", &["package", "--package", "archive-viewer", "--no-verify", "--allow-dirty"]).run()?;
    let folder = build::target_folder(root).join("package");
    Ok(folder.join(format!("archive-viewer-{}.crate", version(root)?)))
}

/// The project's version.
///
/// # Errors
/// When Cargo.toml has none.
pub fn version(root: &Path) -> Outcome<String> {
    version_in(&root.join("Cargo.toml"))
}

/// The version of the package that a Cargo.toml describes.
///
/// # Errors
/// When it has none.
pub fn version_in(file: &Path) -> Outcome<String> {
    let text = fs::read_to_string(file)?;
    let line = text.lines().find_map(|line| line.strip_prefix("version = \""));
    let version = line.and_then(|line| line.strip_suffix('"'));
    version.map(str::to_owned).ok_or_else(|| format!("{} has no version", file.display()).into())
}

fn try_in(root: &Path, packed: &Path, fresh: &Path) -> Outcome {
    Step::new(fresh, "tar", &["-xzf", &packed.to_string_lossy()]).run()?;
    let name = packed.file_stem().unwrap_or_default();
    let folder = fresh.join(name);
    for missing in ["vendor", "tests"] {
        if folder.join(missing).exists() {
            return Err(format!("{missing}/ is in the crate").into());
        }
    }
    // A folder of its own: cargo tells packages by their paths in the workspace, so that it would take this one for the root's.
    let target = build::target_folder(root).join("crate");
    let target = target.to_string_lossy();
    let cargo = |words: &[&str]| Step::new(&folder, "cargo", words).with_variable("CARGO_TARGET_DIR", &target);
    // The command's own tests, the examples of its documentation, and its example. Those of the library need fixtures.
    cargo(&["test", "--bins", "--examples"]).run()?;
    cargo(&["test", "--doc"]).run()?;
    cargo(&["build", "--quiet", "--bin", "archive-viewer", "--example", "clean"]).run()?;
    // What a program pays that only cleans posts: no client, no words of a command.
    cargo(&["check", "--quiet", "--lib", "--no-default-features"]).run()?;
    let program = Path::new(&*target).join("debug").join("archive-viewer");
    let program = program.with_extension(env::consts::EXE_EXTENSION);
    let chromium = setup::need_chromium(root)?;
    Step::new(root, "node", &["--test", "tests/crate/"])
        .with_variable("CHROMIUM", &chromium.to_string_lossy())
        .with_variable("NATIVE", &program.to_string_lossy())
        .run()
}

/// Whether the crate keeps what its last version promised.
fn semver(root: &Path) -> Outcome {
    if Step::new(root, "cargo", &["semver-checks", "--version"]).answer().is_none() {
        println!("not run: cargo-semver-checks is not installed (cargo install cargo-semver-checks --locked)");
        return Ok(());
    }
    let Some(tag) = Step::new(root, "git", &["describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD^"]).answer()
    else {
        println!("not run: there is no version before this one to compare with");
        return Ok(());
    };
    Step::new(root, "cargo", &["semver-checks", "--package", "archive-viewer", "--baseline-rev", &tag]).run()
}
