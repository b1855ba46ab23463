/**
 * A file's SHA-256. Browsers offer it only on HTTPS and localhost; elsewhere it is computed here.
 */

/**
 * @param {Blob} file
 * @returns {Promise<string>} 64 hexadecimal digits
 */
export async function sha256(file) {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const digest = globalThis.crypto?.subtle
    ? new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
    : sha256Here(bytes);
  return [...digest].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/**
 * FIPS 180-4, section 6.2. Its constants are the first 32 bits of the fractions of roots of primes.
 * @param {Uint8Array} bytes
 * @returns {Uint8Array} 32 bytes
 */
export function sha256Here(bytes) {
  const { roots, halves } = constants();
  const state = Uint32Array.from(halves);
  const length = ((bytes.length + 9 + 63) >> 6) << 6;
  const padded = new Uint8Array(length);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(length - 8, Math.floor(bytes.length / 0x20000000));
  view.setUint32(length - 4, (bytes.length << 3) >>> 0);
  const words = new Uint32Array(64);
  const turned = (/** @type {number} */ word, /** @type {number} */ by) => (word >>> by) | (word << (32 - by));
  for (let at = 0; at < length; at += 64) {
    for (let i = 0; i < 16; i += 1) words[i] = view.getUint32(at + i * 4);
    for (let i = 16; i < 64; i += 1) {
      const one = words[i - 15];
      const two = words[i - 2];
      const s0 = turned(one, 7) ^ turned(one, 18) ^ (one >>> 3);
      const s1 = turned(two, 17) ^ turned(two, 19) ^ (two >>> 10);
      words[i] = words[i - 16] + s0 + words[i - 7] + s1;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i += 1) {
      const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const t1 = (h + s1 + ((e & f) ^ (~e & g)) + roots[i] + words[i]) >>> 0;
      const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
      [h, g, f, e, d, c, b, a] = [g, f, e, (d + t1) >>> 0, c, b, a, (t1 + t2) >>> 0];
    }
    [a, b, c, d, e, f, g, h].forEach((value, i) => (state[i] += value));
  }
  const out = new DataView(new ArrayBuffer(32));
  state.forEach((word, i) => out.setUint32(i * 4, word));
  return new Uint8Array(out.buffer);
}

function constants() {
  /** @type {number[]} */
  const primes = [];
  for (let n = 2; primes.length < 64; n += 1) if (primes.every((prime) => n % prime !== 0)) primes.push(n);
  const fraction = (/** @type {number} */ root) => Math.floor((root - Math.floor(root)) * 2 ** 32) >>> 0;
  return {
    roots: primes.map((prime) => fraction(Math.cbrt(prime))),
    halves: primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime))),
  };
}
