// archive-viewer serve: the built viewer and one archive, for this machine alone.

import { spawn } from "node:child_process";
import { createReadStream, rmSync } from "node:fs";
import { mkdtemp, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { errorOf } from "../core/api.js";
import { filesBelow } from "./inputs.js";
import { partOf } from "./range.js";
import { zipOf } from "./zip.js";

const SITE = fileURLToPath(new URL("../site", import.meta.url));

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".md": "text/markdown; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/** It would keep this version of the viewer at an address that another run may get. */
const SERVICE_WORKER = "/service-worker.js";

/** The folder of the archive's address. */
const GIVEN = "/archive/";

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
  const files = new Map(
    (await filesBelow(SITE)).map((path) => [`/${path}`, { file: join(SITE, path), type: typeOf(path) }]),
  );
  files.delete(SERVICE_WORKER);
  const index = files.get("/index.html");
  if (!index) throw new Error(`${SITE}: the viewer's files are missing`);
  files.set("/", index);
  // Whatever it is, it never runs as a page of this address.
  files.set(decodeURIComponent(address), { file: given.file, type: "application/octet-stream" });
  const policy = await readFile(new URL("./policy.txt", import.meta.url), "utf8");

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
    const found = files.get(pathOf(request.url ?? ""));
    if (!found) return refuse(404);
    void send(found, request, response, policy).catch(() => (response.headersSent ? response.destroy() : refuse(500)));
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
 * @param {{ file: string, type: string }} found
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {string} policy
 */
async function send({ file, type }, request, response, policy) {
  const { size, mtimeMs } = await stat(file);
  const part = request.method === "GET" ? partOf(request.headers.range, size) : "whole";
  const headers = {
    "Content-Type": type,
    "Accept-Ranges": "bytes",
    "Cache-Control": "no-store",
    "Content-Security-Policy": policy,
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    ETag: `"${size}-${mtimeMs}"`,
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
  const stream = createReadStream(file, { start, end: end - 1 });
  stream.on("error", () => response.destroy());
  response.on("close", () => stream.destroy());
  stream.pipe(response);
}

/**
 * @param {string} input
 * @returns {Promise<{ name: string, file: string, remove: () => void }>} the file that is served; a folder and the standard
 *   input become temporary ones
 */
async function served(input) {
  if (input === "-") {
    const parts = [];
    for await (const part of process.stdin) parts.push(part);
    const bytes = Buffer.concat(parts);
    const folder = await mkdtemp(join(tmpdir(), "archive-viewer-"));
    const name =
      bytes[0] === 0x1f ? "input.tar.gz" : bytes[0] === 0x50 && bytes[1] === 0x4b ? "input.zip" : "input.tar";
    await writeFile(join(folder, name), bytes);
    return { name, file: join(folder, name), remove: () => rmSync(folder, { recursive: true, force: true }) };
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
  if (!facts.isDirectory()) return { name: basename(file), file, remove: () => {} };
  const zip = await zipOf(file, await filesBelow(file), (sentence) => process.stderr.write(`${sentence}\n`));
  const remove = () => rmSync(dirname(zip.file), { recursive: true, force: true });
  return { name: `${basename(file)}.zip`, file: zip.file, remove };
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
