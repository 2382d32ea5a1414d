/** 退出登录前: anonymous ballots that this phone has not sent, and sending them before whoever cast them leaves. */
import { mine } from "../here";

/** Their contexts, live. */
export function waitingBallots(): string[] {
  const ballots = mine().booth?.value?.ballots.value.values() ?? [];
  return [...ballots].filter(({ state }) => state === "waiting").map(({ context }) => context);
}

/** Sends them now; false where one is still here, for want of a network. */
export async function sendWaiting(): Promise<boolean> {
  const booth = mine().booth?.peek();
  for (const context of waitingBallots()) await booth?.sendNow(context).catch(() => undefined);
  return waitingBallots().length === 0;
}
