// What is in a compiled core: its sections, and its code by crate.

/** Crates of the standard library. Their generic code counts for the crate whose types it's instantiated with. */
const STANDARD = new Set([
  "core",
  "alloc",
  "std",
  "hashbrown",
  "dlmalloc",
  "compiler_builtins",
  "rustc_demangle",
  "__rustc",
]);

/**
 * @param {Uint8Array} bytes a module with its name section
 * @returns {{ code: Uint8Array, data: Uint8Array, functions: { name: string, size: number }[] }}
 */
export function readModule(bytes) {
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const text = () => {
    const length = number();
    at += length;
    return new TextDecoder().decode(bytes.subarray(at - length, at));
  };
  let imported = 0;
  let code = new Uint8Array();
  let data = new Uint8Array();
  /** @type {number[]} */
  const sizes = [];
  /** @type {Map<number, string>} */
  const names = new Map();
  while (at < bytes.length) {
    const kind = bytes[at++];
    const end = number() + at;
    const content = bytes.subarray(at, end);
    if (kind === 2) {
      for (let left = number(); left > 0; left -= 1) {
        text();
        text();
        const what = bytes[at++];
        if (what === 0) {
          imported += 1;
          number();
        } else if (what === 3) {
          at += 2;
        } else {
          if (what === 1) at += 1;
          if (bytes[at++] & 1) number();
          number();
        }
      }
    } else if (kind === 10) {
      code = content;
      for (let left = number(); left > 0; left -= 1) {
        const begin = at;
        const length = number();
        at += length;
        sizes.push(at - begin);
      }
    } else if (kind === 11) {
      data = content;
    } else if (kind === 0 && text() === "name") {
      while (at < end) {
        const part = bytes[at++];
        const partEnd = number() + at;
        if (part === 1) for (let left = number(); left > 0; left -= 1) names.set(number(), text());
        at = partEnd;
      }
    }
    at = end;
  }
  const functions = sizes.map((size, index) => ({ name: names.get(imported + index) ?? "", size }));
  return { code, data, functions };
}

/**
 * Bytes of code by crate, the largest first.
 * @param {{ name: string, size: number }[]} functions
 * @returns {[string, number][]}
 */
export function byCrate(functions) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  for (const { name, size } of functions) {
    const crate = crateOf(name);
    sums.set(crate, (sums.get(crate) ?? 0) + size);
  }
  return [...sums].sort(([, one], [, other]) => other - one);
}

/**
 * The crate that a function comes from, by its mangled name of either kind: the first that is not the standard library.
 * @param {string} name
 */
function crateOf(name) {
  const crates = name.startsWith("_R") ? cratesOfNew(name) : cratesOfOld(name);
  return crates.find((crate) => !STANDARD.has(crate)) ?? "standard library";
}

/** `Cs` and a number in base 62, then the length of the crate's name and the name. @param {string} name */
function cratesOfNew(name) {
  return [...name.matchAll(/C(?:s[0-9A-Za-z]*_)?(\d+)_?([a-z_][a-z0-9_]*)/g)].map(([, length, rest]) =>
    rest.slice(0, Number(length)),
  );
}

/** `_ZN`, then length-prefixed parts; the types of others are in the first. @param {string} name */
function cratesOfOld(name) {
  const found = /^_ZN(\d+)/.exec(name);
  if (!found) return [];
  const first = name.slice(found[0].length, found[0].length + Number(found[1]));
  if (/^[a-z_][a-z0-9_]*$/.test(first) && !STANDARD.has(first)) return [first];
  const whole = name.slice(found[0].length).replace(/\$u20\$|\$[A-Z]+\$/g, " ");
  return [...whole.matchAll(/(?<![a-z0-9_.])(?:_ZN)?\d*([a-z_][a-z0-9_]*)\.\./g)].map(([, crate]) => crate);
}
