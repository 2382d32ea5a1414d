/** What was not sent when somebody signs out or a device is ended: nowhere plain on the device, and nothing of it lost. */
import "fake-indexeddb/auto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { until } from "../../tests/sync/device";
import { DOC, NOTE, OTHER, PICTURE, signIn, work } from "../../tests/sync/left-behind";
import { LI, opened, Ward, ZHANG } from "../../tests/sync/ward";
import { got } from "./database";
import type { Hex, Replica } from "./interface";
import { openSessions } from "./sessions";

/** What must not be found: the note, the paths of the answers, the picture. */
const SECRETS = [NOTE, "answers/attitude", "answers/refused", PICTURE];

afterEach(async () => {
  for (const sessions of opened.splice(0)) await sessions.signOut();
});

/** Everything that lies in any store of any database, as one run of bytes for each value; keys by their names. */
async function stored(): Promise<Buffer[]> {
  const found: Buffer[] = [];
  for (const { name = "" } of await indexedDB.databases()) {
    const db = await got(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const rows = db.transaction(store).objectStore(store);
      for (const value of [...(await got(rows.getAll())), ...(await got(rows.getAllKeys()))]) found.push(flat(value));
    }
    db.close();
  }
  return found;
}

function flat(value: unknown): Buffer {
  if (value instanceof CryptoKey) return Buffer.from("a CryptoKey");
  if (value instanceof ArrayBuffer) return Buffer.from(value);
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof Map) return flat([...value]);
  if (typeof value !== "object" || value === null) return Buffer.from(`${String(value)}\n`);
  return Buffer.concat(Object.entries(value).flatMap(([key, item]) => [Buffer.from(`${key}\n`), flat(item)]));
}

async function plain(): Promise<string[]> {
  const values = await stored();
  return [...SECRETS, "a CryptoKey"].filter((secret) => values.some((bytes) => bytes.includes(secret)));
}

async function arrives(ward: Ward, replica: Replica, stamp: Hex | undefined): Promise<void> {
  await replica.syncNow();
  await until(() => replica.status.value.waitingChanges + replica.status.value.waitingPhotos === 0);
  const note = ward.server.docs.get(DOC)?.registers.get("note");
  expect([note?.value, note?.stamp]).toEqual([NOTE, stamp]);
  expect(ward.server.docs.get(DOC)?.registers.get("answers/attitude")?.value).toBe(4);
  expect(ward.requests.some((request) => /^PUT .*blobs/.test(request))).toBe(true);
  expect(replica.refused.value).toMatchObject([{ doc: OTHER, code: "invalid", writes: [["answers/refused", 9]] }]);
}

