import "./index.js";

/** Registers `<archived-post>` and `<archive-viewer>`. Where there are no elements, as on a server, it does nothing. */
export {};
