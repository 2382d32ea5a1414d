/** How far I have come with an item. Pure. */
import type { Row } from "./view";

/** Whether I have said what I saw of it. */
export function isDone({ own }: Row): boolean {
  return own !== null && own.doc.registers.get("verdict") !== undefined && own.verdict !== "unseen";
}

/** A failed item of mine for which the checklist wants a picture, and none is there. */
export function lacksEvidence({ item, own }: Row): boolean {
  if (!own || own.photos.length > 0) return false;
  return item.evidence === "photo"
    ? isJudged(own.verdict)
    : item.evidence === "photo_if_fail" && own.verdict === "fail";
}

function isJudged(verdict: string): boolean {
  return verdict === "pass" || verdict === "fail";
}
