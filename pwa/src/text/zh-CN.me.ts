/** 我的: what the way to everything is called. */
export default {
  "me.inspections": "检查",
  "me.checklists": "检查表",
  "me.mine": "我的记录",
  "me.device": "设备与设置",
  "me.institution": "机构设置",
  "me.days": "工作日历",
  "me.calendar": "自评月历",
  "me.orders": "整改",
  "me.bulletins": "通报",
  "me.ratings": "群众评价",
  "me.complaints": "投诉意见",
  "me.honours": "荣誉墙",
  "me.reports": "上报材料",
  "me.findings": "检查发现",
};
