/** The frame of the editor's screens: only for who may edit, and only where the programme is here. */
import type { ComponentChildren, JSX } from "preact";
import { t } from "../../text";
import { Frame } from "../frame";
import { Nothing } from "../nothing";
import { nameOfPlan } from "../plan-titles";
import { type Edited, editedAt, mayEdit } from "./plan";

interface DeskProps {
  readonly id: string | undefined;
  readonly above: string;
  readonly title?: string;
  readonly dock?: (plan: Edited) => ComponentChildren;
  readonly children: (plan: Edited) => ComponentChildren;
}

export function Desk({ id, above, title, dock, children }: DeskProps): JSX.Element {
  const plan = editedAt(id);
  if (!mayEdit() || !plan) {
    const [head, why] = mayEdit()
      ? (["plans.gone", "plans.gone.why"] as const)
      : (["not_yours", "plans.not_yours"] as const);
    return (
      <Frame title={title ?? t("plans")} above={above}>
        <Nothing title={t(head)}>{t(why)}</Nothing>
      </Frame>
    );
  }
  const name = nameOfPlan(plan.doc);
  const version = t("plans.version", { n: plan.version });
  return (
    <Frame
      title={title ?? name}
      under={title ? `${name} · ${version}` : version}
      above={above}
      dock={dock?.(plan)}
      wide
    >
      {children(plan)}
    </Frame>
  );
}
