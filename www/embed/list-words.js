/**
 * Texts of lists in an element, added to those of the elements.
 */
import { addTexts } from "../js/i18n/words.js";

/** By language. @type {Record<string, import('../js/i18n/languages.js').Texts>} */
export const LIST_TEXTS = {
  en: {
    "search.start": "Search and sort",
    "search.loads": "Search loads {size}.",
    "search.loads-posts": "Search loads all {count:number} posts.",
    "error.no-list": "“{file}” was not opened: it is not a list of posts.",
    "error.list-foreign": "“{address}” was not opened: a list can only name posts of its own site.",
  },
  "zh-Hans": {
    "search.start": "搜索和排序",
    "search.loads": "搜索会下载 {size}。",
    "search.loads-posts": "搜索会下载全部 {count:number} 篇文章。",
    "error.no-list": "“{file}”没有打开：它不是文章列表。",
    "error.list-foreign": "“{address}”没有打开：列表只能包含本站的文章。",
  },
  "zh-Hant": {
    "search.start": "搜尋和排序",
    "search.loads": "搜尋會下載 {size}。",
    "search.loads-posts": "搜尋會下載全部 {count:number} 篇文章。",
    "error.no-list": "「{file}」沒有開啟：它不是文章清單。",
    "error.list-foreign": "「{address}」沒有開啟：清單只能包含本站的文章。",
  },
};

for (const [language, texts] of Object.entries(LIST_TEXTS)) addTexts(language, texts);
