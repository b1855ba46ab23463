//! The core as WebAssembly: compiles it and writes `www/pkg/`, which the page loads.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::Outcome;
use crate::command::Step;

const TARGET: &str = "wasm32-unknown-unknown";
/// The name of the compiled library and of the files in `www/pkg/`.
const NAME: &str = "archive_viewer";

/// Brings `www/pkg/` up to date.
pub fn build(root: &Path) -> Outcome {
    add_target(root)?;
    Step::new(root, "cargo", &["build", "--release", "--lib", "--target", TARGET]).run()?;
    let wasm = target_folder(root).join(TARGET).join("release").join(NAME).with_extension("wasm");
    write_bindings(&wasm, &root.join("www").join("pkg"))
}

/// Adds the WebAssembly target by rustup, unless the compiler has it.
pub fn add_target(root: &Path) -> Outcome {
    let sysroot = Step::new(root, "rustc", &["--print", "sysroot"])
        .answer()
        .ok_or("rustc can't be run: install Rust with rustup")?;
    // A compiler that did not come from rustup may have the target all the same, so its own folder decides.
    if Path::new(&sysroot).join("lib/rustlib").join(TARGET).is_dir() {
        return Ok(());
    }
    Step::new(root, "rustup", &["target", "add", TARGET]).run()
}

/// The folder that cargo builds into.
///
/// A variable or a configuration file can move it. This program is inside it, and cargo marks it with a file,
/// so it's found without reading cargo's configuration.
pub fn target_folder(root: &Path) -> PathBuf {
    std::env::current_exe()
        .ok()
        .and_then(|program| {
            let mut folders = program.ancestors();
            let found = folders.find(|folder| folder.join("CACHEDIR.TAG").is_file());
            found.map(Path::to_path_buf)
        })
        .unwrap_or_else(|| root.join("target"))
}

fn write_bindings(wasm: &Path, package: &Path) -> Outcome {
    let bytes = fs::read(wasm).map_err(|error| format!("{} can't be read: {error}", wasm.display()))?;
    let size = bytes.len();
    let stamp_file = package.join(".stamp");
    let stamp = stamp_of(&bytes);
    let written = package.join(format!("{NAME}_bg.wasm"));
    let up_to_date = fs::read_to_string(&stamp_file).is_ok_and(|found| found == stamp)
        && written.is_file()
        && package.join(NAME).with_extension("js").is_file();
    if up_to_date {
        return Ok(());
    }

    println!("# wasm-bindgen: {NAME}.wasm → www/pkg/");
    // Files of an older version must not stay beside the new ones.
    if package.exists() {
        fs::remove_dir_all(package)?;
    }
    Bindgen::new()
        .input_bytes(NAME, bytes)
        .web(true)
        .and_then(|bindgen| {
            bindgen
                .out_name(NAME)
                .typescript(true)
                // The script finds the WebAssembly beside itself.
                .omit_default_module_path(false)
                .remove_name_section(true)
                .remove_producers_section(true)
                .generate(package)
        })
        .map_err(|error| format!("the bindings can't be generated: {error:#}"))?;
    fs::write(stamp_file, stamp)?;
    println!("# {} KiB of WebAssembly, from {} KiB", fs::metadata(written)?.len() / 1024, size / 1024);
    Ok(())
}

/// Identifies the generator's input: the compiled core, and the generator itself, which is part of this program.
///
/// File times don't suffice: of two target folders' builds, the older may be the wanted one.
fn stamp_of(wasm: &[u8]) -> String {
    let mut hasher = DefaultHasher::new();
    wasm.hash(&mut hasher);
    let program = std::env::current_exe().and_then(fs::metadata);
    if let Ok(program) = program {
        program.len().hash(&mut hasher);
        program.modified().ok().hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}
