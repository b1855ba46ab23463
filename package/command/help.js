// What `--help` prints.

/** @type {Record<string, string>} by command; "" is the whole */
export const HELP = {
  "": `Reads archives of Jekyll-style posts: cleans, lists, checks, shows and publishes
them.

Usage: archive-viewer COMMAND INPUT…

  clean INPUT…   cleaned posts, as lines of JSON or as files
  list INPUT     the posts of an archive or a folder
  check INPUT…   what is broken, missing, hostile or repeated
  stats INPUT…   counts by year, source, author, language, …
  serve INPUT    the viewer with this archive, in your browser
  publish INPUT  a site for any static host, into a folder
  export INPUT…  posts in one file: a book, references, what opens here again
  manifest INPUT the SHA-256 of all files, and what is different later on
  compare A B    which posts of two versions are different, and in what

INPUT is a file, a folder, a .zip, .tar, .tar.gz, .gz, .warc,
.wacz or .mhtml, the address of one (http or https, read by ranges where its
server has them), or - for the standard input.

  archive-viewer serve my-archive.zip
  archive-viewer clean my-archive.zip > posts.ndjson
  archive-viewer clean --help

  --help, --version
`,
  clean: `Cleans posts and prints a line of JSON for each, with what was removed and why.

Usage: archive-viewer clean INPUT… [--json | --html | --markdown | --text | --why] [--out DIR] [--no-learn]

  --json       a line of JSON for each post; this is the default
  --html       a document for each post
  --markdown   Markdown with front matter
  --text       title and text
  --why        which rule matched each block of a post, and why it went or stayed
  --out DIR    a file for each post in DIR instead of the standard output
  --no-learn   print the posts of an archive at once, without first reading
               all of it for what repeats around the articles of its sources

  archive-viewer clean post.md
  archive-viewer clean my-archive.zip | jq -r .title
  archive-viewer clean my-archive.zip --markdown --out cleaned
  curl -L https://archive.example/news.tar.gz | archive-viewer clean -

A post that can't be opened is a line with error and message, and a sentence on
the standard error; the others go on. Exit codes: 0; 1 where an INPUT can't be
opened or written; 2 where the command was not understood.
`,
  list: `Prints a line for each post: its date, title and path, with a tab in between.

Usage: archive-viewer list INPUT [--json]

  --json   a line of JSON for each post, with what its front matter says

  archive-viewer list my-archive.zip
  archive-viewer list _posts --json | jq -r .author
`,
  check: `Says what is broken, missing, hostile or repeated in posts: kind, path and
sentence, with a tab in between.

Usage: archive-viewer check INPUT… [--json]

  --json   a line of JSON for each finding, with its code

  archive-viewer check my-archive.zip
  archive-viewer check _posts | grep ^broken
  archive-viewer check my-archive.zip --json | jq -r .code | sort | uniq -c

Exit codes: 0 where nothing was found; 1 where something was; 2 where the
command was not understood.
`,
  stats: `Counts posts: by year, source, author, language and encoding, and what was
removed from them.

Usage: archive-viewer stats INPUT… [--json]

  --json   one line of JSON with every value

  archive-viewer stats my-archive.zip
  archive-viewer stats my-archive.zip --json | jq .years
`,
  serve: `Opens an archive in the viewer: on this machine alone, until Ctrl-C.

Usage: archive-viewer serve INPUT [--no-open] [--port N] [--site DIR]

  --no-open   only print the address
  --port N    the port to listen on; without it any that is free
  --site DIR  a folder of the viewer's files, in the place of the package's

  archive-viewer serve my-archive.zip
  archive-viewer serve _posts

Posts are pages too, below /p/ of the address, as publish would write them.
`,
  publish: `Makes a site for any static host: the viewer with the posts as its library, a
page of each post, lists, feeds and a sitemap.

Usage: archive-viewer publish INPUT --out DIR [options]

  --out DIR           the folder of the site. A second run writes what changed
  --title TITLE       the site's name; else that of the archive's own site
  --description TEXT  a sentence about it
  --url URL           the site's own address, which feeds, sitemap and canonical
                      addresses need
  --base PATH         the site's path on its host, such as /news/; else that of --url
  --language TAG      of the words around posts: en, zh-Hans or zh-Hant; else that
                      of most posts
  --pictures WAY      copy: those of the archive are copied and others are links;
                      link: all are links; load: all are loaded from where they are
  --canonical WAY     site or source: which page search engines should list, this
                      one, or the one that the post was saved from
  --robots WAY        index or noindex: whether search engines may list the site
  --licence TERMS     the terms of the posts, such as "CC BY 4.0 https://…"
  --max-file MB       the most megabytes that a file of the index for searching may
                      have, where a host has a limit
  --only-pages        pages, lists and feeds without the viewer
  --site DIR          a folder of the viewer's files, in the place of the package's

  archive-viewer publish my-archive.zip --title "Old news" --out site
  archive-viewer publish _posts --out site --url https://archive.example/news/

published.json in the site remembers addresses: keep it between runs.
`,
  export: `Writes posts, cleaned, into one file or folder: a book, references, or what opens
here again.

Usage: archive-viewer export INPUT… --epub FILE | --csl FILE | --ris FILE |
         --jsonl FILE | --markdown DIR|FILE | --html FILE [options]

  --epub FILE          a book: each post a chapter, with the pictures of their
                       archives
  --csl FILE           references as CSL-JSON
  --ris FILE           references as RIS
  --jsonl FILE         a line of JSON for each post, with what was removed and why
  --markdown DIR|FILE  a file of Markdown for each post with its pictures, in a
                       folder or, if FILE ends with .zip, in a zip
  --html FILE          one document with all posts
  --query WORDS        only the posts that a search for WORDS finds, as in the
                       viewer: year:2020 ferry
  --by WAY             date or source: how posts are sorted, and a book's contents
                       grouped
  --discussion yes|no  whether readers' comments are below their posts
  --title TITLE        the title of the book or the document; the input's name by
                       default
  --author NAME        an author of the book instead of the posts' own; several
                       times for several
  --publisher NAME     who publishes the book
  --rights TEXT        under which terms the book may be used
  --vertical           Chinese and Japanese of a book in columns, and pages from
                       right to left

  archive-viewer export my-archive.zip --epub my-archive.epub
  archive-viewer export _posts --epub news.epub --by source --discussion no
  archive-viewer export my-archive.zip --epub 2020.epub --query year:2020
  archive-viewer export my-archive.zip --ris my-archive.ris
  archive-viewer export my-archive.zip --markdown lamps.zip --query lamp
  archive-viewer export my-archive.zip --csl - | jq -r '.[].title'

The same posts give the same file, to the byte; - is the standard output.
Pictures that the archive lacks are links. Exit codes: 0; 1 where an INPUT can't
be opened or FILE can't be written; 2 where the command was not understood.
`,
  manifest: `Prints the SHA-256 of all files in the form of BagIt, or says which are new,
gone, changed or moved since.

Usage: archive-viewer manifest INPUT [--out DIR|FILE | --check MANIFEST [--json]]

  --out DIR|FILE    a FILE instead of the standard output; or a new DIR, which
                    becomes a bag: the manifest with copies of all files
  --check MANIFEST  compare the files with this manifest of them
  --json            a line of JSON for each file that is different

  archive-viewer manifest my-archive.zip --out my-archive.sha256.txt
  archive-viewer manifest my-archive.zip --check my-archive.sha256.txt
  archive-viewer manifest _posts --out bag

Lines of a check: new, gone, changed or moved, and the path, with a tab in
between; of a moved file the old path comes first. Exit codes: 0; 1 where a file
is different or can't be read; 2 where the command was not understood.
`,
  compare: `Says which posts of two versions of an archive are new, gone, changed or moved,
and what changed in them.

Usage: archive-viewer compare A B [--json]

  --json   a line of JSON for each post that is different, with fields, words and
           pictures

  archive-viewer compare news-2020.zip news-2021.zip
  archive-viewer compare old.md new.md
  archive-viewer compare a.zip b.zip --json | jq -r 'select(.kind == "gone").path'

Exit codes: 0 where nothing is different; 1 where something is, or can't be read;
2 where the command was not understood.
`,
};
