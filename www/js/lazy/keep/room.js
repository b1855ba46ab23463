/**
 * What room the browser gives this site, and for how long.
 */

/** @returns {Promise<{ used: number, free: number } | null>} in bytes; null where the browser doesn't say */
export async function room() {
  const { usage = 0, quota = 0 } = (await navigator.storage?.estimate?.().catch(() => null)) ?? {};
  return quota > 0 ? { used: usage, free: Math.max(0, quota - usage) } : null;
}

/** Asks that what is kept isn't cleared where room is scarce: a browser may ask the reader. */
export const askToStay = () => navigator.storage?.persist?.().catch(() => false) ?? Promise.resolve(false);

/** @returns {Promise<boolean>} whether the browser doesn't clear it by itself */
export const stays = () => navigator.storage?.persisted?.().catch(() => false) ?? Promise.resolve(false);

/** Whether what is kept goes after seven days without a visit: Safari's way with pages that are not installed. */
export const forgetsAfterAWeek = () =>
  /AppleWebKit/.test(navigator.userAgent) &&
  !/Chrom|Android/.test(navigator.userAgent) &&
  !matchMedia("(display-mode: standalone)").matches;
