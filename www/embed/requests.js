/**
 * How the elements make requests. A page that contains them chose their addresses, and its policy limits redirects; the frame,
 * whose address anybody can write, changes this.
 */

/** @type {{ redirect: RequestRedirect }} */
export const requests = { redirect: "follow" };
