// The packed package under Vite, and in React and Vue rendered on a server and hydrated. It installs these from the registry.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { after, before, test } from "node:test";

import { freshFolder } from "../package/support/fresh.js";
import { LAMP } from "../package/support/posts.js";
import { launch } from "../package/support/serving.js";

const VERSIONS = ["vite@8.4.0", "react@19.3.1", "react-dom@19.3.1", "@types/react@19.3.3", "vue@3.5.45"];

const fresh = freshFolder(VERSIONS);
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {(() => unknown)[]} */
const ends = [];
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
  for (const end of ends) await end();
  fresh.remove();
});

/** @type {Record<string, string>} */
const TYPES = { ".js": "text/javascript", ".html": "text/html", ".wasm": "application/wasm", ".css": "text/css" };

/**
 * Builds the page of a folder and opens what was built.
 * @param {string} name
 * @returns {Promise<{ page: import('playwright-core').Page, said: string[] }>}
 */
async function built(name) {
  const root = join(fresh.folder, name);
  fresh.write(`${name}/public/lamp.md`, LAMP);
  execFileSync(process.execPath, [join(fresh.folder, "node_modules", "vite", "bin", "vite.js"), "build", root], {
    cwd: root,
    stdio: "pipe",
  });
  const dist = join(root, "dist");
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://host.example");
    const path = pathname === "/" ? "/index.html" : decodeURIComponent(pathname);
    try {
      const body = readFileSync(join(dist, path));
      response.writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "text/plain" }).end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  ends.push(() => (server.closeAllConnections(), server.close()));
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
  const page = await browser.newPage();
  /** @type {string[]} */
  const said = [];
  page.on("console", (message) => message.type() !== "log" && said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(`http://127.0.0.1:${port}/`);
  await page.getByText("The keeper lit the lamp").waitFor({ timeout: 15_000 });
  return { page, said: said.filter((text) => !/favicon|404/.test(text)) };
}

/** @param {string} body @param {string} head */
const html = (body, head) =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>x</title>${head}</head><body>${body}</body></html>`;

test("Vite builds a page with the element, and the core for a page", async () => {
  fresh.write(
    "plain/index.html",
    html(
      `<archived-post src="lamp.md"></archived-post><p id="core"></p>`,
      `<script type="module" src="./main.js"></script>`,
    ),
  );
  fresh.write(
    "plain/main.js",
    `import "archive-viewer/define";
import { clean } from "archive-viewer/core";
clean("---\\ntitle: Of the core\\n---\\n\\nWords.").then(({ title }) => (document.getElementById("core").textContent = title));
`,
  );
  const { page, said } = await built("plain");
  await page.getByText("Of the core").waitFor({ timeout: 15_000 });
  assert.deepEqual(said, []);
  const assets = readdirSync(join(fresh.folder, "plain", "dist", "assets"));
  assert.equal(assets.filter((name) => name.endsWith(".wasm")).length, 2);
  await page.close();
});

test("React renders the element on a server and hydrates it", async () => {
  const app = `import { createElement as h } from "react";
export const App = () => h("main", null, h("h2", null, "Of React"), h("archived-post", { src: "lamp.md", "heading-level": 3, "no-title": false }, h("a", { href: "lamp.md" }, "The Lamp")));
`;
  fresh.write("react/app.js", app);
  fresh.write(
    "react/server.js",
    `import "archive-viewer/define"; import { createElement } from "react"; import { renderToString } from "react-dom/server"; import { App } from "./app.js"; process.stdout.write(renderToString(createElement(App)));`,
  );
  const { code, out, error } = await fresh.node(["react/server.js"]);
  assert.equal(code, 0, error);
  assert.match(out, /<archived-post src="lamp.md" heading-level="3"[^>]*><a href="lamp.md">/);
  fresh.write(
    "react/index.html",
    html(`<div id="root">${out}</div>`, `<script type="module" src="./client.js"></script>`),
  );
  fresh.write(
    "react/client.js",
    `import "archive-viewer/define"; import { createElement } from "react"; import { hydrateRoot } from "react-dom/client"; import { App } from "./app.js"; hydrateRoot(document.getElementById("root"), createElement(App), { onRecoverableError: (error) => console.error(error.message) });`,
  );
  const { page, said } = await built("react");
  assert.deepEqual(said, []);
  assert.equal(await page.getByRole("heading", { name: "The Lamp", level: 3 }).count(), 1);
  await page.close();
});

test("Vue renders the element on a server and hydrates it", async () => {
  const app = `import { h } from "vue";
export const App = { render: () => h("main", [h("h2", "Of Vue"), h("archived-post", { src: "lamp.md", "heading-level": 3 }, [h("a", { href: "lamp.md" }, "The Lamp")])]) };
`;
  fresh.write("vue/app.js", app);
  fresh.write(
    "vue/server.js",
    `import "archive-viewer/define"; import { createSSRApp } from "vue"; import { renderToString } from "vue/server-renderer"; import { App } from "./app.js"; process.stdout.write(await renderToString(createSSRApp(App)));`,
  );
  const { code, out, error } = await fresh.node(["vue/server.js"]);
  assert.equal(code, 0, error);
  assert.match(out, /<archived-post src="lamp.md" heading-level="3"><a href="lamp.md">/);
  fresh.write(
    "vue/index.html",
    html(`<div id="root">${out}</div>`, `<script type="module" src="./client.js"></script>`),
  );
  fresh.write(
    "vue/client.js",
    `import "archive-viewer/define"; import { createSSRApp } from "vue"; import { App } from "./app.js"; const app = createSSRApp(App); app.config.warnHandler = (message) => console.error(message); app.mount("#root");`,
  );
  const { page, said } = await built("vue");
  assert.deepEqual(said, []);
  assert.equal(await page.getByRole("heading", { name: "The Lamp", level: 3 }).count(), 1);
  await page.close();
});

test("JSX knows the elements and their attributes", async () => {
  fresh.write(
    "tsconfig.json",
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        jsx: "react-jsx",
        module: "esnext",
        moduleResolution: "bundler",
        target: "es2022",
        lib: ["es2022", "dom", "dom.iterable"],
        types: [],
      },
      files: ["use.tsx"],
    }),
  );
  const tsc = join(process.cwd(), "node_modules", "typescript", "bin", "tsc");
  const use = (/** @type {string} */ attributes) =>
    fresh.write(
      "use.tsx",
      `import type {} from "archive-viewer/react";\nimport type {} from "archive-viewer/vue";\nexport const one = <archived-post ${attributes} className="x" />;\nexport const two = <archive-viewer src="a.zip" history="hash" />;\n`,
    );
  use(`src="a.md" heading-level={2} images="ask"`);
  const right = await fresh.node([tsc, "-p", fresh.folder]);
  assert.equal(right.out, "");
  use(`src={5} images="always"`);
  const wrong = await fresh.node([tsc, "-p", fresh.folder]);
  assert.match(wrong.out, /use\.tsx\(3,\d+\): error TS2322/);
});
