//! Rows that a reader chooses: their places in the list's order, what lists show for them later, and their rows beyond a search.

#[path = "common/libraries.rs"]
mod libraries;
#[path = "common/library_posts.rs"]
mod library_posts;

use archive_viewer::library::Library;
use libraries::{add_rows, ask, packed, post};
use library_posts::PostFile;

const NOWHERE: [u32; 2] = [u32::MAX; 2];

/// A text that is long enough to identify an article.
const FERRY: &str = "The ferry to the island stopped on Monday, and the people who live there went back to their own \
    boats, as their grandparents had done before the pier was built.";

fn article(path: &str, head: &str, body: &str) -> PostFile {
    post(path, &format!("---\n{head}\n---\n{body}\n"))
}

fn add(library: &mut Library, number: u16, files: &[PostFile]) {
    add_rows(library, number, files);
    library.add_posts(number, &packed(files, 0));
    library.finish_volume(number);
}

fn three() -> Vec<PostFile> {
    vec![
        article("x/a.md", "title: The ferry stops\ndate: 2021-03-14\nfrom: https://news.example/ferry", FERRY),
        article("x/b.md", "title: The lamp\ndate: 2021-03-16", "The lamp was lit."),
        article("x/c.md", "title: The pier\ndate: 2021-03-15", "The pier was built."),
    ]
}

#[test]
fn places_are_in_the_order_of_the_list() {
    let mut library = Library::new();
    add(&mut library, 7, &three());
    ask(&mut library, "");
    assert_eq!(library.listed_places(), [7, 1, 7, 2, 7, 0], "newest first");
    let rows: Vec<[u32; 2]> = library.rows(0, 9).iter().map(|row| [u32::from(row.volume), row.index]).collect();
    assert_eq!(rows.concat(), library.listed_places());
    ask(&mut library, "lamp");
    assert_eq!(library.listed_places(), [7, 1]);
}

#[test]
fn rows_are_known_beyond_the_search() {
    let mut library = Library::new();
    add(&mut library, 7, &three());
    ask(&mut library, "lamp");
    let titles: Vec<String> = library.rows_at(&[7, 2, 7, 0, 7, 99, 8, 0]).into_iter().map(|row| row.title).collect();
    assert_eq!(titles, ["The pier", "The ferry stops"]);
    assert_eq!(library.listed_places(), [7, 1], "the result stays");
    assert!(library.rows_at(&[7, 1])[0].title_marks.is_empty());
}

#[test]
fn a_chosen_post_is_found_by_the_copy_that_lists_show() {
    let mut library = Library::new();
    add(&mut library, 1, &three());
    assert_eq!(library.shown_places(&[1, 0, 1, 2]), [1, 0, 1, 2]);
    let earlier =
        [article("y/ferry.md", "title: The ferry stops\ndate: 2021-03-13\nfrom: https://other.example/1", FERRY)];
    add(&mut library, 2, &earlier);
    assert_eq!(library.shown_places(&[1, 0, 1, 2]), [2, 0, 1, 2]);
    assert_eq!(library.rows_at(&[1, 0])[0].path, "y/ferry.md");
    library.remove_volume(2);
    assert_eq!(library.shown_places(&[1, 0, 2, 0]), [[1, 0], NOWHERE].concat());
}

#[test]
fn places_that_are_nowhere_do_no_harm() {
    let mut library = Library::new();
    assert_eq!(library.shown_places(&[1, 0, u32::MAX, u32::MAX]), [NOWHERE; 2].concat());
    add(&mut library, 1, &three());
    ask(&mut library, "");
    library.remove_volume(1);
    assert_eq!(library.listed_places().len(), 6, "as many as rows of the result");
    assert_eq!(library.shown_places(&[1, 0]), NOWHERE);
    assert!(library.rows_at(&[1, 0, 1]).is_empty());
}

#[test]
fn an_answer_in_a_file_of_its_own_is_the_post_of_its_thread() {
    let files = [
        article("x/_p/7.md", "title: Why?\ndate: 2021-03-14", "Why does the lamp go out?"),
        article("x/_answers/7/10.md", "user_name: Bo\nupvote: 1", "Because of the wind."),
    ];
    let mut library = Library::new();
    add_rows(&mut library, 1, &files);
    library.pair_threads(1);
    library.add_posts(1, &packed(&files, 0));
    library.finish_volume(1);
    ask(&mut library, "");
    assert_eq!(library.listed_places(), [1, 0], "one row");
    assert_eq!(library.shown_places(&[1, 1]), [1, 0]);
    assert_eq!(library.rows_at(&[1, 1])[0].title, "Why?");
}
