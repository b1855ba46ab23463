/**
 * What a search by ranges lacks, in Traditional Chinese.
 */

/** @param {string} why @returns {(args: Record<string, any>) => string} */
const missing =
  (why) =>
  ({ posts, from, to }) => {
    const dates = from && (from === to ? `${from} 的 ` : `${from} 至 ${to} 的 `);
    return `搜尋結果缺少${dates ? ` ${dates}` : " "}${posts.toLocaleString("zh")} 篇文章：${why}。下次搜尋時會重試。`;
  };

export default {
  "error.segment-unreachable": missing("網站的伺服器沒有回應"),
  "error.segment-no-ranges": missing("網站的伺服器不支援分段讀取檔案"),
  "error.segment-changed": missing("網站上的檔案已變更；如果一直如此，請重新載入頁面"),
  "error.segment-cut": missing("網站上的檔案不完整"),
  "error.segment-damaged": missing("網站上的檔案已損毀"),
  "notice.search-whole": "網站的伺服器不支援分段讀取檔案，因此搜尋前要先載入全部文章（{size}）。",
};
