// A plain page whose script is on another origin, as on a CDN, under a strict policy; and a consumer in TypeScript.

import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { after, test } from "node:test";

import { freshFolder, ROOT, run } from "./support/fresh.js";
import { LAMP } from "./support/posts.js";
import { launch } from "./support/serving.js";

const fresh = freshFolder();
/** @type {(() => unknown)[]} */
const ends = [fresh.remove];
after(async () => {
  for (const end of ends) await end();
});

/** @type {Record<string, string>} */
const TYPES = { ".js": "text/javascript", ".html": "text/html", ".md": "text/markdown" };

/**
 * @param {string} folder
 * @param {Record<string, string>} headers
 * @returns {Promise<string>} its origin
 */
function hostOf(folder, headers) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? "/", "http://host.example").pathname);
    try {
      const body = await readFile(join(folder, path));
      response
        .writeHead(200, { "Content-Type": TYPES[extname(path)] ?? "application/octet-stream", ...headers })
        .end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  ends.push(() => (server.closeAllConnections(), server.close()));
  return new Promise((resolve) =>
    server.listen(0, "127.0.0.1", () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      resolve(`http://127.0.0.1:${port}`);
    }),
  );
}

test("a script tag from another origin shows a post under a strict policy", async () => {
  const cdn = await hostOf(join(fresh.folder, "node_modules", "archive-viewer"), {
    "Access-Control-Allow-Origin": "*",
  });
  fresh.write("site/lamp.md", LAMP);
  const integrity = JSON.parse(
    await readFile(join(fresh.folder, "node_modules", "archive-viewer", "integrity.json"), "utf8"),
  );
  fresh.write(
    "site/index.html",
    `<!doctype html><meta charset="utf-8"><title>x</title><script type="module" src="${cdn}/define.js" integrity="${integrity["define.js"]}" crossorigin></script><archived-post src="lamp.md"></archived-post>`,
  );
  const origin = await hostOf(join(fresh.folder, "site"), {
    "Content-Security-Policy": `default-src 'none'; script-src ${cdn} 'wasm-unsafe-eval'; connect-src 'self' ${cdn}; require-trusted-types-for 'script'; trusted-types archive-viewer`,
  });
  const browser = await launch();
  ends.push(() => browser.close());
  const page = await browser.newPage();
  /** @type {string[]} */
  const said = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(String(error)));
  await page.goto(`${origin}/index.html`);
  await page.getByText("The keeper lit the lamp").waitFor({ timeout: 10_000 });
  assert.equal(await page.getByRole("heading", { name: "The Lamp" }).count(), 1);
  const size = await page
    .getByRole("heading", { name: "The Lamp" })
    .evaluate((node) => getComputedStyle(node).fontSize);
  assert.ok(Number.parseFloat(size) > 24, `the look is there: ${size}`);
  assert.deepEqual(
    said.filter((text) => !/favicon|404/.test(text)),
    [],
  );
});

test("a consumer in TypeScript compiles under strict, and wrong uses do not", async () => {
  fresh.write(
    "tsconfig.json",
    JSON.stringify({
      compilerOptions: {
        strict: true,
        noEmit: true,
        skipLibCheck: false,
        module: "nodenext",
        target: "es2022",
        lib: ["es2022", "dom", "dom.iterable"],
        types: [],
      },
      files: ["consumer.ts"],
    }),
  );
  const consumer = `
import { ArchivedPost, ArchiveViewer } from "archive-viewer";
import "archive-viewer/define";
import { ArchiveViewerError, clean, openArchive, type CleanedPost, type Unopened } from "archive-viewer/core";
import { path, policy } from "archive-viewer/site";

const element: ArchivedPost = document.createElement("archived-post");
element.headingLevel = 2;
element.addEventListener("archived-post-error", ({ detail }) => detail.code.length + detail.message.length);
document.querySelector("archive-viewer")?.open(new Blob([])).then((isShown: boolean) => isShown);
const viewer: ArchiveViewer = document.createElement("archive-viewer");
viewer.history = "hash";
export const both: string = path + policy;
export async function read(bytes: Uint8Array): Promise<string> {
  const post: CleanedPost = await clean(bytes, { name: "a.md", keep: [0] });
  const [first] = post.removed;
  if (first?.kind === "removed" && first.in_place) return first.reason + first.text + post.figures[0]?.caption;
  for await (const one of openArchive(new URL("https://archive.example/a.zip"), { learn: true })) {
    if ("error" in one) { const { message }: Unopened = one; return message; }
    return one.discussion[0]?.author ?? one.title;
  }
  const error: unknown = await clean("").catch((error: unknown) => error);
  return error instanceof ArchiveViewerError ? error.code + error.file : "";
}
`;
  const compile = () =>
    run(process.execPath, [join(ROOT, "node_modules", "typescript", "bin", "tsc"), "-p", fresh.folder]);
  fresh.write("consumer.ts", consumer);
  const right = await compile();
  assert.equal(right.out, "");
  assert.equal(right.code, 0);
  fresh.write(
    "consumer.ts",
    `${consumer}\nexport const no: number = (await clean("x")).title;\nelement.headingLevel = "x";\nawait clean(5);\n`,
  );
  const wrong = await compile();
  assert.equal((wrong.out.match(/error TS/g) ?? []).length, 3, wrong.out);
});
