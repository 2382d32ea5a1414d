/** 指标: one part of a result as what an order rests on. */
import { periodResultOf, short } from "../../model/results";
import { moreTexts, t } from "../../text";
import { textAt } from "../deeds/bits";
import { docAt } from "../here";
import { componentWords } from "../result-words";
import type { Origin } from "./order-begin";

/** One indicator of a result, rather than all of it. */
export async function ofIndicator(origin: Origin, part: string): Promise<Origin> {
  await moreTexts("results");
  const doc = docAt(origin.id);
  const component = doc && periodResultOf(doc)?.components.find(({ id }) => id === part);
  if (!doc || !component) return origin;
  const told = { period: textAt(doc, "period"), indicator: componentWords(component), value: short(component.value) };
  return { ...origin, part, matter: t("origin.indicator.matter", told) };
}
