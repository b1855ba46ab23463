/**
 * What a search by ranges lacks, in English.
 */

/** @param {string} why @returns {(args: Record<string, any>) => string} */
const missing =
  (why) =>
  ({ posts, from, to }) => {
    const dates = from && (from === to ? ` of ${from}` : ` from ${from} to ${to}`);
    const number = posts === 1 ? "1 post" : `${posts.toLocaleString("en")} posts`;
    return `The search lacks ${number}${dates}: ${why}. The next search tries again.`;
  };

export default {
  "error.segment-unreachable": missing("the site’s server did not respond"),
  "error.segment-no-ranges": missing("the site’s server sends no parts of files"),
  "error.segment-changed": missing("their file on the site has changed; reload the page if this goes on"),
  "error.segment-cut": missing("their file on the site is incomplete"),
  "error.segment-damaged": missing("their file on the site is damaged"),
  "notice.search-whole":
    "The site’s server sends no parts of files, so that the search first loads all posts ({size}).",
};
