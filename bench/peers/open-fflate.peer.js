import { unzipSync } from "fflate";

/** The whole file in memory, and all its entries too: fflate has no other way that keeps its speed. @param {File} file */
globalThis.bench = async (file) => {
  const start = performance.now();
  const whole = new Uint8Array(await file.arrayBuffer());
  /** @type {string[]} */
  const names = [];
  unzipSync(whole, { filter: ({ name }) => (names.push(name), false) });
  const listed = performance.now();
  const decoder = new TextDecoder();
  let bytes = 0;
  let characters = 0;
  for (const data of Object.values(unzipSync(whole))) {
    bytes += data.length;
    characters += decoder.decode(data).length;
  }
  return {
    list: listed - start,
    read: performance.now() - listed,
    entries: names.length,
    texts: names.length,
    bytes,
    characters,
  };
};
