//! Threads of several files: a question and its answers are one post, in whatever order they were read, and near misses stay
//! posts. What is shown of a thread is what is searched.

#[path = "common/libraries.rs"]
mod libraries;
#[path = "common/library_posts.rs"]
mod library_posts;

use archive_viewer::file::{EncodingRs, read_text};
use archive_viewer::library::{Library, part_order};
use archive_viewer::page::{CommentView, Effort, PartView, ReadingPage};
use libraries::{add_rows, ask, packed, post, titles};
use library_posts::{PostFile, archive};

/// Whether the files are listed before any is read, as those of a zip are.
const LISTED: [bool; 2] = [true, false];

fn answer(question: &str, name: &str, front: &str, text: &str) -> PostFile {
    post(&format!("x/_answers/{question}/{name}.md"), &format!("---\nuser_name: Ann\n{front}\n---\n\n{text}\n"))
}

fn question(name: &str, text: &str) -> PostFile {
    post(
        &format!("x/_p/{name}.md"),
        &format!("---\ntitle: Question {name}\ncomments: [First remark, '']\n---\n\n{text}\n"),
    )
}

/// Two questions with answers, and an answer whose question is missing.
fn threads() -> Vec<PostFile> {
    vec![
        answer("7", "10", "upvote: 1", "The ferry left in May."),
        answer(
            "7",
            "9",
            "upvote: 3\ncomments: [{user_name: Bo, text: In June.}]",
            "# A heading\n\nThe ＦＥＲＲＹ stayed.",
        ),
        answer("8", "11", "date: 2020-01-02", "A lamp."),
        answer("9", "12", "", "Nobody asked."),
        post("x/_answers/8/13.md", "---\ntitle: Of its own\nuser_name: Bo\n---\n\nA post below a question.\n"),
        question("7", "When did the ferry leave?"),
        question("8", "What was it?"),
        post("x/_articles/14.md", "---\ntitle: Ferries\n---\n\nThe ferry is old.\n"),
    ]
}

fn library_of(files: &[PostFile], order: &[usize], is_listed: bool) -> Library {
    let mut library = Library::new();
    add_rows(&mut library, 0, files);
    if is_listed {
        library.pair_threads(0);
    }
    for at in order {
        library.add_posts(0, &packed(&files[*at..=*at], *at));
    }
    library.finish_volume(0);
    library
}

fn orders(count: usize) -> [Vec<usize>; 3] {
    let forward: Vec<usize> = (0..count).collect();
    let mut mixed = forward.clone();
    mixed.sort_by_key(|at| at.wrapping_mul(2_654_435_761) % 65_536);
    [forward.clone(), forward.into_iter().rev().collect(), mixed]
}

fn texts(comments: &[CommentView]) -> Vec<String> {
    comments.iter().flat_map(|one| [vec![one.text.clone()], texts(&one.replies)].concat()).collect()
}

/// The texts of the comments that a page shows, as the shell puts it together.
fn shown(library: &Library, files: &[PostFile], path: &str) -> Vec<String> {
    let file = |path: &str| {
        let file = files.iter().find(|file| file.path == path).expect("it is there");
        (read_text(path, &file.bytes, &EncodingRs).expect("it is a text"), file.bytes.len() as u64)
    };
    let (text, size) = file(path);
    let page = ReadingPage::of_text(text, size);
    let part = |place: &str| PartView::of_text(file(place).0, 1, Effort::Clean, part_order);
    let thread = library.thread_of(0, path);
    let mut parts: Vec<PartView> = thread.iter().filter_map(|place| part(&place.path)).collect();
    parts.sort_by(|a, b| a.order.cmp(&b.order));
    let parts: Vec<CommentView> = parts.into_iter().map(|part| part.comment).collect();
    [texts(&parts), texts(&page.discussion)].concat()
}

