/**
 * A file that is written post by post by the core in a worker. What is written leaves the page's memory while it grows.
 */
import { imageType } from "../../article/image-type.js";
import { instanceStarter } from "../../core/instance.js";
import { dataUrl } from "../cleaned.js";

/** @import { CoreAnswer } from '../../types.js' */
/** @import { FoundPicture, GivenPicture, ListedPost } from './responder.js' */

/** @typedef {"epub" | "markdown" | "html" | "text" | "jsonl" | "ris" | "csl"} FileForm */

/** Extension and media type. @type {Record<FileForm, [string, string]>} */
export const FILES = {
  epub: ["epub", "application/epub+zip"],
  markdown: ["zip", "application/zip"],
  html: ["html", "text/html;charset=utf-8"],
  text: ["txt", "text/plain;charset=utf-8"],
  jsonl: ["jsonl", "application/jsonl"],
  ris: ["ris", "application/x-research-info-systems"],
  csl: ["json", "application/vnd.citationstyles.csl+json"],
};

/** Bytes that become a part of the file, which the browser keeps where it likes. */
const PART = 4 * 1024 * 1024;

const NOTHING = new Uint8Array();

/**
 * What a post names elsewhere.
 * @typedef {object} Finders
 * @property {(link: string) => Promise<number | undefined>} numberOf the post in the file that a link leads to
 * @property {(src: string) => Promise<FoundPicture | null>} pictureOf
 */

/**
 * @param {{ form: FileForm, title: string, posts: ListedPost[], hasDiscussion: boolean }} what
 * @returns {Promise<PostsFile>} rejects with a CoreError
 */
export async function beginFile({ form, ...what }) {
  const instance = await instanceStarter({ part: "exporting", deadline: Infinity })();
  await instance.run({ call: "beginFile", form, ...what });
  /** @type {Blob[]} */
  const blobs = [];
  /** @type {BlobPart[]} */
  let parts = [];
  let size = 0;
  /** Keys of pictures that the core has. @type {Set<string>} */
  const given = new Set();

  /** @param {Uint8Array<ArrayBuffer>} bytes */
  function write(bytes) {
    parts.push(bytes);
    size += bytes.length;
    if (size < PART) return;
    blobs.push(new Blob(parts));
    [parts, size] = [[], 0];
  }

  /** @param {string} name @param {FoundPicture} picture @returns {Promise<GivenPicture>} */
  async function pictureOf(name, { key, path, bytes }) {
    if (form === "html") {
      const image = new Blob([/** @type {BlobPart} */ (await bytes())], { type: imageType(path) });
      return { name, key, path: await dataUrl(image), bytes: NOTHING };
    }
    const own = given.has(key) ? NOTHING : await bytes();
    given.add(key);
    return { name, key, path, bytes: own };
  }

  return {
    async add(number, path, page, finders) {
      const named = await instance.run({ call: "addPost", number, path, page: JSON.stringify(page) });
      /** @type {[string, number][]} */
      const links = [];
      for (const link of new Set(/** @type {string[]} */ (named.links))) {
        const to = await finders.numberOf(link);
        if (to) links.push([link, to]);
      }
      /** @type {GivenPicture[]} */
      const pictures = [];
      for (const name of new Set(/** @type {string[]} */ (named.pictures))) {
        try {
          const found = await finders.pictureOf(name);
          if (found) pictures.push(await pictureOf(name, found));
        } catch {
          // A picture that can't be read is one that the archive lacks.
        }
      }
      write((await instance.run({ call: "endPost", links, pictures })).bytes);
    },
    unread: (number, post, reason) => instance.run({ call: "unreadPost", number, post, reason }),
    async end() {
      write((await instance.run({ call: "endFile" })).bytes);
      return new Blob([...blobs, ...parts], { type: FILES[form][1] });
    },
    stop: () => instance.end(),
  };
}

/**
 * @typedef {object} PostsFile
 * @property {(number: number, path: string, page: CoreAnswer, finders: Finders) => Promise<void>} add a post by its number from 1 on
 * @property {(number: number, post: ListedPost, reason: string) => Promise<void>} unread of a post that can't be read
 * @property {() => Promise<Blob>} end
 * @property {() => void} stop ends the worker, whether the file is whole or not
 */
