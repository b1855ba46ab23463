// A server of files as hosts have it: it knows a few types, and sends no header of ours unless it is told to read them
// from the site's own `_headers`.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join } from "node:path";

/** No Markdown: many hosts don't know it, and leave the type to the browser. @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".txt": "text/plain",
  ".xml": "application/xml",
  ".atom": "application/atom+xml",
};

/**
 * @param {string} folder
 * @param {{ base?: string, headers?: boolean, others?: Record<string, Buffer>, ranges?: boolean }} [options] the path that
 *   the folder is served at; whether the headers are sent that its file `_headers` names; files by their paths that lie in no
 *   folder; whether a request for a range gets only that
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveFiles(folder, { base = "/", headers = false, others = {}, ranges = false } = {}) {
  const rules = headers ? parseHeaders(await readFile(join(folder, "_headers"), "utf8")) : [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    for (const { pattern, name, value } of rules) if (pattern.test(pathname)) response.setHeader(name, value);
    try {
      if (!pathname.startsWith(base)) throw new Error("not here");
      const path = decodeURIComponent(pathname.slice(base.length)).replace(/(^|\/)$/, "$1index.html");
      const bytes = others[path] ?? (await readFile(join(folder, path)));
      const type = TYPES[extname(path)];
      if (type) response.setHeader("Content-Type", type);
      const range = ranges && request.headers.range?.match(/^bytes=(\d+)-(\d+)$/);
      if (!range) {
        response.end(bytes);
        return;
      }
      const [from, to] = [Number(range[1]), Math.min(Number(range[2]), bytes.length - 1)];
      response.writeHead(206, { "Content-Range": `bytes ${from}-${to}/${bytes.length}`, ETag: `"${bytes.length}"` });
      response.end(bytes.subarray(from, to + 1));
    } catch {
      response.writeHead(404, { "Content-Type": "text/html" }).end("<h1>Not Found</h1>");
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  const address = server.address();
  if (typeof address !== "object" || address === null) throw new Error("the server has no port");
  return {
    url: `http://127.0.0.1:${address.port}${base}`,
    close: () => new Promise((closed) => server.close(() => closed()).closeAllConnections()),
  };
}

/** @param {string} text */
function parseHeaders(text) {
  return text
    .trim()
    .split("\n\n")
    .flatMap((block) => {
      const [path, ...lines] = block.split("\n");
      const pattern = new RegExp(
        `^${path
          .split("*")
          .map((part) => part.replace(/[.?+^$()[\]{}|\\]/g, "\\$&"))
          .join(".*")}$`,
      );
      return lines.map((line) => {
        const [, name, value] = line.match(/^ {2}([\w-]+): (.+)$/) ?? [];
        return { pattern, name, value };
      });
    });
}
