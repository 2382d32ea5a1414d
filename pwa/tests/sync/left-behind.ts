/** Work that somebody left behind on a device, for the tests of signing out: a note, a refused change, a picture. */
import type { Hex, Replica, Sessions } from "../../src/sync/interface";
import { until } from "./device";
import type { Ward } from "./ward";

export const DOC: Hex = "f42de189a59a5eb3874092928d8e2254";
export const OTHER: Hex = "2226306ac73257e6a9918dc9b7832e16";
export const DAY_MS = 86_400_000;
export const NOTE = "交接班时有两次迟到";
export const PICTURE = "the bytes of a picture";

export async function signIn(sessions: Sessions, username = "liyan"): Promise<Replica> {
  const outcome = await sessions.signIn(username, "right");
  if (outcome.kind !== "ok") throw new Error(outcome.kind);
  return outcome.replica;
}

/** A note with an answer, a refused change and a picture, none of which the server has; the stamp of the note. */
export async function work(ward: Ward, replica: Replica): Promise<Hex | undefined> {
  await replica.syncNow();
  ward.server.judge = () => "invalid";
  await replica.write(OTHER, "note", [["answers/refused", 9]]);
  await replica.syncNow();
  await until(() => replica.refused.value.length === 1);
  ward.server.judge = () => null;
  ward.weather = "offline";
  const picture = await replica.addPhoto(DOC, new Blob([PICTURE], { type: "image/jpeg" }), 4, 3);
  const photo: [string, typeof picture] = [`photos/${picture.blob}`, picture];
  await replica.write(DOC, "note", [["note", NOTE], ["answers/attitude", 4], photo]);
  return replica.doc(DOC).value?.registers.get("note")?.stamp;
}

/** How often a picture was sent. */
export function pictures(ward: Ward): number {
  return ward.requests.filter((request) => request.startsWith("PUT") && request.includes("/blobs/")).length;
}
