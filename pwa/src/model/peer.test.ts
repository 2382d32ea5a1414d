import { describe, expect, it } from "vitest";
import { docOf } from "../../tests/docs";
import { shortDecimal } from "./decimal";
import { bytesOf, dashed } from "./ids";
import { organises, owed, type Round, roundOf, stageOf } from "./peer";
import { resultOf, turnoutKey, turnoutOf } from "./peer-result";
import { personOf } from "./person";
import { planFault } from "./plan";

const ROUND = "0a".repeat(16);
const ME = "01".repeat(16);
const [ONE, TWO, THREE] = ["11", "12", "13"].map((pair) => pair.repeat(16)) as [string, string, string];

function review(subject: string, more: object, reviewer = ME) {
  return docOf("peer_review", {
    round: bytesOf(ROUND),
    reviewer: bytesOf(reviewer),
    subject: bytesOf(subject),
    ...more,
  });
}

describe("who runs a round", () => {
  const branch = "0b".repeat(16);
  const of = (name: string, at: string) =>
    personOf(
      docOf("person", { "roles/1": { role: name, at: bytesOf(at), from: "2026-01-01", to: null } }),
      "2026-11-21",
    );
  const ofInstitution = roundOf(docOf("peer_round", { title: "一" }));
  const ofBranch = roundOf(docOf("peer_round", { title: "二", branch: bytesOf(branch) }));

  it.each([
    ["supervisor", ONE, true, true],
    ["admin", ONE, true, true],
    ["secretary", branch, false, true],
    ["secretary", TWO, false, false],
    ["staff", ONE, false, false],
  ])("%s at %s", (name, at, institution, own) => {
    expect(organises(of(name, at), ofInstitution)).toBe(institution);
    expect(organises(of(name, at), ofBranch)).toBe(own);
  });
});

describe("what is owed", () => {
  const assignment = docOf("peer_assignment", {
    round: bytesOf(ROUND),
    reviewer: bytesOf(ME),
    [`subjects/${dashed(ONE)}`]: true,
    [`subjects/${dashed(TWO)}`]: true,
    [`subjects/${dashed(THREE)}`]: null,
  });

  it("is one entry a subject that stands, with how far it is", () => {
    const reviews = [review(ONE, { "answers/duty": 9, submitted: true }), review(TWO, { "answers/duty": 9 })];
    expect(owed(assignment, reviews, ME)).toEqual([
      { subject: ONE, state: "done" },
      { subject: TWO, state: "draft" },
    ]);
  });

  it("counts a review as done that is withheld since the account was reset", () => {
    const more = docOf("peer_assignment", { [`subjects/${dashed(ONE)}`]: true, [`done/${dashed(ONE)}`]: true });
    expect(owed(more, [], ME)).toEqual([{ subject: ONE, state: "done" }]);
  });

  it("is not lessened by what somebody else wrote", () => {
    const reviews = [review(ONE, { submitted: true }, TWO)];
    expect(owed(assignment, reviews, ME).map(({ state }) => state)).toEqual(["none", "none"]);
    expect(owed(undefined, reviews, ME)).toEqual([]);
  });
});

describe("a round", () => {
  const round: Round = roundOf(
    docOf("peer_round", { opens_at: 10, closes_at: 20, opened: true, rule: { type: "branch", each: 6 } }),
  );

  it("goes from its preparation through its time to its publication", () => {
    expect([9, 10, 19, 20].map((nowMs) => stageOf(round, nowMs))).toEqual(["preparing", "open", "open", "closed"]);
    expect(stageOf({ ...round, opened: false }, 15)).toBe("preparing");
    expect(stageOf({ ...round, published: true }, 30)).toBe("published");
  });

  it("is confidential with a threshold of five where it says nothing", () => {
    expect(round).toMatchObject({ anonymity: "confidential", threshold: 5, rule: "branch", each: 6 });
  });
});

describe("a result", () => {
  it("has numbers as the server wrote them", () => {
    const doc = docOf("peer_result", { count: 6, total: "17.80", "items/duty": { mean: "9.20", n: 6 } });
    expect(resultOf(doc)).toMatchObject({
      below: false,
      count: 6,
      total: "17.80",
      items: [{ item: "duty", mean: "9.20", n: 6 }],
    });
  });

  it("below the threshold has none", () => {
    expect(resultOf(docOf("peer_result", { below: true }))).toMatchObject({
      below: true,
      count: 0,
      total: null,
      items: [],
    });
  });
});

it("says of an anonymous round that runs only that it is at least so much, and of nothing told not that it is nothing", () => {
  const of = (more: object) => roundOf(docOf("peer_round", { anonymity: "anonymous", ...more }));
  expect([0, 5].map((n) => turnoutKey(of({}), n))).toEqual(["rnd.turnout.untold", "rnd.turnout.steps"]);
  expect([0, 5].map((n) => turnoutKey(of({ published: true }), n))).toEqual(["turnout", "turnout"]);
  expect(turnoutKey(of({ anonymity: "named" }), 0)).toBe("turnout");
});

it("reads a turnout, nothing counted being nought", () => {
  expect(turnoutOf(docOf("peer_turnout", { owed: 9 }))).toEqual({ owed: 9, submitted: 0 });
});

describe("a plan for a round", () => {
  const plan = {
    title: "年底互评",
    form: "peer@1",
    from: "2026-11-21",
    to: "2026-11-27",
    each: 5,
    threshold: 5,
    confidential: true,
  };

  it("can open when all is chosen, on a single day too", () => {
    expect(planFault(plan)).toBeNull();
    expect(planFault({ ...plan, to: plan.from })).toBeNull();
  });

  it("says the first thing that stands in the way", () => {
    const faults = [
      { title: " " },
      { form: "" },
      { to: "2026-11-20" },
      { each: 0 },
      { each: 51 },
      { each: Number.NaN },
      { threshold: 2 },
      { each: 4 },
    ].map((change) => planFault({ ...plan, ...change }));
    expect(faults).toEqual(["title", "form", "days", "each", "each", "each", "threshold", "below"]);
  });

  it("may ask fewer of each than the threshold when it is named: nobody's voice hides in a mean", () => {
    expect(planFault({ ...plan, each: 1, confidential: false })).toBeNull();
  });
});

it("drops the zeros of a decimal that say nothing, and no others", () => {
  expect(["9.20", "9.00", "10", "100", "0.50"].map(shortDecimal)).toEqual(["9.2", "9", "10", "100", "0.5"]);
});
