//! A built viewer, as far as the command looks at one.

use std::fs;
use std::path::Path;

/// A viewer as `cargo xtask dist` makes it, with as little as `publish` looks at.
pub fn write_viewer(folder: &Path) {
    let page = "<html><head><meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; \
        require-trusted-types-for 'script'\"><title>Archive Viewer</title></head><body><noscript>x</noscript></body>";
    let version = hmac_sha256::Hash::hash(page.as_bytes()).map(|byte| format!("{byte:02x}")).concat();
    let worker = format!("const version=\"{}\";", &version[..16]);
    for (path, text) in [
        ("index.html", page),
        ("embed.html", "<html>"),
        ("service-worker.js", &worker),
        ("parts/page-0.js", "0"),
        ("posts/index.json", "[]"),
    ] {
        fs::create_dir_all(folder.join(path).parent().unwrap()).unwrap();
        fs::write(folder.join(path), text).unwrap();
    }
}
