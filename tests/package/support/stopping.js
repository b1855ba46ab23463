// In place of posts on which the core stops: a module that stops it as it begins some of its work.

import { pathToFileURL } from "node:url";

/**
 * @param {ReturnType<typeof import('./fresh.js').freshFolder>} fresh
 * @param {{ index?: number, page?: number }} times how often it stops as it indexes a text, and as it makes a page
 * @returns {string} the URL of the module, for `--import`
 */
export function stopping(fresh, { index = 0, page = 0 }) {
  // What is done is told by its length, "index" or "page".
  const hook = fresh.write(
    `stopping-${index}-${page}.mjs`,
    `const left = { 5: ${index}, 4: ${page} };
     const { instantiate } = WebAssembly;
     WebAssembly.instantiate = (module, imports) => {
       for (const own of Object.values(imports)) {
         const name = Object.keys(own).find((name) => /^__wbg_at_/.test(name));
         if (!name) continue;
         const at = own[name];
         own[name] = (host, path, ...rest) => {
           at(host, path, ...rest);
           if (path !== 0 && left[rest.at(-1)]-- > 0) throw new WebAssembly.RuntimeError("unreachable");
         };
       }
       return instantiate(module, imports);
     };`,
  );
  return pathToFileURL(hook).href;
}
