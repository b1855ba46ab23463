//! Several archives in one library: each has its own evidence, also for posts that two of them share.

use crate::library_posts::PostFile;
use crate::support::*;
use archive_viewer::library::{Library, Request};

/// The excerpts and texts of a volume.
fn state(library: &Library, volume: u16, files: &[PostFile]) -> Vec<(Option<String>, usize)> {
    let of = |file: &PostFile| {
        let places = library.row_of(volume, &file.path).map_or(0, |row| row.places.len());
        (library.text_of(volume, &file.path), places)
    };
    files.iter().map(of).collect()
}

#[test]
fn each_archive_has_its_own_evidence_also_for_the_posts_that_two_share() {
    let first = posts(30, |n| format!("{}\n\nThe Weir Post", own_words(n)));
    // Of these, four alone have the line.
    let second: Vec<PostFile> =
        first[..4].iter().cloned().chain(posts(20, |n| own_words(n + 500)).into_iter().skip(4)).collect();
    let all = |files: &[PostFile]| (0..files.len()).collect::<Vec<_>>();
    let cut = |files: &[PostFile]| {
        files
            .iter()
            .map(|file| article(file, None, &[]).unwrap().text.replace("\nThe Weir Post", ""))
            .collect::<Vec<_>>()
    };
    let whole =
        |files: &[PostFile]| files.iter().map(|file| article(file, None, &[]).unwrap().text).collect::<Vec<_>>();
    let texts = |library: &Library, volume, files: &[PostFile]| {
        state(library, volume, files).into_iter().map(|(text, _)| text.unwrap()).collect::<Vec<_>>()
    };
    // 0: one after the other; 1: both are read before either ends; 2: the second ends first.
    for way in 0..3 {
        let mut library = Library::new();
        add(&mut library, 0, &first, &all(&first));
        if way == 0 {
            library.finish_volume(0);
        }
        add(&mut library, 1, &second, &all(&second));
        if way == 2 {
            library.finish_volume(1);
        }
        library.finish_volume(0);
        library.finish_volume(1);
        assert_eq!(texts(&library, 0, &first), cut(&first), "{way}");
        assert_eq!(texts(&library, 1, &second), whole(&second), "{way}");
        assert_eq!(library.query(&Request { text: "\"the weir post\"".into(), ..Request::default() }).posts, 4);
        library.remove_volume(1);
        assert_eq!(texts(&library, 0, &first), cut(&first), "{way}");
        assert_eq!(library.state().rows, 30);
    }
}

#[test]
fn the_same_archive_twice_is_one_row_for_each_post() {
    let files = posts(30, |n| format!("{}\n\nThe Weir Post", own_words(n)));
    let all: Vec<usize> = (0..files.len()).collect();
    for ends_between in [true, false] {
        let mut library = Library::new();
        add(&mut library, 0, &files, &all);
        if ends_between {
            library.finish_volume(0);
        }
        add(&mut library, 1, &files, &all);
        library.finish_volume(0);
        library.finish_volume(1);
        assert_eq!(library.state().rows, 30);
        let expected: Vec<_> = (0..30).map(|n| (Some(own_words(n)), 2)).collect();
        assert_eq!(state(&library, 0, &files), expected);
        assert_eq!(state(&library, 1, &files), expected);
        library.remove_volume(0);
        assert_eq!(
            (library.state().rows, library.row_of(1, &files[0].path).map(|row| row.places.len())),
            (30, Some(1))
        );
    }
}
