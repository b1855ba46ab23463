//! A new case for the tests: a post, and what it gives today, for a person to look at.

use std::fs;
use std::path::Path;

use crate::Outcome;
use crate::command::Step;
use crate::test::refuse_to_bless_under_ci;

/// Copies the post `file` into the case `name` and writes the first expectations beside it.
///
/// # Errors
/// When the case exists, when its name is not made of words and hyphens, or when the tests don't run.
pub fn add(root: &Path, name: &str, file: &Path) -> Outcome {
    refuse_to_bless_under_ci()?;
    if !is_case_name(name) {
        return Err(format!(
            "{name} is no name for a case: it takes small letters, digits and single hyphens, \
             such as caption-in-next-paragraph"
        )
        .into());
    }
    let case = root.join("tests/fixtures/posts").join(name);
    if case.exists() {
        return Err(format!("there is a case {name} already").into());
    }
    let post = fs::read(file).map_err(|error| format!("{} can't be read: {error}", file.display()))?;
    fs::create_dir_all(&case)?;
    fs::write(case.join("post.md"), post)?;

    Step::new(root, "cargo", &["test", "--test", "articles"]).with_variable("BLESS", "1").run()?;
    println!("\nLook at what it gives now, and at whether any other case has changed:");
    println!("  git status --short tests/fixtures");
    println!("  tests/fixtures/posts/{name}/");
    Ok(())
}

fn is_case_name(name: &str) -> bool {
    name.split('-').all(|word| {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
        !word.is_empty() && word.bytes().all(allowed)
    })
}

#[cfg(test)]
mod tests {
    use super::is_case_name;

    #[test]
    fn a_case_is_named_in_small_words() {
        assert!(is_case_name("lazy-image-2"));
        for refused in ["", "-", "a--b", "A", "../a", "a/b", "a_b", "图"] {
            assert!(!is_case_name(refused), "{refused}");
        }
    }
}
