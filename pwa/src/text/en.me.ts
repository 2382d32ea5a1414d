/** What the way to everything is called, in English. */
import type zh from "./zh-CN.me";

const en: Record<keyof typeof zh, string> = {
  "me.inspections": "Inspections",
  "me.checklists": "Checklists",
  "me.mine": "Mine",
  "me.device": "Device",
  "me.institution": "This institution",
  "me.days": "Calendar of work",
  "me.calendar": "Calendar",
  "me.orders": "Rectification",
  "me.bulletins": "Bulletins",
  "me.ratings": "The public’s ratings",
  "me.complaints": "Complaints",
  "me.honours": "Honours",
  "me.reports": "Reports upward",
  "me.findings": "Findings",
};

export default en;
