//! Installs what the tests need besides Rust: npm packages, Chromium, the other engines and a font with Chinese characters.
//!
//! Where that takes rights that this program lacks, it fails and names the command to run.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread::{self, JoinHandle};

use crate::Outcome;
use crate::command::Step;

const OLDEST_NODE: u32 = 20;

/// Checks that Node is installed and recent enough.
pub fn need_node(root: &Path) -> Outcome {
    let version = Step::new(root, "node", &["--version"])
        .answer()
        .ok_or("node can't be run: install Node.js 20 or newer, with npm")?;
    let major = version.trim_start_matches('v').split('.').next();
    match major.and_then(|major| major.parse::<u32>().ok()) {
        Some(major) if major < OLDEST_NODE => {
            Err(format!("this is node {version}: {OLDEST_NODE} is the oldest that will do").into())
        }
        _ => Ok(()),
    }
}

/// Installs the packages of package-lock.json, unless they are newer than that file.
pub fn need_npm_packages(root: &Path) -> Outcome {
    need_node(root)?;
    let changed = |file: &str| fs::metadata(root.join(file)).and_then(|file| file.modified());
    // npm writes this file last.
    let installed = changed("node_modules/.package-lock.json");
    let locked = changed("package-lock.json")?;
    if installed.is_ok_and(|installed| installed >= locked) {
        return Ok(());
    }
    Step::new(root, "npm", &["ci"])
        // The system's Chromium package brings the libraries that it needs.
        .with_variable("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
        .run()
}

/// Installs the browsers while other work goes on, as far as that can be done. Who needs one hears what is wrong.
pub fn begin(root: &Path) -> JoinHandle<()> {
    let root = root.to_owned();
    thread::spawn(move || {
        drop(need_chromium(&root));
        drop(headless_shell(&root));
        drop(need_other_engines(&root));
    })
}

/// The path of Chromium. Installs it, and a font with Chinese characters, where that can be done.
pub fn need_chromium(root: &Path) -> Outcome<PathBuf> {
    let mut missing = Vec::new();
    let found = find_chromium();
    if found.is_none() {
        missing.push("chromium");
    }
    if is_debian() && !has_chinese_font(root) {
        missing.push("fonts-noto-cjk");
    }
    if missing.is_empty() {
        return found.ok_or_else(|| "Chromium is missing".into());
    }
    if !is_debian() {
        return Err("Chromium is missing: install Chromium or Chrome, \
            or set CHROMIUM to the path of one"
            .into());
    }
    install_debian_packages(root, &missing)?;
    find_chromium().ok_or_else(|| "Chromium is missing though it has been installed".into())
}

/// The path of Chromium without windows, profiles and pages of its own, where Debian has it: the same engine starts a page in
/// two thirds of the time. Installs it where that can be done.
pub fn headless_shell(root: &Path) -> Outcome<Option<PathBuf>> {
    const NAME: &str = "chromium-headless-shell";
    let named = env::var_os("HEADLESS_SHELL").filter(|path| !path.is_empty()).map(PathBuf::from);
    let found = || named.clone().or_else(|| on_the_path(&[NAME]));
    // Who names a Chromium wants that one.
    if found().is_none() && env::var_os("CHROMIUM").is_none() && is_debian() && has_debian_package(root, NAME) {
        install_debian_packages(root, &[NAME])?;
    }
    Ok(found())
}

/// The engines besides Chromium that can be driven here, by the names of their tests. Installs them where that can be done;
/// elsewhere one that is missing is reported and is no failure.
pub fn need_other_engines(root: &Path) -> Outcome<Vec<&'static str>> {
    let has_firefox = || env::var_os("FIREFOX").is_some() || on_the_path(&["firefox-esr", "firefox"]).is_some();
    let has = |program: &str| on_the_path(&[program]).is_some();
    let mut missing = Vec::new();
    if !has_firefox() {
        // Ubuntu has no other.
        let release = fs::read_to_string("/etc/os-release").unwrap_or_default();
        missing.push(if release.contains("ID=ubuntu") { "firefox" } else { "firefox-esr" });
    }
    if !has("WebKitWebDriver") {
        missing.push("webkit2gtk-driver");
    }
    if !has("Xvfb") {
        missing.push("xvfb");
    }
    if is_debian() && !missing.is_empty() {
        install_debian_packages(root, &missing)?;
    }
    let mut engines = Vec::new();
    for (engine, is_there) in [("firefox", has_firefox()), ("webkitgtk", has("WebKitWebDriver") && has("Xvfb"))] {
        if is_there {
            engines.push(engine);
        } else {
            println!("not run: {engine} is not installed");
        }
    }
    Ok(engines)
}

fn on_the_path(names: &[&str]) -> Option<PathBuf> {
    let folders: Vec<PathBuf> = env::split_paths(&env::var_os("PATH")?).collect();
    let programs = names.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name)));
    programs.into_iter().find(|path| path.is_file())
}

fn find_chromium() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM").filter(|path| !path.is_empty()) {
        return Some(PathBuf::from(named));
    }
    let elsewhere = [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    ];
    on_the_path(&["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
        .or_else(|| elsewhere.iter().map(PathBuf::from).find(|path| path.is_file()))
}

fn is_debian() -> bool {
    Path::new("/etc/debian_version").is_file()
}

fn has_debian_package(root: &Path, name: &str) -> bool {
    Step::new(root, "apt-cache", &["policy", name])
        .answer()
        .is_some_and(|answer| answer.contains("Candidate:") && !answer.contains("Candidate: (none)"))
}

fn has_chinese_font(root: &Path) -> bool {
    Step::new(root, "fc-list", &[":lang=zh-cn", "family"]).answer().is_some_and(|fonts| !fonts.is_empty())
}

fn install_debian_packages(root: &Path, packages: &[&str]) -> Outcome {
    let packages = packages.join(" ");
    let is_root = Step::new(root, "id", &["-u"]).answer().as_deref() == Some("0");
    if !is_root {
        return Err(format!(
            "{packages} must be installed. This does it:\n  \
             sudo apt-get update && sudo apt-get install -y {packages}"
        )
        .into());
    }
    Step::new(root, "apt-get", &["update"]).run()?;
    let mut arguments = vec!["install", "-y", "--no-install-recommends"];
    arguments.extend(packages.split(' '));
    Step::new(root, "apt-get", &arguments).with_variable("DEBIAN_FRONTEND", "noninteractive").run()
}
