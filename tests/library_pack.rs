//! Packs: a library that was written and read again is the same one, and goes on being one.

#[path = "common/libraries.rs"]
mod libraries;
#[path = "common/library_posts.rs"]
mod library_posts;
#[allow(dead_code)]
#[path = "common/naive.rs"]
mod naive;
#[path = "common/packs.rs"]
mod packs;

use archive_viewer::library::{FacetSelection, Library, PackError, PackReader, PackWriter, Request, Sort};
use libraries::{add_rows, ask, library_of, packed, post, three, titles};
use library_posts::{PostFile, corpus, own};
use naive::QUERIES;
use packs::{MOST_OF_PIECE, parts, read, read_on, read_until, varied, varied_library, written};

fn again(library: &mut Library) -> Library {
    let bytes = written(library, 0);
    let mut other = Library::new();
    read(&mut other, 0, &bytes).expect("it is read");
    assert_eq!(written(&mut other, 0), bytes, "it is written as it was read");
    other
}

/// Everything that two libraries answer.
fn check_same(one: &mut Library, other: &mut Library) {
    assert_eq!(one.volumes(), other.volumes());
    let state = |library: &mut Library| {
        let state = library.state();
        (state.rows, state.indexed, state.unreadable)
    };
    assert_eq!(state(one), state(other));
    assert_eq!(one.unreadable(0, u32::MAX), other.unreadable(0, u32::MAX));
    assert_eq!(one.titles(), other.titles());
    let sorts = [Sort::Relevance, Sort::Newest, Sort::Oldest, Sort::Title, Sort::Source];
    for (at, text) in [""].into_iter().chain(QUERIES.iter().map(|query| query.typed)).enumerate() {
        let sort = if at == 0 { &sorts[..] } else { &sorts[at % 5..=at % 5] };
        for sort in sort {
            let request = Request { text: text.into(), sort: *sort, top: Some(u32::MAX), ..Request::default() };
            let answer = one.query(&request);
            assert_eq!(answer, other.query(&request), "{text}");
            let count = if text.is_empty() { u32::MAX } else { 40 };
            assert_eq!(one.rows(0, count), other.rows(0, count), "{text}");
            let selected = FacetSelection {
                source: answer.facets.source.values.iter().take(1).map(|value| value.value.clone()).collect(),
                tag: answer.facets.tag.values.iter().take(2).map(|value| value.value.clone()).collect(),
                images: at % 2 == 0,
                ..FacetSelection::default()
            };
            let request = Request { facets: selected, ..request };
            assert_eq!(one.query(&request), other.query(&request), "{text}");
        }
    }
    for id in one.volumes().into_iter().map(|volume| volume.id) {
        assert_eq!(one.evidence(id), other.evidence(id));
        assert_eq!(one.others(id), other.others(id));
        assert_eq!(one.is_finished(id), other.is_finished(id));
        for path in one.others(id).lines().take(50) {
            assert_eq!(one.other_at(id, path), other.other_at(id, path));
        }
    }
    ask(one, "");
    ask(other, "");
    for row in one.rows(0, u32::MAX).iter().step_by(7) {
        for place in &row.places {
            let (id, path) = (place.volume, &*place.path);
            assert_eq!(one.row_of(id, path), other.row_of(id, path));
            assert_eq!(one.neighbours(id, path), other.neighbours(id, path));
            assert_eq!(one.evidence_of(id, path), other.evidence_of(id, path));
            assert_eq!(one.text_of(id, path), other.text_of(id, path));
            assert_eq!(one.comments_of(id, path), other.comments_of(id, path));
            assert_eq!(one.thread_of(id, path), other.thread_of(id, path));
            let name = path.rsplit('/').next().expect("there is a name");
            assert_eq!(one.find_by_path(id, path, name), other.find_by_path(id, path, name));
        }
        if let Some(source) = &row.source {
            assert_eq!(one.find_by_source(&source.url), other.find_by_source(&source.url));
        }
    }
}

fn finished(files: &[PostFile]) -> Library {
    let mut library = library_of(files);
    library.finish_volume(0);
    library
}

#[test]
fn a_library_that_is_read_again_is_the_same() {
    let mut library = varied_library();
    check_same(&mut again(&mut library), &mut library);
    let mut library = finished(&own());
    check_same(&mut again(&mut library), &mut library);
    let mut empty = finished(&[]);
    check_same(&mut again(&mut empty), &mut empty);
}

