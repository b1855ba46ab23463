import type { Core } from "../../../www/js/types.js";

/** What initialises a core from its bytes stands among the bindings, beside what the core offers. */
export function makeBindings(): Core & { default: (from: { module_or_path: BufferSource | WebAssembly.Module }) => Promise<{ memory: WebAssembly.Memory }> };
