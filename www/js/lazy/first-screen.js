/**
 * Below the ways to open posts on the first screen: samples, one post before and after, and what is worth knowing about the
 * viewer.
 */
import { sourceCode } from "../app/config.js";
import { FILES, hrefOf } from "../app/routes.js";
import { element, inwardLink, outwardLink } from "../views/element.js";
import { sampleRow } from "./sample-row.js";
import { showShortcuts } from "./settings/shortcut-list.js";
import { VERSION } from "./version.js";

/** @import { Route, Words } from '../types.js' */

/** @type {Route} */
const NOTES = { collection: FILES, view: "notes", post: null };

/** @type {Route} */
const DEVICE = { collection: FILES, view: "device", post: null };

/** The same post in each language of the interface. */
const TEXTS = {
  en: {
    samples: "Samples to read",
    notes: "Your notes",
    source: "Source code",
    version: "Version {version}",
    before: "The file",
    after: "The page",
    shown: "One post, as it was saved and as it is read",
    title: "The Ferry Runs Late",
    date: "4 March 2021",
    place: "The Harbour Press",
    first: "The ferry left eleven minutes late, and nobody on the quay said a word.",
    second: "By noon the fog had gone.",
    share: "Share this!",
    stored:
      "Kept on this device alone: settings, where you stopped, what you read, favourites, notes, and what you choose to keep. No cookies, no statistics.",
    licence: "Free software: MIT or Apache 2.0",
    keys: "Keyboard shortcuts",
  },
  "zh-Hans": {
    samples: "可以读的示例",
    notes: "我的笔记",
    source: "源代码",
    version: "版本 {version}",
    before: "文件",
    after: "页面",
    shown: "同一篇文章：存下来的样子，读起来的样子",
    title: "渡船晚点了",
    date: "2021年3月4日",
    place: "港口报",
    first: "渡船晚了十一分钟才开，码头上没有人说一句话。",
    second: "到了中午，雾散了。",
    share: "分享到朋友圈！",
    stored: "只存在这台设备上：设置、读到哪里、读过什么、收藏、笔记，以及你选择保留的内容。没有 Cookie，不做统计。",
    licence: "自由软件：MIT 或 Apache 2.0 许可",
    keys: "键盘快捷键",
  },
  "zh-Hant": {
    samples: "可以讀的範例",
    notes: "我的筆記",
    source: "原始碼",
    version: "版本 {version}",
    before: "檔案",
    after: "頁面",
    shown: "同一篇文章：存下來的樣子，讀起來的樣子",
    title: "渡船誤點了",
    date: "2021年3月4日",
    place: "港口報",
    first: "渡船晚了十一分鐘才開，碼頭上沒有人說一句話。",
    second: "到了中午，霧散了。",
    share: "分享到臉書！",
    stored: "只存在這台裝置上：設定、讀到哪裡、讀過什麼、收藏、筆記，以及你選擇保留的內容。沒有 Cookie，不做統計。",
    licence: "自由軟體：MIT 或 Apache 2.0 授權",
    keys: "鍵盤快速鍵",
  },
};

/**
 * @param {Words} words
 * @param {(route: Route) => void} go
 * @returns {HTMLElement[]}
 */
export function restOfFirstScreen(words, go) {
  const texts = TEXTS[/** @type {keyof typeof TEXTS} */ (words.language)] ?? TEXTS.en;
  const { title, date, place, first, second, share } = texts;
  const file = [
    "---",
    `title: "${title} | ${place}"`,
    "date: 2021-03-04",
    "---",
    `<div class="share-bar"><a href="#">${share}</a></div>`,
    `<p style="font-size:15px">${first}</p>`,
    `<img data-src="ferry.jpg" src="blank.gif">`,
    `<p>${second}<img src="/pixel?id=1"></p>`,
  ];
  return [
    sampleRow(words, texts.samples, go),
    element(
      "figure",
      { class: "shown" },
      element("figcaption", { class: "shown-caption" }, texts.shown),
      element(
        "div",
        { class: "shown-side" },
        element("p", { class: "shown-label" }, texts.before),
        element("pre", { class: "shown-file", dir: "ltr" }, file.join("\n")),
      ),
      element(
        "div",
        { class: "shown-side" },
        element("p", { class: "shown-label" }, texts.after),
        element(
          "div",
          { class: "shown-page" },
          element("p", { class: "shown-title" }, title),
          element("p", { class: "shown-facts" }, date),
          element("p", {}, first),
          element("p", { class: "shown-picture" }),
          element("p", {}, second),
        ),
      ),
    ),
    element(
      "footer",
      { class: "home-footer" },
      element("p", {}, texts.stored),
      element(
        "p",
        {},
        inwardLink(hrefOf(NOTES), () => go(NOTES), {}, texts.notes),
      ),
      element("p", {}, texts.licence),
      sourceCode && element("p", {}, outwardLink(sourceCode, texts.source)),
      element("p", {}, texts.version.replace("{version}", VERSION)),
      element(
        "p",
        {},
        element("button", { type: "button", class: "link-button", onclick: () => showShortcuts(words) }, texts.keys),
      ),
      element(
        "p",
        {},
        inwardLink(hrefOf(DEVICE), () => go(DEVICE), {}, words.t("device.heading")),
      ),
    ),
  ];
}
