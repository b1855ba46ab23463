/**
 * The interface in English. The keys of this file are the keys that every language has.
 */

/** @param {number} number @param {string} one @param {string} many */
const count = (number, one, many) => `${number.toLocaleString('en')} ${number === 1 ? one : many}`;

export default {
  'app.name': 'Archive Viewer',
  'app.skip': 'Skip to the text',
  'app.settings': 'Settings',
  'app.pictures': 'Pictures',
  'app.pictures.load': 'Load',
  'app.pictures.ask': 'Ask',
  'app.pictures.never': 'Never',
  'app.language': 'Language',
  'app.open': 'Open files…',
  'app.drop-here': 'Drop to open',

  'home.heading': 'Read archived news posts as clean pages, here in your browser.',
  'home.promise': 'Nothing leaves your machine: files are opened, cleaned and shown on this page only, and every removal is on record.',
  'home.drop': 'Drop posts anywhere on this page',
  'home.kinds': 'Markdown, HTML or text: .md, .html, .txt. Several at once make a list.',
  'home.open': 'Open files',
  'home.paste': 'Paste a post',
  'home.samples': 'Show the samples',
  'home.still-open': (/** @type {any} */ { count: number }) => `Back to ${number === 1 ? 'the open post' : `the ${number} open posts`}`,

  'paste.heading': 'Paste a post',
  'paste.label': 'The text of the post, with its front matter if it has one',
  'paste.show': 'Show it',
  'paste.cancel': 'Cancel',
  'paste.name': 'Pasted text',

  'list.heading': (/** @type {any} */ { count: number }) => count(number, 'post', 'posts'),
  'list.heading.samples': (/** @type {any} */ { count: number }) => count(number, 'sample', 'samples'),
  'list.title': 'Posts',

  'post.back': (/** @type {any} */ { count: number }) => `All ${number} posts`,
  'post.source': (/** @type {any} */ { host }) => `Source: ${host}`,
  'post.source-text': 'Source: {source}',
  'post.tags': 'Tags',
  'post.notes': 'About this file',
  'post.unpublished': 'This post was marked as not published.',
  'post.empty': 'This post has no text.',
  'post.date-original': 'In the file: {original}',

  'picture.load-from': 'Load pictures from {host}',
  'picture.off': 'Pictures are switched off. This one is at',
  'picture.missing': 'This picture stands beside the post and was not opened with it:',
  'picture.failed': 'This picture could not be loaded from',
  'picture.wayback': 'Look for it in the Wayback Machine',
  'picture.its-link': 'Follow the picture’s link',

  'record.heading': 'What was cleaned',
  'record.count': (/** @type {any} */ { count: number }) => count(number, 'change', 'changes'),
  'record.nothing': 'Nothing was taken out of this post or changed in it.',
  'record.removed': 'Removed',
  'record.changed': 'Changed',
  'record.times': '{count} times',
  'record.pictures': 'Picture addresses',

  'original.heading': 'Original file',
  'facts.heading': 'File details',
  'facts.name': 'Name',
  'facts.size': 'Size',
  'facts.encoding': 'Encoding',
  'facts.description': 'Description',
  'facts.layout': 'Layout',
  'facts.categories': 'Categories',
  'facts.language': 'Language',

  'notice.dismiss': 'Dismiss',
  'notice.region': 'Messages',
  'notice.files-gone': 'Files are not kept when the page is reloaded: please drop or open “{file}” again.',
  'notice.files-gone-all': 'Files are not kept when the page is reloaded: please drop or open them again.',
  'notice.no-such-post': 'There is no post “{file}” here.',

  'status.opening': 'Opening {done} of {total}…',
  'status.opened': (/** @type {any} */ { count: number }) => `${count(number, 'post', 'posts')} opened.`,
  'status.nothing-opened': 'Nothing was opened.',

  'error.empty': '“{file}” was not opened: the file is empty.',
  'error.binary': '“{file}” was not opened: it is not a text file.',
  'error.too-large': '“{file}” was not opened: it has {size} bytes, and a post may have {limit}.',
  'error.unreadable': '“{file}” was not opened: the browser could not read it ({reason}).',
  'error.crashed': '“{file}” was not opened: the program stopped while it was cleaning the post. Everything else goes on.',
  'error.core-unavailable': 'Posts can’t be opened: this browser has no WebAssembly, or the page’s host blocks it.',
  'error.unsupported': '“{file}” was not opened: posts are .md, .markdown, .html, .htm or .txt files.',
  'error.folder': '“{file}” is a folder; please drop the posts inside it.',
  'error.pasted-nothing': 'There was no text to open.',
  'error.src-foreign': '“{address}” was not opened: only addresses of this site are.',
  'error.not-found': '“{file}” was not opened: there is nothing at its address (status {status}).',
  'error.not-fetched': '“{file}” was not opened: its address did not answer.',
  'error.no-samples': 'This site has no samples.',
};
