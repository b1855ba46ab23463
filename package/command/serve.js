// archive-viewer serve: the built viewer and one archive, for this machine alone.

import { spawn } from "node:child_process";
import { createReadStream, rmSync } from "node:fs";
import { mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { errorOf } from "../core/api.js";
import { filesBelow, standardInput } from "./inputs.js";
import { pagesOf } from "./pages.js";
import { partOf } from "./range.js";
import { zipOf } from "./zip.js";

const SITE = fileURLToPath(new URL("../site", import.meta.url));

/** As command/http/media_type.rs. @type {Record<string, string>} */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".htm": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".map": "application/json; charset=utf-8",
  ".webmanifest": "application/manifest+json; charset=utf-8",
  ".wasm": "application/wasm",
  ".md": "text/markdown; charset=utf-8",
  ".markdown": "text/markdown; charset=utf-8",
  ".mdx": "text/markdown; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".gif": "image/gif",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".svg": "image/svg+xml; charset=utf-8",
  ".ico": "image/vnd.microsoft.icon",
  ".zip": "application/zip",
  ".tar": "application/x-tar",
  ".gz": "application/gzip",
  ".tgz": "application/gzip",
};

/** It would keep this version of the viewer at an address that another run may get. */
const SERVICE_WORKER = "/service-worker.js";

/** The folder of the archive's address. */
const GIVEN = "/archive/";

/** What is sent: its type, and its bytes or their file. @typedef {{ type: string, policy: string } & ({ file: string } | { bytes: Uint8Array })} Sent */

/**
 * @param {string[]} inputs
 * @param {import('./main.js').Options} options
 * @param {(sentence: string) => never} misused
 * @returns {Promise<number>}
 */
export async function run([input], options, misused) {
  const port = Number(options.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535) misused(`${options.port} is no port.`);
  const given = await served(input);
  const address = `${GIVEN}${encodeURIComponent(given.name)}`;
  const site = options.site ?? SITE;
  const paths = await filesBelow(site).catch(() => /** @type {string[]} */ ([]));
  const files = new Map(paths.map((path) => [`/${path}`, { file: join(site, path), type: typeOf(path) }]));
  files.delete(SERVICE_WORKER);
  const index = files.get("/index.html");
  if (!index) {
    given.remove();
    throw new Error(`${site}: the viewer's files are not there: it has no index.html`);
  }
  files.set("/", index);
  // Whatever it is, it never runs as a page of this address.
  files.set(decodeURIComponent(address), { file: given.file, type: "application/octet-stream" });
  const policy = await readFile(new URL("./policy.txt", import.meta.url), "utf8");
  const pages = pagesOf(input, given.bytes);

  /** @param {string} path @returns {Promise<Sent | null>} */
  async function found(path) {
    const own = files.get(path);
    if (own) return { ...own, policy };
    const page = await pages.page(path.slice(1));
    if (!page?.file) return null;
    const type = path.endsWith("/") ? TYPES[".html"] : typeOf(path);
    return { bytes: page.file, type, policy: page.policy ?? policy };
  }

  /** @type {Set<string>} */
  const hosts = new Set();
  const server = createServer((request, response) => {
    /** @param {number} status @param {Record<string, string>} [headers] */
    const refuse = (status, headers = {}) => {
      response.writeHead(status, {
        "Content-Type": "text/plain; charset=utf-8",
        "X-Content-Type-Options": "nosniff",
        ...headers,
      });
      response.end(`${status}\n`);
    };
    // A name that somebody else lets lead here is none of ours.
    if (!hosts.has(request.headers.host ?? "")) return refuse(403);
    if (request.method !== "GET" && request.method !== "HEAD") return refuse(405, { Allow: "GET, HEAD" });
    const answer = async () => {
      const sent = await found(pathOf(request.url ?? ""));
      if (sent) await send(sent, request, response);
      else refuse(404);
    };
    void answer().catch((error) => {
      process.stderr.write(`${error.message}\n`);
      if (response.headersSent) response.destroy();
      else refuse(500);
    });
  });
  await new Promise((listening, failed) => {
    server.once("error", (error) => failed(new Error(`port ${port}: ${error.message}`)));
    server.listen(port, "127.0.0.1", () => listening(undefined));
  });
  const actual = /** @type {import('node:net').AddressInfo} */ (server.address()).port;
  for (const name of ["127.0.0.1", "localhost"]) hosts.add(`${name}:${actual}`);
  const url = `http://127.0.0.1:${actual}/?src=${encodeURIComponent(address.slice(1))}`;
  process.stdout.write(`${url}\n`);
  if (process.stderr.isTTY) process.stderr.write("Ctrl-C ends it.\n");
  if (!options["no-open"]) openBrowser(url);
  await new Promise((ended) => {
    for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"])) process.once(signal, () => ended(undefined));
  });
  void pages.end();
  given.remove();
  server.closeAllConnections();
  server.close();
  return 0;
}

