/**
 * Errors that name a reason: plain objects with a code, thrown by the core and, in the same shape, by the shell.
 */

/** @import { CoreError, Notice, Problem } from '../types.js' */

/**
 * Anything else that comes out of the core is a trap, after which that core is unusable.
 * @param {unknown} thrown
 * @returns {thrown is CoreError}
 */
export function isCoreError(thrown) {
  return (
    typeof thrown === "object" &&
    thrown !== null &&
    !(thrown instanceof Error) &&
    "code" in thrown &&
    typeof thrown.code === "string"
  );
}

/**
 * @param {CoreError} error
 * @param {string} name of the file, where the error doesn't name one
 * @returns {Notice}
 */
export function noticeOf(error, name) {
  const file = error.file || name;
  const reason = error.message || String(error);
  return { key: `error.${error.code}`, args: { reason, ...error.args, file }, fallback: `${file}: ${reason}` };
}

/** @param {{ problems: Problem[] }} entry of an archive @returns {boolean} whether it takes a password */
export const isEncrypted = ({ problems }) => problems.at(-1)?.code === "entry-encrypted";
