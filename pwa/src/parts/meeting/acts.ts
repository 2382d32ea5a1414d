/** Finding a meeting beside its activity, and writing to it: made where there is none yet. */
import { fieldOf, under, valueAt } from "../../model/facts";
import { bytesOf, dashed, idOf } from "../../model/ids";
import type { Doc, Hex, Register, Value } from "../../sync/interface";
import { leads } from "../deeds/leading";
import { all, docAt, mine, person } from "../here";

const NONE: Doc["registers"] = new Map();

export function meetingOf(activity: Hex): Doc | undefined {
  return all("meeting").find((doc) => idOf(valueAt(doc, "activity")) === activity);
}

/** The registers of a meeting, none where it isn't prepared yet; a poll that was taken away here is no item any more. */
export function registersOf(meeting: Doc | undefined): Doc["registers"] {
  if (!meeting) return NONE;
  const removed = all("poll").filter((doc) => valueAt(doc, "removed") === true && ofMeeting(doc) === meeting.id);
  if (removed.length === 0) return meeting.registers;
  const gone = new Set(removed.map(({ id }) => id));
  const stands = ([path, { value }]: [string, Register]) =>
    !path.startsWith("agenda/") || !gone.has(idOf(fieldOf(value, "doc")) ?? "");
  return new Map([...meeting.registers].filter(stands));
}

const ofMeeting = (poll: Doc) => idOf(valueAt(poll, "meeting"));

/** The secretaries of the branch, and who called the meeting. */
export function runs(activity: Doc): boolean {
  const place = idOf(valueAt(activity, "place"));
  return idOf(valueAt(activity, "organiser")) === person.value?.id || (place !== null && leads(place));
}

/** Who names scribes: who runs it, and its chair. */
export function mayName(activity: Doc, meeting: Doc | undefined): boolean {
  return runs(activity) || meeting?.registers.get(`chair/${dashed(mine().person)}`)?.value === true;
}

/** Who runs it, and who is named as chair or scribe. */
export function mayServe(activity: Doc, meeting: Doc | undefined): boolean {
  const me = person.value?.id;
  if (!me) return false;
  const named = ["chair/", "scribes/"].some((prefix) => meeting?.registers.get(prefix + dashed(me))?.value === true);
  return named || runs(activity);
}

export async function writeMeeting(activity: Doc, ...writes: [string, Value][]): Promise<void> {
  const known = meetingOf(activity.id);
  const once: [string, Value][] = known
    ? []
    : [
        ["activity", bytesOf(activity.id)],
        ["institution", valueAt(activity, "institution") ?? null],
        ["branch", valueAt(activity, "place") ?? null],
        [`chair/${dashed(mine().person)}`, true],
      ];
  const id = known?.id ?? (await mine().naturalId("meeting", dashed(activity.id)));
  await mine().write(id, "meeting", [...once, ...writes]);
}

/** A name for a new item or decision that no other device gives: its moment, a count, and which device it was. */
export function newName(): string {
  const id = mine().newId();
  return id.slice(0, 12) + id.slice(13, 16) + id.slice(-8);
}

/** Which of a person's devices this is, in six digits: the end of its every stamp. */
export function deviceTag(): string {
  const { person } = mine();
  let tag = tags.get(person);
  if (!tag) {
    tag = mine().newId().slice(-6);
    tags.set(person, tag);
  }
  return tag;
}

const tags = new Map<Hex, string>();

/** Each scribe has a note of an item's own, and each of their devices, so that two who write at once keep both. */
export function noteAt(item: string, scribe: Hex, device: string): string {
  return `notes/${item}.${scribe}.${device}`;
}

export interface Note {
  readonly path: string;
  readonly by: Hex;
  readonly text: string;
  readonly stamp: Hex;
}

/** What was noted on an item, in the order in which it was begun to be written down. */
export function notesOf(meeting: Doc | undefined, item: string): Note[] {
  const registers = registersOf(meeting);
  const ours = (path: string) => path === `notes/${item}` || path.startsWith(`notes/${item}.`);
  const found = under(registers, "notes/")
    .filter(ours)
    .flatMap((path): Note[] => {
      const { value, author, stamp } = registers.get(path) ?? { value: null, author: "", stamp: "" };
      return typeof value === "string" && value.trim() ? [{ path, by: author, text: value, stamp }] : [];
    });
  return found.sort((one, other) => (one.path < other.path ? -1 : 1));
}

export function peopleAt(meeting: Doc | undefined, prefix: string): Hex[] {
  return under(registersOf(meeting), prefix).flatMap((path) => idOf(path.slice(prefix.length)) ?? []);
}

/** The one who speaks on an item, if somebody was asked to. */
export function speakerOf(meeting: Doc | undefined, item: string): Hex | null {
  return idOf(fieldOf(registersOf(meeting).get(`agenda/${item}`)?.value, "speaker"));
}

/** The polls of a meeting that were put to its branch, or to the whole house. */
export function pollsOf(meeting: Hex | undefined): Doc[] {
  const own = docAt(meeting);
  const branch = own ? idOf(valueAt(own, "branch")) : null;
  const inside = (doc: Doc) => [null, branch].includes(idOf(valueAt(doc, "branch")));
  const stands = (doc: Doc) => ofMeeting(doc) === meeting && valueAt(doc, "removed") !== true && inside(doc);
  return meeting ? all("poll").filter(stands) : [];
}
