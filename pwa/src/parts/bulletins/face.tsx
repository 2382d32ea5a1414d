/** What screens of findings and bulletins share: who may what, tags of states, a matter with its place and pictures. */
import type { JSX } from "preact";
import { type Matter, placeOf, textAt } from "../../model/bulletin";
import { under } from "../../model/deed";
import { dashed, idOf } from "../../model/ids";
import { has } from "../../model/person";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { all, docAt, mine, person } from "../here";
import { Icon } from "../icons";
import { hashOf, Photo } from "../named-photo";
import "../lists.css";
import "./bulletins.css";

/** Leaders and supervisors draft and issue bulletins. */
export const inOffice = (): boolean => has(person.value, "leader", "supervisor");

/** The leader of a visit's team and those who planned it may publish. */
export function publishes(visit: Doc): boolean {
  const me = mine().person;
  const team = all("inspection_team").find((one) => idOf(one.registers.get("visit")?.value) === visit.id);
  if (!team) return false;
  if (idOf(team.registers.get("leader")?.value) === me) return true;
  if (team.registers.get(`stewards/${dashed(me)}`)?.value === true) return true;
  const plan = docAt(idOf(visit.registers.get("plan")?.value));
  if (!plan) return false;
  return (
    idOf(plan.registers.get("organiser")?.value) === me || plan.registers.get(`planners/${dashed(me)}`)?.value === true
  );
}

export function practiceWords(practice: string): string {
  switch (practice) {
    case "covert":
      return t("bul.practice.covert");
    case "surprise":
      return t("bul.practice.surprise");
    case "spot_check":
      return t("bul.practice.spot_check");
    case "special":
      return t("bul.practice.special");
    case "random":
      return t("bul.practice.random");
    case "regular":
      return t("bul.practice.regular");
    case "daily":
      return t("bul.practice.daily");
    case "concentrated":
      return t("bul.practice.concentrated");
    case "research":
      return t("bul.practice.research");
    case "first_hand":
      return t("bul.practice.first_hand");
    default:
      return t("bul.practice.open");
  }
}

/** Its number as documents are cited; null while it has none. */
export function numberOf(doc: Doc): string | null {
  const n = doc.registers.get("number")?.value;
  return typeof n === "number" ? t("bul.number", { code: textAt(doc, "code"), year: textAt(doc, "year"), n }) : null;
}

/** One matter: what was found, where, what should be done. */
export function MatterLines({ matter, where }: { matter: Matter; where?: string }): JSX.Element {
  const place = [where, placeOf(matter)].filter(Boolean).join(" · ");
  return (
    <div class="matter">
      {place && <p class="muted">{place}</p>}
      <p class="matter-text">{matter.text}</p>
      {matter.suggestion && (
        <p class="matter-advice">
          <b>{t("bul.suggestion")}</b> {matter.suggestion}
        </p>
      )}
    </div>
  );
}

/** The pictures that these paths of a document name. */
export function Shots({
  doc,
  paths,
  label,
}: {
  doc: Doc;
  paths: readonly string[];
  label: string;
}): JSX.Element | null {
  if (paths.length === 0) return null;
  return (
    <div class="shots">
      {paths.map((path, at) => {
        const hash = hashOf(doc.registers.get(path)?.value ?? null);
        return hash && <Photo key={hash} doc={doc.id} hash={hash} label={t("bul.photo", { n: at + 1, of: label })} />;
      })}
    </div>
  );
}

export function PraiseTag(): JSX.Element {
  return (
    <span class="tag pass">
      <Icon name="star" />
      {t("bul.praise")}
    </span>
  );
}

/** All pictures that the observations of a visit name, with the document in which each stands. */
export function picturesOf(docs: readonly Doc[]): { doc: Hex; path: string; hash: string }[] {
  return docs.flatMap((doc) =>
    under(doc.registers, "photos/").flatMap((path) => {
      const hash = hashOf(doc.registers.get(path)?.value ?? null);
      return hash ? [{ doc: doc.id, path, hash }] : [];
    }),
  );
}

/** A key for a new element: chance, so that it tells nothing and no other device takes it. */
export function newKey(): string {
  return [...crypto.getRandomValues(new Uint8Array(6))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
