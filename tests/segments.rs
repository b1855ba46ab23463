//! Search by ranges: every answer is that of the library with the same posts.

#[path = "common/libraries.rs"]
mod libraries;
#[path = "common/library_posts.rs"]
mod library_posts;
#[allow(dead_code)]
#[path = "common/naive.rs"]
mod naive;
#[path = "common/segments.rs"]
mod segments;

use archive_viewer::library::segments::{Failure, SearchRequest, Searcher};
use archive_viewer::library::{FacetSelection, Library, Request, Sort};
use libraries::{add_rows, library_of, packed, post, three};
use library_posts::{PostFile, corpus, own};
use segments::{Server, asked};

const SORTS: [Sort; 3] = [Sort::Relevance, Sort::Newest, Sort::Oldest];

/// The same answer and the same first rows.
fn check(library: &mut Library, server: &mut Server, searcher: &mut Searcher, asked: &SearchRequest) -> u32 {
    let answer = library.query(&asked.request);
    let outcome = server.answer(searcher, asked);
    let text = &asked.request.text;
    assert_eq!(outcome.missing, [], "{text}");
    assert_eq!(outcome.answer, answer, "{text} {:?}", asked.request.sort);
    let rows = library.rows(asked.from, asked.count);
    assert_eq!(outcome.rows.len(), rows.len(), "{text}");
    for (at, (own, row)) in outcome.rows.iter().zip(&rows).enumerate() {
        assert_eq!(own, row, "{text} {:?} row {at}", asked.request.sort);
        assert_eq!(outcome.published[at], segments::published(&row.path));
    }
    answer.posts
}

fn library_of_volumes(volumes: &[Vec<PostFile>]) -> Library {
    let mut library = Library::new();
    for (id, files) in (0..).zip(volumes) {
        add_rows(&mut library, id, files);
        for (chunk, files) in files.chunks(100).enumerate() {
            library.add_posts(id, &packed(files, chunk * 100));
        }
        library.finish_volume(id);
    }
    library
}

/// Numbers that are the same each time.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most.max(1) as u64) as usize
    }
}

/// Queries made of what the posts say: parts of one to eight characters, wherever they begin and end, alone, in quotation
/// marks, excluded, two together, in fields.
fn queries(texts: &[String], count: usize) -> Vec<String> {
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let part = |random: &mut Random| {
        let text = &texts[random.below(texts.len())];
        let characters: Vec<char> = text.chars().collect();
        let start = random.below(characters.len());
        let length = 1 + random.below(8);
        characters[start..(start + length).min(characters.len())].iter().collect::<String>()
    };
    let word = |text: &str| text.split_whitespace().next().unwrap_or("the").replace(['"', '「', '“'], "");
    (0..count)
        .map(|at| {
            let (one, other) = (part(&mut random), part(&mut random));
            match at % 10 {
                0..4 => word(&one),
                4 => format!("\"{one}\""),
                5 => format!("{} {}", word(&one), word(&other)),
                6 => format!("{} -{}", word(&one), word(&other)),
                7 => format!("{} OR {}", word(&one), word(&other)),
                8 => format!("{}:{}", ["title", "author", "source", "tag", "comment"][random.below(5)], word(&one)),
                _ => format!("\"{one}"),
            }
        })
        .collect()
}

fn texts_of(library: &mut Library) -> Vec<String> {
    library.query(&Request::default());
    let rows = library.rows(0, u32::MAX);
    let text = |place: &archive_viewer::library::Row| library.text_of(place.volume, &place.path);
    let texts = rows.iter().flat_map(|row| [Some(row.title.clone()), text(row), row.author.clone()]);
    texts.flatten().filter(|text| !text.is_empty()).collect()
}

/// Everything that is asked of a library and of its segments; the number of queries with matches.
fn check_all(library: &mut Library, server: &mut Server, generated: usize) -> usize {
    let texts = texts_of(library);
    let fixed = naive::QUERIES.iter().map(|query| query.typed.to_owned());
    let more = [
        "哈哈",
        "哈哈哈",
        "aa",
        "a.a",
        "...",
        "\"a a\"",
        "http",
        "://",
        "ttp",
        "-",
        "国，",
        "\" the",
        "\"the ",
        "的的",
    ];
    let more = more.iter().map(|text| (*text).to_owned());
    let mut searcher = server.searcher();
    let mut found = 0;
    for (at, text) in fixed.chain(more).chain(queries(&texts, generated)).enumerate() {
        for sort in if at % 7 == 0 { &SORTS[..] } else { &SORTS[at % 3..=at % 3] } {
            let mut asked = asked(&text, *sort, 20);
            found += usize::from(check(library, server, &mut searcher, &asked) > 0);
            if at % 5 == 0 {
                let answer = library.query(&asked.request);
                let first = |values: &[archive_viewer::library::FacetValue]| {
                    values.iter().take(1).map(|value| value.value.clone()).collect::<Vec<_>>()
                };
                asked.request.facets = FacetSelection {
                    lang: first(&answer.facets.lang.values),
                    tag: if at % 2 == 0 { first(&answer.facets.tag.values) } else { Vec::new() },
                    ..FacetSelection::default()
                };
                asked.from = 3;
                check(library, server, &mut searcher, &asked);
            }
        }
    }
    found
}

