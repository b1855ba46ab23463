// Files of a folder as a zip without compression, in a temporary file: the viewer reads archives by ranges.

import { mkdtemp, open, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** @param {Uint8Array} bytes */
function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 0xff] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** Without its 64-bit records a zip has at most so many files and bytes. */
const MAX_FILES = 0xfffe;
const MAX_BYTES = 0xfffffffe;

/** The date of every file: 1 January 1980. */
const NO_DAY = 0x21;

/**
 * @param {string} root
 * @param {string[]} paths of files below it
 * @param {(sentence: string) => void} warn
 * @returns {Promise<{ file: string, remove: () => Promise<void> }>}
 */
export async function zipOf(root, paths, warn) {
  if (paths.length > MAX_FILES)
    throw new Error(`${root}: it has ${paths.length} files; pack it as a .zip and serve that`);
  const folder = await mkdtemp(join(tmpdir(), "archive-viewer-"));
  const remove = () => rm(folder, { recursive: true, force: true });
  const file = join(folder, "folder.zip");
  const out = await open(file, "w");
  try {
    /** @type {Buffer[]} */
    const directory = [];
    let at = 0;
    let count = 0;
    for (const path of paths) {
      let bytes;
      try {
        bytes = await readFile(join(root, path));
      } catch (error) {
        warn(`${join(root, path)}: ${error instanceof Error ? error.message : error}`);
        continue;
      }
      const name = Buffer.from(path);
      const facts = Buffer.alloc(26);
      facts.writeUInt16LE(20, 0);
      // Names are in UTF-8.
      facts.writeUInt16LE(1 << 11, 2);
      facts.writeUInt16LE(NO_DAY, 8);
      facts.writeUInt32LE(crc32(bytes), 10);
      facts.writeUInt32LE(bytes.length, 14);
      facts.writeUInt32LE(bytes.length, 18);
      facts.writeUInt16LE(name.length, 22);
      const place = Buffer.alloc(14);
      place.writeUInt32LE(at, 10);
      directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), facts, place, name);
      await out.write(Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), facts, name, bytes]));
      at += 4 + facts.length + name.length + bytes.length;
      count += 1;
      if (at > MAX_BYTES) throw new Error(`${root}: it has more than 4 GB; pack it as a .zip and serve that`);
    }
    const records = Buffer.concat(directory);
    const end = Buffer.alloc(22);
    end.write("PK\x05\x06", "latin1");
    end.writeUInt16LE(count, 8);
    end.writeUInt16LE(count, 10);
    end.writeUInt32LE(records.length, 12);
    end.writeUInt32LE(at, 16);
    await out.write(Buffer.concat([records, end]));
  } catch (error) {
    await remove();
    throw error;
  } finally {
    await out.close();
  }
  return { file, remove };
}
