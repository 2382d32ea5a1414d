import { expect, it } from "vitest";
import { onceDone } from "./once";

it("does an act once, however fast it is asked for", async () => {
  let done = 0;
  const act = onceDone(async () => {
    await Promise.resolve();
    done += 1;
    return true;
  });
  await Promise.all([act(), act()]);
  await act();
  expect(done).toBe(1);
});

it("does it again where it wasn't done, or failed", async () => {
  let tries = 0;
  const act = onceDone(async () => {
    tries += 1;
    if (tries === 2) throw new RangeError("too long");
    return tries === 3;
  });
  await act();
  await expect(act()).rejects.toThrow("too long");
  await act();
  await act();
  expect(tries).toBe(3);
});
