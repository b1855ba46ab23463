// Archives that the stories make: zips whose names are any bytes, and tars. Broken and lying ones are the business of
// tests/archive.rs.

import { crc32, deflateRawSync, gzipSync } from "node:zlib";

/** @typedef {{ name: string | Buffer, bytes: string | Buffer, encrypted?: boolean, stored?: boolean, crc?: number }} Entry */

/** @param {Entry[]} entries @returns {Buffer} a zip; names that are bytes are not said to be UTF-8 */
export function zip(entries) {
  /** @type {Buffer[]} */
  const parts = [];
  /** @type {Buffer[]} */
  const directory = [];
  let at = 0;
  for (const { name, bytes, encrypted = false, stored = false, crc } of entries) {
    const [nameBytes, data] = [Buffer.from(/** @type {any} */ (name)), Buffer.from(/** @type {any} */ (bytes))];
    const packed = stored ? data : deflateRawSync(data);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE((typeof name === "string" ? 1 << 11 : 0) | (encrypted ? 1 : 0), 2);
    common.writeUInt16LE(stored ? 0 : 8, 4);
    common.writeUInt32LE(crc ?? crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, place, nameBytes);
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, nameBytes, packed]);
    parts.push(local);
    at += local.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(listed.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, listed, end]);
}

/** @param {{ name: string, bytes: string | Buffer }[]} entries @returns {Buffer} a tar, packed by gzip; short names only */
export function tarGz(entries) {
  const blocks = entries.flatMap(({ name, bytes }) => {
    const data = Buffer.from(/** @type {any} */ (bytes));
    const head = Buffer.alloc(512);
    head.write(name, 0);
    head.write("0000644\0", 100);
    head.write(`${data.length.toString(8).padStart(11, "0")}\0`, 124);
    head.write("00000000000\0        0", 136);
    head.write("ustar\x0000", 257);
    const sum = head.reduce((total, byte) => total + byte, 0);
    head.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
    return [head, data, Buffer.alloc((512 - (data.length % 512)) % 512)];
  });
  return gzipSync(Buffer.concat([...blocks, Buffer.alloc(1024)]));
}

/** @param {string} title @param {string} [body] @param {string} [more] lines of front matter */
export const postText = (title, body = "Some words.", more = "") => `---\ntitle: ${title}\n${more}---\n\n${body}\n`;