#[test]
fn a_library_of_a_corpus_that_is_read_again_is_the_same() {
    if let Some(files) = corpus() {
        let mut library = finished(&files);
        check_same(&mut again(&mut library), &mut library);
    }
}

#[test]
fn only_what_was_read_whole_is_written() {
    let mut library = library_of(&three());
    assert_eq!(PackWriter::new(&mut library, 0).err(), Some(PackError::NotWhole));
    library.finish_volume(0);
    assert_eq!(PackWriter::new(&mut library, 1).err(), Some(PackError::NotWhole));
    let mut writer = PackWriter::new(&mut library, 0).expect("it was read whole");
    assert!(writer.next(&library).is_ok());
    add_rows(&mut library, 1, &three());
    assert_eq!(writer.next(&library), Err(PackError::Changed));
}

#[test]
fn the_list_is_there_before_the_texts() {
    let mut library = varied_library();
    let bytes = written(&mut library, 0);
    let mut other = Library::new();
    let mut reader = read_until(&mut other, 0, &bytes, PackReader::is_listed).expect("it is read");
    let (answer, listed) = (ask(&mut library, ""), ask(&mut other, ""));
    assert_eq!((listed.posts, listed.total, listed.searched), (answer.posts, answer.total, 0));
    assert_eq!((&listed.facets, &listed.timeline), (&answer.facets, &answer.timeline));
    assert_eq!(other.rows(0, u32::MAX), library.rows(0, u32::MAX));
    assert_eq!(ask(&mut other, "title:ferry").posts, ask(&mut library, "title:ferry").posts);
    assert!(ask(&mut other, "Because").posts < ask(&mut library, "Because").posts);
    assert_eq!(PackWriter::new(&mut other, 0).err(), Some(PackError::NotWhole));
    // Another archive is opened meanwhile, and has to be read.
    add_rows(&mut other, 1, &varied());
    other.add_posts(1, &packed(&varied(), 0));
    read_on(&mut reader, &mut other, &bytes, |_| false).expect("it is read");
    other.finish_volume(1);
    add_rows(&mut library, 1, &varied());
    library.add_posts(1, &packed(&varied(), 0));
    library.finish_volume(1);
    for text in ["", "Because", "渡船", "river -post"] {
        let (one, two) = (ask(&mut library, text), ask(&mut other, text));
        assert_eq!((one.posts, one.occurrences, one.searched), (two.posts, two.occurrences, two.searched), "{text}");
    }
}

#[test]
fn a_volume_that_is_closed_while_its_texts_are_read_stays_closed() {
    let bytes = written(&mut varied_library(), 0);
    let mut library = Library::new();
    let mut reader = read_until(&mut library, 0, &bytes, PackReader::is_listed).expect("it is read");
    library.remove_volume(0);
    assert_eq!(read_on(&mut reader, &mut library, &bytes, |_| false), Err(PackError::Changed));
    assert_eq!((library.state().rows, library.volumes().len()), (0, 0));
    read(&mut library, 0, &bytes).expect("it can be opened again");
    check_same(&mut library, &mut varied_library());
}

#[test]
fn other_archives_are_opened_beside_it() {
    let second: Vec<PostFile> =
        three().into_iter().chain([post("new.md", "---\ntitle: New\n---\n\nA new one.\n")]).collect();
    let add = |library: &mut Library| {
        add_rows(library, 1, &second);
        library.add_posts(1, &packed(&second, 0));
        library.finish_volume(1);
    };
    let mut library = varied_library();
    let bytes = written(&mut library, 0);
    add(&mut library);
    let (first, other) = (written(&mut library, 0), written(&mut library, 1));

    // The packed one before the other, and after it.
    let mut before = Library::new();
    read(&mut before, 0, &bytes).expect("it is read");
    add(&mut before);
    check_same(&mut before, &mut library);
    let mut after = Library::new();
    add(&mut after);
    read(&mut after, 0, &bytes).expect("it is read");
    for text in ["", "ferry", "老杨", "new"] {
        let (one, two) = (ask(&mut library, text), ask(&mut after, text));
        assert_eq!((one.posts, one.occurrences, &one.facets), (two.posts, two.occurrences, &two.facets), "{text}");
    }
    assert_eq!(written(&mut after, 0), bytes);
    // Of two that share posts, each has its own.
    let mut both = Library::new();
    read(&mut both, 1, &other).expect("it is read");
    let mut alone = finished(&second);
    assert_eq!(ask(&mut both, ""), ask(&mut alone, ""));
    read(&mut both, 0, &first).expect("it is read");
    assert_eq!(ask(&mut both, "").posts, ask(&mut library, "").posts);
    both.remove_volume(1);
    check_same(&mut both, &mut varied_library());
    // One is not read in the place of another.
    assert_eq!(read(&mut both, 0, &bytes), Err(PackError::Damaged));
}

