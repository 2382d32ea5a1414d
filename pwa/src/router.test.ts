/** 换一个人: the page is loaded anew wherever one would come. */
import { afterEach, expect, test, vi } from "vitest";
import { beginAnew } from "./router";

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A browser with a worker or without, and what the network does. */
function page(worker: boolean, network: () => Promise<Response>): { readonly gone: string[]; readonly inert: boolean } {
  const gone: string[] = [];
  const body = { inert: false };
  vi.stubGlobal("navigator", { serviceWorker: { controller: worker ? {} : null } });
  vi.stubGlobal("location", { replace: (to: string) => gone.push(to) });
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
