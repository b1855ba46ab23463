// Our site as a story sees it: the project's own server, at an origin of the story's own, so that nothing that a page stores
// reaches the next one. It logs what is asked, and adds the watch to our pages.

import { spawn } from "node:child_process";
import { createServer, request as ask } from "node:http";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { watch } from "./watch.js";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));

/** @typedef {{ status: number, headers: Record<string, any>, body: Buffer }} Answer */

/**
 * @typedef {object} Site
 * @property {string} url
 * @property {string[]} asked paths with their queries
 * @property {string[]} faults what pages did that none may do
 * @property {() => Promise<void>} close also as if the host were gone
 */

/** @returns {Promise<{ url: string, close: () => void }>} the project's own server */
export async function startServer() {
  const server = spawn("cargo", ["xtask", "run", "--no-build", "--port", "0"], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
    // cargo starts it as a process of its own, which would go on.
    detached: process.platform !== "win32",
  });
  const close = () => {
    if (process.platform === "win32") server.kill();
    else if (server.exitCode === null) process.kill(-(/** @type {number} */ (server.pid)));
  };
  process.once("exit", close);
  const lines = createInterface({ input: /** @type {import("node:stream").Readable} */ (server.stdout) });
  for await (const line of lines) {
    const [url] = /http:\/\/127\.0\.0\.1:\d+\//.exec(line) ?? [];
    if (!url) continue;
    // Once, for the group may be somebody else's afterwards.
    return { url, close: () => void (process.off("exit", close), close()) };
  }
  throw new Error("the project's server did not start");
}

/**
 * @param {string} upstream the address that is passed on
 * @param {object} [options]
 * @param {(path: string, answer: Answer) => void} [options.change] changes an answer on its way
 * @param {Record<string, string>} [options.own] more scripts, which run before those of our pages
 * @returns {Promise<Site>}
 */
export async function startSite(upstream, { change, own = {} } = {}) {
  const scripts = new Map(Object.entries({ "/watch.js": `(${watch})();`, ...own }));
  /** @type {string[]} */
  const asked = [];
  /** @type {string[]} */
  const faults = [];
  const server = createServer(async (request, response) => {
    const target = request.url ?? "/";
    const { pathname } = new URL(target, upstream);
    const script = scripts.get(pathname);
    if (script) {
      // The page is as it was once it has run.
      const body = `document.currentScript.remove();\n${script}`;
      response.writeHead(200, { "Content-Type": "text/javascript" }).end(body);
      return;
    }
    if (pathname === "/watch") {
      let fault = "";
      for await (const part of request) fault += part;
      faults.push(fault);
      response.writeHead(204).end();
      return;
    }
    asked.push(target);
    try {
      const answer = await passOn(request, upstream);
      if (/^\/(index\.html|embed\.html)?$/.test(pathname)) addScripts(answer, [...scripts.keys()]);
      change?.(pathname, answer);
      response.writeHead(answer.status, { ...answer.headers, "content-length": String(answer.body.length) });
      response.end(request.method === "HEAD" ? undefined : answer.body);
    } catch (error) {
      response.writeHead(502).end(String(error));
    }
  });
  server.keepAliveTimeout = 60_000;
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  let isOpen = true;
  return {
    url: `http://127.0.0.1:${port}/`,
    asked,
    faults,
    async close() {
      if (!isOpen) return;
      isOpen = false;
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** @param {import("node:http").IncomingMessage} request @param {string} upstream @returns {Promise<Answer>} */
async function passOn(request, upstream) {
  const { range } = request.headers;
  const passed = ask(new URL(request.url ?? "/", upstream), {
    method: request.method,
    headers: range ? { range } : {},
  });
  passed.end();
  const [response] = /** @type {[import("node:http").IncomingMessage]} */ (await once(passed, "response"));
  /** @type {Buffer[]} */
  const parts = [];
  for await (const part of response) parts.push(part);
  const { connection: _, "transfer-encoding": __, ...headers } = response.headers;
  return { status: response.statusCode ?? 502, headers, body: Buffer.concat(parts) };
}

/** @param {Answer} answer @param {string[]} scripts */
function addScripts(answer, scripts) {
  const page = answer.body.toString();
  const tags = scripts.map((path) => `<script src="${path}"></script>\n  `).join("");
  const changed = page.replace(/<meta name="viewport"/, `${tags}$&`);
  if (changed === page) throw new Error("the page has no place for a script");
  answer.body = Buffer.from(changed);
}
