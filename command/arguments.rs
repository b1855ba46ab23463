//! The command's words.

use archive_viewer::export::Form;
use archive_viewer::publish::run::{site_base, site_url};
use clap::{Arg, ArgAction, ArgGroup, Command};

/// What a word stands for where a command takes several of them.
const INPUT: &str = "A file, a folder, a .zip, .tar, .tar.gz, .gz, .warc, .wacz or .mhtml, the address of one (http or https), or - for the standard input";

/// All commands.
pub fn command() -> Command {
    Command::new("archive-viewer")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Reads archives of Jekyll-style posts: cleans, lists, checks, shows, publishes and exports them")
        .after_help("Examples:\n  archive-viewer serve my-archive.zip\n  archive-viewer clean my-archive.zip > posts.ndjson\n  archive-viewer clean --help")
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(false)
        .subcommands([clean(), list(), check(), stats(), serve(), publish(), export(), manifest(), compare(), unpack(), manual(), completions()])
}

fn clean() -> Command {
    let form = |form: Form, help: &'static str| flag(form.name(), help).group("form");
    Command::new("clean")
        .about("Cleans posts and prints a line of JSON for each, with what was removed and why")
        .arg(inputs())
        .arg(form(Form::Json, "A line of JSON for each post; this is the default"))
        .arg(form(Form::Html, "A document for each post"))
        .arg(form(Form::Markdown, "Markdown with front matter"))
        .arg(form(Form::Text, "Title and text"))
        .arg(form(Form::Why, "Which rule matched each block of a post, and why it went or stayed"))
        .group(ArgGroup::new("form").multiple(false))
        .arg(
            Arg::new("out")
                .long("out")
                .value_name("DIR")
                .help("A file for each post in DIR instead of the standard output"),
        )
        .arg(flag("no-learn", "Print the posts of an archive at once, without first reading all of it for what repeats around the articles of its sources"))
        .after_help("Examples:\n  archive-viewer clean post.md\n  archive-viewer clean my-archive.zip | jq -r .title\n  archive-viewer clean my-archive.zip --markdown --out cleaned\n  curl -L https://archive.example/news.tar.gz | archive-viewer clean -\n\nA post that can't be opened is a line with error and message, and a sentence on the standard error; the others go on.\nExit codes: 0; 1 where an INPUT can't be opened or written; 2 where the command was not understood.")
}

fn list() -> Command {
    Command::new("list")
        .about("Prints a line for each post: its date, title and path, with a tab in between")
        .arg(input())
        .arg(flag("json", "A line of JSON for each post, with what its front matter says"))
        .after_help(
            "Examples:\n  archive-viewer list my-archive.zip\n  archive-viewer list _posts --json | jq -r .author",
        )
}

fn check() -> Command {
    Command::new("check")
        .about("Says what is broken, missing, hostile or repeated in posts: kind, path and sentence, with a tab in between")
        .arg(inputs())
        .arg(flag("json", "A line of JSON for each finding, with its code"))
        .after_help("Examples:\n  archive-viewer check my-archive.zip\n  archive-viewer check _posts | grep ^broken\n  archive-viewer check my-archive.zip --json | jq -r .code | sort | uniq -c\n\nExit codes: 0 where nothing was found; 1 where something was; 2 where the command was not understood.")
}

fn stats() -> Command {
    Command::new("stats")
        .about("Counts posts: by year, source, author, language and encoding, and what was removed from them")
        .arg(inputs())
        .arg(flag("json", "One line of JSON with every value"))
        .after_help("Examples:\n  archive-viewer stats my-archive.zip\n  archive-viewer stats my-archive.zip --json | jq .years")
}

