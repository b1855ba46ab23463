// Readability over a folder of HTML documents, as a script in Node would run it: node readability-batch.js FOLDER
// Prints a line of JSON for each.

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";

const folder = process.argv[2];
for (const name of readdirSync(folder)) {
  const { document } = parseHTML(readFileSync(join(folder, name), "utf8"));
  const article = new Readability(/** @type {any} */ (document)).parse();
  const { title = null, content = null, textContent = null } = article ?? {};
  process.stdout.write(`${JSON.stringify({ path: name, title, html: content, text: textContent })}\n`);
}
