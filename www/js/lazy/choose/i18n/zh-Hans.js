/**
 * Choosing posts of a list, in simplified Chinese.
 */
export default {
  "choose.heading": "选择文章",
  "choose.count": "已选 {count:number} 篇",
  "choose.hidden": "已选 {count:number} 篇，其中 {hidden:number} 篇不在此列表中",
  "choose.all": "全选 {count:number} 篇",
  "choose.none": "全不选",
  "choose.save": "保存…",
  "choose.done": "完成",
  "choose.keys": "点击行，或按空格键或 x；按住 Shift 可选一段",
  "choose.ended": "已结束选择",
  "shortcuts.choose-row": "选择或取消选择该行",
  "shortcuts.choose-range": "连续选择",
  "shortcuts.choose-all": "全选或全不选列表中的行",
  "shortcuts.choose-end": "结束选择",
};
