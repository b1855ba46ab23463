//! The library through its public API: rows before and after indexing, orders, copies, links. Its search is `search.rs`.

#[path = "common/libraries.rs"]
mod libraries;
#[path = "common/library_posts.rs"]
mod library_posts;

use archive_viewer::archive::{Role, Row as EntryRow};
use archive_viewer::library::{FacetSelection, Library, Request, Sort, pack, pack_archive};
use libraries::{add_rows, ask, library_of, packed, post, three, titles};
use library_posts::PostFile;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

#[test]
fn rows_are_listed_before_they_are_indexed() {
    let mut library = Library::new();
    add_rows(&mut library, 0, &three());
    let answer = ask(&mut library, "");
    assert_eq!((answer.posts, answer.total, answer.searched, answer.sort), (3, 3, 0, Sort::Newest));
    assert_eq!(titles(&library), ["light", "bridge", "ferry"]);
    let row = &library.rows(0, 1)[0];
    assert_eq!((row.indexed, row.date.as_ref().map(|date| &*date.iso)), (false, Some("2021-04-01")));
    // Titles guessed from names are searchable.
    assert_eq!(ask(&mut library, "FERRY").posts, 1);
    library.add_posts(0, &packed(&three()[1..2], 1));
    let answer = ask(&mut library, "老楊");
    assert_eq!((answer.posts, answer.occurrences, answer.searched), (1, 2, 1));
    assert_eq!(titles(&library), ["Ferry"]);
}

#[test]
fn a_post_that_is_read_before_its_turn_and_again_in_it_is_one_row() {
    let mut library = Library::new();
    add_rows(&mut library, 0, &three());
    library.add_posts(0, &packed(&three()[2..], 2));
    let added = library.add_posts(0, &packed(&three(), 0));
    assert_eq!(added.indexed, 2, "the first time counts");
    library.finish_volume(0);
    let mut other = library_of(&three());
    other.finish_volume(0);
    for text in ["", "老杨", "bridge"] {
        assert_eq!(ask(&mut library, text), ask(&mut other, text));
        assert_eq!(library.rows(0, 9), other.rows(0, 9));
    }
}

#[test]
fn a_query_gives_rows_with_marks_and_snippets() {
    let mut library = library_of(&three());
    let answer = ask(&mut library, "老杨");
    assert_eq!((answer.posts, answer.occurrences, answer.sort), (2, 3, Sort::Relevance));
    let rows = library.rows(0, 10);
    // The title ranks first, though the text has more occurrences.
    assert_eq!((&*rows[0].title, &*rows[0].title_marks), ("老楊的橋", &[[0, 2]][..]));
    assert_eq!(rows[0].snippet, None);
    assert_eq!(rows[0].author.as_deref(), Some("Li Lei"));
    let source = rows[0].source.as_ref().expect("there is a source");
    assert_eq!((&*source.host, &*source.url), ("example.org", "https://www.example.org/a?utm_source=x"));
    assert_eq!(rows[0].tags, ["橋", "Town News"]);
    assert_eq!((rows[0].images, rows[0].image.as_deref()), (1, Some("https://img.example/b.jpg")));
    let snippet = rows[1].snippet.as_ref().expect("there is a snippet");
    assert_eq!((&*snippet.text, &*snippet.marks), ("渡船上的老杨，老杨在渡船上。", &[[4, 6], [7, 9]][..]));
    assert_eq!(rows[1].excerpt, "渡船上的老杨，老杨在渡船上。");

    assert_eq!(ask(&mut library, "bridge").occurrences, 3);
    // The third has more occurrences relative to its length.
    assert_eq!(titles(&library), ["Lighthouse", "老楊的橋"]);
    assert_eq!(ask(&mut library, "bridge -far").posts, 1);
    assert_eq!(ask(&mut library, "author:lei").posts, 1);
    assert_eq!(library.rows(0, 1)[0].author_marks, [[3, 6]]);
    assert_eq!(ask(&mut library, "author:lei").occurrences, 0);
    assert_eq!(ask(&mut library, "tag:\"town news\"").posts, 2);
    assert_eq!(ask(&mut library, "lei town").posts, 1, "each word in whichever field");
    assert_eq!(ask(&mut library, "\"lei town\"").posts, 0, "no phrase spans fields");
    assert_eq!(ask(&mut library, "year:2021").posts, 2);
    assert_eq!(ask(&mut library, "after:2021-03 before:2021-04").posts, 1);
    assert_eq!(ask(&mut library, "lang:en -lang:zh").posts, 1);
}

