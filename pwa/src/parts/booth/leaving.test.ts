/** 现在就发: before somebody signs out, anonymous ballots that wait are sent; what can't be sent is told. */
import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it } from "vitest";
import type { BallotView, Replica } from "../../sync/interface";
import { replica } from "../here";
import { sendWaiting, waitingBallots } from "./leaving";

type State = BallotView["state"];
const ballots = signal<ReadonlyMap<string, BallotView>>(new Map());
let sent: string[];
let network: (context: string) => State;

function holding(states: Record<string, State>): void {
  const views = Object.entries(states).map(([context, state]) => [context, { context, state } as BallotView] as const);
  ballots.value = new Map(views);
}

beforeEach(() => {
  sent = [];
  network = () => "held";
  const booth = {
    ballots,
    sendNow: async (context: string) => {
      sent.push(context);
      const view = { context, state: network(context) } as BallotView;
      ballots.value = new Map(ballots.value).set(context, view);
      if (view.state === "waiting") throw new TypeError("no network");
    },
  };
  replica.value = { booth: signal(booth) } as unknown as Replica;
});

describe("whoever signs out with ballots that wait", () => {
  it("is told how many those are: what the server has is none of them", () => {
    holding({ a: "waiting", b: "held", c: "counted", d: "ready", e: "waiting" });
    expect(waitingBallots()).toEqual(["a", "e"]);
  });

  it("sends each of them now, and may leave", async () => {
    holding({ a: "waiting", b: "held", c: "waiting" });
    expect(await sendWaiting()).toBe(true);
    expect(sent).toEqual(["a", "c"]);
  });

  it("may not leave as if they were sent where there is no network, and each was tried", async () => {
    network = (context) => (context === "a" ? "waiting" : "counted");
    holding({ a: "waiting", c: "waiting" });
    expect(await sendWaiting()).toBe(false);
    expect(sent).toEqual(["a", "c"]);
    expect(waitingBallots()).toEqual(["a"]);
  });

  it("leaves at once where nothing waits, or there is no booth", async () => {
    holding({ b: "counted" });
    expect(await sendWaiting()).toBe(true);
    replica.value = { booth: signal(null) } as unknown as Replica;
    expect([await sendWaiting(), sent]).toEqual([true, []]);
  });
});