fn export() -> Command {
    let value = |name: &'static str, value: &'static str, help| Arg::new(name).long(name).value_name(value).help(help);
    let choice = |name: &'static str, values: [&'static str; 2], help: &'static str| {
        Arg::new(name).long(name).value_parser(values).default_value(values[0]).help(help)
    };
    let form = |name: &'static str, help| value(name, "FILE", help).group("form");
    Command::new("export")
        .about("Writes posts, cleaned, into one file or folder: a book, references, or what opens here again")
        .arg(inputs())
        .arg(form("epub", "A book: each post a chapter, with the pictures of their archives"))
        .arg(form("csl", "References as CSL-JSON"))
        .arg(form("ris", "References as RIS"))
        .arg(form("jsonl", "A line of JSON for each post, with what was removed and why"))
        .arg(form("markdown", "A file of Markdown for each post with its pictures, in a folder or, if FILE ends with .zip, in a zip").value_name("DIR|FILE"))
        .arg(form("html", "One document with all posts"))
        .group(ArgGroup::new("form").multiple(false).required(true))
        .arg(value("query", "WORDS", "Only the posts that a search for WORDS finds, as in the viewer: year:2020 ferry"))
        .arg(choice("by", ["date", "source"], "How posts are sorted, and a book's contents grouped"))
        .arg(choice("discussion", ["yes", "no"], "Whether readers' comments are below their posts"))
        .arg(value("title", "TITLE", "The title of the book or the document; the input's name by default"))
        .arg(value("author", "NAME", "An author of the book instead of the posts' own").action(ArgAction::Append))
        .arg(value("publisher", "NAME", "Who publishes the book"))
        .arg(value("rights", "TEXT", "Under which terms the book may be used"))
        .arg(flag("vertical", "Chinese and Japanese of a book in columns, and pages from right to left"))
        .after_help("Examples:\n  archive-viewer export my-archive.zip --epub my-archive.epub\n  archive-viewer export _posts --epub news.epub --by source --discussion no\n  archive-viewer export my-archive.zip --epub 2020.epub --query year:2020 --title 'The News of 2020'\n  archive-viewer export my-archive.zip --ris my-archive.ris\n  archive-viewer export my-archive.zip --markdown lamps.zip --query lamp\n  archive-viewer export my-archive.zip --csl - | jq -r '.[].title'\n\nThe same posts give the same file, to the byte; - is the standard output. Pictures that the archive lacks are links.\nExit codes: 0; 1 where an INPUT can't be opened or FILE can't be written; 2 where the command was not understood.")
}

fn manifest() -> Command {
    Command::new("manifest")
        .about("Prints the SHA-256 of all files in the form of BagIt, or says which are new, gone, changed or moved since")
        .arg(input())
        .arg(text("out", "DIR|FILE", "A FILE instead of the standard output; or a new DIR, which becomes a bag: the manifest with copies of all files").conflicts_with("check"))
        .arg(text("check", "MANIFEST", "Compare the files with this manifest of them"))
        .arg(flag("json", "A line of JSON for each file that is different").requires("check"))
        .after_help("Examples:\n  archive-viewer manifest my-archive.zip --out my-archive.sha256.txt\n  archive-viewer manifest my-archive.zip --check my-archive.sha256.txt\n  archive-viewer manifest _posts --out bag\n\nLines of a check: new, gone, changed or moved, and the path, with a tab in between; of a moved file the old path comes first.\nExit codes: 0; 1 where a file is different or can't be read; 2 where the command was not understood.")
}

fn compare() -> Command {
    Command::new("compare")
        .about("Says which posts of two versions of an archive are new, gone, changed or moved, and what changed in them")
        .arg(Arg::new("before").value_name("A").help(INPUT).required(true))
        .arg(Arg::new("after").value_name("B").help("The later version of it").required(true))
        .arg(flag("json", "A line of JSON for each post that is different, with fields, words and pictures"))
        .after_help("Examples:\n  archive-viewer compare news-2020.zip news-2021.zip\n  archive-viewer compare old.md new.md\n  archive-viewer compare a.zip b.zip --json | jq -r 'select(.kind == \"gone\").path'\n\nExit codes: 0 where nothing is different; 1 where something is, or can't be read; 2 where the command was not understood.")
}

