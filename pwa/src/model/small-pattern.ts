/**
 * Patterns of texts, such as `1[0-9]{10}`. Mirrors models/small_pattern.py, held to it by shared vectors.
 * Promises: pure; a text matches as a whole or not at all, and no pattern takes longer the cleverer it is.
 */
type Range = readonly [string, string];
type Node =
  | { readonly one: readonly Range[]; readonly not: boolean }
  | { readonly all: readonly Node[] }
  | { readonly any: readonly Node[] }
  | { readonly times: Node; readonly least: number; readonly most: number };

const CLASSES: Readonly<Record<string, readonly Range[]>> = {
  d: [["0", "9"]],
  w: [
    ["0", "9"],
    ["A", "Z"],
    ["a", "z"],
    ["_", "_"],
  ],
  s: [
    [" ", " "],
    ["\t", "\t"],
    ["\n", "\n"],
    ["\r", "\r"],
  ],
};
const SIGNS: Readonly<Record<string, string>> = { n: "\n", t: "\t", r: "\r" };
const ENDS = ["", "|", ")"];
const TIMES: Readonly<Record<string, readonly [number, number]>> = {
  "?": [0, 1],
  "*": [0, Number.POSITIVE_INFINITY],
  "+": [1, Number.POSITIVE_INFINITY],
};

const read = new Map<string, Node>();

/** Whether the whole text is of the pattern, which the server has taken. */
export function matches(pattern: string, text: string): boolean {
  const signs = [...text];
  let node = read.get(pattern);
  if (!node) {
    const bare = pattern.replace(/^\^/, "");
    node = new Reader([...(bare.endsWith("\\$") ? bare : bare.replace(/\$$/, ""))]).either();
    read.set(pattern, node);
  }
  return after(node, signs, new Set([0])).has(signs.length);
}

/** Reads down from alternatives to single characters. */
class Reader {
  private at = 0;
  private readonly pattern: readonly string[];

  constructor(pattern: readonly string[]) {
    this.pattern = pattern;
  }

  private sign(ahead = 0): string {
    return this.pattern[this.at + ahead] ?? "";
  }

  private next(): string {
    this.at++;
    return this.sign(-1);
  }

  either(): Node {
    const found = [this.row()];
    while (this.sign() === "|") {
      this.at++;
      found.push(this.row());
    }
    return { any: found };
  }

  private row(): Node {
    const found: Node[] = [];
    while (!ENDS.includes(this.sign())) found.push(this.times(this.one()));
    return { all: found };
  }

  private one(): Node {
    const sign = this.next();
    if (sign === "(") {
      if (this.sign() === "?" && this.sign(1) === ":") this.at += 2;
      const node = this.either();
      this.at++;
      return node;
    }
    if (sign === "[") return this.set();
    if (sign === "\\") return this.escaped();
    const newlines: Range[] = [
      ["\n", "\n"],
      ["\r", "\r"],
    ];
    return sign === "." ? { one: newlines, not: true } : { one: [[sign, sign]], not: false };
  }

  private escaped(): { one: readonly Range[]; not: boolean } {
    const sign = this.next();
    const known = /^[a-z]$/i.test(sign) ? CLASSES[sign.toLowerCase()] : undefined;
    if (known) return { one: known, not: sign !== sign.toLowerCase() };
    const meant = SIGNS[sign] ?? sign;
    return { one: [[meant, meant]], not: false };
  }

  private set(): Node {
    const not = this.sign() === "^";
    if (not) this.at++;
    const ranges: Range[] = [];
    while (this.at < this.pattern.length && (this.sign() !== "]" || ranges.length === 0)) {
      const found = this.setSign();
      const [low] = found[0] ?? ["", ""];
      const single = found.length === 1 && found[0]?.[0] === found[0]?.[1];
      if (single && this.sign() === "-" && this.sign(1) !== "" && this.sign(1) !== "]") {
        this.at++;
        ranges.push([low, this.setSign()[0]?.[0] ?? low]);
      } else ranges.push(...found);
    }
    this.at++;
    return { one: ranges, not };
  }

  private setSign(): readonly Range[] {
    const sign = this.next();
    return sign === "\\" ? this.escaped().one : [[sign, sign]];
  }

  private times(node: Node): Node {
    const found = TIMES[this.sign()];
    if (found) {
      this.at++;
      return { times: node, least: found[0], most: found[1] };
    }
    if (this.sign() !== "{") return node;
    const end = this.pattern.indexOf("}", this.at);
    const [low = "", high] = this.pattern
      .slice(this.at + 1, end)
      .join("")
      .split(",");
    this.at = end + 1;
    const most = high === undefined ? Number(low) : high === "" ? Number.POSITIVE_INFINITY : Number(high);
    return { times: node, least: Number(low), most };
  }
}

type Places = ReadonlySet<number>;

/** The places in the text that can be reached from these by what the node stands for. */
function after(node: Node, text: readonly string[], places: Places): Places {
  if ("one" in node) {
    const fits = (sign: string) => node.one.some(([low, high]) => isIn(sign, low, high)) !== node.not;
    return new Set([...places].filter((at) => at < text.length && fits(text[at] ?? "")).map((at) => at + 1));
  }
  if ("all" in node) return node.all.reduce((found, each) => after(each, text, found), places);
  if ("any" in node) return new Set(node.any.flatMap((each) => [...after(each, text, places)]));
  let found = places;
  for (let count = 0; count < node.least; count++) {
    const next = after(node.times, text, found);
    const same = next.size === found.size && [...next].every((at) => found.has(at));
    found = next;
    if (same) break;
  }
  const reached = new Set(found);
  for (let count = node.least; found.size > 0 && count < node.most; count++) {
    found = new Set([...after(node.times, text, found)].filter((at) => !reached.has(at)));
    for (const at of found) reached.add(at);
  }
  return reached;
}

/** By code point: texts compare by halves of them. */
function isIn(sign: string, low: string, high: string): boolean {
  const [point, from, to] = [sign, low, high].map((each) => each.codePointAt(0) ?? 0) as [number, number, number];
  return from <= point && point <= to;
}
