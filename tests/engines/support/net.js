// The net, as far as a browser of the stories gets: a proxy that logs what every page asks other sites for, and answers
// itself. What a browser says of its requests is not asked, so that the same is seen of each.

import { createServer } from "node:http";

const PICTURE = `<svg xmlns="http://www.w3.org/2000/svg" width="640" height="360"><rect width="640" height="360" fill="#789"/></svg>`;

/**
 * @typedef {object} Net
 * @property {string} url the proxy's address
 * @property {string[]} asked hosts with their scheme, in order: "https://img.example", "http://img.example/a.svg"
 * @property {() => Promise<void>} close
 */

/** Plain requests get a picture; what is encrypted can't be had, so that a page which may tries http next. @returns {Promise<Net>} */
export async function startNet() {
  /** @type {string[]} */
  const asked = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    if (request.url?.includes("none.png")) response.writeHead(404).end();
    else response.writeHead(200, { "Content-Type": "image/svg+xml", "Cache-Control": "no-store" }).end(PICTURE);
  });
  server.on("connect", (request, socket) => {
    asked.push(`https://${request.url?.replace(/:443$/, "")}`);
    socket.on("error", () => {});
    socket.end("HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n");
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(null)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    url: `http://127.0.0.1:${port}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
