/**
 * 嵌入部分的简体中文文字。The type keeps the keys equal to those of the English file.
 */

/** @type {Record<keyof typeof import('./en.js').default, import('../../js/i18n/words.js').Text>} */
export default {
  "embedding.loading": "正在加载……",
  "embedding.retry": "重试",

  "error.too-large-embedded": "“{file}”没有打开：超过了 {limit:number} 字节，这是嵌在网页里所能显示的上限。",
  "error.no-src": "没有可显示的内容：本页地址里没有写明文章（src）。",
  "error.no-address": "“{address}”没有打开：这不是一个地址。",
  "error.refused-by-cors": "“{file}”没有打开：{host} 不允许其他网站的网页读取它。该服务器须随文件发送这一标头：",
  "error.web-page": "“{file}”没有打开：该地址是一个网页，不是文件本身。请使用文件自己的地址。",
  "error.broken-off": "“{file}”没有打开：还没收完，连接就断了。",
  "error.blocked-wasm": "这里无法显示文章：本页的 Content-Security-Policy 不允许运行 WebAssembly。须允许：",
  "error.blocked-connect": "这里无法显示文章：本页的 Content-Security-Policy 不允许从 {host} 获取内容。须允许：",
  "error.blocked-script": "这里无法显示文章：本页的 Content-Security-Policy 不允许加载阅读器的全部脚本。须允许：",
  "error.viewer-unavailable": "这里无法显示文章：阅读器自己的文件无法从 {host} 加载。",
  "error.failed": "这里无法显示文章：{reason}",
};
