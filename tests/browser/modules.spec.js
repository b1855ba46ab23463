// The modules of the shell: their imports have no circle, lazy/ is loaded on demand only, and one module makes nodes of markup.

import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "./support/test.js";

const WWW = fileURLToPath(new URL("../../www/", import.meta.url));

/** @type {Map<string, string>} text of each module without its comments, by its path below www/ */
const modules = new Map(
  ["js", "embed", "offline"].flatMap((folder) =>
    readdirSync(join(WWW, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".js"))
      .map((path) => [`${folder}/${path}`, withoutComments(readFileSync(join(WWW, folder, path), "utf8"))]),
  ),
);

/** @param {string} text */
function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
}

/** @param {string} path @param {string} text @returns {string[]} modules that it imports statically */
function importsOf(path, text) {
  const found = text.matchAll(/^(?:import|export)\b[^"';]*?"(\.{1,2}\/[^"]+)";/gm);
  return [...found].map(([, module]) => join(dirname(path), module));
}

/** @param {Map<string, string>} all @returns {string[]} circles of imports */
function circles(all) {
  /** @type {string[]} */
  const found = [];
  /** @type {Set<string>} */
  const done = new Set();
  /** @param {string} path @param {string[]} trail */
  const visit = (path, trail) => {
    if (trail.includes(path)) {
      found.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
      return;
    }
    if (done.has(path)) return;
    for (const next of importsOf(path, all.get(path) ?? "")) visit(next, [...trail, path]);
    done.add(path);
  };
  for (const path of all.keys()) visit(path, []);
  return found;
}

/** What makes nodes of markup: assignments, and calls. */
const SINKS =
  /\.(?:innerHTML|outerHTML|srcdoc)\s*\+?=[^=]|\b(?:setHTML|setHTMLUnsafe|parseHTMLUnsafe|insertAdjacentHTML|createContextualFragment|parseFromString|document\.write(?:ln)?)\(/;

test("imports have no circle", () => {
  expect(modules.size).toBeGreaterThan(90);
  const edges = [...modules].flatMap(([path, text]) => importsOf(path, text));
  expect(edges.length).toBeGreaterThan(200);
  expect(edges.filter((path) => !modules.has(path))).toEqual([]);
  expect(circles(modules)).toEqual([]);
  const circle = new Map([
    ["a.js", 'import "./b.js";'],
    ["b.js", 'export { c } from "./c.js";'],
    ["c.js", 'import {\n  a,\n} from "./a.js";'],
  ]);
  expect(circles(circle)).toEqual(["a.js → b.js → c.js → a.js"]);
});

test("what is loaded on demand is imported by import() alone", () => {
  const isLazy = (/** @type {string} */ path) => path.startsWith("js/lazy/") || path.startsWith("embed/");
  const eager = [...modules].flatMap(([path, text]) =>
    path.startsWith("js/") && !isLazy(path)
      ? importsOf(path, text)
          .filter(isLazy)
          .map((lazy) => `${path} imports ${lazy}`)
      : [],
  );
  expect(eager).toEqual([]);
  const embedded = [...modules].flatMap(([path, text]) => (path.startsWith("embed/") ? importsOf(path, text) : []));
  expect(embedded.filter((path) => path.startsWith("js/lazy/"))).toEqual([]);
  const first = [...modules].flatMap(([path, text]) => (path.startsWith("embed/lazy/") ? [] : importsOf(path, text)));
  expect(first.filter((path) => path.startsWith("embed/lazy/"))).toEqual([]);
});

test("the first post is on its way without the library", () => {
  /** @type {Set<string>} */
  const first = new Set();
  const visit = (/** @type {string} */ path) => {
    if (first.has(path)) return;
    first.add(path);
    importsOf(path, modules.get(path) ?? "").forEach(visit);
  };
  visit("js/app/main.js");
  expect(first.size).toBeGreaterThan(60);
  expect(
    [...first].filter((path) => /^js\/(archives|lazy)\/|\/(archive-list|facets|virtual-list)\.js$/.test(path)),
  ).toEqual([]);
});

test("one module makes nodes of markup", () => {
  const sinks = [...modules].flatMap(([path, text]) => (SINKS.test(text) ? [path] : []));
  expect(sinks).toEqual(["js/article/sink.js"]);
});

test("modules are short", () => {
  // But for the tables of words.
  const long = [...modules.keys()].filter((path) => {
    return !path.includes("/i18n/") && readFileSync(join(WWW, path), "utf8").split("\n").length > 401;
  });
  expect(long).toEqual([]);
});
