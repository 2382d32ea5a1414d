import { describe, expect, it, test } from "vitest";
import type { Looked } from "./checklist";
import { changesOf, faultOf, freshItem, itemFrom, moving, placing, type Typed, typedOf } from "./checklist-edit";
import type { ChecklistItem } from "./generated";

const WHOLE: ChecklistItem = {
  order: 2,
  text: "仪容仪表",
  group: ["窗口服务", "在岗"],
  polarity: "mixed",
  scale: "score",
  points: "5.5",
  evidence: "photo_if_fail",
  deduct: { each: 1, cap: 5 },
  children: [
    { id: "badge", text: "工号牌", points: 1 },
    { id: "coat", text: "着装" },
  ],
  when: [["answer", "a"], ["text", "pass"], ["="]],
};

const typed = (change: Partial<Typed>, item: Partial<ChecklistItem> = WHOLE): Typed => ({
  ...typedOf(item),
  ...change,
});

describe("an item in fields", () => {
  it("comes back as it was, with what no field knows", () => {
    const odd = { ...WHOLE, unheard_of: { kept: true } } as ChecklistItem;
    expect(itemFrom(typedOf(odd), odd)).toEqual(odd);
    const bare: ChecklistItem = { text: "整洁", order: 1 };
    expect(itemFrom(typedOf(bare), bare)).toEqual(bare);
  });

  it("keeps a part's id where its words stay or only they change", () => {
    const changed = itemFrom(typed({ children: "着装\n工号牌挂正\n微笑" }), WHOLE);
    expect(changed.children).toEqual([
      { id: "coat", text: "着装" },
      { id: "c1", text: "工号牌挂正" },
      { id: "c2", text: "微笑" },
    ]);
    const renamed = itemFrom(typed({ children: "工号牌挂正\n着装" }), WHOLE);
    expect(renamed.children?.[0]).toEqual({ id: "badge", text: "工号牌挂正", points: 1 });
  });

  it("keeps an option's value where its words stay, so that answers keep their meaning", () => {
    const item: ChecklistItem = { text: "选", scale: "choice", options: [{ value: "a", label: "甲" }, "乙"] };
    expect(itemFrom(typed({ options: "乙\n甲\n丙" }, item), item).options).toEqual([
      "乙",
      { value: "a", label: "甲" },
      { value: "o1", label: "丙" },
    ]);
  });

  it("drops what another scale has no use for", () => {
    const item: ChecklistItem = { text: "次数", scale: "number", min: 0, max: 9 };
    expect(itemFrom(typed({ scale: "yes_no" }, item), item)).toEqual({ text: "次数", scale: "yes_no" });
  });

  test.each<[string, Partial<Typed>]>([
    ["text", { text: " " }],
    ["text_long", { text: "字".repeat(501) }],
    ["group", { group: "一\n二\n三\n四\n五\n六" }],
    ["points", { points: "五" }],
    ["points", { points: "-1" }],
    ["bounds", { scale: "number", min: "5", max: "3" }],
    ["bounds", { scale: "number", step: "0" }],
    ["bounds", { scale: "rating", max: "4.5" }],
    ["options", { scale: "choice", options: "" }],
    ["options", { scale: "multiple", options: "甲\n甲" }],
    ["deduct", { each: "多" }],
    ["children", { children: "子\n".repeat(61) }],
  ])("%s is wrong: %o", (fault, change) => {
    expect(faultOf(typed(change))).toBe(fault);
    expect(faultOf(typed({}))).toBeNull();
  });
});

const item = (order: number | undefined, text = "项"): ChecklistItem => ({
  text,
  ...(order === undefined ? {} : { order }),
});
const list = (...orders: (number | undefined)[]): Looked[] =>
  orders.map((order, at) => ({ id: `q${at + 1}`, item: item(order) }));

describe("places", () => {
  it("two that are apart change their numbers", () => {
    expect(moving(list(3, 7, 9), "q3", -1)).toEqual([
      ["q3", item(7)],
      ["q2", item(9)],
    ]);
    expect(moving(list(3, 7), "q1", -1)).toEqual([]);
  });

  it("those that are not apart get new numbers", () => {
    expect(moving(list(undefined, undefined), "q1", 1)).toEqual([
      ["q2", item(1)],
      ["q1", item(2)],
    ]);
  });

  it("an item is put after any other, or first", () => {
    expect(placing(list(1, 2, 3), { id: "q3", item: item(3, "改") }, null)).toEqual([
      ["q3", item(1, "改")],
      ["q1", item(2)],
      ["q2", item(3)],
    ]);
    expect(placing(list(1, 2), { id: "n1", item: item(3, "新") }, "q2")).toEqual([["n1", item(3, "新")]]);
  });

  it("a new item has a name that none had", () => {
    expect(freshItem(["name", "n1", "n3"])).toBe("n2");
  });
});

it("tells what a version adds, changes, removes and moves", () => {
  const before = list(1, 2, 3);
  const [one, two, three] = before as [Looked, Looked, Looked];
  const changed = { ...three, item: { ...three.item, points: 5, order: 1 } };
  const added = { id: "n1", item: item(9, "新") };
  const found = changesOf(before, [changed, one, added]);
  expect(found.items.map(({ id, kind, fields }) => [id, kind, ...fields])).toEqual([
    ["q3", "changed", "points"],
    ["n1", "added"],
    ["q2", "removed"],
  ]);
  expect(found.moved).toBe(true);
  expect(changesOf(before, [one, two, three])).toEqual({ items: [], moved: false });
});
