/** A picture that was not sent yet: it stays over a sign-out, a refusal and a form half filled in, and goes once each. */
import "fake-indexeddb/auto";
import { afterEach, expect, test, vi } from "vitest";
import { until } from "../../tests/sync/device";
import { DAY_MS, DOC, OTHER, PICTURE, pictures, signIn, work } from "../../tests/sync/left-behind";
import { opened, Ward } from "../../tests/sync/ward";
import { uuidText } from "./bytes";
import type { Hex } from "./interface";

afterEach(async () => {
  for (const sessions of opened.splice(0)) await sessions.signOut();
});

test("a picture whose words have arrived waits for its person as long as they are away", async () => {
  const ward = new Ward();
  const sessions = ward.sessions();
  const replica = await signIn(sessions);
  const photo = await replica.addPhoto(DOC, new Blob([PICTURE], { type: "image/jpeg" }), 4, 3);
  const { routes } = ward;
  ward.routes = (method, path, init) =>
    path.includes("/blobs/") ? new Response(null, { status: 503 }) : routes(method, path, init);
  await replica.write(DOC, "note", [["photos/1", photo]]);
  await replica.syncNow();
  await until(() => pictures(ward) === 1);
  await sessions.signOut();
  ward.server.nowMs += 8 * DAY_MS;
  ward.routes = routes;
  const again = await signIn(ward.sessions());
  await until(() => pictures(ward) === 2 && again.status.value.waitingPhotos === 0);
});

test("a picture of a change that came back is there until that is corrected", async () => {
  const ward = new Ward();
  const sessions = ward.sessions();
  const replica = await signIn(sessions);
  await replica.syncNow();
  const { routes } = ward;
  ward.routes = (method, path, init) =>
    path.includes("/blobs/") ? new Response(null, { status: 404 }) : routes(method, path, init);
  ward.server.judge = () => "invalid";
  const photo = await replica.addPhoto(DOC, new Blob([PICTURE], { type: "image/jpeg" }), 4, 3);
  await replica.write(DOC, "note", [["photos/1", photo]]);
  await replica.syncNow();
  await until(() => replica.refused.value.length === 1);
  await until(() => pictures(ward) === 1);
  ward.server.nowMs += 9 * DAY_MS;
  await replica.syncNow();
  await until(() => pictures(ward) === 2);
  ward.routes = routes;
  ward.server.judge = () => null;
  await replica.correct(replica.refused.value[0]?.id ?? "", []);
  await replica.syncNow();
  await until(() => pictures(ward) === 3 && replica.status.value.waitingPhotos === 0);
  expect(replica.notices.value).toEqual([]);
});

test("a picture of a form that is half filled in is there as long as the form is", async () => {
  const ward = new Ward();
  const replica = await signIn(ward.sessions());
  const { routes } = ward;
  ward.routes = (method, path, init) =>
    path.includes("/blobs/") ? new Response(null, { status: 404 }) : routes(method, path, init);
  const photo = await replica.addPhoto(DOC, new Blob([PICTURE], { type: "image/jpeg" }), 4, 3);
  await replica.write(OTHER, "form_draft", [["fields/taken", JSON.stringify([photo])]]);
  ward.server.nowMs += 8 * DAY_MS;
  await replica.syncNow();
  await replica.syncNow();
  expect([pictures(ward), replica.status.value.waitingPhotos]).toEqual([0, 1]);
  await replica.write(OTHER, "form_draft", [["fields/taken", null]]);
  await replica.syncNow();
  await until(() => replica.status.value.waitingPhotos === 0);
});

test("a picture that two documents name goes to both, though one of them was sealed", async () => {
  const ward = new Ward();
  const sessions = ward.sessions();
  await work(ward, await signIn(sessions));
  await sessions.signOut();
  ward.keyOf = () => null;
  ward.weather = "fine";
  const again = await signIn(ward.sessions());
  await again.syncNow();
  ward.weather = "offline";
  const photo = await again.addPhoto(OTHER, new Blob([PICTURE], { type: "image/jpeg" }), 4, 3);
  await again.write(OTHER, "note", [["photos/1", photo]]);
  ward.weather = "fine";
  const { routes } = ward;
  let opens = false;
  ward.routes = (method, path, init) =>
    path.includes("/blobs/") && !opens ? new Response(null, { status: 503 }) : routes(method, path, init);
  await again.syncNow();
  ward.keyOf = (person) => person;
  await again.syncNow();
  await until(() => again.doc(DOC).value !== undefined);
  opens = true;
  const before = ward.requests.length;
  const later = () => ward.requests.slice(before);
  const to = (doc: Hex) => later().some((one) => one.startsWith(`PUT /api/documents/${uuidText(doc)}/blobs/`));
  await vi.waitFor(async () => {
    await again.syncNow();
    expect([to(DOC), to(OTHER), again.status.value.waitingPhotos]).toEqual([true, true, 0]);
  });
});
