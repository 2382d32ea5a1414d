/** Tabs: always at most one that believes to lead after a turn of events, and none that waits for a frozen one. */
import { describe, expect, test } from "vitest";
import { FakeChannels, FakeLocks, until } from "../../tests/sync/device";
import { Tabs } from "./tabs";

interface Tab {
  readonly tabs: Tabs;
  readonly told: unknown[];
  gained: number;
  lost: number;
}

function opener(withLocks: boolean): () => Tab {
  const locks = new FakeLocks();
  const channels = new FakeChannels();
  return () => {
    const told: unknown[] = [];
    const tab: Tab = {
      told,
      gained: 0,
      lost: 0,
      tabs: new Tabs("li", {
        locks: withLocks ? (locks as unknown as LockManager) : null,
        channel: channels.make("mingcha"),
        gained: () => void tab.gained++,
        lost: () => void tab.lost++,
        heard: (message) => void told.push(message),
      }),
    };
    return tab;
  };
}

describe.each([
  ["with locks", true],
  ["without locks, as on a page without HTTPS", false],
])("%s", (_name, withLocks) => {
  test("who takes the lead has it, and who had it knows", async () => {
    const open = opener(withLocks);
    const [one, two] = [open(), open()];
    await one.tabs.take();
    expect([one.tabs.leads, two.tabs.leads]).toEqual([true, false]);
    await two.tabs.take();
    await until(() => one.lost === 1);
    expect([one.tabs.leads, two.tabs.leads]).toEqual([false, true]);
    await one.tabs.take();
    await until(() => two.lost === 1);
    expect([one.tabs.leads, two.tabs.leads]).toEqual([true, false]);
    await one.tabs.take();
    expect(one.lost).toBe(1);
  });

  test("what one tells, the others hear", async () => {
    const open = opener(withLocks);
    const [one, two] = [open(), open()];
    one.tabs.tell({ saved: true });
    await until(() => two.told.length === 1);
    expect([one.told, two.told]).toEqual([[], [{ saved: true }]]);
  });
});

test("when the leader closes, the next in the queue follows", async () => {
  const open = opener(true);
  const [one, two, three] = [open(), open(), open()];
  await one.tabs.take();
  two.tabs.follow();
  three.tabs.follow();
  one.tabs.close();
  await until(() => two.gained === 1);
  expect([two.tabs.leads, three.tabs.leads]).toEqual([true, false]);
  two.tabs.close();
  await until(() => three.gained === 1);
});

test("a lead that was stolen comes back when the thief closes", async () => {
  const open = opener(true);
  const [one, two] = [open(), open()];
  await one.tabs.take();
  await two.tabs.take();
  await until(() => one.lost === 1);
  two.tabs.close();
  await until(() => one.gained === 1);
  expect(one.tabs.leads).toBe(true);
});
