// Instances of the core. One that trapped is replaced, and the post on which it did is opened with less effort.

import { makeBindings } from "./bindings.js";

/** @import { Bindings } from './bindings.js' */

/** What is tried with a post, one after the other: cleaning, parsing alone, reading as UTF-8 alone. */
const EFFORTS = [0, 1, 2];

/**
 * @typedef {object} Instances
 * @property {() => Promise<Bindings>} live
 * @property {() => void} drop the live one, which trapped
 * @property {(path: string, name: string, bytes: Uint8Array, options?: { keep?: number[], evidence?: Uint8Array | null }) => Promise<string>} cleanJson
 */

/**
 * @param {() => Promise<WebAssembly.Module>} compile
 * @returns {Instances}
 */
export function instancesOf(compile) {
  /** @type {Promise<WebAssembly.Module> | null} */
  let compiled = null;
  /** @type {Promise<Bindings> | null} */
  let core = null;

  async function fresh() {
    compiled ??= compile();
    compiled.catch(() => (compiled = null));
    const bindings = makeBindings();
    await bindings.default({ module_or_path: await compiled });
    return bindings;
  }

  const live = () => {
    core ??= fresh();
    core.catch(() => (core = null));
    return core;
  };
  const drop = () => (core = null);

  return {
    live,
    drop,
    async cleanJson(path, name, bytes, { keep = [], evidence = null } = {}) {
      let failure;
      for (const effort of EFFORTS) {
        const own = await live();
        try {
          return own.clean_json(path, name, bytes, effort, Uint32Array.from(keep), evidence ?? undefined);
        } catch (trap) {
          drop();
          failure = trap;
        }
      }
      return JSON.stringify({
        path,
        error: "crashed",
        message: `the program stopped while it read the file: ${failure}`,
      });
    },
  };
}
