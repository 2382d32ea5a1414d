/** What the way to everything is called, and what this device noticed, in English. */
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
  "explain.lost": "What was not kept or not delivered is listed below; all else arrives.",
  "noticed.photo_lost":
    "{of}: the browser did not keep {n} photos; they never reached the server. Please take them again.",
  "noticed.photo_too_large":
    "{of}: {n} photos are too large and were not taken by the server; nobody else sees them. Please use smaller ones.",
  "noticed.photo_not_an_image":
    "{of}: the server could not read {n} photos and did not take them; nobody else sees them. Please use others.",
  "noticed.unsent_unreadable":
    "Earlier unsent work of yours is sealed on this device and this server can’t open it. It is kept; please tell your administrator.",
  "noticed.storage_evicted":
    "The browser cleared this device’s storage; unsent work may be lost. Install the app to prevent it.",
  "noticed.storage_evicted.n":
    "The browser cleared this device’s storage; {n} were not sent yet. Check your latest records, and write again what is missing.",
  "noticed.digest_differed": "Data here differed from the server’s and was fetched again. What you wrote is safe.",
  "noticed.clock_wrong": "This device’s clock is wrong; recorded times follow the server.",
  "noticed.storage_not_persistent": "The browser did not promise to keep the data. Installing the app helps.",
  "noticed.quota_full": "This device is full; new work may not be saved. Please free some space.",
  "noticed.other": "This device noticed something ({code}) and told the server.",
};

export default en;
