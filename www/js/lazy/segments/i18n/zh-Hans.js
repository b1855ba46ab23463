/**
 * What a search by ranges lacks, in Simplified Chinese.
 */

/** @param {string} why @returns {(args: Record<string, any>) => string} */
const missing =
  (why) =>
  ({ posts, from, to }) => {
    const dates = from && (from === to ? `${from} 的 ` : `${from} 至 ${to} 的 `);
    return `搜索结果缺少${dates ? ` ${dates}` : " "}${posts.toLocaleString("zh")} 篇文章：${why}。下次搜索时会重试。`;
  };

export default {
  "error.segment-unreachable": missing("网站的服务器没有响应"),
  "error.segment-no-ranges": missing("网站的服务器不支持分段读取文件"),
  "error.segment-changed": missing("网站上的文件已更改；如果一直如此，请重新加载页面"),
  "error.segment-cut": missing("网站上的文件不完整"),
  "error.segment-damaged": missing("网站上的文件已损坏"),
  "notice.search-whole": "网站的服务器不支持分段读取文件，因此搜索前要先载入全部文章（{size}）。",
};
