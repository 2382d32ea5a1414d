/**
 * 活动方案: one version of a programme, read from its registers: typed elements by section, in their order.
 * Promises: pure; reads drafts too, so whatever may still be missing there is missing here. Mirrors models/programme.py.
 */
import type { Doc, Hex, Value } from "../sync/interface";
import type { About } from "./bundle";
import { PARTED, SECTION_NAMES, type SectionName, type Sections } from "./bundle-sections";
import { idOf } from "./ids";

export interface Programme {
  readonly id: Hex;
  readonly institution: Hex | null;
  readonly code: string;
  readonly version: number;
  /** The version that this one takes the place of. */
  readonly supersedes: Hex | null;
  readonly about: Partial<About>;
  readonly sections: Sections;
  /** Person by role or evaluation. */
  readonly owners: ReadonlyMap<string, Hex>;
  /** Switched cadences by evaluation: from which month ("2012-03") which one holds, the earliest first. */
  readonly cadences: ReadonlyMap<string, readonly SwitchedCadence[]>;
  readonly published: boolean;
  readonly endedOn: string | null;
}

export interface SwitchedCadence {
  readonly month: string;
  readonly cadence: { readonly [name: string]: Value };
}

interface Ordered {
  readonly id: string;
  readonly order?: number;
}

type Values = { [name: string]: Value };

function isMap(value: Value | undefined): value is Values {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);
}

function orderOf({ order }: Ordered): number {
  return typeof order === "number" ? order : 0;
}

/** By `order`, then by id; ids are compared by their letters' codes, as the server does. */
function inOrder<E extends Ordered>(elements: E[]): E[] {
  return elements.sort((a, b) => orderOf(a) - orderOf(b) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

type Found = Map<string, (Values & Ordered)[]>;

/** Every element under what it stands in: "stages" or "checklists/booth". */
function elementsOf(doc: Doc): Found {
  const found: Found = new Map();
  for (const [path, { value }] of doc.registers) {
    const cut = path.lastIndexOf("/");
    if (cut < 0 || !isMap(value)) continue;
    const above = path.slice(0, cut);
    const siblings = found.get(above) ?? [];
    siblings.push({ ...value, id: path.slice(cut + 1) } as Values & Ordered);
    found.set(above, siblings);
  }
  return found;
}

function sectionOf(found: Found, section: SectionName): (Values & Ordered)[] {
  const elements = inOrder(found.get(section) ?? []);
  if (!PARTED.includes(section)) return elements;
  return elements.map(
    (each) => ({ ...each, items: inOrder(found.get(`${section}/${each.id}`) ?? []) as Value[] }) as Values & Ordered,
  );
}

function ownersOf(doc: Doc): Map<string, Hex> {
  const owners = new Map<string, Hex>();
  for (const [path, { value }] of doc.registers) {
    const person = path.startsWith("owners/") ? idOf(value) : null;
    if (person) owners.set(path.slice("owners/".length), person);
  }
  return owners;
}

function cadencesOf(doc: Doc): Map<string, SwitchedCadence[]> {
  const cadences = new Map<string, SwitchedCadence[]>();
  for (const [path, { value }] of doc.registers) {
    const [family, evaluation, month] = path.split("/");
    if (family !== "cadences" || !evaluation || !month || !isMap(value)) continue;
    cadences.set(evaluation, [...(cadences.get(evaluation) ?? []), { month, cadence: value }]);
  }
  for (const each of cadences.values()) each.sort((a, b) => (a.month < b.month ? -1 : 1));
  return cadences;
}

export function readProgramme(doc: Doc): Programme {
  const valueAt = (path: string): Value => doc.registers.get(path)?.value ?? null;
  const about: Values = {};
  for (const [path, { value }] of doc.registers)
    if (path.startsWith("about/") && value !== null) about[path.slice("about/".length)] = value;
  const [code, version, ended] = [valueAt("code"), valueAt("version"), valueAt("ended_on")];
  const found = elementsOf(doc);
  return {
    id: doc.id,
    institution: idOf(valueAt("institution")),
    code: typeof code === "string" ? code : "",
    version: typeof version === "number" ? version : 1,
    supersedes: idOf(valueAt("supersedes")),
    about: about as unknown as Partial<About>,
    sections: Object.fromEntries(SECTION_NAMES.map((name) => [name, sectionOf(found, name)])) as unknown as Sections,
    owners: ownersOf(doc),
    cadences: cadencesOf(doc),
    published: valueAt("published") === true,
    endedOn: typeof ended === "string" ? ended : null,
  };
}

/** An element of a section by its id. */
export function elementOf<S extends SectionName>(
  programme: Programme,
  section: S,
  id: string,
): Sections[S][number] | undefined {
  return (programme.sections[section] as readonly Sections[S][number][]).find((each) => each.id === id);
}
