/**
 * What the one who hosts the viewer may want otherwise. `cargo xtask dist` can write another file in the place of this one.
 */

/**
 * Sites beside the viewer's own whose posts `?src=` may open, in the page and in embed.html: origins, such as
 * "https://archive.example". The policy of both pages has to name them too, in `connect-src`.
 * An element in somebody's page asks nobody here: that page says what it shows.
 * @type {readonly string[]}
 */
export const allowedOrigins = [];