#[test]
fn orders() {
    let mut library = library_of(&three());
    let mut sorted = |sort| {
        library.query(&Request { sort, ..Request::default() });
        titles(&library)
    };
    assert_eq!(sorted(Sort::Newest), ["Lighthouse", "老楊的橋", "Ferry"]);
    assert_eq!(sorted(Sort::Oldest), ["Ferry", "老楊的橋", "Lighthouse"]);
    assert_eq!(sorted(Sort::Title), ["Ferry", "Lighthouse", "老楊的橋"]);
    assert_eq!(sorted(Sort::Source), ["老楊的橋", "Ferry", "Lighthouse"]);
    assert_eq!(library.titles(), "老楊的橋\nFerry\nLighthouse");
    for nonsense in [&[0, 1][..], &[0, 0, 1], &[0, 1, 3]] {
        assert!(!library.set_title_order(nonsense));
    }
    assert!(library.set_title_order(&[0, 2, 1]));
    library.query(&Request { sort: Sort::Title, ..Request::default() });
    assert_eq!(titles(&library), ["老楊的橋", "Lighthouse", "Ferry"]);
    library.add_volume(1, "y");
    library.add_rows(1, &pack([(0, "a.md")]));
    assert!(!library.set_title_order(&[0, 1, 2]));
}

#[test]
fn copies_are_one_row_with_places() {
    let files = three();
    let mut library = Library::new();
    add_rows(&mut library, 0, &files);
    let again = [post("x/archived/2021-03-14/2021-03-14-bridge.md", str::from_utf8(&files[0].bytes).expect("text"))];
    add_rows(&mut library, 1, &again);
    // The copy is added first; the row still is the first place's.
    library.add_posts(1, &packed(&again, 0));
    library.add_posts(0, &packed(&files, 0));
    let answer = ask(&mut library, "老楊的橋");
    assert_eq!((answer.posts, answer.total), (1, 3));
    let row = &library.rows(0, 1)[0];
    assert_eq!((row.volume, row.places.len()), (0, 2));
    assert_eq!(library.position_of(1, &again[0].path), Some(0));
    assert_eq!(
        library.volumes().iter().map(|volume| (volume.posts, volume.indexed)).collect::<Vec<_>>(),
        [(3, 3), (1, 1)]
    );

    library.remove_volume(0);
    let answer = ask(&mut library, "老楊的橋");
    assert_eq!((answer.posts, answer.total), (1, 1));
    assert_eq!((library.rows(0, 1)[0].volume, library.rows(0, 1)[0].places.len()), (1, 1));
    library.remove_volume(1);
    assert_eq!(ask(&mut library, "").total, 0);
}

#[test]
fn what_is_not_a_post_is_removed_and_unreadable_files_are_listed() {
    let mut files = three();
    files.push(PostFile { is_post: false, ..post("x/notes.md", "words") });
    files.push(PostFile {
        path: "x/_posts/picture.md".into(),
        bytes: b"\x89PNG\r\n\x1a\n\0\0".to_vec(),
        is_post: true,
    });
    files.push(post("x/_posts/trap.md", "never read"));
    let mut library = Library::new();
    add_rows(&mut library, 0, &files);
    let entry = |index, refused| EntryRow {
        index,
        path: format!("x/_posts/{index}.md"),
        role: Role::Post,
        size: 1,
        packed: 1,
        title: None,
        date: None,
        refused,
        problems: Vec::new(),
    };
    library.add_rows(0, &pack_archive(&[entry(6, true), EntryRow { role: Role::Image, ..entry(7, false) }]));
    assert_eq!(library.state().rows, 6);
    let added = library.add_posts(0, &packed(&files[..5], 0));
    assert_eq!((added.indexed, added.not_posts, added.unreadable), (3, 1, 1));
    assert!(library.mark_unreadable(0, 5, "trap", "it could not be read"));
    assert!(!library.mark_unreadable(0, 0, "trap", "it is indexed already"));
    assert_eq!((library.state().rows, library.state().indexed, library.state().unreadable), (3, 3, 3));
    let unreadable = library.unreadable(0, 10);
    let paths: Vec<&str> = unreadable.entries.iter().map(|entry| &*entry.path).collect();
    assert_eq!(paths, ["x/_posts/6.md", "x/_posts/picture.md", "x/_posts/trap.md"]);
    assert_eq!(unreadable.entries[1].problems[0].code, "binary");
    // Late and repeated messages change nothing.
    let again = library.add_posts(0, &packed(&files[..5], 0));
    assert_eq!((again.indexed, again.not_posts, again.unreadable), (0, 0, 0));
    assert_eq!(ask(&mut library, "bridge").posts, 2);
}

