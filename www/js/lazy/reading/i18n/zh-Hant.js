/**
 * 閱讀紀錄的繁體中文文字。
 */

export default {
  "tool.favourite.on": "已加入收藏。",
  "tool.favourite.off": "已取消收藏。",
  "tool.read.on": "已標為已讀。",
  "tool.read.off": "已標為未讀。",
  "tool.not-kept": "這個瀏覽器不允許網頁儲存閱讀紀錄。",
};
