/** Of whom the branch has spoken this quarter, and of whom it has not. */
import { type Coverage, coverageOf } from "../../model/commentary";
import { valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import { lastDay, quarterSpokenOf } from "../../model/period";
import type { Hex } from "../../sync/interface";
import { all, mine, today } from "../here";
import { membersBy } from "../members-by";

export function coverageAt(branch: Hex): Coverage {
  const period = quarterSpokenOf(today.value);
  const me = mine().person;
  const members = membersBy({ at: branch, kind: "branch" }, lastDay(period)).map(({ id }) => id);
  const docs = all("branch_commentary").filter((doc) => idOf(valueAt(doc, "branch")) === branch);
  const done = all("commentary_coverage").find(
    (doc) => idOf(valueAt(doc, "branch")) === branch && valueAt(doc, "period") === period,
  );
  return coverageOf(
    members.filter((id) => id !== me),
    period,
    docs,
    done,
  );
}

/** Who is still to be spoken of: those begun with first. */
export function leftOf(branch: Hex): Hex[] {
  const { drafted, without } = coverageAt(branch);
  return [...drafted, ...without];
}