#[test]
fn a_post_beyond_a_limit_is_found_by_its_plain_text() {
    let body = format!("---\ntitle: deep\n---\n{}needle", "<div>".repeat(3_000));
    let mut library = library_of(&[post("deep.md", &body)]);
    assert_eq!(ask(&mut library, "needle").posts, 1);
    assert_eq!(library.rows(0, 1)[0].problems[0].code, "limit");
    let answer = library.query(&Request {
        facets: FacetSelection { problems: true, ..FacetSelection::default() },
        ..Request::default()
    });
    assert_eq!((answer.posts, answer.facets.problems), (1, 1));
}

#[test]
fn collections_of_a_site_are_a_facet() {
    let files = [
        post("x/_p/7.md", "---\ntitle: A\n---\nBridge."),
        post("x/_news/7.md", "---\ntitle: B\n---\nBridge."),
        post("x/_news/8.md", "---\ntitle: C\n---\nFerry."),
        post("x/content/notes/deep/9.md", "---\ntitle: D\n---\nBridge."),
        post("x/_posts/2020-01-02-a.md", "---\ntitle: E\n---\nSee /p/7/ and /news/7/."),
        post("x/plain/10.md", "---\ntitle: F\n---\nBridge."),
    ];
    let mut library = library_of(&files);
    let facets = FacetSelection { collection: vec!["news".into()], ..FacetSelection::default() };
    let answer = library.query(&Request { text: "bridge".into(), facets, ..Request::default() });
    assert_eq!(titles(&library), ["B"]);
    let values: Vec<_> = answer.facets.collection.values.iter().map(|value| (&*value.value, value.count)).collect();
    assert_eq!(values, [("news", 1), ("notes", 1), ("p", 1)]);
    // Of two pages with one name, a URL has the collection of one.
    let mut found = |url: &str| library.find_by_path(0, "x/_posts/2020-01-02-a.md", url).map(|place| place.path);
    assert_eq!(found("/p/7/").as_deref(), Some("x/_p/7.md"));
    assert_eq!(found("https://example.org/news/7.html").as_deref(), Some("x/_news/7.md"));
    assert_eq!(found("/other/7/"), None);
}

#[test]
fn links_lead_by_permalinks() {
    let files = [
        post("x/_posts/2021-03-14-pier.md", "---\ntitle: The Pier\n---\nIt creaks."),
        post("x/_posts/2020-06-01-pier.md", "---\ntitle: A Pier\n---\nIt stands."),
        post("x/pages/me.md", "---\ntitle: Me\npermalink: /about/\n---\nI live here."),
        post("x/notes/n1.md", "---\ntitle: The Old Mill!\ndate: 2020-05-01T23:30:00Z\n---\nIt turns."),
        post("x/notes/n2.md", "---\ntitle: A name\nslug: harbour\ndate: 2020-05-01\n---\nShips."),
    ];
    let mut library = library_of(&files);
    let found = |library: &mut Library, url: &str| {
        library.find_by_path(0, "x/_posts/2021-03-14-pier.md", url).map_or_else(String::new, |place| place.path)
    };
    // What a post says itself needs no pattern.
    assert_eq!(found(&mut library, "/about/"), "x/pages/me.md");
    assert_eq!(found(&mut library, "/blog/about/index.html"), "x/pages/me.md");
    assert_eq!(found(&mut library, "/2021/03/pier/"), "", "two posts have the name");
    library.set_permalinks(0, vec!["/:year/:month/:title/".into()]);
    for (url, path) in [
        ("/2021/03/pier/", "x/_posts/2021-03-14-pier.md"),
        ("/blog/2020/06/pier/", "x/_posts/2020-06-01-pier.md"),
        ("/2019/06/pier/", ""),
        ("/2020/05/the-old-mill/", "x/notes/n1.md"),
        ("/2021/05/the-old-mill/", ""),
        ("/2020/05/harbour/", "x/notes/n2.md"),
        ("/about/", "x/pages/me.md"),
    ] {
        assert_eq!(found(&mut library, url), path, "{url}");
    }
    // East of Greenwich it is the next day.
    library.set_permalinks(0, vec!["pretty".into()]);
    assert_eq!(found(&mut library, "/2020/05/02/the-old-mill/"), "x/notes/n1.md");
    assert_eq!(found(&mut library, "/2020/05/04/the-old-mill/"), "");
}

