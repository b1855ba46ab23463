// Where the built viewer is. For programs that serve or copy it.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const path = fileURLToPath(new URL("./site", import.meta.url));
export const policy = readFileSync(new URL("./command/policy.txt", import.meta.url), "utf8");
