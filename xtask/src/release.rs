//! What a release has for download: `cargo xtask release` writes it to `dist/release/`. Nothing is uploaded.

use std::fs;
use std::path::Path;

use crate::Outcome;
use crate::build;
use crate::command::Step;
use crate::dist;
use crate::packed_crate;
use crate::policy::CONTENT_SECURITY_POLICY;
use crate::python;
use crate::setup;

/// Builds both cores and writes the npm package, the site as a zip, the single file, the crate, the wheel for Python, their
/// checksums and what is new.
///
/// # Errors
/// When something is missing or fails.
pub fn release(root: &Path) -> Outcome {
    setup::need_npm_packages(root)?;
    let core = build::build_package_core(root)?;
    build::build(root)?;
    let folder = root.join("dist").join("release");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    dist::of_built_page(root, &["--out", &folder.to_string_lossy()])?;
    python::release(root, &folder)?;
    assemble(root, &core, &folder.join("site"), &folder, false)
}

/// Packs the npm package alone into `dist/tests/package/`.
///
/// # Errors
/// As of [`release`].
pub fn package_for_tests(root: &Path) -> Outcome {
    let core = build::build_package_core(root)?;
    build::build(root)?;
    let folder = root.join("dist").join("tests").join("package");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    dist::of_built_page(root, &["--out", &folder.to_string_lossy()])?;
    assemble(root, &core, &folder.join("site"), &folder, true)
}

fn assemble(root: &Path, core: &Path, site: &Path, out: &Path, package_only: bool) -> Outcome {
    // The crate has the viewer in it, for `serve`.
    let viewer = root.join("command").join("viewer.zip");
    let (core, site, viewer) = (core.to_string_lossy(), site.to_string_lossy(), viewer.to_string_lossy());
    let scripts = |step: &str| {
        let out = out.to_string_lossy().into_owned();
        let mut arguments = vec!["xtask/dist/release.js", "--policy", CONTENT_SECURITY_POLICY, "--core", &core];
        arguments.extend(["--site", &site, "--viewer", &viewer, "--out", &out]);
        arguments.push(step);
        Step::new(root, "node", &arguments).run()
    };
    if package_only {
        return scripts("--package-only");
    }
    scripts("--viewer-only")?;
    let packed = packed_crate::pack(root)?;
    fs::copy(&packed, out.join(packed.file_name().unwrap_or_default()))?;
    scripts("--all")
}
