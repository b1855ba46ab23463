// A file at a URL, by ranges where its server has them, as the viewer reads it.

import { openRemoteFile } from "../../www/js/core/remote-file.js";

/** @param {URL} url @returns {Promise<import('./archive.js').Ranges>} */
export const openUrl = (url) => openRemoteFile(url);
