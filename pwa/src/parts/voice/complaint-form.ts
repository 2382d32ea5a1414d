/** 投诉意见登记表: what is asked of a complaint, what is wrong with it, and what the server sent back of one. */
import { idOf } from "../../model/ids";
import type { Value } from "../../sync/interface";
import { t } from "../../text";

export interface Complaint {
  readonly means: "onsite" | "phone" | "box";
  readonly text: string;
  /** Empty where nobody can say which. */
  readonly unit: string;
  readonly contact: string;
}

/** The characters that the server takes. */
const TEXT_MAX = 2_000;
const CONTACT_MAX = 100;

export interface ComplaintFault {
  readonly at: "text" | "contact";
  readonly words: string;
}

/** What the server wouldn't take, at its field; null where nothing is wrong. */
export function complaintFault({ text, contact }: Complaint): ComplaintFault | null {
  const [n, reach] = [[...text.trim()].length, [...contact.trim()].length];
  if (n > TEXT_MAX) return { at: "text", words: t("text.too_long", { n, of: TEXT_MAX }) };
  return reach > CONTACT_MAX ? { at: "contact", words: t("text.too_long", { n: reach, of: CONTACT_MAX }) } : null;
}

/** The form as it was filled in when the server sent it back. */
export function sentBackAs(writes: readonly (readonly [string, Value])[], empty: Complaint): Complaint {
  const said = new Map(writes);
  const words = (path: string) => (typeof said.get(path) === "string" ? String(said.get(path)) : "");
  const means = (["onsite", "phone", "box"] as const).find((each) => each === words("means")) ?? empty.means;
  return { means, text: words("text"), unit: idOf(said.get("unit")) ?? "", contact: words("contact") };
}
