/** What a decision becomes: a task that is handed out, or an order that is issued, by who may. */
import type { Day } from "../../model/day";
import { valueAt } from "../../model/facts";
import { bytesOf } from "../../model/ids";
import { type Decision, decisionsOf } from "../../model/meeting";
import type { Doc, Value } from "../../sync/interface";
import { inOffice, mayAssignTo } from "../deeds/rights";
import { mine, today } from "../here";
import { meetingOf, registersOf, writeMeeting } from "./acts";

const TITLE_MAX = 40;

export function decisionAt(activity: Doc, name: string): Decision | undefined {
  return decisionsOf(registersOf(meetingOf(activity.id))).find((each) => each.name === name);
}

/** Whether I may make what it becomes: tasks go to people whom one leads, orders are issued by the office. */
export function mayMake({ becomes, responsible, unit }: Decision): boolean {
  if (!responsible) return false;
  return becomes === "task" ? mayAssignTo(responsible) : becomes === "order" && unit !== null && inOffice();
}

/** Makes it; true once it is made. A day that has passed meanwhile makes nothing: it is asked for again. */
export async function makeOf(activity: Doc, decided: Decision, dueOn: Day = decided.dueOn): Promise<boolean> {
  const decision = { ...decided, dueOn };
  if (dueOn && dueOn < today.peek()) return false;
  const meeting = meetingOf(activity.id);
  if (!meeting || !decision.responsible) return false;
  const id = mine().newId();
  const order = decision.becomes === "order";
  await mine().write(
    id,
    order ? "order" : "contracted_task",
    order ? orderOf(meeting, decision) : [...taskOf(activity, decision), ...ofDecision(meeting, decision)],
  );
  const value = registersOf(meeting).get(`decisions/${decision.name}`)?.value as { [key: string]: Value };
  // Whoever isn't of the meeting's staff issues orders too; the server then names them beside the decision.
  if (!order)
    await writeMeeting(activity, [
      `decisions/${decision.name}`,
      { ...value, doc: bytesOf(id), ...(dueOn ? { due_on: dueOn } : {}) },
    ]);
  return true;
}

function terms(meeting: Doc, text: string): [string, Value][] {
  return [
    ["institution", valueAt(meeting, "institution") ?? null],
    ["day", today.peek()],
    ["title", [...text].slice(0, TITLE_MAX).join("")],
  ];
}

/** What a task rests on: of two that rest on one decision the server takes one. */
function ofDecision(meeting: Doc, { name }: Decision): [string, Value][] {
  return [
    ["meeting", bytesOf(meeting.id)],
    ["decision", name],
  ];
}

function taskOf(activity: Doc, { text, responsible, dueOn }: Decision): [string, Value][] {
  return [
    ...terms(activity, text),
    ["assigner", bytesOf(mine().person)],
    ["responsible", bytesOf(responsible ?? "")],
    ["text", text],
    ["due_on", dueOn || today.peek()],
    ["assigned", true],
  ];
}

function orderOf(meeting: Doc, { name, text, responsible, unit, dueOn }: Decision): [string, Value][] {
  return [
    ...terms(meeting, text),
    ["issuer", bytesOf(mine().person)],
    ["origin", { kind: "meeting", id: bytesOf(meeting.id), part: name }],
    ["unit", bytesOf(unit ?? "")],
    ["matter", text],
    ["measure", text],
    ["responsible", bytesOf(responsible ?? "")],
    ["due_on", dueOn || today.peek()],
    ["issued", true],
  ];
}
