/** A round that a programme asks for, as its evaluation says it; what the programme leaves open stays as it was. */
import type { Value } from "../sync/interface";
import type { Plan, Subjects } from "./round-plan";

function words(value: Value | undefined): string[] {
  const list = Array.isArray(value) ? value : [value];
  return list.flatMap((each) => {
    if (typeof each === "string") return [each];
    const map = each !== null && typeof each === "object" && !(each instanceof Uint8Array) ? each : {};
    return Object.values(map).filter((one) => typeof one === "string");
  });
}

const SUBJECTS: Record<string, Subjects> = {
  leader: "leader",
  leadership: "leader",
  leadership_member: "leader",
  head: "head",
  middle_manager: "head",
  department: "department",
  service_window: "service_window",
  window: "service_window",
  party_member: "party_member",
  staff: "staff",
};

const OUTSIDE = ["conduct_supervisor", "image_supervisor", "reviewer", "survey_agency", "assessor"];

export function prefill(plan: Plan, element: Value | undefined): void {
  if (element === null || typeof element !== "object" || Array.isArray(element) || element instanceof Uint8Array)
    return;
  const kinds = words(element.kind);
  const [first] = words(element.subjects);
  const evaluators = words(element.evaluators);
  if (kinds.includes("combined")) plan.kind.value = "combined";
  else if (kinds.includes("upward")) plan.kind.value = "upward";
  else if (kinds.includes("external") || evaluators.some((each) => OUTSIDE.includes(each)))
    plan.kind.value = "external";
  if (typeof element.title === "string") plan.title.value = element.title;
  if (typeof element.form === "string") plan.form.value = element.form;
  if (element.anonymity === "named" || element.anonymity === "anonymous") plan.anonymity.value = element.anonymity;
  if (typeof element.threshold === "number") plan.threshold.value = String(Math.max(3, element.threshold));
  if (element.quorum === "4/5" || element.quorum === "2/3") plan.quorum.value = element.quorum;
  if (element.quorum === "1/2") plan.quorum.value = ">1/2";
  if (first && SUBJECTS[first]) plan.subjects.value = SUBJECTS[first];
  if (evaluators.includes("party_member")) plan.evaluators.value = "party_member";
  if (element.unit === "branch") plan.rule.value = "branch";
  if (plan.kind.value === "upward" && plan.threshold.value === "5") plan.threshold.value = "3";
}
