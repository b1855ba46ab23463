//! The core as WebAssembly: compiles it and writes `www/pkg/`, which the page loads.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, OnceLock, PoisonError};
use std::thread;

use wasm_bindgen_cli_support::Bindgen;

use crate::Outcome;
use crate::command::Step;

const TARGET: &str = "wasm32-unknown-unknown";
/// The name of the compiled library and of the files in `www/pkg/`.
const NAME: &str = "archive_viewer";

/// A build of the core: the same sources with other features.
#[derive(Clone, Copy)]
enum Core {
    /// That of the page.
    Whole,
    /// It only reads posts. The published forms have it beside the whole.
    Reading,
    /// That of the npm package, which decodes by itself.
    Package,
    /// It only searches a published archive by ranges.
    Searching,
    /// It only writes files of posts that another core has cleaned.
    Exporting,
}

impl Core {
    fn features(self) -> &'static [&'static str] {
        match self {
            Self::Whole => &[],
            Self::Reading => &["--no-default-features", "--features", "posts"],
            Self::Package => &["--features", "package"],
            Self::Searching => &["--no-default-features", "--features", "segments"],
            Self::Exporting => &["--no-default-features", "--features", "export"],
        }
    }

    /// Answers from a published archive wait for the network, so that what searches it is small first.
    fn settings(self) -> &'static [&'static str] {
        if matches!(self, Self::Searching) { &["--config", "profile.release.opt-level='s'"] } else { &[] }
    }

    fn folder(self, root: &Path) -> PathBuf {
        match self {
            Self::Whole => root.join("www").join("pkg"),
            Self::Reading => target_folder(root).join("reading-core"),
            Self::Package => target_folder(root).join("package-core"),
            Self::Searching => target_folder(root).join("searching-core"),
            Self::Exporting => target_folder(root).join("exporting-core"),
        }
    }
}

/// Brings `www/pkg/` up to date.
pub fn build(root: &Path) -> Outcome {
    build_once(root, Core::Whole).map(drop)
}

/// Brings the core of the npm package up to date, and gives its folder.
pub fn build_package_core(root: &Path) -> Outcome<PathBuf> {
    build_once(root, Core::Package)
}

/// Brings the core that only reads posts up to date, and gives its folder.
pub fn build_reading_core(root: &Path) -> Outcome<PathBuf> {
    build_once(root, Core::Reading)
}

/// Brings the core that only searches published archives up to date, and gives its folder.
pub fn build_searching_core(root: &Path) -> Outcome<PathBuf> {
    build_once(root, Core::Searching)
}

/// Brings the core that only writes files of posts up to date, and gives its folder.
pub fn build_exporting_core(root: &Path) -> Outcome<PathBuf> {
    build_once(root, Core::Exporting)
}

/// What came of each core in this process. All are compiled to one file, so that cargo would compile each anew whenever another
/// was wanted in between.
static MADE: [OnceLock<Result<(), String>>; 5] = [const { OnceLock::new() }; 5];
/// Held while one is compiled.
static COMPILING: Mutex<()> = Mutex::new(());

fn build_once(root: &Path, core: Core) -> Outcome<PathBuf> {
    let folder = core.folder(root);
    let made = MADE[core as usize].get_or_init(|| {
        let _held = COMPILING.lock().unwrap_or_else(PoisonError::into_inner);
        make(root, core, &folder).map_err(|error| error.to_string())
    });
    made.clone()?;
    Ok(folder)
}

fn make(root: &Path, core: Core, folder: &Path) -> Outcome {
    add_target(root)?;
    // Beside a library for Rust, cargo would link this one without optimising across crates.
    let library = ["rustc", "--release", "--lib", "--crate-type", "cdylib", "--target", TARGET];
    Step::new(root, "cargo", &[&library, core.features(), core.settings()].concat()).run()?;
    write_bindings(&target_folder(root).join(TARGET).join("release").join(NAME).with_extension("wasm"), folder)
}

/// Makes the page's core, or all, while other work goes on: optimising one is the work of a single processor. Who asks for one
/// waits for it.
pub fn begin(root: &Path, all: bool) -> Outcome {
    add_target(root)?;
    let root = root.to_owned();
    let cores: &[Core] = if all {
        &[Core::Whole, Core::Reading, Core::Package, Core::Searching, Core::Exporting]
    } else {
        &[Core::Whole]
    };
    thread::spawn(move || {
        for core in cores.iter().copied() {
            // Who asks for it hears what is wrong.
            drop(build_once(&root, core));
        }
    });
    Ok(())
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

/// The native command as the core's tests compile it, with an example and so with what examples ask of other crates: nothing is
/// compiled anew after them.
///
/// # Errors
/// When it does not compile.
pub fn command_for_tests(root: &Path) -> Outcome<PathBuf> {
    let build = ["build", "--quiet", "--features", "command", "--bin", "archive-viewer", "--example", "clean"];
    Step::new(root, "cargo", &build).run()?;
    let program = target_folder(root).join("debug").join("archive-viewer");
    Ok(program.with_extension(std::env::consts::EXE_EXTENSION))
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

    println!("# wasm-bindgen: {NAME}.wasm → {}/", package.file_name().unwrap_or_default().display());
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
