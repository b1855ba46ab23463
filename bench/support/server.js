// A server for the measurements: the page as a static host sends it, which is compressed and may be kept,
// and beside it, under /bench/, the peers and the posts. `cargo xtask run` does neither compress nor let anything be kept.

import { readdirSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { brotliCompressSync } from "node:zlib";

import { ROOT, SCRATCH } from "./project.js";

/** @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".md": "text/markdown; charset=utf-8",
};

/**
 * Reads and compresses everything first, so that no request waits for that.
 * @param {import("./posts.js").Posts} [posts] served as /bench/posts/0 and so on
 * @param {string} [root] of the checkout whose page is served
 * @param {string | null} [site] folder of a published site that is served in the place of the page
 * @returns {Promise<{ origin: string, close: () => void }>}
 */
export async function serve(posts, root = ROOT, site = null) {
  /** @type {Map<string, { body: Buffer, brotli: Buffer | null, type: string, policy: boolean }>} */
  const files = new Map();
  const add = (address, file, policy) => {
    const body = readFileSync(file);
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    files.set(address, { body, brotli: TYPES[extname(file)] ? brotliCompressSync(body) : null, type, policy });
  };
  const addAll = (prefix, folder, policy, wanted = () => true) => {
    for (const file of filesIn(folder).filter(wanted)) {
      const path = file
        .slice(folder.length + 1)
        .split(sep)
        .map(encodeURIComponent)
        .join("/");
      add(`${prefix}${path}`, file, policy);
    }
  };
  // Our page keeps its policy, and so does what is measured of it; the peers run without one.
  if (site) addAll("/", site, true);
  else {
    addAll("/", join(root, "www"), true, (file) => !file.endsWith(".d.ts"));
    addAll("/posts/", join(root, "posts"), true);
    addAll("/bench/", join(ROOT, "bench", "pages"), false);
    for (const name of ["ours.html", "ours.js", "open.html", "open.js", "passes.js"])
      add(`/bench/${name}`, join(ROOT, "bench", "pages", name), true);
    addAll("/bench/peers/", join(SCRATCH, "peers"), false);
  }
  posts?.names.forEach((name, index) => add(`/bench/posts/${index}`, join(posts.folder, name), false));
  const home = files.get("/index.html");
  if (!home || !(site || files.has("/pkg/archive_viewer_bg.wasm")))
    throw new Error("the page is not built: cargo xtask build");
  files.set("/", home);
  const policy = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(home.body.toString())?.[1] ?? "";

  const server = createServer((request, response) => {
    const file = files.get((request.url ?? "").split("?")[0]);
    if (!file) {
      response.writeHead(404).end();
      return;
    }
    const squeezed = file.brotli && /\bbr\b/.test(request.headers["accept-encoding"] ?? "");
    const body = squeezed ? file.brotli : file.body;
    response.writeHead(200, {
      "Content-Type": file.type,
      "Content-Length": body.length,
      "Cache-Control": "max-age=3600",
      ...(squeezed && { "Content-Encoding": "br", Vary: "Accept-Encoding" }),
      ...(file.policy && { "Content-Security-Policy": policy }),
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

/** @param {string} folder @returns {string[]} */
function filesIn(folder) {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => !name.split(sep).some((part) => part.startsWith(".")))
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}