#[test]
fn three_posts() {
    let mut library = library_of(&three());
    library.finish_volume(0);
    let mut server = Server::of(&mut library);
    assert!(check_all(&mut library, &mut server, 100) > 60);
}

/// The posts of the project in two archives, of which the second has some of the first again: as they are, under another
/// path, and later.
fn two_volumes() -> [Vec<PostFile>; 2] {
    let mut first = three();
    first.extend(own().into_iter().step_by(3));
    let mut second: Vec<PostFile> = own().into_iter().skip(1).step_by(5).collect();
    for (at, file) in first.clone().into_iter().enumerate().filter(|(at, _)| at % 4 == 0) {
        let path = if at % 8 == 0 { format!("again/{at}.md") } else { format!("zz/{}", file.path) };
        let text = String::from_utf8_lossy(&file.bytes).into_owned();
        let text =
            if at % 12 == 0 { text.replacen("title:", "tags: [Copied]\nauthor: Wang Wu\ntitle:", 1) } else { text };
        second.push(post(&path, &text));
    }
    [first, second]
}

#[test]
fn a_segment_for_each_volume() {
    let mut library = library_of_volumes(&two_volumes());
    let mut server = Server::of(&mut library);
    assert_eq!(server.manifest.segments.len(), 2);
    assert!(check_all(&mut library, &mut server, 30) > 60);
}

/// Segments of volumes that were read by themselves, and the library of both.
fn one_by_one(volumes: [Vec<PostFile>; 2]) -> (Library, Server) {
    let both = library_of_volumes(&volumes);
    let mut server = Server::default();
    for (id, files) in (0..).zip(volumes) {
        let mut alone = Library::new();
        add_rows(&mut alone, id, &files);
        alone.add_posts(id, &packed(&files, 0));
        alone.finish_volume(id);
        server.add_volume(&mut alone, id, usize::MAX, u64::MAX);
    }
    (both, server)
}

#[test]
fn a_segment_that_was_added_later_knows_its_copies() {
    let (mut both, mut server) = one_by_one(two_volumes());
    assert!(server.manifest.copies.len() > 20);
    let mut merged = server.merged();
    assert!(check_all(&mut both, &mut server, 30) > 60);
    // Merged into one they are the same.
    assert_eq!((merged.manifest.segments.len(), merged.manifest.copies.len()), (1, 0));
    assert!(check_all(&mut both, &mut merged, 10) > 40);
}

#[test]
fn a_copy_is_shown_where_the_first_can_not_be_read() {
    let text = |title: &str| {
        format!("---\ntitle: {title}\ndate: 2021-03-14\n---\n\nThe old bridge below the weir of {title}.\n")
    };
    let volumes = [
        vec![post("_posts/a.md", &text("Bridge")), post("_posts/b.md", &text("Lamp"))],
        vec![post("_posts/c.md", &text("Bridge")), post("_posts/d.md", &text("Ferry"))],
    ];
    let (mut both, mut server) = one_by_one(volumes);
    let asked = asked("bridge", Sort::Newest, 5);
    let mut searcher = server.searcher();
    assert_eq!(check(&mut both, &mut server, &mut searcher, &asked), 3);
    searcher.fail(&server.manifest.segments[0].files[0].name, Failure::Unreachable);
    let outcome = server.answer(&mut searcher, &asked);
    let titles: Vec<&str> = outcome.rows.iter().map(|row| &*row.title).collect();
    assert_eq!((outcome.answer.posts, outcome.answer.total, titles), (2, 2, vec!["Bridge", "Ferry"]));
    assert_eq!(outcome.rows[0].places.len(), 1);
}

#[test]
fn small_files_and_little_memory_change_nothing() {
    let mut library = library_of_volumes(&[own()]);
    let whole = Server::of(&mut library);
    let mut parts = Server::of_parts(&mut library, 200_000, 1 << 20);
    assert!(parts.files.len() > 1 && whole.files.len() == 1, "{}", parts.files.len());
    assert!(parts.files.values().all(|bytes| bytes.len() <= 1 << 20));
    for asked in
        [asked("the", Sort::Relevance, 20), asked("国家", Sort::Newest, 20), asked("bridge -the", Sort::Oldest, 20)]
    {
        let mut searcher = parts.searcher();
        check(&mut library, &mut parts, &mut searcher, &asked);
    }
    // Runs that were merged are the same index: all but the top, which says where blocks are, is equal.
    let heads = |server: &Server| server.manifest.segments[0].length(archive_viewer::library::segments::Part::Heads);
    assert_eq!(heads(&whole), heads(&parts));
}

