//! Gives the core its identity: a hash of everything in the repository that determines what it makes of a post. The same
//! sources have the same one, wherever and whenever they are built. Also says whether the patched crates are there.

use std::path::{Path, PathBuf};
use std::{env, fs, io};

/// The sources, the locked versions of what they use, and the crates that are patched.
const SOURCES: [&str; 4] = ["Cargo.lock", "Cargo.toml", "src", "vendor"];

fn main() -> io::Result<()> {
    let mut files = Vec::new();
    for source in SOURCES.into_iter().filter(|source| Path::new(source).exists()) {
        println!("cargo:rerun-if-changed={source}");
        collect(Path::new(source), &mut files)?;
    }
    // The published crate has no patched ones: the sanitizer then parses for itself.
    println!("cargo:rustc-check-cfg=cfg(patched)");
    if Path::new("vendor").exists() {
        println!("cargo:rustc-cfg=patched");
    }
    // `cargo xtask release` puts the built viewer into the crate that it packs. In a checkout it would soon be an old one.
    println!("cargo:rustc-check-cfg=cfg(with_viewer)");
    if Path::new("command/viewer.zip").exists() && Path::new("Cargo.toml.orig").exists() {
        println!("cargo:rustc-cfg=with_viewer");
    }
    files.sort();
    let mut hash = Fnv(0xcbf2_9ce4_8422_2325);
    for file in files {
        let path: Vec<_> = file.iter().map(|part| part.to_string_lossy()).collect();
        hash.add(path.join("/").as_bytes());
        hash.add(&fs::read(&file)?);
    }
    let version = env::var("CARGO_PKG_VERSION").unwrap_or_default();
    println!("cargo:rustc-env=CORE_IDENTITY={version}-{:016x}", hash.0);
    Ok(())
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    if !path.is_dir() {
        files.push(path.to_path_buf());
        return Ok(());
    }
    for entry in fs::read_dir(path)? {
        collect(&entry?.path(), files)?;
    }
    Ok(())
}

/// FNV-1a: the standard library's hash may differ between compilers.
struct Fnv(u64);

impl Fnv {
    fn add(&mut self, bytes: &[u8]) {
        for byte in (bytes.len() as u64).to_le_bytes().iter().chain(bytes) {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}
