/**
 * URLs of the players of video and audio sites, in the form with the least tracking.
 */

/** @import { Embed } from '../types.js' */

/**
 * Hosts, including their subdomains; the recording's id in a page's URL; and the player's URL for an id.
 * @type {readonly [string, (url: URL) => string | null | undefined, (id: string) => string][]}
 */
const PLAYERS = [
  ["youtube.com", (url) => url.searchParams.get("v") ?? after(url, /^\/(?:embed|shorts|live|v)\/([\w-]{6,})/), youtube],
  ["youtube-nocookie.com", (url) => after(url, /^\/embed\/([\w-]{6,})/), youtube],
  ["youtu.be", (url) => after(url, /^\/([\w-]{6,})/), youtube],
  ["vimeo.com", (url) => after(url, /^\/(?:video\/)?(\d+)/), (id) => `https://player.vimeo.com/video/${id}?dnt=1`],
  ["bilibili.com", (url) => url.searchParams.get("bvid") ?? after(url, /\/(BV\w{10})/), bilibili],
  [
    "soundcloud.com",
    (url) => (url.pathname.length > 1 ? url.href : null),
    (page) => `https://w.soundcloud.com/player/?url=${encodeURIComponent(page)}`,
  ],
  [
    "dailymotion.com",
    (url) => after(url, /^\/(?:embed\/)?video\/(\w+)/),
    (id) => `https://geo.dailymotion.com/player.html?video=${id}`,
  ],
  [
    "open.spotify.com",
    (url) => after(url, /^\/(?:embed\/)?((?:episode|track|show|album)\/\w+)/),
    (id) => `https://open.spotify.com/embed/${id}`,
  ],
];

/** @param {string} id */
function youtube(id) {
  return `https://www.youtube-nocookie.com/embed/${encodeURIComponent(id)}`;
}

/** @param {string} id */
function bilibili(id) {
  return `https://player.bilibili.com/player.html?bvid=${encodeURIComponent(id)}&autoplay=0`;
}

/** @param {URL} url @param {RegExp} pattern */
function after(url, pattern) {
  return pattern.exec(url.pathname)?.[1];
}

/** @param {URL} url @param {string} host @returns {boolean} whether it is of the host or one of its subdomains */
const isOf = (url, host) => url.hostname === host || url.hostname.endsWith(`.${host}`);

/** @param {string} page @returns {boolean} whether a page's URL is that of a recording */
export function isRecording(page) {
  if (!URL.canParse(page)) return false;
  const url = new URL(page);
  return PLAYERS.some(([host, idOf]) => isOf(url, host) && Boolean(idOf(url)));
}

/**
 * @param {Pick<Embed, "url">} embed
 * @param {readonly string[]} allowed origins that the site's policy allows in frames
 * @returns {string | null} the player's URL; null where there is none or it is not allowed
 */
export function playerOf({ url: page }, allowed) {
  if (allowed.length === 0 || !URL.canParse(page)) return null;
  const url = new URL(page);
  for (const [host, idOf, player] of PLAYERS) {
    if (!isOf(url, host)) continue;
    const id = idOf(url);
    const src = id ? player(id) : null;
    if (src && allowed.includes(new URL(src).origin)) return src;
  }
  return null;
}
