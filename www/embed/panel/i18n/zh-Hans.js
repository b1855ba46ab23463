/**
 * 嵌入代码面板的简体中文文字。The type keeps the keys equal to those of the English file.
 */

/** @type {Record<keyof typeof import('./en.js').default, string>} */
export default {
  "embedding.element": "作为元素：直接排在网页里，高度随正文而定。",
  "embedding.frame": "作为框架：适合不接受外站脚本的网页。",
  "embedding.inline": "把文章的文字直接放进网页。放在文件旁边的图片不包括在内。",
  "embedding.no-address": "此文来自你的设备，没有网页可以引用的地址。可以把文件放到网站上，或者把文字放进网页：",
  "embedding.too-long":
    "此文来自你的设备，没有网页可以引用的地址；文字又太长，不宜直接放进网页。请把文件放到网站上，再从那里打开。",
  "embedding.copy": "复制",
  "embedding.copied": "已复制。",
  "embedding.copy-yourself": "本页不能代为复制：文字已选中，请用键盘复制。",
};
