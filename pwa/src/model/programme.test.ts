import { describe, expect, it } from "vitest";
import vectors from "../../../tests/vectors/programmes.json";
import { docOf } from "../../tests/docs";
import { untag } from "../../tests/tagged";
import { SECTION_NAMES, type SectionName } from "./bundle-sections";
import { bytesOf } from "./ids";
import { elementOf, readProgramme } from "./programme";
import { programmeFormName } from "./programme-form";

/** A section as a file would have it: without the order that registers carry. */
function asFile(section: SectionName, elements: readonly object[]): object[] {
  return elements.map((element) => {
    const { order: _, items, ...rest } = element as { order?: number; items?: object[] };
    const parted = section === "checklists" || section === "forms";
    if (!parted) return items === undefined ? rest : { ...rest, items };
    return items?.length ? { ...rest, items: asFile("stages", items) } : rest;
  });
}

describe("a programme is read from its registers as the server reads it", () => {
  it.each(vectors.read.map((each, at) => [at, each] as const))("case %i", (_, { registers, tree }) => {
    const expected = untag(tree) as { programme: object } & Record<string, object[]>;
    const programme = readProgramme(docOf("programme", untag(registers) as Record<string, never>));
    expect({ code: programme.code, version: programme.version, ...programme.about }).toEqual(expected.programme);
    for (const section of SECTION_NAMES)
      expect(asFile(section, programme.sections[section])).toEqual(expected[section] ?? []);
  });

  it("names the form that publishing makes", () => {
    for (const { form, programme, version, name } of vectors.form_names)
      expect(programmeFormName(form, programme, version)).toBe(name);
    expect(programmeFormName("daily@1", "0".repeat(32), 1)).toBe("daily@1");
  });
});

describe("what only a running programme has", () => {
  const person = "07".repeat(16);
  const doc = docOf("programme", {
    institution: bytesOf("0a".repeat(16)),
    "owners/office": bytesOf(person),
    "owners/nobody": null,
    "cadences/self/2012-07": { type: "monthly" },
    "cadences/self/2012-03": { type: "bimonthly" },
    "evaluations/self": { title: "自评", kind: ["self"] },
    published: true,
    ended_on: "2012-12-31",
  });
  const programme = readProgramme(doc);

  it("owners, switched cadences in their order, and the end", () => {
    expect([...programme.owners]).toEqual([["office", person]]);
    expect(programme.cadences.get("self")?.map(({ month }) => month)).toEqual(["2012-03", "2012-07"]);
    expect([programme.published, programme.endedOn, programme.institution]).toEqual([
      true,
      "2012-12-31",
      "0a".repeat(16),
    ]);
  });

  it("an element is found by its id", () => {
    expect(elementOf(programme, "evaluations", "self")?.kind).toEqual(["self"]);
    expect(elementOf(programme, "evaluations", "peer")).toBeUndefined();
  });
});