#[test]
fn neighbours_and_places_in_a_result() {
    let mut library = library_of(&three());
    ask(&mut library, "");
    let beside = library.neighbours(0, "x/_posts/2021-03-14-bridge.md");
    let title = |place: Option<archive_viewer::library::PlaceView>| place.map(|place| place.title);
    assert_eq!((beside.position, beside.total), (1, 3));
    assert_eq!(beside.previous.as_ref().and_then(|place| place.lang.as_deref()), Some("en"));
    assert_eq!(title(beside.previous).as_deref(), Some("Lighthouse"));
    assert_eq!(title(beside.next).as_deref(), Some("Ferry"));
    ask(&mut library, "ferry");
    let beside = library.neighbours(0, "x/_posts/2021-03-14-bridge.md");
    assert_eq!((beside.position, beside.previous, beside.next), (-1, None, None));
    assert_eq!(library.row_of(0, "x/_posts/2021-03-14-bridge.md").map(|row| row.title).as_deref(), Some("老楊的橋"));
    assert_eq!(library.row_of(0, "nowhere.md"), None);
}

#[test]
fn links_among_posts() {
    let mut files = three();
    files.push(post("x/_posts/2021-04-02-light.md", "---\ntitle: Second light\n---\nwords\n"));
    let mut library = library_of(&files);
    for address in ["http://example.org/a/", "https://www.example.org/a#top", "https://example.org/a?fbclid=1"] {
        let found = library.find_by_source(address);
        assert_eq!(found.iter().map(|place| place.index).collect::<Vec<_>>(), [0], "{address}");
    }
    assert_eq!(library.find_by_source("https://example.org/c"), []);
    assert_eq!(library.find_by_source("no address"), []);
    let mut named =
        |address: &str| library.find_by_path(0, "x/_posts/2020-05-25-ferry.md", address).map(|place| place.index);
    for (address, index) in [
        ("/2021/03/14/bridge.html", Some(0)),
        ("/news/2021/03/14/bridge/", Some(0)),
        ("https://any.example/2021/03/14/bridge.html?x#y", Some(0)),
        ("{% post_url 2021-03-14-bridge %}", Some(0)),
        ("{{ site.baseurl }}{% link _posts/2021-03-14-bridge.md %}", Some(0)),
        ("{{ site.baseurl }}/bridge/", Some(0)),
        ("2021-03-14-bridge.md", Some(0)),
        ("../_posts/2021-03-14-bridge.html#part", Some(0)),
        ("/x/_posts/2021-03-14-bridge", Some(0)),
        ("2021-04-01-light", Some(2)),
        // Two posts have this name.
        ("/light/", None),
        ("/2021/03/15/bridge.html", None),
        ("mailto:bridge", None),
        ("/", None),
        ("", None),
        ("../../../../bridge-nowhere", None),
    ] {
        assert_eq!(named(address), index, "{address}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(1), cases: 512, ..ProptestConfig::default() })]

    /// Packed bytes and queries may be anything.
    #[test]
    fn nothing_that_comes_in_does_harm(
        cut in 0usize..2_000,
        changed in prop::collection::vec((0usize..2_000, any::<u8>()), 0..6),
        typed in any::<String>(),
    ) {
        let files = three();
        let mut rows = pack((0..).zip(&files).map(|(at, file)| (at, &*file.path)));
        let mut posts = packed(&files, 0);
        for bytes in [&mut rows, &mut posts] {
            for (at, byte) in &changed {
                if let Some(place) = bytes.get_mut(*at) {
                    *place = *byte;
                }
            }
            bytes.truncate(cut);
        }
        let mut library = Library::new();
        library.add_volume(0, "x");
        library.add_rows(0, &pack((0..).zip(&files).map(|(at, file)| (at, &*file.path))));
        library.add_rows(0, &rows);
        library.add_posts(0, &posts);
        for text in ["", "bridge", "老", &typed] {
            ask(&mut library, text);
            library.rows(0, 10);
            library.find_in(text);
            library.find_in_comment(text);
        }
        library.find_by_path(0, &files[0].path, &typed);
        library.find_by_source(&typed);
        library.titles();
        library.unreadable(0, 10);
        library.remove_volume(0);
    }
}

#[test]
fn fields_of_a_page_are_sorted_filtered_and_found_as_those_of_front_matter() {
    let page = "<!doctype html><title>The ferry stops | Harbour News</title>\
        <link rel=canonical href=https://news.example.org/ferry><meta property=article:published_time content=2019-01-02>\
        <h1>The ferry stops</h1><p class=byline>By <a rel=author href=/ann>Ann Example</a></p>\
        <p>The ferry to the island stopped on Monday, and the people who live there went back to their own boats.</p>";
    let mut files = three();
    files.push(post("x/saved.html", page));
    let mut library = library_of(&files);
    ask(&mut library, "author:example");
    let rows = library.rows(0, 9);
    let [row] = &rows[..] else { panic!("one post is found: {rows:?}") };
    assert_eq!((&*row.title, row.author.as_deref()), ("The ferry stops", Some("Ann Example")));
    assert_eq!(row.date.as_ref().map(|date| &*date.iso), Some("2019-01-02"));
    assert_eq!(row.source.as_ref().map(|source| &*source.host), Some("news.example.org"));
    assert!(!row.excerpt.contains("Ann Example"));
    library.query(&Request { sort: Sort::Oldest, ..Request::default() });
    assert_eq!(titles(&library)[0], "The ferry stops");
    assert_eq!(ask(&mut library, "\"harbour news\"").posts, 0);
}

#[test]
fn what_the_reader_did_is_known_by_source_or_by_place() {
    let path = "x/_posts/2021-04-02-note.md";
    let files: Vec<PostFile> = three().into_iter().chain([post(path, "---\ntitle: Note\n---\n\nA line.\n")]).collect();
    let mut library = Library::new();
    add_rows(&mut library, 0, &files);
    let read = |library: &mut Library| {
        ask(library, "");
        let rows = library.rows(0, 9).into_iter().filter(|row| row.read);
        rows.map(|row| row.path.rsplit('-').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    let bridge = "https://www.example.org/a?utm_source=x";
    // Of the ferry, which has a source, only the place is told; the number of another volume is another file.
    library
        .set_marks(&format!("1\t0\t{path}\n1\t0\t{}\n1\t{bridge}\n1\t7\t{}\nnonsense\n", files[1].path, files[2].path));
    assert_eq!(read(&mut library), ["note.md", "ferry.md"], "by place, before they are indexed");
    library.add_posts(0, &packed(&files, 0));
    assert_eq!(read(&mut library), ["note.md", "bridge.md"], "a post with a source is known by that alone");
    // Another copy of the same posts, and one with the same article.
    add_rows(&mut library, 1, &files);
    library.add_posts(1, &packed(&files, 0));
    assert_eq!(read(&mut library), ["note.md", "bridge.md"]);
    library.set_marks("1\thttps://example.org/a\n");
    assert_eq!(read(&mut library), [""; 0], "another address");
}

#[test]
fn filters_by_what_the_reader_did_combine_and_count() {
    let files: Vec<PostFile> = (0..40)
        .map(|at| {
            let text = if at % 3 == 0 { "ferry" } else { "bridge" };
            let from = format!("from: https://example.org/{at}");
            post(&format!("{at}.md"), &format!("---\ntitle: Post {at}\n{from}\n---\n\nThe {text} number {at}.\n"))
        })
        .collect();
    let mut library = library_of(&files);
    let marks = |at: u32| {
        u8::from(at.is_multiple_of(2)) | u8::from(at.is_multiple_of(5)) << 1 | u8::from(at.is_multiple_of(7)) << 2
    };
    let lines: String = (0..40).map(|at| format!("{}\thttps://example.org/{at}\n", marks(at))).collect();
    library.set_marks(&lines);
    for text in ["", "ferry"] {
        for chosen in 0..16 {
            let is_on = |bit: u8| chosen >> bit & 1 == 1;
            let [read, unread, favourite, noted] = [0, 1, 2, 3].map(is_on);
            let facets = FacetSelection { read, unread, favourite, noted, ..FacetSelection::default() };
            let answer = library.query(&Request { text: text.into(), facets, ..Request::default() });
            let count = |reading: bool, favourites: bool, notes: bool, is: &dyn Fn(u8) -> bool| {
                let posts = (0..40).filter(|at| text.is_empty() || at % 3 == 0).map(marks);
                posts
                    .filter(|own| !reading || read == unread || read == (own & 1 != 0))
                    .filter(|own| !favourites || !favourite || own & 2 != 0)
                    .filter(|own| !notes || !noted || own & 4 != 0)
                    .filter(|own| is(*own))
                    .count() as u32
            };
            assert_eq!(answer.posts, count(true, true, true, &|_| true), "{text} {chosen}");
            assert_eq!(answer.facets.read, count(false, true, true, &|own| own & 1 != 0));
            assert_eq!(answer.facets.unread, count(false, true, true, &|own| own & 1 == 0));
            assert_eq!(answer.facets.favourite, count(true, false, true, &|own| own & 2 != 0));
            assert_eq!(answer.facets.noted, count(true, true, false, &|own| own & 4 != 0));
        }
    }
}