#[test]
fn a_question_and_its_answers_are_one_post() {
    let files = threads();
    for is_listed in LISTED {
        for order in orders(files.len()) {
            let mut library = library_of(&files, &order, is_listed);
            ask(&mut library, "");
            let mut found = titles(&library);
            found.sort();
            assert_eq!(found, ["12", "Ferries", "Of its own", "Question 7", "Question 8"]);
            assert_eq!(library.volumes()[0].posts, 5);
            // The best answer first, each before its replies, then what readers wrote below the question.
            let comments = library.comments_of(0, "x/_p/7.md");
            let expected = ["A heading\nThe ＦＥＲＲＹ stayed.", "In June.", "The ferry left in May.", "First remark"];
            assert_eq!(comments, expected);
            assert_eq!(comments, shown(&library, &files, "x/_p/7.md"));
            assert_eq!(library.comments_of(0, "x/_p/8.md"), ["A lamp.", "First remark"]);
            assert_eq!(library.row_of(0, "x/_p/7.md").map(|row| row.comments), Some(4));
            let answer = ask(&mut library, "ferry");
            assert_eq!((answer.posts, answer.occurrences), (2, 4));
            assert_eq!(ask(&mut library, "comment:ferry comment:june").posts, 1);
            assert_eq!(ask(&mut library, "when stayed").posts, 1, "a word of the question, one of an answer");
            assert_eq!(ask(&mut library, "\"may first\"").posts, 0, "no phrase spans comments");
        }
    }
}

#[test]
fn an_answer_leads_to_its_question() {
    let files = threads();
    for is_listed in LISTED {
        let mut library = library_of(&files, &orders(files.len())[0], is_listed);
        let row = library.row_of(0, "x/_answers/7/10.md").expect("it has a row");
        assert_eq!((&*row.title, &*row.path), ("Question 7", "x/_p/7.md"));
        let place = library.find_by_path(0, "x/_p/8.md", "../_answers/7/10.md").expect("it is found");
        assert_eq!(place.path, "x/_p/7.md");
        assert_eq!(library.thread_of(0, "x/_articles/14.md"), []);
        let orphan = library.row_of(0, "x/_answers/9/12.md").expect("it has a row");
        assert_eq!(orphan.path, "x/_answers/9/12.md");
    }
}

#[test]
fn answers_have_no_rows_while_they_are_read() {
    let files = threads();
    let mut library = Library::new();
    add_rows(&mut library, 0, &files);
    assert_eq!(ask(&mut library, "").total, 8);
    library.pair_threads(0);
    // One may turn out to be a post.
    assert_eq!(ask(&mut library, "").total, 4);
    for (at, file) in files.iter().enumerate().filter(|(_, file)| !file.path.ends_with("_p/8.md")) {
        library.add_posts(0, &packed(std::slice::from_ref(file), at));
    }
    assert_eq!(ask(&mut library, "").total, 5);
    // Reading ends early: what was read of a thread is in it, and the rest is when it is opened.
    library.join_threads(0);
    assert_eq!(ask(&mut library, "june").posts, 1);
    assert_eq!(ask(&mut library, "lamp").posts, 0);
    assert_eq!(library.thread_of(0, "x/_p/8.md").len(), 1);
    // It goes on after all.
    library.add_posts(0, &packed(&files[6..7], 6));
    library.finish_volume(0);
    assert_eq!(ask(&mut library, "lamp").posts, 1);
    library.remove_volume(0);
    assert_eq!(ask(&mut library, "").total, 0);
}

#[test]
fn answers_to_what_is_no_post_are_posts() {
    let mut files = threads();
    files[5].is_post = false;
    for is_listed in LISTED {
        for order in orders(files.len()) {
            let mut library = library_of(&files, &order, is_listed);
            assert_eq!(ask(&mut library, "").total, 6);
            assert_eq!(ask(&mut library, "stayed").posts, 1);
            assert_eq!(library.row_of(0, "x/_answers/7/10.md").map(|row| row.title), Some("10".to_owned()));
        }
    }
    let mut library = Library::new();
    add_rows(&mut library, 0, &files);
    library.pair_threads(0);
    library.add_posts(0, &packed(&files[..5], 0));
    assert!(library.mark_unreadable(0, 6, "crashed", "it broke"));
    library.finish_volume(0);
    assert_eq!(ask(&mut library, "lamp").posts, 1);
}

#[test]
fn the_same_archive_twice_is_one_row_for_each_thread() {
    let files = threads();
    for ends_between in [true, false] {
        let mut library = Library::new();
        for volume in [0, 1] {
            add_rows(&mut library, volume, &files);
            library.pair_threads(volume);
            library.add_posts(volume, &packed(&files, 0));
            if ends_between {
                library.finish_volume(volume);
            }
        }
        library.finish_volume(0);
        library.finish_volume(1);
        assert_eq!(ask(&mut library, "").total, 5);
        assert_eq!(library.row_of(1, "x/_p/7.md").map(|row| row.places.len()), Some(2));
        library.remove_volume(0);
        assert_eq!(ask(&mut library, "").total, 5);
        assert_eq!(library.comments_of(1, "x/_p/7.md").len(), 4);
    }
}

