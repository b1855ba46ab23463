use super::*;
use crate::file::{EncodingRs, read_text};
use serde_json::{Value, json};

fn reference(name: &str, text: &str) -> Reference {
    let file = read_text(name, text.as_bytes(), &EncodingRs).unwrap();
    Reference::of(&ReadingPage::of_text(file, text.len() as u64))
}

const WHOLE: &str = "---\ntitle: The Lamp of the Pier\ndate: 2021-03-14 09:30:00 +0800\nauthor: [Ann Lee, 王小明]\n\
                     from: https://www.news.example/lamp?a=1\nlang: en\ntags: [sea, lamps]\ndescription: About a lamp.\n---\n\nWords of it.\n";

#[test]
fn an_entry_has_what_a_post_says_of_itself() {
    let post = reference("a.md", WHOLE);
    assert_eq!(
        ris(std::slice::from_ref(&post)),
        "TY  - ELEC\r\nTI  - The Lamp of the Pier\r\nAU  - Ann Lee\r\nAU  - 王小明\r\nPY  - 2021\r\nDA  - 2021/03/14/\r\n\
         T2  - news.example\r\nUR  - https://www.news.example/lamp?a=1\r\nLA  - en\r\nAB  - About a lamp.\r\n\
         KW  - sea\r\nKW  - lamps\r\nER  - \r\n"
    );
    let items: Value = serde_json::from_str(&csl_json(&[post.clone(), post])).unwrap();
    assert_eq!(items[1]["id"], "news2021lamp-2");
    assert_eq!(
        items[0],
        json!({
            "id": "news2021lamp", "type": "webpage", "title": "The Lamp of the Pier",
            "author": [{"literal": "Ann Lee"}, {"literal": "王小明"}],
            "issued": {"date-parts": [[2021, 3, 14]]}, "container-title": "news.example",
            "URL": "https://www.news.example/lamp?a=1", "language": "en", "abstract": "About a lamp.",
            "keyword": "sea, lamps",
        })
    );
    assert_eq!((csl_json(&[]), ris(&[])), ("[]\n".to_owned(), String::new()));
}

#[test]
fn a_date_is_as_exact_as_the_post_has_it() {
    for (date, parts) in [
        ("2021-03-14", &[2021, 3, 14][..]),
        ("2021-03", &[2021, 3]),
        ("2021/3", &[2021, 3]),
        ("2021年3月", &[2021, 3]),
        ("2021年3月14日", &[2021, 3, 14]),
        ("2021", &[2021]),
        ("soon", &[]),
        ("20210", &[]),
    ] {
        let post = reference("a.md", &format!("---\ntitle: A\ndate: {date}\n---\n\nWords.\n"));
        assert_eq!(post.date, parts, "{date}");
        let lines = ris(std::slice::from_ref(&post));
        assert_eq!(lines.contains("\r\nPY  - "), !parts.is_empty(), "{lines}");
        assert_eq!(csl_json(&[post]).contains("\"issued\""), !parts.is_empty());
    }
}

#[test]
fn no_value_can_pass_for_a_tag() {
    let hostile = "A\\r\\nER  - \\nTY  - BOOK\\u2028TI  - b\\u0000c\\u0085d\\u000be\\t<i>f</i> \\\"g\\\"";
    let text = format!(
        "---\ntitle: \"{hostile}\"\nauthor: \"{hostile}\"\ndescription: \"{hostile}\"\nfrom: \"{hostile}\"\ntags: [\"{hostile}\"]\n---\n\nWords.\n"
    );
    let post = reference("a.md", &text);
    let lines = ris(std::slice::from_ref(&post));
    let tags: Vec<&str> = lines.split("\r\n").map(|line| line.get(..6).unwrap_or(line)).collect();
    assert_eq!(tags, ["TY  - ", "TI  - ", "AU  - ", "T2  - ", "AB  - ", "KW  - ", "ER  - ", ""]);
    for line in lines.split("\r\n") {
        assert!(!line.contains(|c: char| c.is_control() || "\u{2028}\u{2029}".contains(c)), "{line:?}");
        assert!(!line.get(6..).unwrap_or_default().contains("  "), "{line:?}");
    }
    let items: Value = serde_json::from_str(&csl_json(&[post])).unwrap();
    let title = items[0]["title"].as_str().unwrap();
    assert!(title.starts_with("A ER - TY - BOOK TI - b") && title.contains("<i>f</i> \"g\""), "{title}");
}

#[test]
fn a_post_that_says_nothing_has_a_title_and_a_key() {
    let post = reference("2020.md", "Words.\n");
    assert!(!post.title.is_empty() && post.url.is_none() && post.lang.is_none());
    let items: Value = serde_json::from_str(&csl_json(&[reference("a.md", "---\ntitle: 灯\n---\n\n字。\n")])).unwrap();
    assert_eq!((&items[0]["id"], &items[0]["title"]), (&json!("post"), &json!("灯")));
}
