/** Path of the folder with the built viewer, for any static host: `index.html`, its parts, samples. */
export const path: string;

/** The Content-Security-Policy to serve it with. */
export const policy: string;