describe("after signing out", () => {
  test("nothing of it lies plain in any store; after the next sign-in it is sent under its stamps", async () => {
    const ward = new Ward();
    const sessions = ward.sessions();
    const stamp = await work(ward, await signIn(sessions));
    expect(await plain()).toEqual([...SECRETS, "a CryptoKey"]);
    await sessions.signOut();
    expect(await plain()).toEqual([]);
    expect((await sessions.accounts())[0]).toMatchObject({ unsent: 3, signedIn: false });
    ward.weather = "fine";
    const again = await signIn(ward.sessions());
    expect(again.doc(DOC).value?.registers.get("note")?.value).toBe(NOTE);
    const photo = [...(again.doc(DOC).value?.registers.keys() ?? [])].find((path) => path.startsWith("photos/"));
    expect(await (await again.photo(DOC, photo?.slice(7) ?? ""))?.text()).toBe(PICTURE);
    await arrives(ward, again, stamp);
    expect((await sessions.accounts())[0]).toMatchObject({ unsent: 1, signedIn: true });
  });

  test("a second time, and with somebody else in between, nothing is lost and nobody reads another's", async () => {
    const ward = new Ward();
    const sessions = ward.sessions();
    const stamp = await work(ward, await signIn(sessions));
    await sessions.signOut();
    ward.weather = "fine";
    const zhang = await signIn(sessions, "zhang");
    expect(zhang.doc(DOC).value).toBeUndefined();
    expect(await plain()).toEqual(["a CryptoKey"]);
    await sessions.signOut();
    ward.server.judge = () => "replica";
    await signIn(sessions);
    await sessions.signOut();
    expect(await plain()).toEqual([]);
    ward.server.judge = () => null;
    await arrives(ward, await signIn(sessions), stamp);
  });

  test("what a restored server has forgotten is sealed too where it knew no session, and put back there", async () => {
    const ward = new Ward();
    const sessions = ward.sessions();
    const replica = await signIn(sessions);
    await replica.write(DOC, "note", [["note", NOTE]]);
    await replica.syncNow();
    await until(() => replica.status.value.waitingChanges === 0);
    expect(ward.server.docs.get(DOC)).toBeDefined();
    ward.server.restore("0f".repeat(16));
    ward.weather = "signed_out";
    await replica.syncNow();
    expect(replica.status.value.phase).toBe("signed_out");
    await sessions.signOut();
    expect(await plain()).toEqual([]);
    ward.weather = "fine";
    const again = await signIn(sessions);
    await again.syncNow();
    await until(() => ward.server.docs.get(DOC)?.registers.get("note")?.value === NOTE);
  });

  /** A note that the server took and a restore has lost; the session is not known any more. */
  async function forgotten(ward: Ward, replica: Replica): Promise<void> {
    await replica.write(DOC, "note", [["note", NOTE]]);
    await replica.syncNow();
    await until(() => replica.status.value.waitingChanges === 0);
    ward.server.restore("0f".repeat(16));
    ward.weather = "signed_out";
    await replica.syncNow();
  }

  test.each(["the network goes then", "the page is begun anew without one"])("so too where %s", async (how) => {
    const ward = new Ward();
    const sessions = openSessions(ward.tab().ports);
    const replica = await signIn(sessions);
    await forgotten(ward, replica);
    ward.weather = "offline";
    if (how.includes("page")) {
      await replica.close();
      const later = ward.sessions();
      await later.resume();
      await later.signOut();
    } else {
      await replica.syncNow();
      expect(replica.status.value.phase).toBe("offline");
      await sessions.signOut();
    }
    expect(await plain()).toEqual([]);
    ward.weather = "fine";
    await (await signIn(ward.sessions())).syncNow();
    await until(() => ward.server.docs.get(DOC)?.registers.get("note")?.value === NOTE);
  });

  test.each(["no key", "no room"])("with %s nothing that a server had accepted is left", async (lack) => {
    const ward = new Ward();
    if (lack === "no key") ward.keyOf = () => null;
    const sessions = ward.sessions();
    const replica = await signIn(sessions);
    await forgotten(ward, replica);
    if (lack === "no room")
      vi.spyOn(crypto.subtle, "encrypt").mockRejectedValueOnce(new DOMException("no", "OperationError"));
    await sessions.signOut();
    expect((await plain()).filter((found) => found !== "a CryptoKey")).toEqual([]);
  });

  test("a store that was thrown away under the page gets its key again, and is sealed at the sign-out", async () => {
    const ward = new Ward();
    const sessions = ward.sessions();
    const replica = await signIn(sessions);
    await replica.syncNow();
    await vi.waitFor(async () => expect(await plain()).toEqual(["a CryptoKey"]));
    await got(indexedDB.deleteDatabase(`mingcha-${LI}`));
    await replica.write(OTHER, "note", [["a", 1]]);
    await replica.syncNow();
    await vi.waitFor(async () => expect(await plain()).toEqual(["a CryptoKey"]));
    await work(ward, replica);
    await sessions.signOut();
    expect(await plain()).toEqual([]);
  });

  test("without a key it stays as it is, and is sent all the same", async () => {
    const ward = new Ward();
    ward.keyOf = () => null;
    const sessions = ward.sessions();
    const stamp = await work(ward, await signIn(sessions));
    await sessions.signOut();
    expect(await plain()).toEqual(SECRETS);
    ward.weather = "fine";
    await arrives(ward, await signIn(sessions), stamp);
  });

  test("a key that could not be fetched at sign-in is fetched after an exchange", async () => {
    const ward = new Ward();
    ward.keyOf = () => null;
    const sessions = ward.sessions();
    const replica = await signIn(sessions);
    await replica.syncNow();
    ward.keyOf = (person) => person;
    await replica.syncNow();
    await vi.waitFor(async () => expect(await plain()).toEqual(["a CryptoKey"]));
    await work(ward, replica);
    await sessions.signOut();
    expect(await plain()).toEqual([]);
  });

  test("a record that the sign-in could not open is opened after an exchange", async () => {
    const ward = new Ward();
    const sessions = ward.sessions();
    const stamp = await work(ward, await signIn(sessions));
    await sessions.signOut();
    ward.weather = "fine";
    ward.keyOf = () => null;
    const again = await signIn(sessions);
    await again.syncNow();
    expect(again.doc(DOC).value).toBeUndefined();
    ward.keyOf = (person) => person;
    await again.syncNow();
    await until(() => again.doc(DOC).value !== undefined);
    await arrives(ward, again, stamp);
  });

  test("where it can't be sealed it stays as it is", async () => {
    const ward = new Ward();
    const sessions = ward.sessions();
    const stamp = await work(ward, await signIn(sessions));
    vi.spyOn(crypto.subtle, "encrypt").mockRejectedValueOnce(new DOMException("no", "OperationError"));
    await sessions.signOut();
    expect(await plain()).toEqual([...SECRETS, "a CryptoKey"]);
    ward.weather = "fine";
    await arrives(ward, await signIn(sessions), stamp);
  });

  test("another person's key is never taken", async () => {
    const ward = new Ward();
    ward.keyOf = () => ZHANG;
    await signIn(ward.sessions());
    expect(await plain()).toEqual([]);
  });

  test("another tab of the person's shows and counts as before, and brings nothing back", async () => {
    const ward = new Ward();
    const sessions = ward.sessions();
    const stamp = await work(ward, await signIn(sessions));
    const other = await ward.sessions().resume();
    await sessions.signOut();
    await until(() => other?.status.value.waitingChanges === 0);
    expect(await plain()).toEqual([]);
    expect((await sessions.accounts())[0]).toMatchObject({ unsent: 3, signedIn: false });
    ward.weather = "fine";
    await arrives(ward, await signIn(sessions), stamp);
  });
});

