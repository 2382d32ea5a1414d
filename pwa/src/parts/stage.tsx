/** Where a round stands, as a word. */
import type { JSX } from "preact";
import type { RoundStage } from "../model/peer";
import { t } from "../text";

export function StageTag({ stage }: { stage: RoundStage }): JSX.Element {
  const words = {
    preparing: t("stage.preparing"),
    open: t("stage.open"),
    closed: t("stage.closed"),
    published: t("stage.published"),
  };
  const tone = { preparing: "", open: "info", closed: "warn", published: "pass" };
  return <span class={`tag ${tone[stage]}`}>{words[stage]}</span>;
}
