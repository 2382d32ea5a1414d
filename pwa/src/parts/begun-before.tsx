/** 接着写: says that a form stands as it was left, and begins it afresh if that is wanted. */
import type { JSX } from "preact";
import { t } from "../text";

export function BegunBefore({ onAfresh }: { onAfresh: () => void }): JSX.Element {
  return (
    <div class="row wrap" role="status">
      <span class="muted">{t("draft.begun")}</span>
      <button type="button" class="btn plain short" onClick={onAfresh}>
        {t("draft.afresh")}
      </button>
    </div>
  );
}
