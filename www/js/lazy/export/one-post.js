/**
 * The post that is read, as a book.
 */
import { createEngine } from "../../core/engine.js";
import { withNames } from "./names.js";
import { beginFile } from "./posts-file.js";

/** @import { FindImage, FindNames, ReadingPage } from '../../types.js' */

/**
 * @param {{ page: ReadingPage, findImage: FindImage | null, findNames: FindNames | null }} what
 * @param {boolean} hasDiscussion
 * @returns {Promise<Blob>} rejects with a CoreError
 */
export async function bookOf({ page, findImage, findNames }, hasDiscussion) {
  const { title, lang, file, raw, evidence, discussion } = page;
  const engine = createEngine();
  const posts = [{ title, lang, date: page.date?.iso ?? null }];
  const writing = beginFile({ form: "epub", title, posts, hasDiscussion });
  try {
    const bytes = new Uint8Array(await raw.arrayBuffer());
    const whole = await engine.openWhole(file.name, bytes, evidence?.slice());
    const book = await writing;
    // Other files of its thread are in the discussion of the page.
    await book.add(1, file.name, await withNames({ ...whole, discussion }, findNames), {
      numberOf: async () => undefined,
      async pictureOf(src) {
        const image = await findImage?.(src);
        return image ? { key: src, path: src, bytes: async () => new Uint8Array(await image.arrayBuffer()) } : null;
      },
    });
    return await book.end();
  } finally {
    engine.end();
    void writing.then(
      ({ stop }) => stop(),
      () => {},
    );
  }
}
