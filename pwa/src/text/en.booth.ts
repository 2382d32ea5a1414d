/** What is said of anonymous ballots, in English. */
import type zh from "./zh-CN.booth";

const en: Record<keyof typeof zh, string> = {
  "ballot.insecure": "Not possible here",
  "ballot.insecure.why":
    "This address isn’t encrypted, so the browser refuses what anonymous ballots need. Open the app under its https address; if there is none, ask the organiser for the confidential mode.",
  "ballot.unready": "One contact needed",
  "ballot.unready.why":
    "Your ballot hasn’t reached this device. It comes by itself once you are online; afterwards you can fill it in offline.",
  "ballot.elsewhere": "Elsewhere",
  "ballot.elsewhere.why":
    "Issued to another device. Everybody has one ballot: cast it there. Whether it was cast only that device knows, not the system. It can’t be issued twice, or somebody could cast two.",
  "ballot.unclaimed": "Not issued yet",
  "ballot.unclaimed.why":
    "This is a computer. Everybody has one ballot, and only the device it is issued to can cast it. If you have a phone, open Mingcha there and it takes the ballot by itself; if you want to cast here, take it here.",
  "ballot.claim": "Take the ballot on this computer",
  "ballot.recused": "Withdrawn",
  "ballot.recused.why": "You have withdrawn: this ballot is void here and won’t be sent.",
  "ballot.ready": "Ready",
  "ballot.ready.why": "Your ballot is here; you can fill it in offline.",
  "ballot.waiting": "Waiting to be sent",
  "ballot.waiting.why":
    "Sent at a random moment before {time}, without your session or name. Keep the app open and online then; if it isn’t, it is sent the next time you open it. It must be sent before closing.",
  "ballot.waiting.over":
    "It has closed and can’t be changed. This ballot leaves within seconds of being online; what arrives before the result is published counts.",
  "ballot.held": "Delivered, not yet written",
  "ballot.held.why":
    "Ballots are written five at a time, so that nobody sees their order. This device asks again by itself.",
  "ballot.held.over":
    "It has closed and can’t be changed. Your ballot has arrived; it is written and counted when the result is published.",
  "ballot.counted": "Counted",
  "ballot.counted.why":
    "Your ballot is counted. This device has forgotten your answers and keeps the receipt. Until closing you can cast again; the last one counts.",
  "ballot.counted.over": "Your ballot is counted. This device has forgotten your answers and keeps the receipt.",
  "ballot.kept": "Kept; it is sent by itself in a while",
  "ballot.proven.why": "Your ballot is counted. It is among the published ballots; this device has checked.",
  "ballot.missing.why":
    "Your ballot isn’t among the published ones. Keep the receipt and give its number to a teller or the inspection office.",
  "ballot.refused": "Not accepted",
  "ballot.refused.why":
    "This ballot wasn’t accepted. Your answers are still on this device; correct them and cast again.",
  "ballot.refused.closed":
    "It arrived when no ballots were taken any more and wasn’t counted. Your answers are on this device, for you only.",
  "ballot.refused.ballot_invalid":
    "An answer isn’t valid, so it wasn’t counted. Your answers are still here; correct them and cast again.",
  "ballot.refused.ballot_revision": "A newer ballot of yours is counted already; this one isn’t.",
  "ballot.refused.issuer_wrong":
    "The system’s signature is wrong, so this device didn’t use it and nothing was cast. Tell the administrator: this should never happen.",
  "ballot.late": "Anonymous ballots that came too late and were not counted: {n}. Tap to see.",
  "ballot.late.read": "What I filled in",
  "ballot.late.yours": "What you filled in, on this device only",
  "ballot.late.drop": "Delete it",
  "ballot.late.drop.ask": "Delete this sheet that was not counted?",
  "ballot.late.drop.words": "It is nowhere afterwards.",
  "ballot.late.dropped": "Deleted",
  "ballot.over": "Closed",
  "ballot.over.why": "It is closed, and no ballot of this device counts.",
  "ballot.now": "Send now instead",
  "ballot.revise": "Cast again",
  "ballot.how": "How is this anonymous?",
  "ballot.promise":
    "Anonymous: not even the system knows who said what. {of} take part; results only from {n} ballots on.",
  "ballot.draft": "Until you submit, this is on this device only.",
  "ballot.note": "Be specific. Your style or details may give you away.",
  "ballot.ask": "Submit anonymously for {name}?",
  "ballot.ask.words": "{n} items. It is sent at a random moment; until closing you can cast again.",
  "ballot.cast": "Your review of {name} waits to be sent",
  "ballot.no_room":
    "Not stored: the device is full. Make room and try again; what you filled in is still on this page.",
  "ballot.too_long": "Not cast: it is too long. Shorten it and submit again; your answers are still here.",
  "ballots.none": "No anonymous ballots yet",
  "ballots.none.why": "When you are asked anonymously, your ballot comes to this device by itself.",
  "ballots.details": "Key and receipt",
  "ballots.receipt": "Receipt",
  "ballots.root": "Published root",
  "ballots.checked": "Checked",
  "ballots.unchecked": "Checked by itself once published",
  "ballots.not_found": "Doesn’t match",
  "ballots.key": "Key fingerprint",
  "ballots.key.why":
    "Compare it with a colleague’s: they must be equal. If not, somebody is being singled out; say so.",
  "ballots.forget": "Throw the receipt away",
  "ballots.forget.ask": "Throw this receipt away?",
  "ballots.forget.words":
    "Afterwards nothing on this device leads to your ballot. It stays counted, but you can’t check it any more.",
  "ballots.forgotten": "Receipt thrown away",
  "ballots.how": "How it is anonymous",
  "ballots.how.1":
    "Issue: this device makes a one-time key and has it stamped under a cover. The system knows whom it stamped for, not which key.",
  "ballots.how.2":
    "Cast: without session or name, over a connection of its own, at a random moment within the hour (sooner in a meeting). All ballots have one size, are written five at a time, without a time.",
  "ballots.how.3":
    "Count: of each key the last ballot. After closing all ballots are published, and this device checks that yours is among them. Words of a review are not published, only their fingerprint: an organiser reads them first and passes on what may be.",
  "ballots.proves": "What it proves",
  "ballots.proves.words":
    "Only those on the roll cast, one each; yours is counted; anybody can recount the published ballots.",
  "ballots.limits": "What it can’t promise",
  "ballots.limits.1": "Somebody who watches the hospital’s network all the time may guess from the moment.",
  "ballots.limits.2": "What you write may give you away by its style or details.",
  "ballots.limits.3":
    "Who has your receipt can find your ballot among the published ones. Show it to nobody; once checked, you can throw it away.",
  "ballots.limits.4": "Somebody who looks over your shoulder. Until closing you can cast again by yourself.",
};

export default en;
