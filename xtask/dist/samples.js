// The samples, used where no library is given.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { openPost } from "./core.js";
import { SAMPLES } from "./project.js";

/**
 * Files that a page comes with, by the paths that it reads them from.
 * @typedef {object} Shelf
 * @property {Map<string, () => Uint8Array>} texts posts and lists of them
 * @property {Map<string, () => Uint8Array>} pictures
 */

/** Samples in the single file, whose size is mostly their images. */
const FEW = 4;

/**
 * @param {{ few?: boolean }} [options]
 * @returns {Promise<Shelf>}
 */
export async function findSamples({ few = false } = {}) {
  /** @type {{ file: string, picture?: string }[]} */
  const all = JSON.parse(readFileSync(join(SAMPLES, "index.json"), "utf8"));
  const samples = few ? all.slice(0, FEW) : all;
  const index = Buffer.from(JSON.stringify(samples));
  /** @type {Shelf} */
  const shelf = { texts: new Map([["posts/index.json", () => index]]), pictures: new Map() };
  for (const { file, picture } of samples) {
    const bytes = readFileSync(join(SAMPLES, file));
    shelf.texts.set(`posts/${file}`, () => bytes);
    const outcome = await openPost(file, bytes);
    if ("reason" in outcome) throw new Error(`${file}: ${outcome.reason}`);
    // The small one is on the first screen.
    for (const name of [...picturesBeside(file, outcome.page), ...(picture ? [picture] : [])]) {
      shelf.pictures.set(`posts/${name}`, () => readFileSync(join(SAMPLES, name)));
    }
  }
  return shelf;
}

/**
 * @param {string} path of a post
 * @param {import("./core.js").CoreAnswer} page
 * @returns {string[]} paths of the pictures that the post names beside itself
 */
function picturesBeside(path, { figures }) {
  return figures.flatMap(({ src }) => {
    // A scheme of our own: what resolves to it is a path among the samples.
    const base = `shelf:/${path.split("/").map(encodeURIComponent).join("/")}`;
    const url = URL.canParse(src, base) ? new URL(src, base) : null;
    return url?.protocol === "shelf:" ? [decodeURIComponent(url.pathname).slice(1)] : [];
  });
}
