/** The sections of a programme by name. Made from models/bundle_*.py by `mingcha types`; edit those, not this. */
import type { Activity, Award, BundleForm, Carrier, Checklist, Consequence, Evaluation, FeedbackChannel, Inspection, PlanDocument, PlanScope, PlanStage, Pledge, Publication, Question, Rectification, Role, ScoringModel, Standard, Target, Theme } from "./bundle";

export interface Sections {
  readonly documents: readonly PlanDocument[];
  readonly scope: readonly PlanScope[];
  readonly themes: readonly Theme[];
  readonly standards: readonly Standard[];
  readonly stages: readonly PlanStage[];
  readonly carriers: readonly Carrier[];
  readonly evaluations: readonly Evaluation[];
  readonly targets: readonly Target[];
  readonly pledges: readonly Pledge[];
  readonly checklists: readonly Checklist[];
  readonly feedback: readonly FeedbackChannel[];
  readonly inspections: readonly Inspection[];
  readonly rectification: readonly Rectification[];
  readonly publications: readonly Publication[];
  readonly awards: readonly Award[];
  readonly consequences: readonly Consequence[];
  readonly activities: readonly Activity[];
  readonly roles: readonly Role[];
  readonly questions: readonly Question[];
  readonly forms: readonly BundleForm[];
  readonly scoring: readonly ScoringModel[];
}

export type SectionName = keyof Sections;

export const SECTION_NAMES: readonly SectionName[] = ["documents", "scope", "themes", "standards", "stages", "carriers", "evaluations", "targets", "pledges", "checklists", "feedback", "inspections", "rectification", "publications", "awards", "consequences", "activities", "roles", "questions", "forms", "scoring"];

/** Sections whose items have registers of their own: `checklists/<id>/<item>`. */
export const PARTED: readonly SectionName[] = ["checklists", "forms"];
