/**
 * Texts of manifests and comparisons, added to those of the viewer.
 */
import { addTexts } from "../../i18n/words.js";
import en from "./i18n/en.js";
import zhHans from "./i18n/zh-Hans.js";
import zhHant from "./i18n/zh-Hant.js";

addTexts("en", en);
addTexts("zh-Hans", zhHans);
addTexts("zh-Hant", zhHant);
