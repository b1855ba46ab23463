// What each command takes.

/** The words of `publish` that say something of the site. */
export const OF_SITE = /** @type {const} */ ([
  "title",
  "description",
  "url",
  "base",
  "language",
  "pictures",
  "canonical",
  "robots",
  "licence",
  "max-file",
]);

/** The forms of `export`, each with its file. */
export const FILES = /** @type {const} */ (["epub", "csl", "ris", "jsonl", "markdown", "html"]);

/** The words of `export` that have a value. */
const OF_EXPORT = /** @type {const} */ (["query", "by", "discussion", "publisher", "rights"]);

/** The words that have a value; the others are said or not. `license` is `licence`. */
const VALUES = /** @type {const} */ (["out", "port", "site", "license", "check", ...OF_SITE, ...OF_EXPORT]);

const FLAGS = /** @type {const} */ ([
  "json",
  "html",
  "markdown",
  "text",
  "why",
  "no-learn",
  "no-open",
  "only-pages",
  "vertical",
]);

/** @typedef {Record<(typeof FLAGS)[number], boolean> & Partial<Record<(typeof VALUES)[number], string>>} Options */

/** @typedef {Omit<Options, (typeof FILES)[number]> & Partial<Record<(typeof FILES)[number], string>> & { author?: string[] }} ExportOptions */

/** @type {Record<string, { options: readonly string[], module: string, inputs: number }>} */
export const COMMANDS = {
  clean: {
    options: ["json", "html", "markdown", "text", "why", "out", "no-learn"],
    module: "./clean.js",
    inputs: Infinity,
  },
  check: { options: ["json"], module: "./check.js", inputs: Infinity },
  stats: { options: ["json"], module: "./stats.js", inputs: Infinity },
  list: { options: ["json"], module: "./list.js", inputs: 1 },
  export: {
    options: [...FILES, ...OF_EXPORT, "title", "author", "vertical"],
    module: "./export.js",
    inputs: Infinity,
  },
  manifest: { options: ["json", "out", "check"], module: "./manifest.js", inputs: 1 },
  compare: { options: ["json"], module: "./compare.js", inputs: 2 },
  serve: { options: ["no-open", "port", "site"], module: "./serve.js", inputs: 1 },
  publish: { options: ["out", "only-pages", "site", "license", ...OF_SITE], module: "./publish.js", inputs: 1 },
};

/**
 * For `parseArgs`.
 * @param {string} name of the command: `--html` and `--markdown` of `export` name a file
 * @returns {NonNullable<import("node:util").ParseArgsConfig["options"]>}
 */
export const optionsOf = (name) => ({
  help: { type: "boolean", short: "h", default: false },
  version: { type: "boolean", default: false },
  ...Object.fromEntries(FLAGS.map((flag) => [flag, { type: "boolean", default: false }])),
  ...Object.fromEntries(VALUES.map((word) => [word, { type: "string" }])),
  ...(name === "export" ? Object.fromEntries(FILES.map((form) => [form, { type: "string" }])) : {}),
  ...(name === "export" ? { author: { type: "string", multiple: true } } : {}),
});