test("what a server doesn't open is kept and told, and opens where it was sealed", async () => {
  const ward = new Ward();
  const sessions = ward.sessions();
  const stamp = await work(ward, await signIn(sessions));
  await sessions.signOut();
  ward.weather = "fine";
  ward.secret = 2;
  const elsewhere = await signIn(sessions);
  expect(elsewhere.notices.value).toMatchObject([{ code: "unsent_unreadable", count: 1 }]);
  expect(elsewhere.doc(DOC).value).toBeUndefined();
  await elsewhere.write(OTHER, "note", [["answers/attitude", 1]]);
  ward.weather = "offline";
  await sessions.signOut();
  expect(await plain()).toEqual([]);
  ward.weather = "fine";
  ward.secret = 1;
  const back = await signIn(sessions);
  expect(back.notices.value).toMatchObject([{ code: "unsent_unreadable", count: 1 }]);
  await arrives(ward, back, stamp);
});

describe("a device that was ended", () => {
  test("seals what it has not sent, also what is written on it then; the next sign-in sends it", async () => {
    const ward = new Ward();
    const tab = ward.tab();
    const sessions = openSessions(tab.ports);
    opened.push(sessions);
    const replica = await signIn(sessions);
    const stamp = await work(ward, replica);
    ward.weather = "ended";
    await replica.syncNow();
    await vi.waitFor(async () => expect(await plain()).toEqual([]));
    expect(replica.status.value).toMatchObject({ phase: "signed_out", waitingChanges: 1 });
    const other = "3336306ac73257e6a9918dc9b7832e16";
    await replica.write(other, "note", [["answers/attitude", 5]]);
    tab.ring();
    await vi.waitFor(async () => expect(await plain()).toEqual([]));
    expect((await sessions.accounts())[0]).toMatchObject({ unsent: 4, signedIn: false });
    ward.weather = "fine";
    const again = await signIn(sessions);
    expect(again).not.toBe(replica);
    await arrives(ward, again, stamp);
    expect(ward.server.docs.get(other)?.registers.get("answers/attitude")?.value).toBe(5);
  });

  test("opens it again when the page was closed in between", async () => {
    const ward = new Ward();
    const replica = await signIn(openSessions(ward.tab().ports));
    const stamp = await work(ward, replica);
    ward.weather = "ended";
    await replica.syncNow();
    await vi.waitFor(async () => expect(await plain()).toEqual([]));
    await replica.close();
    ward.weather = "fine";
    const later = ward.sessions();
    expect(await later.resume()).toBeNull();
    await arrives(ward, await signIn(later), stamp);
  });
});
