/** Where a survey stands, as a word. */
import type { JSX } from "preact";
import type { SurveyStage } from "../model/survey";
import { t } from "../text";

export function SurveyTag({ stage }: { stage: SurveyStage }): JSX.Element {
  const words = {
    planned: t("stage.preparing"),
    open: t("stage.open"),
    closed: t("stage.closed"),
    published: t("survey.counted"),
  };
  const tone = { planned: "", open: "info", closed: "warn", published: "pass" };
  return <span class={`tag ${tone[stage]}`}>{words[stage]}</span>;
}
