/** Who is due at an activity and how each stands to it; ticking them; and what the code is made of. */
import { type Presence, presence, under, valueAt } from "../../model/deed";
import { dashed, idOf } from "../../model/ids";
import type { Person } from "../../model/person";
import type { Doc, Hex } from "../../sync/interface";
import { all, mine, personAt } from "../here";
import { writeAttendance } from "./attendance";
import { dueOf } from "./due";
import { attendanceOf, textAt } from "./face";

export interface Guest {
  readonly person: Person;
  readonly doc: Doc | undefined;
  readonly state: Presence;
}

/** Who is due: as the server settled it, else (not sent yet) as this phone finds them. */
export function guests(activity: Doc): Guest[] {
  const told = under(activity.registers, "due/").map((path) => personAt(idOf(path.slice(4)) ?? ""));
  const named = new Set(under(activity.registers, "people/").map((path) => idOf(path.slice(7)) ?? ""));
  const place = idOf(valueAt(activity, "place")) ?? "";
  const list = told.length > 0 ? told : dueOf(place, textAt(activity, "due_by"), named);
  const organiser = idOf(valueAt(activity, "organiser")) ?? "";
  return list
    .filter((one) => one !== null)
    .sort((one, other) => one.pinyin.localeCompare(other.pinyin))
    .map((person) => {
      const doc = attendanceOf(activity.id, person.id);
      return { person, doc, state: doc ? presence(doc.registers, organiser) : "none" };
    });
}

export const MARKS = ["present", "excused", "absent"] as const;

export function tick(activity: Doc, who: Hex, mark: string | null): Promise<void> {
  return writeAttendance(activity, who, [`marks/${dashed(mine().person)}`, mark === null ? null : { mark }]);
}

export function keyOf(activity: Doc): Uint8Array | null {
  const doc = all("activity_key").find((one) => idOf(valueAt(one, "activity")) === activity.id);
  const key = doc && valueAt(doc, "key");
  return key instanceof Uint8Array ? key : null;
}
