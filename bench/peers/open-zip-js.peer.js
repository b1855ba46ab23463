import { BlobReader, configure, TextWriter, ZipReader } from "@zip.js/zip.js";

// In the page: its workers would be started for each entry.
configure({ useWebWorkers: false });

/** @param {File} file */
globalThis.bench = async (file) => {
  const start = performance.now();
  const reader = new ZipReader(new BlobReader(file));
  const entries = await reader.getEntries();
  const listed = performance.now();
  let characters = 0;
  let texts = 0;
  for (const entry of entries) {
    if (entry.directory) continue;
    characters += (await entry.getData?.(new TextWriter()))?.length ?? 0;
    texts += 1;
  }
  return {
    list: listed - start,
    read: performance.now() - listed,
    entries: entries.length,
    texts,
    bytes: 0,
    characters,
  };
};
