/** 参评资格 in words, before somebody is put forward, rated or handed the banner. */
import type { JSX } from "preact";
import type { Bar } from "../../model/award-bar";
import type { Given } from "../../model/given";
import type { Hex } from "../../sync/interface";
import { moreTexts, t } from "../../text";
import { fetched } from "../fetched";

const standing = fetched(() => import("./standing"));

interface Props {
  readonly award: Given;
  readonly subject: Hex | null;
  readonly period: string;
}

/** With its words; they are of the honours' group, and the screens of nominations are of another. */
export async function withWords(): Promise<typeof Barred> {
  await moreTexts("honours");
  return Barred;
}

function Barred({ award, subject, period }: Props): JSX.Element | null {
  const { bar, unsure } = (subject && standing()?.standings(award, period)(subject)) || { bar: null, unsure: false };
  if (bar) {
    return (
      <p class="hint" role="status">
        {barWords(bar)}
      </p>
    );
  }
  return unsure ? <p class="small">{t("bar.unsure")}</p> : null;
}

export function barWords({ reason, params }: Bar): string {
  return t(`bar.${reason}`, { least: params.least ?? "", amount: params.amount ?? 0 });
}
