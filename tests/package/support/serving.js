// The command `serve`, started and ended; and Chromium.

import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { get } from "node:http";
import { join } from "node:path";

import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

export const launch = () =>
  chromium.launch({
    executablePath: process.env.CHROMIUM || PLACES.find((place) => existsSync(place)),
    args: ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
  });

/**
 * @param {string} folder where the package is installed
 * @param {string[]} words after `serve`
 */
export const serving = (folder, words) =>
  servingBy(process.execPath, [join(folder, "node_modules", "archive-viewer", "command", "main.js")], folder, words);

/**
 * @param {string} program
 * @param {string[]} first its words before `serve`
 * @param {string} folder that it runs in
 * @param {string[]} words after `serve`
 * @param {Uint8Array} [input] of its standard input
 * @returns {Promise<{ url: URL, end: () => Promise<number | null> }>}
 */
export function servingBy(program, first, folder, words, input) {
  const child = spawn(program, [...first, "serve", "--no-open", ...words], { cwd: folder });
  child.stdin.on("error", () => {});
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (part) => (said += part));
    child.on("error", reject);
    child.on("close", () => reject(new Error(said)));
    child.stdout.once("data", (part) =>
      resolve({
        url: new URL(String(part).trim()),
        end: () =>
          new Promise((ended) => {
            child.on("close", ended);
            child.kill("SIGINT");
          }),
      }),
    );
  });
}

/**
 * @param {URL} url
 * @param {string} path sent as it is
 * @param {Record<string, string>} [headers]
 * @param {string} [method]
 * @returns {Promise<{ status: number | undefined, headers: import('node:http').IncomingHttpHeaders, body: Buffer }>}
 */
export function ask({ hostname, port }, path, headers = {}, method = "GET") {
  return new Promise((resolve, reject) => {
    get({ hostname, port, path, headers, method }, (response) => {
      /** @type {Buffer[]} */
      const parts = [];
      response.on("data", (part) => parts.push(part));
      response.on("end", () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }),
      );
    }).on("error", reject);
  });
}
