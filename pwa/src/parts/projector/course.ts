/** The course of a projector: which meeting, who may turn its pages, and turning them: here, or from a phone. */
import { signal } from "@preact/signals";
import { valueAt } from "../../model/facts";
import { bytesOf, dashed, idOf } from "../../model/ids";
import { type Scene, sceneOf } from "../../model/projector";
import type { Doc, Hex, Value } from "../../sync/interface";
import { all, docAt, mine } from "../here";
import { runs } from "../meeting/acts";

export function meetingOf(activity: Hex | undefined): Doc | undefined {
  return all("meeting").find((doc) => idOf(valueAt(doc, "activity")) === activity);
}

/** Who runs the meeting, until it has ended: what they turn to, every screen of it shows. */
export function mayTurn(meeting: Doc): boolean {
  if (valueAt(meeting, "ended") === true) return false;
  const me = dashed(mine().person);
  const activity = docAt(idOf(valueAt(meeting, "activity")));
  const serves = ["chair", "scribes"].some((each) => valueAt(meeting, `${each}/${me}`) === true);
  return serves || (activity !== undefined && runs(activity));
}

/** Where somebody who may not turn the meeting's pages has turned this screen. */
const own = signal<{ readonly meeting: Hex; readonly scene: Scene } | null>(null);

export function sceneNow(meeting: Doc): Scene {
  const here = own.value;
  return here?.meeting === meeting.id && !mayTurn(meeting) ? here.scene : sceneOf(meeting.registers);
}

export async function turnTo(meeting: Doc, { scene, at }: { scene: Scene; at?: string }): Promise<void> {
  if (!mayTurn(meeting)) {
    own.value = { meeting: meeting.id, scene };
    return;
  }
  const doc = scene.doc && bytesOf(scene.doc);
  const shown: Value = { what: scene.what, page: scene.page, dark: scene.dark, ...(doc && { doc }) };
  const begun: [string, Value][] = at === undefined ? [] : [["at", at]];
  await mine().write(meeting.id, "meeting", [...begun, ["shown", shown]]);
}
