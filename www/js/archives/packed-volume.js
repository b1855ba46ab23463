/**
 * Which open archives are kept with a pack.
 */

/** @import { Volume } from '../types.js' */

/** What it is kept as. @param {Volume} volume */
export const placeOf = ({ kept, loose }) => kept ?? loose;

/**
 * Whether all rows of a volume can come from a pack: of one without a directory only where it is known that it was read whole.
 * @param {Volume} volume
 */
export const canUnpack = (volume) => placeOf(volume) && volume.summary().listed;
