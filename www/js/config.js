/**
 * What the viewer's host may want otherwise; `cargo xtask dist --allow` puts another file in the place of this one.
 */

/** Origins beside our own whose posts `?src=` may open. The policy has to name them too. @type {readonly string[]} */
export const allowedOrigins = [];