/** @param {string} target @returns {string} its path, decoded once; "" where it is none */
function pathOf(target) {
  try {
    return decodeURIComponent(target.split(/[?#]/)[0]);
  } catch {
    return "";
  }
}

/** @param {string} path */
const typeOf = (path) => TYPES[extname(path).toLowerCase()] ?? "application/octet-stream";

/**
 * @param {Sent} sent
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function send(sent, request, response) {
  const facts = "file" in sent ? await stat(sent.file) : null;
  const size = "file" in sent ? Number(facts?.size) : sent.bytes.length;
  const part = request.method === "GET" ? partOf(request.headers.range, size) : "whole";
  const headers = {
    "Content-Type": sent.type,
    "Accept-Ranges": "bytes",
    "Cache-Control": "no-store",
    "Content-Security-Policy": sent.policy,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    ...(facts ? { ETag: `"${size}-${facts.mtimeMs}"` } : {}),
  };
  if (part === "unsatisfiable") {
    response.writeHead(416, { ...headers, "Content-Range": `bytes */${size}` }).end();
    return;
  }
  const { start, end } = part === "whole" ? { start: 0, end: size } : part;
  const range = part === "whole" ? {} : { "Content-Range": `bytes ${start}-${end - 1}/${size}` };
  response.writeHead(part === "whole" ? 200 : 206, { ...headers, ...range, "Content-Length": end - start });
  if (request.method === "HEAD" || start === end) {
    response.end();
    return;
  }
  if ("bytes" in sent) {
    response.end(sent.bytes.subarray(start, end));
    return;
  }
  const stream = createReadStream(sent.file, { start, end: end - 1 });
  stream.on("error", () => response.destroy());
  response.on("close", () => stream.destroy());
  stream.pipe(response);
}

/**
 * @param {string} input
 * @returns {Promise<{ name: string, file: string, bytes: Uint8Array | null, remove: () => void }>} the file that is served; a
 *   folder and the standard input become temporary ones, and the latter is given as it came
 */
async function served(input) {
  if (input === "-") {
    const bytes = await standardInput();
    const folder = await mkdtemp(join(tmpdir(), "archive-viewer-"));
    const name =
      bytes[0] === 0x1f ? "input.tar.gz" : bytes[0] === 0x50 && bytes[1] === 0x4b ? "input.zip" : "input.tar";
    await writeFile(join(folder, name), bytes);
    const remove = () => rmSync(folder, { recursive: true, force: true });
    return { name, file: join(folder, name), bytes, remove };
  }
  const file = resolve(input);
  let facts;
  try {
    facts = await stat(file);
  } catch (error) {
    throw errorOf(
      /** @type {any} */ (error).code === "ENOENT" ? { message: "there is no such file or folder" } : error,
      input,
    );
  }
  if (!facts.isDirectory()) return { name: basename(file), file, bytes: null, remove: () => {} };
  const zip = await zipOf(file, await filesBelow(file), (sentence) => process.stderr.write(`${sentence}\n`));
  const remove = () => rmSync(dirname(zip.file), { recursive: true, force: true });
  return { name: `${basename(file)}.zip`, file: zip.file, bytes: null, remove };
}

/** @param {string} url */
function openBrowser(url) {
  const [program, ...words] =
    process.platform === "darwin"
      ? ["open"]
      : process.platform === "win32"
        ? ["rundll32", "url.dll,FileProtocolHandler"]
        : ["xdg-open"];
  const opening = spawn(program, [...words, url], { stdio: "ignore", detached: true });
  // Where there is no browser the address is printed all the same.
  opening.on("error", () => {});
  opening.unref();
}
