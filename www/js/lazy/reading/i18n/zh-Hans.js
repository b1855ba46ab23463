/**
 * 阅读记录的简体中文文本。
 */

export default {
  "tool.favourite.on": "已加入收藏。",
  "tool.favourite.off": "已取消收藏。",
  "tool.read.on": "已标为已读。",
  "tool.read.off": "已标为未读。",
  "tool.not-kept": "这个浏览器不允许网页保存阅读记录。",
};
