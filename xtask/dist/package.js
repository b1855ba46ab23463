// The npm package: the elements as modules that bundlers and browsers take as they are, the core for programs, the command,
// the built site, and types for all of it. Its sources are in package/.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { transform } from "esbuild";

import { bindingsAsFunction, bundleModules, bundleScript, bundleSheets } from "./bundle.js";
import { sheetsNamed } from "./elements.js";
import { CORE, ROOT, source } from "./project.js";

const SOURCES = join(ROOT, "package");

/**
 * @param {object} from
 * @param {string} from.core folder of the core that decodes by itself
 * @param {string} from.site folder of the built site
 * @param {string} from.out folder for the packed file
 * @param {string} from.policy the site's Content-Security-Policy
 * @param {string} from.version
 * @returns {Promise<string>} the name of the packed file
 */
export async function packPackage({ core, site, out, policy, version }) {
  const folder = join(out, "npm");
  rmSync(folder, { recursive: true, force: true });
  /** Of the scripts that a page may name: what browsers check. @type {Record<string, string>} */
  const integrity = {};
  /** @param {string} path @param {string | Uint8Array} content */
  const write = (path, content) => {
    if (/^(?:define|index|elements\/.*)\.js$/.test(path)) {
      integrity[path] = `sha384-${createHash("sha384").update(content).digest("base64")}`;
    }
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  };

  const parts = join(site, "parts");
  const wasm = readdirSync(parts).find((name) => /^core-.*\.wasm$/.test(name));
  if (!wasm) throw new Error(`${parts} has no core`);
  const names = await writeElements(write, `../site/parts/${wasm}`);
  write(
    "index.js",
    [
      `export { ArchivedPost } from "./elements/${names.post}";\n`,
      `export { ArchiveViewer } from "./elements/${names.viewer}";\n`,
    ].join(""),
  );
  write("define.js", `import "./elements/${names.elements}";\n`);

  write("core/core.wasm", readFileSync(join(core, "archive_viewer_bg.wasm")));
  write("core/bindings.js", await bindingsAsFunction(join(core, "archive_viewer.js")));
  // What imports the viewer's own modules comes with them.
  const bundled = ["core/remote.js"];
  for (const path of bundled) write(path, await bundleScript(`../package/${path}`, "esm", {}));
  const scripts = ["core", "command"].flatMap((name) =>
    readdirSync(join(SOURCES, name)).map((file) => `${name}/${file}`),
  );
  for (const path of [...scripts, "site.js"].filter((path) => path.endsWith(".js") && !bundled.includes(path))) {
    // Their comments are for those who change them.
    write(
      path,
      (await transform(readFileSync(join(SOURCES, path), "utf8"), { target: "es2022", charset: "utf8" })).code,
    );
  }
  write("command/policy.txt", policy);

  for (const name of readdirSync(join(SOURCES, "types"))) {
    const text = readFileSync(join(SOURCES, "types", name), "utf8");
    write(`types/${name}`, text.replaceAll("../../www/js/core/boundary.js", "./boundary.js"));
  }
  write("types/boundary.d.ts", source("js/core/boundary.d.ts"));
  write("types/nothing.js", "export {};\n");

  cpSync(site, join(folder, "site"), { recursive: true });
  const facts = JSON.parse(readFileSync(join(SOURCES, "package.json"), "utf8"));
  write("package.json", `${JSON.stringify({ ...facts, version }, null, 2)}\n`);
  const readme = readFileSync(join(SOURCES, "README.md"), "utf8");
  write("README.md", readme.replaceAll("@VERSION", `@${version}`).replaceAll("@INTEGRITY", integrity["define.js"]));
  write("integrity.json", `${JSON.stringify(integrity, null, 2)}\n`);
  console.log(`# define.js: integrity="${integrity["define.js"]}"`);
  write("custom-elements.json", readFileSync(join(SOURCES, "custom-elements.json")));
  for (const name of ["LICENSE-MIT", "LICENSE-APACHE"]) write(name, readFileSync(join(ROOT, name)));

  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const packed = execFileSync(npm, ["pack", "--json", "--ignore-scripts", "--pack-destination", out, folder], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  rmSync(folder, { recursive: true });
  return JSON.parse(packed)[0].filename;
}

/**
 * The elements with their texts, styles and bindings.
 * @param {(path: string, content: string | Uint8Array) => void} write
 * @param {string} core its address from the elements
 * @returns {Promise<Record<string, string>>} names of the scripts
 */
async function writeElements(write, core) {
  const { onScreen, ofSearch, onPaper } = sheetsNamed(source("embed/asset-urls.js"));
  const texts = {
    screen: await bundleSheets(onScreen),
    search: await bundleSheets(ofSearch),
    paper: await bundleSheets(onPaper),
  };
  const { files, names } = await bundleModules(
    { elements: "embed/define.js", post: "embed/archived-post.js", viewer: "embed/archive-viewer.js" },
    {
      "js/core/core-loader.js": { file: join(ROOT, "xtask", "dist", "package", "core-loader.js") },
      "../xtask/dist/package/bindings.js": { text: await bindingsAsFunction(CORE.script) },
      // Written out, so that bundlers see it.
      "../xtask/dist/package/core-url.js": {
        text: `export const CORE_URL = new URL(${JSON.stringify(core)}, import.meta.url);`,
      },
      "embed/asset-urls.js": {
        text: `export const STYLES = ["screen"], STYLES_OF_SEARCH = ["search"], STYLES_ON_PAPER = ["paper"];`,
      },
      // Bundlers make what they like of a style sheet's address; a text stays what it is.
      "embed/sheet-text.js": {
        text: `export const textAt = async (name) => (await import("./sheet-texts.js")).default[name];`,
      },
      "embed/sheet-texts.js": { text: `export default ${JSON.stringify(texts)};` },
    },
  );
  for (const [name, text] of files) write(`elements/${name}`, text);
  return names;
}
