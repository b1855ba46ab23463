/**
 * What a list shows of an archive: at once what the names say, and then, chunk by chunk, what the posts say of themselves.
 */

/** @import { Listed, Problem, Row, Shelf, TextFields, Volume, VolumeRow } from '../types.js' */

/** @param {Volume} volume @returns {Shelf} */
export function shelfOf(volume) {
  return refreshed({ volume, rows: [], broken: [], reading: true }, new Map());
}

/** @param {Shelf} shelf @param {Map<number, TextFields>} fields what is known by now, by the posts' numbers @returns {Shelf} */
export function refreshed({ volume, reading }, fields) {
  const posts = volume.rows.filter(({ role, refused }) => role === "post" && !refused);
  // A folder that has texts and no post: whoever gives it to a reader of posts means those.
  const shown = posts.length > 0 || reading ? posts : volume.rows.filter(({ role, refused }) => role === "text" && !refused);
  return {
    volume,
    reading,
    rows: shown.map((row) => rowOf(volume, row, fields.get(row.index))),
    broken: volume.rows
      .filter(({ role, refused }) => refused && role !== "other" && role !== "picture")
      .map(({ path, problems }) => ({ path, problem: /** @type {Problem} */ (problems.at(-1)) })),
  };
}

/** @param {Volume} volume @param {VolumeRow} row @param {TextFields | undefined} fields @returns {Row} */
function rowOf(volume, { index, path, title, date }, fields) {
  const named = date ? { iso: date, original: date, from: "file-name" } : null;
  /** @type {Listed} */
  const facts = {
    title: fields?.title ?? title ?? path,
    date: fields ? fields.date : named,
    author: fields?.author ?? null,
    source: fields?.source ?? null,
    sourceText: fields?.sourceText ?? null,
    lang: fields?.lang ?? "",
    dir: "ltr",
    excerpt: fields?.description ?? "",
  };
  return { key: keyOf(volume.id, path), facts, note: null, place: { archive: volume.id, path, index } };
}

/** @param {string} archive @param {string} path @returns {string} what the row of such a post is found by */
export const keyOf = (archive, path) => `${archive}\n${path}`;

/** @param {Row[]} rows @returns {Row[]} those without a date last */
export function newestFirst(rows) {
  const moments = new Map(rows.map((row) => [row, row.facts.date ? Date.parse(row.facts.date.iso) || 0 : 0]));
  return rows.sort((one, other) => /** @type {number} */ (moments.get(other)) - /** @type {number} */ (moments.get(one)));
}

/**
 * Reads all texts of a volume for what they say of themselves.
 * @param {Volume} volume
 * @param {() => boolean} isWanted whether to go on
 * @returns {Promise<Map<number, TextFields>>}
 */
export async function readFields(volume, isWanted) {
  /** @type {Map<number, TextFields>} */
  const fields = new Map();
  /** @type {Map<number, (row: VolumeRow) => void>} */
  const found = new Map();
  while (isWanted()) {
    const chunk = await volume.nextTexts(true);
    if (!chunk) break;
    for (const text of chunk.texts) {
      if (text.fields) fields.set(text.index, text.fields);
      found.set(text.index, (row) => {
        row.role = text.isPost ? "post" : "text";
        if (text.refused) refuse(row, { ...text.refused, args: text.refused.args ?? {} });
      });
    }
    for (const { index, reason } of chunk.unread) {
      found.set(index, (row) => refuse(row, { code: "unreadable", message: reason, args: { reason } }));
    }
  }
  // Those that were found broken on the way did not come.
  if (volume.rows.some(({ index, role, refused }) => !refused && (role === "post" || role === "text") && !found.has(index))) {
    await volume.refresh();
  }
  for (const [index, apply] of found) apply(volume.rows[index]);
  return fields;
}

/** @param {VolumeRow} row @param {Problem} problem */
function refuse(row, problem) {
  row.refused = true;
  row.problems.push(problem);
}
