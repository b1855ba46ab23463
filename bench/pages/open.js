/** Our side: the page's own modules, which read the archive in a worker. */
import { openArchive } from "/js/archives/volume.js";
import { createEngine } from "/js/core/engine.js";

const engine = createEngine();

/** @param {File} file */
globalThis.bench = async (file) => {
  const start = performance.now();
  const volume = await openArchive({ file }, file.name, engine);
  while (await volume.nextRows());
  const listed = performance.now();
  let texts = 0;
  let bytes = 0;
  let characters = 0;
  const decoder = new TextDecoder();
  for (let chunk; (chunk = await volume.nextTexts()); ) {
    texts += chunk.texts.length;
    bytes += chunk.bytes.length;
    for (const { start, end } of chunk.texts) characters += decoder.decode(chunk.bytes.subarray(start, end)).length;
  }
  const read = performance.now();
  const memory = await volume.memory();
  volume.close();
  return {
    list: listed - start,
    read: read - listed,
    entries: volume.summary().entries,
    texts,
    bytes,
    characters,
    memory,
  };
};
