//! Paths of files that are made of posts.

use std::collections::HashSet;

/// A path below the folder that no other file has.
pub fn free_path(path: &str, extension: &str, taken: &mut HashSet<String>) -> String {
    let stem = without_extension(path);
    let mut number = 1;
    loop {
        let suffix = if number > 1 { format!("-{number}") } else { String::new() };
        let name = format!("{stem}{suffix}.{extension}");
        // Paths of archives are safe; others are cut to their names.
        let is_inside = !name.starts_with('/') && !name.split(['/', '\\']).any(|part| part == "..");
        let file = if is_inside { name } else { name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned() };
        if taken.insert(file.to_lowercase()) {
            return file;
        }
        number += 1;
    }
}

/// A path without an extension of up to eight letters and digits.
fn without_extension(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((stem, end)) if (1..=8).contains(&end.len()) && end.bytes().all(|byte| byte.is_ascii_alphanumeric()) => {
            stem
        }
        _ => path,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_stay_in_their_folder_and_apart() {
        let mut taken = HashSet::new();
        let mut path = |path: &str| free_path(path, "md", &mut taken);
        assert_eq!(path("site/_posts/a.html"), "site/_posts/a.md");
        assert_eq!(path("site/_posts/A.md"), "site/_posts/A-2.md");
        assert_eq!(path("../../etc/passwd"), "passwd.md");
        assert_eq!(path("/etc/passwd"), "passwd-2.md");
        assert_eq!(path("notes v1.2 of the day"), "notes v1.2 of the day.md");
    }
}
