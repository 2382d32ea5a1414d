/** What the programmes in force say of pledges: the aspects on offer. */
import { fieldOf, under } from "../../model/deed";
import { all } from "../here";

/** The aspects that the published programmes name for pledges. */
export function aspectsOnOffer(): string[] {
  const found = new Set<string>();
  for (const doc of all("programme")) {
    if (doc.registers.get("published")?.value !== true) continue;
    for (const path of under(doc.registers, "pledges/")) {
      const aspects = fieldOf(doc.registers.get(path)?.value, "aspects");
      if (Array.isArray(aspects)) for (const aspect of aspects) if (typeof aspect === "string") found.add(aspect);
    }
  }
  return [...found];
}
