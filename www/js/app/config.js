/**
 * What the viewer's host may want otherwise; `cargo xtask dist --allow` puts another file in the place of this one.
 */

/** Origins beside our own whose posts `?src=` may open. The policy has to name them too. @type {readonly string[]} */
export const allowedOrigins = [];

/**
 * Origins whose players may be shown in an article, such as `https://www.youtube-nocookie.com`; `cargo xtask dist --frame`
 * puts them here and into the policy (frame-src). Without any, a card only says where its player is.
 * @type {readonly string[]}
 */
export const allowedFrames = [];
