/** 整改来源: what of the documents that I hold an order can rest on: commentary, surveys, results, published findings. */
import { fieldOf, under, valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { textAt } from "../deeds/bits";
import { all, docAt, personAt, placeName } from "../here";
import type { Origin, OriginKind } from "./order-begin";

const SAID = ["branch_commentary", "leader_remark", "quarterly_remark"];
const LISTED_MAX = 40;

export const ORIGIN_KINDS: readonly OriginKind[] = [
  "finding",
  "commentary",
  "complaint",
  "survey",
  "result",
  "meeting",
];

export function originsOf(kind: OriginKind): Origin[] {
  const found =
    kind === "commentary"
      ? SAID.flatMap(all).flatMap(ofCommentary)
      : kind === "survey"
        ? all("survey_result").flatMap(ofSurvey)
        : kind === "result"
          ? all("period_result").flatMap(ofResult)
          : kind === "meeting"
            ? all(kind).flatMap(ofMeeting)
            : kind === "finding" || kind === "complaint"
              ? [kind, ...(kind === "complaint" ? ["rating_case"] : [])]
                  .flatMap(all)
                  .flatMap((doc) => ofTitled(kind, doc))
              : [];
  return found.sort((one, other) => (one.id < other.id ? 1 : -1)).slice(0, LISTED_MAX);
}

/** A published finding (praise and what was put right on the spot need no order), or a complaint. */
function ofTitled(kind: "finding" | "complaint", doc: Doc): Origin[] {
  if (valueAt(doc, "praise") || valueAt(doc, "fixed")) return [];
  const unit = idOf(valueAt(doc, "unit"));
  const matter = textAt(doc, "text") || textAt(doc, "words");
  return [
    {
      kind,
      id: doc.id,
      part: textAt(doc, "item"),
      title: matter || textAt(doc, "title"),
      under: [placeName(unit), textAt(doc, "title")].filter(Boolean).join(" · "),
      matter,
      unit,
      measure: textAt(doc, "suggestion"),
      building: textAt(doc, "building"),
      spot: [textAt(doc, "floor"), textAt(doc, "object")].filter(Boolean).join(" "),
    },
  ];
}

/** What a meeting decided to have put right by an order, and has none yet. */
function ofMeeting(doc: Doc): Origin[] {
  const activity = docAt(idOf(valueAt(doc, "activity")));
  const title = activity ? textAt(activity, "title") : "";
  return under(doc.registers, "decisions/").flatMap((path): Origin[] => {
    const decision = valueAt(doc, path);
    const matter = String(fieldOf(decision, "text") ?? "");
    if (fieldOf(decision, "becomes") !== "order" || fieldOf(decision, "doc")) return [];
    const unit = idOf(fieldOf(decision, "unit"));
    const part = path.slice("decisions/".length);
    return [{ kind: "meeting", id: doc.id, part, title: matter, under: title, matter, unit }];
  });
}

function ofCommentary(doc: Doc): Origin[] {
  const subject = idOf(valueAt(doc, "subject"));
  const out = doc.kind === "leader_remark" || valueAt(doc, "submitted") === true;
  if (!out || !subject) return [];
  const isUnit = docAt(subject)?.kind === "unit";
  const name = isUnit ? placeName(subject) : (personAt(subject)?.name ?? placeName(subject));
  const matter = textAt(doc, "text") || textAt(doc, "problems");
  const unit = isUnit ? subject : (personAt(subject)?.units[0] ?? null);
  return [{ kind: "commentary", id: doc.id, part: "", title: matter, under: name, matter, unit }];
}

/** Departments below the survey's aim; all of them where it has none. */
function ofSurvey(doc: Doc): Origin[] {
  const survey = docAt(idOf(valueAt(doc, "survey")));
  if (!survey) return [];
  const title = textAt(survey, "title");
  const aim = Number(valueAt(survey, "target") ?? 100);
  const part = String(fieldOf(valueAt(survey, "measure"), "item") ?? "");
  return under(doc.registers, "units/").flatMap((path): Origin[] => {
    const tally = valueAt(doc, path);
    const [rate, n] = [fieldOf(tally, "rate"), Number(fieldOf(tally, "n"))];
    const unit = idOf(path.slice("units/".length));
    if (typeof rate !== "string" || Number(rate) >= aim) return [];
    const matter = t("origin.survey.matter", { title, rate, n });
    return [
      {
        kind: "survey",
        id: doc.id,
        part,
        title,
        under: t("origin.rate", { name: placeName(unit), rate }),
        matter,
        unit,
      },
    ];
  });
}

/** Results of departments and windows that are told. */
function ofResult(doc: Doc): Origin[] {
  const [total, kind, period] = [valueAt(doc, "total"), valueAt(doc, "subject_kind"), textAt(doc, "period")];
  const unit = idOf(valueAt(doc, "subject"));
  if (typeof total !== "string" || valueAt(doc, "below") === true || (kind !== "department" && kind !== "window"))
    return [];
  const matter = t("origin.result.matter", { period, total });
  const words = t("origin.total", { period, total });
  return [{ kind: "result", id: doc.id, part: "", title: placeName(unit), under: words, matter, unit }];
}
