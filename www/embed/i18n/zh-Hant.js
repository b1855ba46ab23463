/**
 * 嵌入部分的繁體中文文字。The type keeps the keys equal to those of the English file.
 */

/** @type {Record<keyof typeof import('./en.js').default, import('../../js/i18n/words.js').Text>} */
export default {
  "embedding.loading": "正在載入……",
  "embedding.retry": "重試",

  "error.too-large-embedded": "「{file}」沒有開啟：超過了 {limit:number} 位元組，這是嵌在網頁裡所能顯示的上限。",
  "error.no-src": "沒有可顯示的內容：本頁網址裡沒有寫明文章（src）。",
  "error.no-address": "「{address}」沒有開啟：這不是一個網址。",
  "error.refused-by-cors": "「{file}」沒有開啟：{host} 不允許其他網站的網頁讀取它。該伺服器須隨檔案傳送這一標頭：",
  "error.web-page": "「{file}」沒有開啟：該網址是一個網頁，不是檔案本身。請使用檔案自己的網址。",
  "error.broken-off": "「{file}」沒有開啟：還沒收完，連線就斷了。",
  "error.blocked-wasm": "這裡無法顯示文章：本頁的 Content-Security-Policy 不允許執行 WebAssembly。須允許：",
  "error.blocked-connect": "這裡無法顯示文章：本頁的 Content-Security-Policy 不允許從 {host} 取得內容。須允許：",
  "error.blocked-script": "這裡無法顯示文章：本頁的 Content-Security-Policy 不允許載入閱讀器的全部指令碼。須允許：",
  "error.viewer-unavailable": "這裡無法顯示文章：閱讀器自己的檔案無法從 {host} 載入。",
  "error.failed": "這裡無法顯示文章：{reason}",
};
