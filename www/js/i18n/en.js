/**
 * The interface in English. The keys of this file are the keys that every language has.
 */

/** @param {number} number @param {string} one @param {string} many */
const count = (number, one, many) => `${number.toLocaleString("en")} ${number === 1 ? one : many}`;

export default {
  "app.name": "Archive Viewer",
  "app.skip": "Skip to the text",
  "app.settings": "Settings",
  "app.pictures": "Pictures",
  "app.pictures.load": "Load",
  "app.pictures.ask": "Ask",
  "app.pictures.never": "Never",
  "app.language": "Language",
  "app.open": "Open files…",
  "app.drop-here": "Drop to open",

  "home.heading": "Read archived news posts as clean pages, here in your browser.",
  "home.promise":
    "Nothing leaves your machine: files are opened, cleaned and shown on this page only, and every removal is on record. Pictures come from their own sites, unless you say otherwise above.",
  "home.drop": "Drop posts anywhere on this page",
  "home.kinds": "Markdown, HTML or text: .md, .html, .txt. Several at once make a list.",
  "home.open": "Open files",
  "home.paste": "Paste a post",
  "home.samples": "Show the samples",
  "home.library": "Back to the library",
  "home.still-open": (/** @type {any} */ { count: number }) =>
    `Back to ${number === 1 ? "the open post" : `the ${number} open posts`}`,

  "paste.heading": "Paste a post",
  "paste.label": "The text of the post, with its front matter if it has one",
  "paste.show": "Show it",
  "paste.cancel": "Cancel",
  "paste.name": "Pasted text",

  "list.heading": (/** @type {any} */ { count: number }) => count(number, "post", "posts"),
  "list.heading.samples": (/** @type {any} */ { count: number }) => count(number, "sample", "samples"),
  "list.heading.named": (/** @type {any} */ { count: number, title }) => `${title}: ${count(number, "post", "posts")}`,
  "list.title": "Posts",
  "list.more": "Show more ({shown:number} of {total:number} shown)",
  "list.own-posts": "Read posts of your own",

  "post.back": (/** @type {any} */ { count: number }) => `All ${number.toLocaleString("en")} posts`,
  "post.source": (/** @type {any} */ { host }) => `Source: ${host}`,
  "post.source-text": "Source: {source}",
  "post.tags": "Tags",
  "post.notes": "About this file",
  "post.unpublished": "This post was marked as not published.",
  "post.empty": "This post has no text.",
  "post.date-original": "In the file: {original}",

  "text.more": "Show more ({shown} of {total} shown)",
  "text.gone": "The text can’t be read any more: {reason}",

  "embed.open": "Open",
  "embed.wayback": "Wayback Machine",
  "embed.page": "Embedded page",
  "embed.video": "Video",
  "embed.youtube": "Video",
  "embed.vimeo": "Video",
  "embed.bilibili": "Video",
  "embed.tiktok": "Video",
  "embed.audio": "Audio",
  "embed.soundcloud": "Audio",
  "embed.twitter": "Post on Twitter",
  "embed.instagram": "Post on Instagram",
  "embed.facebook": "Post on Facebook",
  "embed.telegram": "Post on Telegram",
  "embed.document": "Document",
  "embed.map": "Map",
  "embed.chart": "Chart",
  "embed.code": "Code",

  "picture.load-from": "Load pictures from {host}",
  "picture.off": "Pictures are switched off. This one is at",
  "picture.missing": "This picture stands beside the post and was not opened with it:",
  "picture.failed": "This picture could not be loaded from",
  "picture.wayback": "Look for it in the Wayback Machine",
  "picture.its-link": "Follow the picture’s link",

  "record.heading": "What was cleaned",
  "record.none": "nothing",
  "record.count.removed": "{count:number} removed",
  "record.count.changed": "{count:number} changed",
  "record.and": ", ",
  "record.promise": "Everything that the article above does not show as the file has it, step by step.",
  "record.nothing": "Nothing was taken out of this post or changed in it.",
  "record.removed": "Removed",
  "record.changed": "Changed",
  "record.times": "{count:number} times",
  "record.more": "Show {count:number} more",
  "record.whole-text": "Show all {count:number} characters",

  "original.heading": "Original file",
  "facts.heading": "File details",
  "facts.name": "Name",
  "facts.size": "Size",
  "facts.encoding": "Encoding",
  "facts.description": "Description",
  "facts.layout": "Layout",
  "facts.categories": "Categories",
  "facts.language": "Language",

  "embedding.heading": "Embed",
  "embedding.aside": "for a page of your own",

  "notice.dismiss": "Dismiss",
  "notice.region": "Messages",
  "notice.files-gone": "Files are not kept when the page is reloaded: please drop or open “{file}” again.",
  "notice.files-gone-all": "Files are not kept when the page is reloaded: please drop or open them again.",
  "notice.folder-cut":
    "“{file}” has {total:number} posts, too many to open at once; the first {count:number} were opened.",
  "notice.no-such-post": "There is no post “{file}” here.",

  "status.looking": "Looking through the folder…",
  "status.opening": "Opening {done} of {total}…",
  "status.opened": (/** @type {any} */ { count: number }) => `${count(number, "post", "posts")} opened.`,
  "status.nothing-opened": "Nothing was opened.",

  "error.empty": "“{file}” was not opened: the file is empty.",
  "error.binary": "“{file}” was not opened: it is not a text file.",
  "error.too-large": "“{file}” was not opened: it has {size:number} bytes, and a post may have {limit:number}.",
  "error.too-large-here":
    "“{file}” was not opened: it has {size:number} bytes. This browser lets the program run in the page only, where a post may have {limit:number}.",
  "error.unreadable": "“{file}” was not opened: the browser could not read it ({reason}).",
  "error.crashed":
    "“{file}” was not opened: the program stopped while it was cleaning the post. Everything else goes on.",
  "error.core-unavailable": "Posts can’t be opened: this browser has no WebAssembly, or the page’s host blocks it.",
  "error.unsupported": "“{file}” was not opened: posts are .md, .markdown, .html, .htm or .txt files.",
  "error.no-posts-in-folder": "There are no posts in “{file}”: posts are .md, .markdown, .html, .htm or .txt files.",
  "error.folder-unreadable": "“{file}” was not opened: the browser could not read the folder ({reason}).",
  "error.pasted-nothing": "There was no text to open.",
  "error.src-foreign": "“{address}” was not opened: only addresses of this site are.",
  "error.src-of-file":
    "“{address}” was not opened: this page is a file on your disk, and opens files that you drop or pick.",
  "error.not-here": "There is no post “{file}” here.",
  "error.not-found": "“{file}” was not opened: there is nothing at its address (status {status}).",
  "error.not-fetched": "“{file}” was not opened: its address did not answer.",
  "error.no-samples": "This site has no samples.",
  "error.no-library": "The list of this site’s posts could not be read ({reason}). Reload the page to try again.",

  // The steps of cleaning: the core's identifiers.
  "step.unescape": "Escaped text",
  "step.title": "Title",
  "step.template": "Instructions to the website’s generator",
  "step.hidden": "Parts that no reader saw",
  "step.embeds": "Players and embedded pages",
  "step.images": "Pictures",
  "step.furniture": "The website around the article",
  "step.figures": "Captions",
  "step.structure": "Structure",
  "step.links": "Links",

  // Why something was taken out or changed: the core's identifiers.
  "reason.repeats-title": "The title, which stands above already",
  "reason.byline": "The author’s name, which stands above already",
  "reason.date": "The date, which stands above already",
  "reason.reading-time": "Reading time or number of views",
  "reason.tags": "Tags and categories, which stand below already",
  "reason.share-bar": "Buttons to share, like or follow",
  "reason.related-posts": "Links to other articles",
  "reason.navigation": "Navigation of the website",
  "reason.skip-link": "A link past the navigation",
  "reason.comments": "Readers’ comments",
  "reason.subscription-box": "An invitation to subscribe",
  "reason.donation-box": "An invitation to donate",
  "reason.paywall": "A paywall’s placeholder",
  "reason.notice": "A notice of the website",
  "reason.advert": "An advertisement or its place",
  "reason.feed-advert": "An advertisement of the feed",
  "reason.widget": "A widget of the website",
  "reason.form": "A form",
  "reason.footer": "The website’s footer",
  "reason.hidden-text": "Text that the website did not show",
  "reason.comment": "A comment in the source",
  "reason.script": "A script",
  "reason.style": "A style sheet",
  "reason.drawing": "A drawing in code",
  "reason.technical": "An element without text for readers",
  "reason.lazy-image": "A picture that the website loaded late got its address back",
  "reason.noscript-copy": "The same picture again, for browsers without scripts",
  "reason.repeated-image": "The same picture again",
  "reason.emoji": "A picture of an emoji became the character",
  "reason.tracking-pixel": "An invisible picture that counts readers",
  "reason.avatar": "A portrait of the author or of a reader",
  "reason.small-picture": "A small picture of the website’s own",
  "reason.no-address": "An address that can’t be followed",
  "reason.tracking-parameters": "Parameters that track readers",
  "reason.repeated-caption": "A caption that stood there twice",
  "reason.alt-repeats-caption": "A picture’s description that repeats its caption",
  "reason.title-attribute": "A picture’s tooltip",
  "reason.caption-label": "A label of the caption",
  "reason.embed-card": "A player or page of another site became a link",
  "reason.repeated-embed": "The same player or page again",
  "reason.junk-frame": "A frame of another site",
  "reason.player-fallback": "What a player says when it can’t play",
  "reason.player-without-address": "A player without anything to play",
  "reason.line-numbers": "Line numbers of code",
  "reason.attribute-list": "Attributes for the website’s generator",
  "reason.template-comment": "A comment of the website’s template",
  "reason.site-tag": "A tag of the website’s template",
  "reason.site-expression": "An expression of the website’s template",
  "reason.escaped-markup": "Markup that had been escaped was read as markup",
  "reason.escaped-entity": "A character that had been escaped twice",

  // What there is to know about a file: the core's identifiers.
  "problem.bad-bytes": "{count} places of the file are no valid {encoding} and show as �.",
  "problem.encoding-guessed": "The file names no encoding and fits none well; it was read as {encoding}.",
  "problem.toml-front-matter": "The front matter is TOML (+++), which is not read; only the body is shown.",
  "problem.front-matter-unterminated":
    "The front matter has no closing ---; it was taken to end where its lines stop looking like it.",
  "problem.front-matter-too-large":
    "The front matter has {size} bytes; only the first {limit} were looked at, line by line.",
  "problem.front-matter-too-complex": "The front matter has more than {limit} {what}; it was read line by line.",
  "problem.yaml-salvaged": "Line {line} of the front matter is no valid YAML; its good lines were kept.",
  "problem.bad-date": "“{text}” is no date.",
  "problem.data-elsewhere": "This post is a table whose data is in another file: {data}.",

  // Why a post is shown as plain text: the names of the core's limits.
  "limit.size":
    "This post is shown as plain text: its body has more than {value:number} bytes, and only as many are cleaned.",
  "limit.nesting":
    "This post is shown as plain text: its elements are nested more than {value:number} deep.",
  "limit.nodes":
    "This post is shown as plain text: its markup would become more than {value:number} elements, far more than its size calls for.",
  "limit.all-nodes":
    "This post is shown as plain text: its markup would become more than {value:number} elements and texts.",
  "limit.attributes":
    "This post is shown as plain text: one of its tags has more than {value:number} attributes.",
  "limit.attribute-signs":
    "This post is shown as plain text: a value in one of its tags is too long for the signs in it, which take more than {value:number} looks.",
  "limit.markdown-marks":
    "This post is shown as plain text: its Markdown has more than {value:number} marks and lines.",
  "limit.markdown-nesting":
    "This post is shown as plain text: its Markdown lists and quotes are nested more than {value:number} deep.",
  "limit.work":
    "This post is shown as plain text: cleaning it would take more than {value:number} steps for each of its bytes.",
  "limit.growth":
    "This post is shown as plain text: the cleaned article would be more than {value:number} times as large as the post.",
};
