// The `Range` header: which bytes of a file a request asks for. As command/http/range.rs.

/**
 * @param {string | undefined} header
 * @param {number} size
 * @returns {"whole" | "unsatisfiable" | { start: number, end: number }} a malformed range and several at once are the whole
 */
export function partOf(header, size) {
  const [, first, last] = /^\s*bytes\s*=\s*(\d*)-(\d*)\s*$/i.exec(header ?? "") ?? [];
  if (first === undefined || (first === "" && last === "")) return "whole";
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, end: size };
  }
  const start = Number(first);
  if (last !== "" && Number(last) < start) return "whole";
  const end = last === "" ? size : Math.min(size, Number(last) + 1);
  return start < size ? { start, end } : "unsatisfiable";
}
