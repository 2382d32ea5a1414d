/** The plan of a new poll: what it begins with, and what it still lacks. */

import { dayOf, localOf } from "../../model/day";
import type { PollRules } from "../../model/generated";
import { mapOf } from "../../model/given";
import { idOf } from "../../model/ids";
import { has } from "../../model/person";
import { leastOf, type Poll, pollOf } from "../../model/poll";
import { textOf } from "../../model/scoring-number";
import type { Doc, Hex, Refused, Value } from "../../sync/interface";
import { all, docAt, mine, person, placeName, today } from "../here";

export interface Plan {
  readonly title: string;
  readonly type: Poll["type"];
  readonly mode: Poll["mode"];
  /** The branch whose poll it is; empty for the whole institution. */
  readonly place: Hex;
  readonly places: readonly { readonly id: Hex; readonly name: string }[];
  /** "same" as the poll that is put anew, where it said more than these words can. */
  readonly voters: "everyone" | "members" | "heads" | "same";
  readonly asked: Value;
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
  /** The prepared poll that is changed; nothing of it is frozen before it is opened. */
  readonly edits: Hex | null;
  /** What the server sent back of it, and is put right. */
  readonly refused: Hex | null;
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
    asked: null,
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
    edits: null,
    refused: null,
  };
}

/** Who was asked, as the plan names it. */
function votersOf(doc: Doc | undefined): Plan["voters"] {
  const said = doc?.registers.get("voters")?.value ?? null;
  if (said === null) return "everyone";
  if (said === "party_member") return "members";
  const role = mapOf(said)?.role;
  return role === "head" && Object.keys(mapOf(said) ?? {}).length === 1 ? "heads" : "same";
}

/** The plan of a poll that is put anew: the same question to the same people, in the same meeting. */
export function planOf(poll: Poll, doc: Doc | undefined = docAt(poll.id)): Plan {
  const [min = "0", max = "100", step = "1"] = poll.range?.map(textOf) ?? [];
  return {
    ...planFor(undefined),
    title: poll.title,
    type: poll.type,
    mode: poll.mode,
    place: poll.branch ?? "",
    voters: votersOf(doc),
    asked: doc?.registers.get("voters")?.value ?? null,
    meeting: doc ? idOf(doc.registers.get("meeting")?.value) : null,
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

/** The plan of a poll that is prepared and not opened, to be changed. */
export function planToChange(poll: Poll, doc: Doc | undefined = docAt(poll.id)): Plan {
  const day = dayOf(poll.closesAt);
  const opens = poll.opensAt ? localOf(poll.opensAt) : null;
  return {
    ...planOf(poll, doc),
    places: [{ id: poll.branch ?? "", name: placeName(poll.branch) }],
    day: day < today.value ? today.value : day,
    ...(opens ? { opens: "set", from: opens.day, at: opens.time } : {}),
    again: null,
    edits: poll.id,
  };
}

/** What the server sent back of a poll, where that is what somebody filled in and not an act of its chair. */
export function sentBackOf(poll: Hex | undefined): Refused | undefined {
  const filled = (each: Refused) => each.writes.some(([path]) => path === "title");
  return mine().refused.value.find((each) => each.doc === poll && each.kind === "poll" && filled(each));
}

/** What can't be taken by sending it once more, however it is changed: it is put as another poll. */
const FINAL = ["closed", "forbidden", "immutable", "not_found"];

/** The plan of what came back, with everything that was filled in. */
export function planSentBack(refused: Refused): Plan {
  const registers = new Map(docAt(refused.doc)?.registers);
  for (const [path, value] of refused.writes)
    registers.set(path, { value, stamp: "0".repeat(32), author: mine().person, receivedMs: null });
  const doc: Doc = { id: refused.doc, kind: "poll", registers, waiting: false };
  const again = idOf(registers.get("redo_of")?.value ?? null);
  const plan = { ...planToChange(pollOf(doc), doc), again, refused: refused.id };
  return FINAL.includes(refused.code) ? { ...plan, places: placesOf(), edits: null } : plan;
}
