// A site of somebody else, on a port of its own: the pages that embed the viewer, with the headers that a story gives them.

import { createServer } from "node:http";

/**
 * @typedef {object} Served
 * @property {string | Buffer} [body]
 * @property {number} [status]
 * @property {Record<string, string>} [headers]
 * @property {(write: (rest: string) => void) => void} [later] gets what writes the rest and ends the answer
 * @property {boolean} [ranges] whether parts of it can be had
 */

/**
 * @typedef {object} Host
 * @property {string} origin
 * @property {(path: string, served: Served | string) => string} serve puts something at a path; gives its address
 * @property {string[]} asked the paths that were asked for, in their order, with their methods, and with the parts of those that have parts
 * @property {() => Promise<void>} close
 */

const TYPES = {
  html: "text/html",
  js: "text/javascript",
  md: "text/markdown",
  json: "application/json",
  svg: "image/svg+xml",
};

/**
 * @param {(target: string) => Promise<Served>} [otherwise] answers where nothing was put
 * @returns {Promise<Host>}
 */
export async function startHost(otherwise) {
  /** @type {Map<string, Served>} */
  const files = new Map();
  /** @type {string[]} */
  const asked = [];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://host.example");
    const {
      body = "Not Found",
      status = 200,
      headers = {},
      later,
      ranges,
    } = files.get(decodeURI(pathname)) ?? (await otherwise?.(request.url ?? "/")) ?? { status: 404 };
    const type =
      TYPES[/** @type {"md"} */ (pathname.split(".").pop() ?? "")] ?? (status === 404 ? "text/plain" : "text/html");
    const part = ranges ? /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") : null;
    asked.push(`${request.method} ${pathname}${part ? ` ${part[0]}` : ""}`);
    if (part) {
      const bytes = Buffer.from(body).subarray(Number(part[1]), Number(part[2]) + 1);
      const range = `bytes ${part[1]}-${Number(part[1]) + bytes.length - 1}/${body.length}`;
      response.writeHead(206, { "Content-Type": "application/zip", "Content-Range": range, ...headers });
      response.end(bytes);
      return;
    }
    response.writeHead(status, { "Content-Type": `${type}; charset=utf-8`, ...headers });
    if (later) {
      response.write(body);
      later((rest) => void response.end(rest));
    } else {
      response.end(request.method === "HEAD" ? undefined : body);
    }
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${port}`;
  return {
    origin,
    asked,
    serve(path, served) {
      files.set(path, typeof served === "string" ? { body: served } : served);
      return origin + path;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