#[test]
fn equal_questions_have_their_own_answers() {
    let mut files = threads();
    files[6].bytes = files[5].bytes.clone();
    for is_listed in LISTED {
        let mut library = library_of(&files, &orders(files.len())[0], is_listed);
        assert_eq!(library.comments_of(0, "x/_p/7.md").len(), 4);
        assert_eq!(library.comments_of(0, "x/_p/8.md"), ["A lamp.", "First remark"]);
        assert_eq!(ask(&mut library, "").total, 5);
    }
}

#[test]
fn a_part_keeps_what_its_file_says() {
    let part = |bytes: &[u8], effort| {
        let text = read_text("9.md", bytes, &EncodingRs).expect("it is a text");
        PartView::of_text(text, 7, effort, part_order)
    };
    let front = "---\nuser_id: 124\nupvote: 3\ntags: [a, b]\nfrom: https://example.org/9\ncomments: [Indeed]\n---\n\n";
    let body = "# A heading[^1]\n\n## Below\n\nWords[^1].\n\n<script>x</script>\n\n[^1]: A note.\n";
    let found = part(format!("{front}{body}").as_bytes(), Effort::Clean).expect("it is a part");
    let comment = &found.comment;
    assert_eq!((comment.author.as_deref(), comment.author_id.as_deref()), (None, Some("124")));
    let extra = [("upvote", "3"), ("from", "https://example.org/9"), ("tags", "a, b")];
    assert_eq!(comment.extra, extra.map(|(key, value)| (key.to_owned(), value.to_owned())));
    // Ids are its own, and headings are below those of the page.
    assert!(comment.html.contains("<h4>A heading") && !comment.html.contains("<h2"), "{}", comment.html);
    assert!(comment.html.contains("id=\"av-c7:"), "{}", comment.html);
    assert_eq!(comment.replies[0].text, "Indeed");
    assert!(!found.record.is_empty() && found.record.iter().all(|entry| !entry.in_place));
    // What a core died on is shown as its text, and what isn't even parsed is no part.
    let plain = part(format!("{front}{body}").as_bytes(), Effort::Parse).expect("it is a part");
    assert!(plain.comment.plain && plain.comment.text.contains("# A heading"));
    assert_eq!(part(front.as_bytes(), Effort::Decode), None);
}

/// Whether a file of the archive answers one of its questions, told from its path and text alone.
fn question_of(file: &PostFile, files: &[PostFile]) -> Option<String> {
    let mut parts = file.path.rsplit('/').skip(1);
    let (stem, collection) = (parts.next()?, parts.next()?);
    let question = format!("pincong-main/_p/{stem}.md");
    (collection == "_answers" && files.iter().any(|file| file.path == question)).then_some(question)
}

#[test]
fn a_real_archive_has_the_answers_that_a_scan_finds() {
    let Some(corpus) = std::env::var_os("ARCHIVE_VIEWER_CORPUS").map(std::path::PathBuf::from) else {
        println!("not run: ARCHIVE_VIEWER_CORPUS names no folder");
        return;
    };
    let files = archive(&corpus.join("corpus/pincong-main.zip"));
    let questions: Vec<_> = files.iter().map(|file| question_of(file, &files)).collect();
    let [forward, backward, _] = orders(files.len());
    for (is_listed, order) in [(true, forward), (false, backward)] {
        let mut library = library_of(&files, &order, is_listed);
        let posts = files.iter().zip(&questions).filter(|(file, question)| file.is_post && question.is_none()).count();
        let volume = library.volumes().remove(0);
        assert_eq!(volume.posts as usize, posts);
        assert_eq!(ask(&mut library, "").total + volume.copies, volume.posts);
        for file in files.iter().filter(|file| file.path.contains("/_p/")) {
            let answers = questions.iter().flatten().filter(|question| **question == file.path).count();
            let comments = library.comments_of(0, &file.path);
            assert_eq!(library.thread_of(0, &file.path).len(), answers, "{}", file.path);
            assert_eq!(comments, shown(&library, &files, &file.path), "{}", file.path);
            assert!(comments.len() >= answers, "{}", file.path);
        }
    }
}
