/** 讲评记录: what scribes and the chair wrote down of what is said about a member, part by part. */
import { PARTS, type Part } from "../../model/commentary";
import { under, valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import type { Doc, Hex } from "../../sync/interface";
import { all } from "../here";

export interface Noted {
  readonly part: Part;
  readonly path: string;
  readonly by: Hex;
  readonly text: string;
}

function isPart(name: string): name is Part {
  return PARTS.some((each) => each === name);
}

/** What one who writes has written, in the order of the parts. */
export function notedIn(doc: Doc): Noted[] {
  const by = idOf(valueAt(doc, "by")) ?? "";
  const found = under(doc.registers, "said/").flatMap((path): Noted[] => {
    const part = path.slice("said/".length).split(".")[0] ?? "";
    const text = valueAt(doc, path);
    return isPart(part) && typeof text === "string" && text.trim() ? [{ part, path, by, text }] : [];
  });
  return found.sort((one, other) => PARTS.indexOf(one.part) - PARTS.indexOf(other.part));
}

/**
 * All that was written down in a quarter of what was said about a member of the branch; and what was typed into this
 * commentary on another device and isn't in it.
 */
export function notedOf(commentary: Hex, branch: Hex, subject: Hex, period: string): Noted[] {
  return all("commentary_note")
    .filter(
      (doc) =>
        idOf(valueAt(doc, "meeting")) === commentary ||
        (idOf(valueAt(doc, "branch")) === branch &&
          idOf(valueAt(doc, "subject")) === subject &&
          valueAt(doc, "period") === period),
    )
    .flatMap(notedIn);
}

/** The parts as they are once these words stand in them too: each once, after what stands there already. */
export function taken(parts: Readonly<Record<Part, string>>, noted: readonly Noted[]): [Part, string][] {
  return PARTS.flatMap((part): [Part, string][] => {
    const before = parts[part].trim();
    const fresh: string[] = [];
    for (const each of noted) {
      const words = each.text.trim();
      if (each.part === part && ![before, ...fresh].some((text) => text.includes(words))) fresh.push(words);
    }
    return fresh.length === 0 ? [] : [[part, [before, ...fresh].filter(Boolean).join("\n")]];
  });
}
