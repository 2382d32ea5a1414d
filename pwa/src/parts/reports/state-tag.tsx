/** How a report stands, in a word. */
import type { JSX } from "preact";
import type { ReportState } from "../../model/report";
import { t } from "../../text";

const TAGS: { readonly [state in ReportState]: string } = {
  draft: "tag",
  returned: "tag fail",
  changed: "tag warn",
  checked: "tag info",
  sent: "tag pass",
};

export function StateTag({ state }: { state: ReportState }): JSX.Element {
  return <span class={TAGS[state]}>{t(`report.state.${state}`)}</span>;
}
