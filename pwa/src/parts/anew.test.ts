/** 换一个人: the page is loaded anew wherever one would come. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { beginAnew } from "./anew";

let browser = new EventTarget();

beforeEach(() => {
  browser = new EventTarget();
  vi.stubGlobal("addEventListener", browser.addEventListener.bind(browser));
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** A browser with a worker or without, and what the network does. */
function page(worker: boolean, network: typeof fetch): { readonly gone: string[]; readonly inert: boolean } {
  const gone: string[] = [];
  const body = { inert: false };
  vi.stubGlobal("navigator", { serviceWorker: { controller: worker ? {} : null } });
  vi.stubGlobal("location", { replace: (to: string) => gone.push(to), reload: () => gone.push("anew") });
  vi.stubGlobal("document", { body });
  vi.stubGlobal("fetch", network);
  return {
    gone,
    get inert() {
      return body.inert;
    },
  };
}

const fine = async (): Promise<Response> => Response.json({});
const away = async (): Promise<Response> => {
  throw new TypeError("Failed to fetch");
};

test("with a worker no network is asked for", async () => {
  const there = page(true, away);
  expect(await beginAnew("/sign-in")).toBe(true);
  expect(there).toMatchObject({ gone: ["/sign-in"], inert: true });
});

test("without a worker the server gives the page", async () => {
  const there = page(false, fine);
  expect(await beginAnew("/sign-in")).toBe(true);
  expect(there.gone).toEqual(["/sign-in"]);
});

test("with neither one stays on this page, and may go on using it", async () => {
  const there = page(false, away);
  expect(await beginAnew("/sign-in")).toBe(false);
  expect(there).toMatchObject({ gone: [], inert: false });
});

test("a network that never answers is as none", async () => {
  const over = new AbortController();
  const deadline = vi.spyOn(AbortSignal, "timeout").mockReturnValue(over.signal);
  const there = page(false, (_, { signal } = {}) => {
    return new Promise((_done, fail) => signal?.addEventListener("abort", () => fail(signal.reason)));
  });
  const began = beginAnew("/sign-in");
  over.abort();
  expect(await began).toBe(false);
  expect([there.gone, deadline.mock.calls]).toEqual([[], [[5_000]]]);
});

test("where the browser has kept the page, going back to it loads it anew", async () => {
  const there = page(true, away);
  await beginAnew("/sign-in");
  const shownAgain = (persisted: boolean) => browser.dispatchEvent(Object.assign(new Event("pageshow"), { persisted }));
  shownAgain(false);
  expect(there.gone).toEqual(["/sign-in"]);
  shownAgain(true);
  expect(there.gone).toEqual(["/sign-in", "anew"]);
});
