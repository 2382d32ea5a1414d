/** Sessions in memory over an invented hospital; `?as=` chooses who, `?state=` what has happened to them. */
import type { DeviceSession, LocalAccount, Replica, Sessions, SignInOutcome } from "../../src/sync/interface";
import { hospital } from "./hospital";

const asked = new URLSearchParams(sessionStorage.getItem("fake") ?? location.search);
if (location.search) sessionStorage.setItem("fake", location.search);

class FakeSessions implements Sessions {
  resume(): Promise<Replica | null> {
    const who = asked.get("as");
    return who === "nobody" ? Promise.resolve(null) : hospital(who ?? "staff", asked.get("state") ?? "");
  }
  async accounts(): Promise<readonly LocalAccount[]> {
    if (asked.get("state") === "empty") return [];
    return [
      { person: "0".repeat(32), username: "qinxy", name: "覃小燕", unsent: 2, signedIn: false, lost: null },
      { person: "1".repeat(32), username: "liml", name: "李明亮", unsent: 0, signedIn: false, lost: null },
    ];
  }
  async signIn(username: string, password: string): Promise<SignInOutcome> {
    if (password === "wrong") return { kind: "wrong" };
    if (password === "wait") return { kind: "wait", seconds: 8 };
    if (password === "second") return { kind: "second_factor", ticket: "t" };
    if (password === "offline") return { kind: "offline" };
    return { kind: "ok", replica: await hospital(username || "staff", "") };
  }
  async secondFactor(): Promise<SignInOutcome> {
    return { kind: "ok", replica: await hospital("head", "") };
  }
  async first(): Promise<SignInOutcome> {
    return { kind: "ok", replica: await hospital("admin", "") };
  }
  async signOut(): Promise<void> {}
  async expired(): Promise<void> {}
  async devices(): Promise<readonly DeviceSession[]> {
    return [
      {
        id: "a",
        name: "HUAWEI nova 9",
        current: true,
        createdMs: Date.now() - 9e8,
        lastSeenMs: Date.now(),
        waitingChanges: 0,
      },
      {
        id: "b",
        name: "科室电脑 · Chrome",
        current: false,
        createdMs: Date.now() - 4e9,
        lastSeenMs: Date.now() - 3e8,
        waitingChanges: 2,
      },
    ];
  }
  async endDevice(): Promise<void> {}
}

export function openSessions(): Sessions {
  return new FakeSessions();
}
