/** Of the core that the worker has. */
export const WASM_URL: string;
/** Of what packs libraries; for the whole core alone. */
export const PACKED_URL: string;
