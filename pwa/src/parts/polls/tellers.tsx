/** 监票、计票: who counts, folded. */
import type { JSX } from "preact";
import { t } from "../../text";
import { later } from "../later";
import { At } from "./fault";
import type { Fields } from "./fields";
import { names } from "./words";
import "../fold.css";

const PickPeople = later(async () => (await import("../deeds/pick-people")).PickPeople);

export function Tellers({ fields }: { fields: Fields }): JSX.Element {
  const chosen = fields.tellers;
  return (
    <details class="card stack fold">
      <summary class="row">
        <span class="grow">
          <b class="block">{t("poll.tellers")}</b>
          <span class="muted">{chosen.value.length ? names(chosen.value) : t("poll.tellers.none")}</span>
        </span>
      </summary>
      <At name="tellers" fault={fields.fault}>
        <PickPeople chosen={chosen} />
      </At>
    </details>
  );
}
