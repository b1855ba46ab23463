// All stories, in the order in which they are played.

import { ELEMENTS } from "./elements.js";
import { LISTS } from "./lists.js";
import { LOOKS } from "./looks.js";
import { OPENING } from "./opening.js";
import { ORACLE } from "./oracle.js";
import { PUBLISHED } from "./published.js";
import { READING } from "./reading.js";
import { SAFETY } from "./safety.js";

/** @type {import("../support/run.js").Story[]} */
export const STORIES = [...OPENING, ...READING, ...LISTS, ...SAFETY, ...ELEMENTS, ...PUBLISHED, ...LOOKS, ...ORACLE];