fn serve() -> Command {
    Command::new("serve")
        .about("Opens an archive in the viewer: on this machine alone, until Ctrl-C")
        .arg(input())
        .arg(flag("no-open", "Only print the address"))
        .arg(text("port", "N", "The port to listen on; without it any that is free").value_parser(clap::value_parser!(u16)))
        .arg(text("site", "DIR", "The folder of the viewer's files, where they are not in this program"))
        .after_help("Examples:\n  archive-viewer serve my-archive.zip\n  archive-viewer serve _posts\n  archive-viewer serve https://archive.example/news.zip")
}

fn publish() -> Command {
    let one_of = |name: &'static str, values: &'static [&'static str], help: &'static str| {
        text(name, "WAY", help).value_parser(clap::builder::PossibleValuesParser::new(values))
    };
    Command::new("publish")
        .about("Makes a site for any static host: the viewer with the posts as its library, a page of each post, lists, feeds and a sitemap")
        .arg(input())
        .arg(text("out", "DIR", "The folder of the site. A second run writes what changed").required(true))
        .arg(text("title", "TITLE", "The site's name; else that of the archive's own site"))
        .arg(text("description", "TEXT", "A sentence about it"))
        .arg(text("url", "URL", "The site's own address, which feeds, sitemap and canonical addresses need").value_parser(site_url))
        .arg(text("language", "TAG", "Of the words around posts: en, zh-Hans or zh-Hant; else that of most posts"))
        .arg(one_of("pictures", &["copy", "link", "load"], "Those of the archive are copied and others are links; all are links; all are loaded from where they are"))
        .arg(one_of("canonical", &["site", "source"], "Which page search engines should list: this one, or the one that the post was saved from"))
        .arg(one_of("robots", &["index", "noindex"], "Whether search engines may list the site"))
        .arg(text("licence", "TERMS", "The terms of the posts, such as \"CC BY 4.0 https://…\"").alias("license"))
        .arg(text("max-file", "MB", "The most megabytes that a file of the index for searching may have, where a host has a limit").value_parser(clap::value_parser!(u64).range(1..1 << 20)))
        .arg(text("base", "PATH", "The site's path on its host, such as /news/; else that of --url").value_parser(site_base))
        .arg(flag("only-pages", "Pages, lists and feeds without the viewer"))
        .arg(text("site", "DIR", "The folder of the viewer's files, where they are not in this program"))
        .after_help("Examples:\n  archive-viewer publish my-archive.zip --title \"Old news\" --out site\n  archive-viewer publish _posts --out site --url https://archive.example/news/ --licence \"CC BY 4.0\"\n\npublished.json in the site remembers addresses: keep it between runs.")
}

fn unpack() -> Command {
    Command::new("unpack")
        .about("Writes posts and pictures of an archive into a folder, and prints what it has as JSON")
        .hide(true)
        .args([input(), folder()])
}

fn manual() -> Command {
    Command::new("manual").about("Writes pages of the manual into a folder").hide(true).arg(folder())
}

fn completions() -> Command {
    Command::new("completions").about("Prints the completions of a shell").hide(true).arg(
        Arg::new("shell")
            .value_name("SHELL")
            .help("The shell")
            .required(true)
            .value_parser(clap::value_parser!(clap_complete::Shell)),
    )
}

fn inputs() -> Arg {
    Arg::new("inputs").value_name("INPUT").help(INPUT).required(true).action(ArgAction::Append).num_args(1..)
}

fn input() -> Arg {
    Arg::new("input").value_name("INPUT").help(INPUT).required(true)
}

fn folder() -> Arg {
    Arg::new("folder").value_name("DIR").help("The folder").required(true)
}

fn text(name: &'static str, value: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value).help(help)
}

fn flag(name: &'static str, help: &'static str) -> Arg {
    Arg::new(name).long(name).help(help).action(ArgAction::SetTrue)
}
