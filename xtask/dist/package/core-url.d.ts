/** Of the core that the page runs. */
export const CORE_URL: URL;
