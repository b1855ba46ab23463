//! The wheel for Python: built by maturin, and tried in a fresh environment.

use std::fs;
use std::path::{Path, PathBuf};

use crate::Outcome;
use crate::build;
use crate::command::Step;
use crate::packed_crate::{version, version_in};

/// Builds the wheel, installs it in a fresh environment and runs its tests there. Without Python or its registry it says so.
///
/// # Errors
/// When building, installing or a test fails.
pub fn check(root: &Path) -> Outcome {
    let Some(tools) = tools(root)? else { return Ok(()) };
    let folder = build::target_folder(root).join("python");
    let wheels = folder.join("wheels");
    clear(&wheels)?;
    build_wheel(root, &tools, &wheels, "dev")?;
    let fresh = folder.join("fresh");
    clear(&fresh)?;
    Step::new(root, PYTHON, &["-m", "venv", &fresh.to_string_lossy()]).run()?;
    let python = program(&fresh).to_string_lossy().into_owned();
    let wheel = only_file(&wheels)?.to_string_lossy().into_owned();
    Step::new(root, &python, &["-m", "pip", "install", "--quiet", &wheel, "pytest", "pyarrow"]).run()?;
    // As the core's tests compiled it: with an example, and so with what examples ask of other crates.
    let native = ["build", "--quiet", "--features", "command", "--bin", "archive-viewer", "--example", "clean"];
    Step::new(root, "cargo", &native).run()?;
    let native = build::target_folder(root).join("debug").join("archive-viewer");
    let native = native.with_extension(std::env::consts::EXE_EXTENSION);
    Step::new(root, &python, &["-m", "pytest", "-q", "-p", "no:cacheprovider", "python/tests"])
        .with_variable("NATIVE", &native.to_string_lossy())
        .run()
}

/// Writes the wheel of a release into a folder.
///
/// # Errors
/// When it can't be built.
pub fn release(root: &Path, folder: &Path) -> Outcome {
    match tools(root)? {
        Some(tools) => build_wheel(root, &tools, folder, "release"),
        None => Ok(()),
    }
}

const PYTHON: &str = if cfg!(windows) { "python" } else { "python3" };

/// An environment with maturin, which stays for the next time; nothing where it can't be had, which is said.
fn tools(root: &Path) -> Outcome<Option<PathBuf>> {
    if Step::new(root, PYTHON, &["-m", "venv", "--help"]).answer().is_none() {
        println!("not run: {PYTHON} with venv is not installed");
        return Ok(None);
    }
    let folder = build::target_folder(root).join("python").join("tools");
    let python = program(&folder).to_string_lossy().into_owned();
    if Step::new(root, &python, &["-m", "maturin", "--version"]).answer().is_some() {
        return Ok(Some(folder));
    }
    Step::new(root, PYTHON, &["-m", "venv", &folder.to_string_lossy()]).run()?;
    if Step::new(root, &python, &["-m", "pip", "install", "--quiet", "maturin>=1.9,<2"]).answer().is_none() {
        println!("not run: maturin can't be installed from Python's registry");
        return Ok(None);
    }
    Ok(Some(folder))
}

fn build_wheel(root: &Path, tools: &Path, out: &Path, profile: &str) -> Outcome {
    let (own, whole) = (version_in(&root.join("python").join("Cargo.toml"))?, version(root)?);
    if own != whole {
        return Err(format!("python/Cargo.toml has version {own}, and Cargo.toml {whole}").into());
    }
    let python = program(tools).to_string_lossy().into_owned();
    let out = out.to_string_lossy();
    let target = build::target_folder(root);
    let words = ["-m", "maturin", "build", "--manifest-path", "python/Cargo.toml", "--profile", profile, "--out", &out];
    Step::new(root, &python, &words).with_variable("CARGO_TARGET_DIR", &target.to_string_lossy()).run()
}

/// The interpreter of an environment.
fn program(environment: &Path) -> PathBuf {
    if cfg!(windows) { environment.join("Scripts").join("python.exe") } else { environment.join("bin").join("python") }
}

fn only_file(folder: &Path) -> Outcome<PathBuf> {
    let files = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path())).collect::<Result<Vec<_>, _>>()?;
    match files.as_slice() {
        [file] => Ok(file.clone()),
        files => Err(format!("{} has {} wheels instead of one", folder.display(), files.len()).into()),
    }
}

fn clear(folder: &Path) -> Outcome {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}
