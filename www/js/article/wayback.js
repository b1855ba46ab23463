/**
 * @param {string} url of a page or picture, or of a copy of it in the Wayback Machine
 * @param {string | null} date ISO 8601
 * @returns {string} where the Wayback Machine shows the copy nearest to the date
 */
export function waybackUrl(url, date) {
  const original = url.replace(/^https?:\/\/web\.archive\.org\/web\/[^/]*\/(?=https?:\/\/)/, "");
  const stamp = (date ?? "")
    .replace(/\.\d+/, "")
    .replace(/[^0-9]/g, "")
    .slice(0, 14);
  return `https://web.archive.org/web/${stamp ? `${stamp}/` : ""}${original}`;
}
