/**
 * The players of videos and recordings: at which address a site shows one of them by itself, in the form that follows
 * its readers least.
 */

/** @import { Embed } from '../types.js' */

/**
 * Hosts, with all below them; what of their pages' addresses names the recording; and the player of that.
 * @type {readonly [string, (url: URL) => string | null | undefined, (id: string) => string][]}
 */
const PLAYERS = [
  ["youtube.com", (url) => url.searchParams.get("v") ?? after(url, /^\/(?:embed|shorts|live|v)\/([\w-]{6,})/), youtube],
  ["youtube-nocookie.com", (url) => after(url, /^\/embed\/([\w-]{6,})/), youtube],
  ["youtu.be", (url) => after(url, /^\/([\w-]{6,})/), youtube],
  ["vimeo.com", (url) => after(url, /^\/(?:video\/)?(\d+)/), (id) => `https://player.vimeo.com/video/${id}?dnt=1`],
  ["bilibili.com", (url) => url.searchParams.get("bvid") ?? after(url, /\/(BV\w{10})/), bilibili],
  ["soundcloud.com", (url) => (url.pathname.length > 1 ? url.href : null), (page) => `https://w.soundcloud.com/player/?url=${encodeURIComponent(page)}`],
  ["dailymotion.com", (url) => after(url, /^\/(?:embed\/)?video\/(\w+)/), (id) => `https://geo.dailymotion.com/player.html?video=${id}`],
  ["open.spotify.com", (url) => after(url, /^\/(?:embed\/)?((?:episode|track|show|album)\/\w+)/), (id) => `https://open.spotify.com/embed/${id}`],
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

/**
 * @param {Pick<Embed, "url">} embed
 * @param {readonly string[]} allowed origins that the site's policy lets into frames
 * @returns {string | null} the player's address; null where there is none, or it may not be shown here
 */
export function playerOf({ url: page }, allowed) {
  if (allowed.length === 0 || !URL.canParse(page)) return null;
  const url = new URL(page);
  for (const [host, idOf, player] of PLAYERS) {
    if (url.hostname !== host && !url.hostname.endsWith(`.${host}`)) continue;
    const id = idOf(url);
    const address = id ? player(id) : null;
    if (address && allowed.includes(new URL(address).origin)) return address;
  }
  return null;
}
