/**
 * 嵌入程式碼面板的繁體中文文字。The type keeps the keys equal to those of the English file.
 */

/** @type {Record<keyof typeof import('./en.js').default, string>} */
export default {
  "embedding.element": "作為元素：直接排在網頁裡，高度隨正文而定。",
  "embedding.frame": "作為框架：適合不接受外站指令碼的網頁。",
  "embedding.inline": "把文章的文字直接放進網頁。放在檔案旁邊的圖片不包括在內。",
  "embedding.no-address": "此文來自你的裝置，沒有網頁可以引用的網址。可以把檔案放到網站上，或者把文字放進網頁：",
  "embedding.too-long":
    "此文來自你的裝置，沒有網頁可以引用的網址；文字又太長，不宜直接放進網頁。請把檔案放到網站上，再從那裡開啟。",
  "embedding.copy": "複製",
  "embedding.copied": "已複製。",
  "embedding.copy-yourself": "本頁不能代為複製：文字已選取，請用鍵盤複製。",
};
