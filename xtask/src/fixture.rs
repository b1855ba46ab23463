//! Adds a test case: a post with its present output as expectations, to be reviewed.

use std::fs;
use std::path::Path;

use crate::Outcome;
use crate::build;
use crate::command::Step;
use crate::test::refuse_to_bless_under_ci;

/// Copies the post `file` into the case `name` and writes the first expectations beside it.
///
/// # Errors
/// When the case exists, its name is not made of words and hyphens, or the tests fail.
pub fn add(root: &Path, name: &str, file: &Path) -> Outcome {
    refuse_to_bless_under_ci()?;
    let staging = build::target_folder(root).join("fixture");
    add_case(&root.join("tests/fixtures/posts"), &staging, name, file, |cases| {
        Step::new(root, "cargo", &["test", "--test", "articles"])
            .with_variable("FIXTURES", &cases.to_string_lossy())
            .with_variable("BLESS", "1")
            .run()
    })?;
    println!("\nLook at what it gives now: tests/fixtures/posts/{name}/");
    Ok(())
}

/// Has `bless` write expectations in a folder with this case alone, so that no other case is rewritten, and then moves
/// the case to `cases`.
fn add_case(cases: &Path, staging: &Path, name: &str, file: &Path, bless: impl Fn(&Path) -> Outcome) -> Outcome {
    if !is_case_name(name) {
        return Err(format!(
            "{name} is no name for a case: it takes small letters, digits and single hyphens, \
             such as caption-in-next-paragraph"
        )
        .into());
    }
    let case = cases.join(name);
    if case.exists() {
        return Err(format!("there is a case {name} already").into());
    }
    let post = fs::read(file).map_err(|error| format!("{} can't be read: {error}", file.display()))?;
    if staging.exists() {
        fs::remove_dir_all(staging)?;
    }
    let staged = staging.join(name);
    fs::create_dir_all(&staged)?;
    fs::write(staged.join("post.md"), post)?;
    // A case whose other checks fail is there all the same, to be looked at.
    let outcome = bless(staging);
    if staged.join("expected.html").is_file() {
        fs::create_dir_all(&case)?;
        for entry in fs::read_dir(&staged)? {
            let entry = entry?;
            fs::copy(entry.path(), case.join(entry.file_name()))?;
        }
    }
    fs::remove_dir_all(staging)?;
    outcome
}

fn is_case_name(name: &str) -> bool {
    name.split('-').all(|word| {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !word.is_empty() && word.bytes().all(allowed)
    })
}

#[cfg(test)]
mod tests {
    use super::{add_case, is_case_name};
    use crate::Outcome;
    use std::fs;
    use std::path::Path;

    /// Writes expectations for every case in a folder, as the tests do under `BLESS=1`.
    fn bless(cases: &Path) -> Outcome {
        for case in fs::read_dir(cases)? {
            fs::write(case?.path().join("expected.html"), "blessed")?;
        }
        Ok(())
    }

    #[test]
    fn a_new_case_is_blessed_alone() {
        let folder = std::env::temp_dir().join(format!("xtask-fixture-{}", std::process::id()));
        let (cases, staging, post) = (folder.join("posts"), folder.join("staging"), folder.join("post.md"));
        fs::create_dir_all(cases.join("other")).unwrap();
        fs::write(cases.join("other/expected.html"), "as it was").unwrap();
        fs::write(&post, "words").unwrap();
        add_case(&cases, &staging, "new-case", &post, bless).unwrap();
        let read = |path: &str| fs::read_to_string(cases.join(path)).unwrap();
        assert_eq!(read("other/expected.html"), "as it was");
        assert_eq!((read("new-case/post.md"), read("new-case/expected.html")), ("words".into(), "blessed".into()));
        assert!(!staging.exists());

        // It's there already; and one that can't be blessed leaves nothing.
        assert!(add_case(&cases, &staging, "new-case", &post, bless).is_err());
        assert!(add_case(&cases, &staging, "another", &post, |_| Err("no".into())).is_err());
        assert!(!cases.join("another").exists());
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_case_is_named_in_small_words() {
        assert!(is_case_name("lazy-image-2"));
        for refused in ["", "-", "a--b", "A", "../a", "a/b", "a_b", "图"] {
            assert!(!is_case_name(refused), "{refused}");
        }
    }
}
