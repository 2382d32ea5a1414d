/** The plan of a new poll: what it begins with, and what it still lacks. */
import type { PollRules } from "../../model/generated";
import { idOf } from "../../model/ids";
import { has } from "../../model/person";
import { leastOf, type Poll } from "../../model/poll";
import { textOf } from "../../model/scoring-number";
import type { Doc, Hex } from "../../sync/interface";
import { all, person, placeName, today } from "../here";

export interface Plan {
  readonly title: string;
  readonly type: Poll["type"];
  readonly mode: Poll["mode"];
  /** The branch whose poll it is; empty for the whole institution. */
  readonly place: Hex;
  readonly places: readonly { readonly id: Hex; readonly name: string }[];
  readonly voters: "everyone" | "members" | "heads";
  /** Empty for all members there. */
  readonly subjects: readonly Hex[];
  readonly options: string;
  readonly most: string;
  readonly min: string;
  readonly max: string;
  readonly step: string;
  readonly tellers: readonly Hex[];
  readonly chair: readonly Hex[];
  readonly note: string;
  /** Empty for the usual number. */
  readonly threshold: string;
  /** Whether members on probation are graded, too. */
  readonly probation: "taking_part" | "graded";
  /** From when ballots are taken: once the poll is opened, or not before a moment. */
  readonly opens: "at_once" | "set";
  readonly from: string;
  readonly at: string;
  readonly day: string;
  readonly rules: PollRules;
  readonly meeting: Hex | null;
  readonly again: Hex | null;
}

/** Where this person may put a question: the branches of a secretary, and everything for the office. */
function placesOf(): Plan["places"] {
  const whole = has(person.value, "supervisor", "admin");
  const own = person.value?.roles.flatMap(({ role, at }) => (role === "secretary" && at ? [at] : [])) ?? [];
  const branches = whole ? all("party_branch").map(({ id }) => id) : own;
  const named = branches.map((id) => ({ id, name: placeName(id) }));
  return whole ? [...named, { id: "", name: "" }] : named;
}

export function planFor(meeting: Doc | undefined): Plan {
  const places = placesOf();
  const of = meeting && idOf(meeting.registers.get("branch")?.value);
  return {
    title: "",
    type: "appraisal",
    mode: "confidential",
    place: of ?? places[0]?.id ?? "",
    places,
    voters: "everyone",
    subjects: [],
    options: "",
    most: "1",
    min: "0",
    max: "100",
    step: "1",
    tellers: [],
    chair: [],
    note: "",
    threshold: "",
    probation: "taking_part",
    opens: "at_once",
    from: today.value,
    at: "08:00",
    day: today.value,
    rules: { quorum: ">1/2", quota: { share: "1/3", rounding: "floor" } },
    meeting: meeting?.id ?? null,
    again: null,
  };
}

/** The plan of a poll that is put anew. */
export function planOf(poll: Poll): Plan {
  const [min = "0", max = "100", step = "1"] = poll.range?.map(textOf) ?? [];
  return {
    ...planFor(undefined),
    title: poll.title,
    type: poll.type,
    mode: poll.mode,
    place: poll.branch ?? "",
    subjects: poll.subjects,
    options: [...poll.options.values()].join("\n"),
    most: String(poll.most),
    min,
    max,
    step,
    tellers: poll.tellers,
    chair: poll.chair,
    note: poll.note,
    threshold: poll.threshold === leastOf(poll.mode) ? "" : String(poll.threshold),
    probation: poll.gradesProbation ? "graded" : "taking_part",
    rules: poll.rules,
    again: poll.id,
  };
}
