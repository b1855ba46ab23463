//! What `archive-viewer publish` writes to search in, as a site has it.
#![cfg(feature = "command")]

use archive_viewer::library::Request;
use archive_viewer::library::segments::{Manifest, Outcome, SearchRequest, Searcher, Step};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder that goes with the test.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("publish-search-{name}"));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("in/_posts")).expect("there is room");
        Folder(folder)
    }

    fn post(&self, name: &str, text: &str) {
        fs::write(self.0.join("in/_posts").join(name), text).expect("there is room");
    }

    /// Publishes; gives the report.
    fn publish(&self, more: &[&str]) -> String {
        let output = self.run(more);
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("a report is text")
    }

    fn run(&self, more: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_archive-viewer"));
        command.arg("publish").arg(self.0.join("in")).arg("--out").arg(self.site()).arg("--only-pages").args(more);
        command.output().expect("the command runs")
    }

    fn site(&self) -> PathBuf {
        self.0.join("site")
    }

    fn segments(&self) -> Vec<String> {
        let entries = fs::read_dir(self.site().join("search")).expect("it is there");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("it is read").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Searches in a site's files.
fn search(site: &Path, text: &str) -> Outcome {
    let folder = site.join("search");
    let mut searcher =
        Searcher::new(&fs::read(folder.join("segments.json")).expect("it is there")).expect("a manifest");
    let request = Request { text: text.into(), ..Request::default() };
    searcher.ask(SearchRequest { request, from: 0, count: 10, facets: true });
    loop {
        match searcher.step() {
            Step::Done(outcome) => return *outcome,
            Step::Needs(wants) => {
                for want in wants {
                    let bytes = fs::read(folder.join(&want.file)).expect("it is there");
                    searcher.feed(&want, bytes[want.range.start as usize..want.range.end as usize].to_vec());
                }
            }
        }
    }
}

fn published(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.post(
        "2021-03-14-weir.md",
        "---\ntitle: The weir\ntags: [Water]\n---\n\nThe old bridge below the weir, 老桥。\n",
    );
    folder.post("2021-03-14-lamp.md", "---\ntitle: The lamp\n---\n\nA lamp at the bridge, and a bridge at the lamp.\n");
    folder.post("2020-01-02-ferry.md", "---\ntitle: 渡船\n---\n\n渡船上的老杨，老杨在渡船上。\n");
    folder
}

#[test]
fn a_result_leads_to_its_page() {
    let folder = published("pages");
    let report = folder.publish(&[]);
    assert!(report.contains("KiB of them to search in"), "{report}");
    let outcome = search(&folder.site(), "bridge");
    assert_eq!((outcome.answer.posts, outcome.answer.occurrences, outcome.answer.total), (2, 3, 3));
    for (row, at) in outcome.rows.iter().zip(&outcome.published) {
        let page = fs::read_to_string(folder.site().join(&at.page).join("index.html")).expect("the page is there");
        assert!(page.contains(&row.title), "{}", row.title);
    }
    assert_eq!(search(&folder.site(), "老").rows.len(), 2);
    assert_eq!(search(&folder.site(), "老杨在").answer.posts, 1);
    assert_eq!(outcome.answer.facets.tag.values[0].value, "Water");
}

#[test]
fn a_second_run_writes_what_changed() {
    let folder = published("again");
    folder.publish(&[]);
    let first = folder.segments();
    assert_eq!(first.len(), 2, "{first:?}");
    assert!(folder.publish(&[]).contains("\n# 0 written,"));
    assert_eq!(folder.segments(), first);
    // What a run that was cut short left goes too.
    fs::write(folder.site().join("search/segment-0123456789abcdef.zip"), "x").expect("there is room");
    folder.post("2022-05-06-mill.md", "---\ntitle: The mill\n---\n\nA mill.\n");
    folder.publish(&[]);
    let second = folder.segments();
    assert!(second.len() == 2 && second != first, "{second:?}");
    assert_eq!(search(&folder.site(), "mill").answer.total, 4);
}

#[test]
fn large_files_are_divided() {
    let folder = Folder::new("divided");
    let mut number = 1_u64;
    for at in 0..1500 {
        let mut word = || {
            number = number.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            format!("{:x}", number >> 20)
        };
        let words: Vec<String> = (0..60).map(|_| word()).collect();
        folder
            .post(&format!("2021-03-14-{at}.md"), &format!("---\ntitle: Post {at}\n---\n\n{} weir\n", words.join(" ")));
    }
    folder.publish(&["--max-file", "1"]);
    let json = fs::read(folder.site().join("search/segments.json")).expect("it is there");
    let manifest = Manifest::read(&json).expect("a manifest");
    let files = &manifest.segments[0].files;
    assert!(files.len() > 1 && files.iter().all(|file| file.size <= 1 << 20), "{files:?}");
    assert_eq!(search(&folder.site(), "weir").answer.occurrences, 1500);
}

#[test]
fn a_size_that_is_none_is_refused() {
    let folder = published("refused");
    for size in ["0", "x", "-1", "99999999999"] {
        assert_eq!(folder.run(&[&format!("--max-file={size}")]).status.code(), Some(2), "{size}");
    }
}
