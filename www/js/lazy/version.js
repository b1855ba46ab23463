/**
 * The viewer's version, the same as in Cargo.toml.
 */
export const VERSION = "0.1.0";
