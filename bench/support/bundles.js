// The peers as bundles: each with all it needs in one minified script, as a site would ship it.

import { build } from "esbuild";
import { readdirSync } from "node:fs";
import { join } from "node:path";

import { ROOT, SCRATCH } from "./project.js";

const SOURCES = join(ROOT, "bench", "peers");

export const PEER_FOLDER = join(SCRATCH, "peers");

/** Writes every peer's bundle. */
export async function bundlePeers() {
  await build({
    entryPoints: readdirSync(SOURCES)
      .filter((name) => name.endsWith(".peer.js"))
      .map((name) => join(SOURCES, name)),
    outdir: PEER_FOLDER,
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    logLevel: "warning",
  });
}
