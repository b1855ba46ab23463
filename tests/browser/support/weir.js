// Writes an archive in whose posts a line repeats: `node tests/browser/support/weir.js FILE`.

import { writeFileSync } from "node:fs";

import { postText, zip } from "./pack.js";

/** What repeats. */
export const LINE = "The Weir Post, every morning on every pier";

/** Posts. */
export const COUNT = 30;

const posts = Array.from({ length: COUNT }, (_, n) => ({
  name: `weir-main/_posts/2020-01-01-${n}.md`,
  bytes: postText(
    `Number ${n}`,
    `${LINE}\n\nThe heron stood in the water.${" It stood there.".repeat(n)}`,
    `from: https://weir.example/${n}\n`,
  ),
}));

if (process.argv[2]) writeFileSync(process.argv[2], zip(posts));