#[test]
fn the_posts_of_a_corpus() {
    let Some(files) = corpus() else { return };
    let mut library = library_of_volumes(&[files]);
    let mut server = Server::of(&mut library);
    let stored: usize = server.files.values().map(Vec::len).sum();
    println!("{} posts, {stored} bytes", library.state().rows);
    for (name, pieces) in &server.manifest.segments[0].parts {
        println!("{name}: {}", pieces.iter().map(|piece| piece.2).sum::<u64>());
    }
    assert!(check_all(&mut library, &mut server, 60) > 80);
    let mut searcher;
    for text in [
        "的",
        "国",
        "中国",
        "香港",
        "中国政府",
        "新疆维吾尔自治区",
        "哈哈",
        "bridge",
        "the",
        "「香港」",
        "香港 警察 -大陆",
        "title:香港",
    ] {
        for facets in [false, true] {
            searcher = server.searcher();
            let asked = SearchRequest { facets, ..asked(text, Sort::Relevance, 10) };
            let outcome = server.answer(&mut searcher, &asked);
            let Server { requests, bytes, rounds, .. } = &server;
            println!(
                "{text} facets {facets}: {} posts, {rounds} rounds, {requests} requests, {bytes} bytes",
                outcome.answer.posts
            );
        }
    }
}

#[test]
fn all_posts_of_the_project() {
    let mut library = library_of_volumes(&[own()]);
    let mut server = Server::of(&mut library);
    assert!(check_all(&mut library, &mut server, 200) > 150);
}

/// Two segments, and a searcher of them.
fn two_segments() -> (Library, Server) {
    let mut library = library_of_volumes(&two_volumes());
    let server = Server::of(&mut library);
    (library, server)
}

#[test]
fn a_segment_that_can_not_be_read_is_missing() {
    let (_, sound) = two_segments();
    let info = &sound.manifest.segments[1];
    let name = &info.files[0].name;
    let damage = |change: &dyn Fn(&mut Vec<u8>)| {
        let mut server = sound.clone();
        change(server.files.get_mut(name).expect("it is there"));
        server
    };
    let whole = sound.files[name].len();
    let parts = &info.parts["posts"][0];
    let (start, length) = (parts.1 as usize, parts.2 as usize);
    for (mut server, failure) in [
        (damage(&|bytes| bytes.truncate(10)), Failure::Cut),
        (damage(&|bytes| bytes.truncate(whole / 2)), Failure::Cut),
        (damage(&|bytes| bytes.fill(b'<')), Failure::Damaged),
        (damage(&|bytes| bytes[start..start + length].iter_mut().for_each(|byte| *byte ^= 1)), Failure::Damaged),
    ] {
        let mut searcher = server.searcher();
        let outcome = server.answer(&mut searcher, &asked("", Sort::Newest, 200));
        let [missing] = &outcome.missing[..] else { panic!("{:?}", outcome.missing) };
        assert_eq!((missing.segment, &missing.file, missing.posts), (1, name, info.posts));
        assert_eq!((missing.failure, &missing.from, &missing.to), (failure, &info.from, &info.to));
        // The other one is searched, and its rows are there.
        assert_eq!(outcome.answer.posts, server.manifest.segments[0].posts);
        assert!(outcome.rows.len() > 100 && outcome.answer.total == outcome.answer.posts);
    }
}

#[test]
fn what_a_server_refuses_is_told_and_tried_again() {
    let (mut library, mut server) = two_segments();
    let name = server.manifest.segments[0].files[0].name.clone();
    let mut searcher = server.searcher();
    for failure in [Failure::NoRanges, Failure::Changed, Failure::Unreachable] {
        searcher.fail(&name, failure);
        let outcome = server.answer(&mut searcher, &asked("the", Sort::Newest, 5));
        assert_eq!(outcome.missing.iter().map(|missing| missing.failure).collect::<Vec<_>>(), [failure]);
        assert_eq!(outcome.answer.total, server.manifest.segments[1].posts);
        searcher.retry();
        check(&mut library, &mut server, &mut searcher, &asked("the", Sort::Newest, 5));
    }
}

#[test]
fn a_word_costs_few_requests() {
    let mut library = library_of_volumes(&[own()]);
    let mut server = Server::of(&mut library);
    let mut found = 0;
    // The top, the dictionary, the list, the rows; the second search knows the top and where rows are.
    for (text, rounds) in [("国", 4), ("国家", 4), ("中国人", 5), ("bridge", 4), ("国家 桥", 5)] {
        let mut searcher = server.searcher();
        let asked = SearchRequest { facets: false, ..asked(text, Sort::Relevance, 10) };
        let first = server.answer(&mut searcher, &asked);
        found += first.answer.posts;
        assert!(server.rounds <= rounds, "{text}: {}", server.rounds);
        server.answer(&mut searcher, &asked);
        assert_eq!((server.requests, server.bytes), (0, 0), "{text} is there");
    }
    assert!(found > 10);
}
