import { describe, expect, it, test } from "vitest";
import { docOf } from "../../tests/docs";
import { type Tagged, untag, vectors } from "../../tests/tagged";
import type { Value } from "../sync/interface";
import { codePoints } from "./code-points";
import { checkAnswer, choicesOf, formOf, isBlank, itemOf, missing, unready } from "./form";

interface AnswerCase {
  readonly item: Tagged;
  readonly value: Tagged;
  readonly reason: string | null;
}

interface MissingCase {
  readonly items: Record<string, Tagged>;
  readonly answers: Record<string, Tagged>;
  readonly order: string[];
  readonly missing: string[];
}

const cases = vectors<{ answers: AnswerCase[]; missing: MissingCase[] }>("forms");

function formWith(items: Record<string, Value>) {
  return formOf(docOf("form", Object.fromEntries(Object.entries(items).map(([id, item]) => [`items/${id}`, item]))));
}

describe("the shared vectors", () => {
  test.each(cases.answers.map((one) => [JSON.stringify(one), one] as const))("answers as in Python: %s", (_, one) => {
    const item = itemOf("q", untag(one.item));
    expect(item && checkAnswer(item, untag(one.value))).toBe(one.reason);
  });

  test.each(cases.missing.map((one) => [JSON.stringify(one.answers), one] as const))(
    "missing as in Python: %s",
    (_, one) => {
      const form = formWith(Object.fromEntries(Object.entries(one.items).map(([id, item]) => [id, untag(item)])));
      expect(form.items.map(({ id }) => id)).toEqual(one.order);
      const answers = new Map(Object.entries(one.answers).map(([id, value]) => [id, untag(value)]));
      expect(missing(form, answers)).toEqual(one.missing);
    },
  );
});

describe("a form", () => {
  it("keeps the English words beside the Chinese, and lacks them quietly", () => {
    const form = formWith({
      a: {
        type: "choice",
        label: "首问负责",
        label_en: "First asked",
        options: [{ value: "x", label: "做到", label_en: "Done" }, "y"],
      },
    });
    expect(form.items[0]?.labelEn).toBe("First asked");
    expect(form.items[0]?.options).toEqual([
      { value: "x", label: "做到", labelEn: "Done" },
      { value: "y", label: "y", labelEn: null },
    ]);
    expect(form.titleEn).toBeNull();
  });

  it("ignores what is no item, and a removed one", () => {
    expect(formWith({ a: null, b: "words", c: [1] }).items).toEqual([]);
  });

  it("is not ready while an answer is wrong, even an optional one", () => {
    const form = formWith({
      a: { type: "number", label: "次数", min: 0 },
      b: { type: "text", label: "说明", required: true },
    });
    expect(unready(form, new Map<string, Value>([["a", -1]]))).toEqual(["a", "b"]);
    expect(unready(form, new Map<string, Value>([["b", "好"]]))).toEqual([]);
  });

  it("offers pass, fail and not applicable, or its own options for them", () => {
    const values = (options: Value[]) => {
      const item = itemOf("q", { type: "pass_fail", label: "手卫生", options });
      return item && choicesOf(item).map(({ value }) => value);
    };
    expect(values([])).toEqual(["pass", "fail", "na"]);
    expect(values(["full", "none"])).toEqual(["full", "none"]);
  });
});

it("counts code points, so that a rare character is one", () => {
  expect(codePoints("𠮷a")).toBe(2);
});

it("takes white space and empty lists for no answer, and false and zero for answers", () => {
  expect(["", " 　\n", [], null].map((value) => isBlank(value))).toEqual([true, true, true, true]);
  expect([false, 0, "x"].map((value) => isBlank(value))).toEqual([false, false, false]);
});
