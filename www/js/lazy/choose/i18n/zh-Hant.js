/**
 * Choosing posts of a list, in traditional Chinese.
 */
export default {
  "choose.heading": "選擇文章",
  "choose.count": "已選 {count:number} 篇",
  "choose.hidden": "已選 {count:number} 篇，其中 {hidden:number} 篇不在此列表中",
  "choose.all": "全選 {count:number} 篇",
  "choose.none": "全不選",
  "choose.save": "儲存…",
  "choose.done": "完成",
  "choose.keys": "點選列，或按空白鍵或 x；按住 Shift 可選一段",
  "choose.ended": "已結束選擇",
  "shortcuts.choose-row": "選擇或取消選擇該列",
  "shortcuts.choose-range": "連續選擇",
  "shortcuts.choose-all": "全選或全不選列表中的列",
  "shortcuts.choose-end": "結束選擇",
};
