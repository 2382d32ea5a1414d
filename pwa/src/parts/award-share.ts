/** 名额按比例: how many places a level of an award has, and from what that number was worked out. */
import type { Given } from "../model/given";
import type { Level } from "../model/nomination";
import { isOutside } from "../model/selector";
import { placesOf } from "../model/selector-places";
import { type Share, shareOf } from "../model/share";
import type { Doc } from "../sync/interface";
import { type Key, t } from "../text";
import { peopleOf } from "./owed";
import { runningOf, sceneOf } from "./plans";

/** At the first level a share is of all whom the award is for, above it of those put forward below. */
export function sharesOf(
  levels: readonly Level[],
  given: Given,
  doc: Doc,
  forward: readonly number[],
): (Share | null)[] {
  return levels.map(({ share, rounding }, at) =>
    shareOf(share, rounding, at === 0 ? wholeOf(given, doc) : (forward[at - 1] ?? 0)),
  );
}

/** How many people or places of the house an award is for. Mirrors `models/nomination.py`. */
function wholeOf(given: Given, doc: Doc): number {
  const here = sceneOf(runningOf(doc));
  const meant = [given.subject ?? null].flat().filter((each) => each !== null && !isOutside(each, here));
  return placesOf(meant, here).length || peopleOf(meant.length > 0 ? meant : "staff", here).length;
}

/** 15% of 42 is 6.3, rounded down to 6. */
export function shareWords({ share, base, exact, rounding, places }: Share): string {
  const how = t(`award.share.${rounding}` as Key);
  return exact === String(places)
    ? t("award.share.even", { share, base, n: places })
    : t("award.share", { share, base, exact, how, n: places });
}
