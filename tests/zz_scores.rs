#[path = "common/score.rs"]
#[allow(dead_code)]
mod score;
#[path = "common/tree.rs"]
#[allow(dead_code)]
mod tree;
#[test]
fn each() {
    let l: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string("tests/labelled/labels.json").unwrap()).unwrap();
    let mut tot = score::Score::default();
    for (n, label) in l.as_object().unwrap() {
        let t = std::fs::read_to_string(format!("tests/labelled/posts/{n}")).unwrap();
        let a = archive_viewer::Article::from_post(&archive_viewer::Post::parse(n, &t));
        let (s, m) = score::score(label, &t, a.html.as_str());
        tot += s;
        println!("{}\n    {}", s.line(n), m.join("\n    "));
    }
    println!("{}", tot.line("total"));
}