#[test]
fn long_texts_come_in_pieces() {
    let long = "渡船上的老杨在渡船上。\n\n".repeat(400_000);
    let files: Vec<PostFile> =
        (0..3).map(|at| post(&format!("{at}.md"), &format!("---\ntitle: {at}\n---\n\n{long}"))).collect();
    let mut library = finished(&files);
    let bytes = written(&mut library, 0);
    assert!(bytes.len() > 3 * MOST_OF_PIECE, "{}", bytes.len());
    let mut other = Library::new();
    read(&mut other, 0, &bytes).expect("it is read");
    assert_eq!(ask(&mut other, "渡船"), ask(&mut library, "渡船"));
}

#[test]
fn heads_go_when_texts_come() {
    let files: Vec<PostFile> = (0..3000)
        .map(|at| post(&format!("{at}.md"), &format!("---\ntitle: {at}\n---\n\n{}\n", "渡船 ".repeat(300))))
        .collect();
    let other = again(&mut finished(&files));
    // In blocks of four megabytes: one that began with rows, two of texts.
    assert!(other.memory().text < 14_000_000, "{}", other.memory().text);
}

#[test]
fn a_pack_is_a_zip_with_a_summary() {
    let mut library = varied_library();
    let parts = parts(&written(&mut library, 0));
    let names: Vec<&str> = parts.iter().map(|(name, _)| &**name).collect();
    let expected = "header.json rows/others heads/empty rows/0 heads/0 articles parts equal evidence texts/0 summary/0";
    assert_eq!(names.join(" "), expected);
    let header: serde_json::Value = serde_json::from_slice(&parts[0].1).expect("it is JSON");
    assert_eq!(header["format"], 2);
    let core = header["core"].as_str().expect("it is a text");
    assert!(core.starts_with(env!("CARGO_PKG_VERSION")) && core.len() > 16, "{core}");
    let summary: Vec<(u32, String, String, String, String)> =
        serde_json::from_slice(&parts.last().expect("there are parts").1).expect("it is JSON");
    assert_eq!(summary.len() as u32, library.volumes()[0].posts);

    // Another core lists by it, before it reads anything.
    let mut other = Library::new();
    add_rows(&mut other, 0, &varied());
    other.pair_threads(0);
    for (index, title, date, author, source) in &summary {
        other.set_summary(0, *index, [title, date, author, source]);
    }
    ask(&mut library, "");
    ask(&mut other, "");
    let bridge = other.row_of(0, "x/_posts/2021-03-14-bridge.md").expect("there is a row");
    assert_eq!((&*bridge.title, bridge.author.as_deref(), bridge.indexed), ("老楊的橋", Some("Li Lei"), false));
    let source = bridge.source.expect("there is a source");
    assert_eq!((&*source.host, &*source.url), ("example.org", "https://www.example.org/a?utm_source=x"));
    assert_eq!(bridge.date.expect("there is a date").iso, "2021-03-14");
    let answer = ask(&mut other, "title:老杨");
    assert_eq!((answer.posts, titles(&other)), (1, vec!["老楊的橋".to_owned()]));
    // What is read takes its place.
    other.add_posts(0, &packed(&varied(), 0));
    other.finish_volume(0);
    check_same(&mut other, &mut library);
}

#[test]
fn first_rows_are_those_of_the_plain_list_without_what_the_reader_did() {
    let mut library = varied_library();
    let answer = library.query(&Request { top: Some(3), ..Request::default() });
    let rows = library.rows(0, 5);
    library.set_marks("7\thttps://river.example/3\n");
    ask(&mut library, "渡船");
    let before = library.rows(0, u32::MAX);
    let first = library.first_rows(0, 5, 3).expect("it is the only volume");
    assert_eq!((first.answer, first.rows), (answer, rows));
    // The reader's own result stays, with their marks.
    assert_eq!(library.rows(0, u32::MAX), before);
    assert!(before.iter().any(|row| row.noted), "a row is marked");

    assert!(library.first_rows(1, 5, 3).is_none(), "there is no such volume");
    add_rows(&mut library, 1, &three());
    assert!(library.first_rows(0, 5, 3).is_none(), "the list is of two");
}
