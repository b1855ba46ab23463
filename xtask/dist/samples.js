// The samples, used where no library is given.

import { readFileSync } from "node:fs";
import { join } from "node:path";

import { picturesBeside } from "./catalogue.js";
import { openPost } from "./core.js";
import { SAMPLES } from "./project.js";

/** Samples in the single file, whose size is mostly their images. */
const FEW = 4;

/**
 * @param {{ few?: boolean }} [options]
 * @returns {Promise<import("./catalogue.js").Shelf>}
 */
export async function findSamples({ few = false } = {}) {
  /** @type {{ file: string }[]} */
  const all = JSON.parse(readFileSync(join(SAMPLES, "index.json"), "utf8"));
  const samples = few ? all.slice(0, FEW) : all;
  const index = Buffer.from(JSON.stringify(samples));
  /** @type {import("./catalogue.js").Shelf} */
  const shelf = { texts: new Map([["posts/index.json", () => index]]), pictures: new Map() };
  for (const { file } of samples) {
    const bytes = readFileSync(join(SAMPLES, file));
    shelf.texts.set(`posts/${file}`, () => bytes);
    const outcome = await openPost(file, bytes);
    if ("reason" in outcome) throw new Error(`${file}: ${outcome.reason}`);
    for (const picture of picturesBeside(file, outcome.page)) {
      shelf.pictures.set(`posts/${picture}`, () => readFileSync(join(SAMPLES, picture)));
    }
  }
  return shelf;
}
