/**
 * Answers requests to the core that writes files of posts. Pages come as another core has cleaned them; the bytes of the file go
 * out while it grows.
 */

import { integrityResponder } from "../integrity/responder.js";

/** @import { Core, CoreRequest } from '../../types.js' */
/** @import { IntegrityCore, IntegrityRequest } from '../integrity/responder.js' */

/** A post as a file's list has it. @typedef {{ title: string, lang: string | null, date: string | null }} ListedPost */

/** What a post names elsewhere, as it is written. @typedef {{ links: string[], pictures: string[] }} Named */

/** A picture of a volume: a key that no other has, its path, and its bytes. @typedef {{ key: string, path: string, bytes: () => Promise<Uint8Array> }} FoundPicture */

/**
 * Finds what the post at a path names by `src`, which was saved from a URL.
 * @typedef {(post: string, src: string, source: string | null) => Promise<FoundPicture | null>} FindPicture
 */

/** A picture that a post names; `bytes` are empty where its key came before. @typedef {{ name: string, key: string, path: string, bytes: Uint8Array }} GivenPicture */

/**
 * Requests to the core that writes files of posts. A `page` is a `ReadingPage` of the core as JSON.
 * @typedef {{ call: 'reference', page: string, form: string }
 *   | { call: 'beginFile', form: string, title: string, posts: ListedPost[], hasDiscussion: boolean }
 *   | { call: 'addPost', number: number, path: string, page: string }
 *   | { call: 'endPost', links: [string, number][], pictures: GivenPicture[] }
 *   | { call: 'unreadPost', number: number, post: ListedPost, reason: string }
 *   | { call: 'endFile' }
 *   | ({ call: 'integrity' } & IntegrityRequest)} ExportRequest
 */

/**
 * The handle of the core that writes files of posts, documented in src/wasm/export.rs.
 * @typedef {object} CorePostsFile
 * @property {(number: number, path: string, page: string) => Named} post
 * @property {(link: string, number: number) => void} link
 * @property {(name: string, key: string, path: string, bytes: Uint8Array) => void} picture
 * @property {() => Uint8Array} end_post
 * @property {(number: number, post: ListedPost, reason: string) => void} unread
 * @property {() => Uint8Array} finish
 */

/**
 * What this core exports.
 * @typedef {object} ExportingCore
 * @property {(page: string, form: string) => string} reference
 * @property {new (form: string, title: string, posts: ListedPost[], discussion: boolean) => CorePostsFile} PostsFile
 */

/** @param {Core} exporting @returns {(request: CoreRequest) => Promise<any>} */
export function exportResponder(exporting) {
  const core = /** @type {ExportingCore & IntegrityCore} */ (/** @type {unknown} */ (exporting));
  /** @type {CorePostsFile | null} */
  let file = null;
  /** @type {ReturnType<typeof integrityResponder> | null} */
  let integrity = null;
  const begun = () => {
    if (!file) throw { code: "closed", message: "no file is begun" };
    return file;
  };

  /** @param {CoreRequest} request */
  function answer(request) {
    switch (request.call) {
      case "reference":
        return { text: core.reference(request.page, request.form) };
      case "beginFile":
        file = new core.PostsFile(request.form, request.title, request.posts, request.hasDiscussion);
        return {};
      case "addPost":
        return begun().post(request.number, request.path, request.page);
      case "endPost": {
        const own = begun();
        for (const [link, number] of request.links) own.link(link, number);
        for (const { name, key, path, bytes } of request.pictures) own.picture(name, key, path, bytes);
        return { bytes: own.end_post() };
      }
      case "unreadPost":
        begun().unread(request.number, request.post, request.reason);
        return {};
      case "endFile":
        return { bytes: begun().finish() };
      case "integrity":
        integrity ??= integrityResponder(core);
        return integrity(request);
      default:
        throw { code: "unsupported", message: request.call };
    }
  }

  return async (request) => {
    try {
      return answer(request);
    } catch (thrown) {
      // The core's own sentences; anything else is a trap.
      if (typeof thrown !== "string") throw thrown;
      throw { code: "unwritable", message: thrown, args: { reason: thrown } };
    }
  };
}
