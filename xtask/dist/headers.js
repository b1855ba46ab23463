// The files by which common hosts are told which headers to send. The page carries its policy itself as well, for hosts
// that read none of them.

import { replaceOnce } from "./project.js";

/**
 * Headers for all paths that match a pattern; `*` matches anything.
 * @typedef {{ paths: string[], headers: Record<string, string> }} Rule
 */

/**
 * @param {object} site
 * @param {string} site.policy of the page
 * @param {string} site.base the site's path on its host, with a slash at both ends
 * @param {string} site.parts the folder of the hashed files
 * @param {boolean} site.hasLibrary
 * @returns {{ inside: Record<string, string>, nginx: string }} texts of files by their paths in the site; and what its
 *   keeper puts into the configuration of nginx, which reads no file of a site
 */
export function headerFiles({ policy, base, parts, hasLibrary }) {
  const rules = rulesFor(policy, parts, hasLibrary ? ["posts/*", "library/*"] : ["posts/*"]);
  return {
    inside: {
      // Netlify, Cloudflare Pages and those that do as they do.
      _headers: netlify(rules, base),
      "vercel.json": vercel(rules, base),
      ...apache(rules),
    },
    nginx: nginx(rules, base),
  };
}

/**
 * No two rules name one header for one path: hosts don't agree on what that means.
 * @param {string} policy
 * @param {string} parts
 * @param {string[]} posts
 * @returns {Rule[]}
 */
function rulesFor(policy, parts, posts) {
  const everywhere = { "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer" };
  // Other sites' pages may show the posts, and load the viewer to do so.
  const forAll = { "Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin" };
  // A worker is not under its page's policy but under its own.
  const partsPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'";
  return [
    { paths: ["*"], headers: everywhere },
    // A service worker, as any other, is under a policy of its own.
    {
      paths: ["service-worker.js"],
      headers: { "Content-Security-Policy": "default-src 'none'; connect-src 'self'", "Cache-Control": "no-cache" },
    },
    { paths: ["", "index.html"], headers: { "Content-Security-Policy": policy, "Cache-Control": "no-cache" } },
    // Made to be shown in other sites' pages.
    {
      paths: ["embed.html"],
      headers: {
        "Content-Security-Policy": replaceOnce(policy, "frame-ancestors 'self'", "frame-ancestors *"),
        "Cache-Control": "no-cache",
      },
    },
    // Other sites' pages name these, so their names can't change; and what they name themselves is there only as long as they are.
    { paths: ["embed/*"], headers: { ...forAll, "Cache-Control": "no-cache" } },
    {
      paths: [`${parts}/*`],
      headers: {
        ...forAll,
        "Content-Security-Policy": partsPolicy,
        "Cache-Control": "public, max-age=31536000, immutable",
      },
    },
    {
      paths: posts,
      // A post opened by its own URL must not run as a page of the site.
      headers: { ...forAll, "Content-Security-Policy": "default-src 'none'; sandbox", "Cache-Control": "no-cache" },
    },
  ];
}

/** @param {Rule[]} rules @param {string} base */
function netlify(rules, base) {
  const blocks = rules.flatMap(({ paths, headers }) =>
    paths.map((path) =>
      [base + path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`)].join("\n"),
    ),
  );
  return `${blocks.join("\n\n")}\n`;
}

/** @param {Rule[]} rules @param {string} base */
function vercel(rules, base) {
  const headers = rules.flatMap(({ paths, headers }) =>
    paths.map((path) => ({
      source: base + path.replace("*", "(.*)"),
      headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
    })),
  );
  return `${JSON.stringify({ headers }, null, 2)}\n`;
}

/**
 * Apache reads one file per folder.
 * @param {Rule[]} rules
 * @returns {Record<string, string>} texts by paths
 */
function apache(rules) {
  /** @type {Record<string, string[]>} */
  const folders = {};
  for (const { paths, headers } of rules) {
    const lines = Object.entries(headers).map(([name, value]) => `Header set ${name} "${value}"`);
    for (const path of paths) {
      const folder = path.endsWith("/*") ? path.slice(0, -1) : "";
      folders[folder] ??= [];
      // The page's folder is answered with the page, so its empty path needs no lines of its own.
      if (path.endsWith("*")) folders[folder].push(...lines);
      else if (path !== "") folders[folder].push(`<Files "${path}">`, ...lines, "</Files>");
    }
  }
  const types = [
    "DirectoryIndex index.html",
    "AddType text/javascript .js",
    "AddType application/wasm .wasm",
    "AddType application/manifest+json .webmanifest",
    "AddType text/markdown .md .markdown .mdown",
    "AddDefaultCharset utf-8",
  ];
  return Object.fromEntries(
    Object.entries(folders).map(([folder, lines]) => [
      `${folder}.htaccess`,
      `${[...(folder ? [] : types), "<IfModule mod_headers.c>", ...lines, "</IfModule>"].join("\n")}\n`,
    ]),
  );
}

/**
 * For the block `server` of a configuration.
 * @param {Rule[]} rules
 * @param {string} base
 */
function nginx(rules, base) {
  const everywhere = rules.find(({ paths }) => paths.includes("*"))?.headers ?? {};
  const blocks = rules.flatMap(({ paths, headers }) =>
    paths.map((path) => {
      const place = path.endsWith("*") ? `^~ ${base}${path.slice(0, -1)}` : `= ${base}${path}`;
      // A block that adds headers of its own has no others.
      const lines = Object.entries({ ...everywhere, ...headers }).map(
        ([name, value]) => `    add_header ${name} "${value}";`,
      );
      return [`location ${place} {`, "    index index.html;", ...lines, "}"].join("\n");
    }),
  );
  return `${blocks.join("\n\n")}\n`;
}
