// A server for the published site as a good static host sends it: compressed, under the headers of its own `_headers`, with
// ETags; beside it, under /bench/, the pages and scripts of its peers.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { brotliCompressSync } from "node:zlib";

/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".md": "text/markdown; charset=utf-8",
};

/** @typedef {{ body: Buffer, brotli: Buffer | null, headers: Record<string, string> }} Answer */

/**
 * Reads and compresses everything first, so that no request waits for that.
 * @param {string} site the folder of the published site
 * @param {Record<string, string>} beside folders by the paths under which they are served
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export async function serveSite(site, beside) {
  const rules = rulesOf(readFileSync(join(site, "_headers"), "utf8"));
  /** @type {Map<string, Answer>} */
  const answers = new Map();
  for (const [prefix, folder] of [["/", site], ...Object.entries(beside)]) {
    for (const file of filesIn(folder)) {
      const address =
        prefix +
        file
          .slice(folder.length + 1)
          .split(sep)
          .map(encodeURIComponent)
          .join("/");
      const own = folder === site ? headersFor(rules, address) : peerHeaders(address);
      const answer = answerOf(file, own);
      answers.set(address, answer);
      if (address.endsWith("/index.html")) answers.set(address.slice(0, -"index.html".length), answer);
    }
  }
  const server = createServer((request, response) => {
    const answer = answers.get((request.url ?? "").split("?")[0]);
    if (!answer) {
      response.writeHead(404).end();
      return;
    }
    if (request.headers["if-none-match"] === answer.headers.ETag) {
      response.writeHead(304, answer.headers).end();
      return;
    }
    const squeezed = answer.brotli && /\bbr\b/.test(request.headers["accept-encoding"] ?? "");
    const body = squeezed ? answer.brotli : answer.body;
    response.writeHead(200, {
      ...answer.headers,
      "Content-Length": body?.length,
      ...(squeezed && { "Content-Encoding": "br", Vary: "Accept-Encoding" }),
    });
    response.end(body);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/** @param {string} file @param {Record<string, string>} own @returns {Answer} */
function answerOf(file, own) {
  const body = readFileSync(file);
  const type = TYPES[extname(file)];
  return {
    body,
    brotli: type ? brotliCompressSync(body) : null,
    headers: {
      "Content-Type": type ?? "application/octet-stream",
      ETag: `"${createHash("sha256").update(body).digest("hex").slice(0, 16)}"`,
      ...own,
    },
  };
}

/** A peer's script has a hash in its name where it is published, and its page has none. @param {string} address */
const peerHeaders = (address) => ({
  "Cache-Control": address.endsWith(".js") ? "public, max-age=31536000, immutable" : "no-cache",
});

/**
 * @param {string} text as Netlify and others read it: a path, and its headers indented below
 * @returns {{ path: string, headers: Record<string, string> }[]}
 */
function rulesOf(text) {
  return text
    .trim()
    .split(/\n\n+/)
    .map((block) => {
      const [path, ...lines] = block.split("\n");
      const headers = lines.map(
        (line) =>
          /** @type {[string, string]} */ (
            line
              .trim()
              .split(/: (.*)/s)
              .slice(0, 2)
          ),
      );
      return { path, headers: Object.fromEntries(headers) };
    });
}

/** @param {ReturnType<typeof rulesOf>} rules @param {string} address @returns {Record<string, string>} */
function headersFor(rules, address) {
  const fitting = rules.filter(({ path }) =>
    path.endsWith("*") ? address.startsWith(path.slice(0, -1)) : address === path,
  );
  return Object.assign({}, ...fitting.map(({ headers }) => headers));
}

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}
