/**
 * What is asked about the files of open archives: a manifest of them and whether they are as one says, or what is different in two.
 */
import { checkFiles } from "./check-dialog.js";
import { compareArchives } from "./compare-dialog.js";
import "./words.js";

/** @import { Collection, Words } from '../../types.js' */

/** @param {'check' | 'compare'} way @param {Words} words @param {Collection} collection */
export function showIntegrity(way, words, { archives }) {
  const volumes = archives.map(({ volume }) => volume).filter(({ isLoose }) => !isLoose);
  (way === "check" ? checkFiles : compareArchives)(words, volumes);
}
