// What has no name in the accessibility tree: screen readers would say its role and nothing more.

/** Roles that say nothing by themselves. */
const NAMED =
  /^\s*- '?(button|link|textbox|searchbox|combobox|radio|radiogroup|checkbox|dialog|navigation|region|progressbar|option|img|article|figure|group)(?= |:|'|$)(.*)$/;

/** Those that may go without, as HTML has them: what holds them, or what they hold, says what they are. */
const MAY_BE_BARE = new Set(["article", "figure", "group"]);

/** @param {string} snapshot @returns {string[]} the lines of what has no name; links in an article are the post's own */
export function nameless(snapshot) {
  let article = Infinity;
  return snapshot.split("\n").filter((line) => {
    const depth = line.search(/\S/);
    if (/^\s*- article/.test(line)) article = depth;
    else if (depth <= article) article = Infinity;
    const [, role, rest] = line.match(NAMED) ?? [];
    if (role === "link" && depth > article) return false;
    return role && !MAY_BE_BARE.has(role) && !/^ "[^"\s]/.test(rest) && !/^ \/.+\//.test(rest);
  });
}
