/**
 * 对应检查表: which checklist of the house an element of a programme means. Chosen by hand, also after publishing; its
 * later versions are meant with it.
 */
import type { JSX } from "preact";
import { type Checklist, checklistOf, currentOf } from "../../model/checklist";
import { bytesOf, idOf } from "../../model/ids";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { all, today } from "../here";
import { Icon } from "../icons";
import { say } from "../toast";
import { type Edited, put } from "./plan";
import "../lists.css";

interface LinkProps {
  readonly plan: Edited;
  /** The element of the section checklists. */
  readonly element: string;
}

/** The versions of one checklist have their first in common. */
function firstOf(id: Hex, lists: ReadonlyMap<Hex, Checklist>): Hex {
  let first = id;
  for (let before = lists.get(id)?.supersedes, step = 0; before && step < 100; step++) {
    first = before;
    before = lists.get(before)?.supersedes;
  }
  return first;
}

export function ListLink({ plan, element }: LinkProps): JSX.Element {
  const lists = new Map(all("checklist").map((doc) => [doc.id, checklistOf(doc)]));
  const linked = idOf(plan.registers.get(`lists/${element}`));
  const current = currentOf([...lists.values()], today.value);
  const meant = linked === null ? undefined : current.find(({ id }) => firstOf(id, lists) === firstOf(linked, lists));
  const former = linked && !meant ? (lists.get(linked) ?? null) : null;
  const words = ({ name, version }: Checklist) => t("plans.list.one", { name, n: version });
  const link = (id: string) => {
    void put(plan.id, [[`lists/${element}`, id ? bytesOf(id) : null]]).then(
      () => say(t("plans.list.kept")),
      () => say(t("save.failed")),
    );
  };
  return (
    <section class="stack" aria-label={t("plans.list")}>
      <h2 class="section">{t("plans.list")}</h2>
      <div class="card stack">
        <label class="line">
          {t("plans.list.which")}
          <select class="input" value={meant?.id ?? linked ?? ""} onChange={(event) => link(event.currentTarget.value)}>
            <option value="">{t("plans.list.none")}</option>
            {linked && !meant && (
              <option value={linked}>{t("plans.list.ended", { name: former ? words(former) : "…" })}</option>
            )}
            {current.map((one) => (
              <option key={one.id} value={one.id}>
                {words(one)}
              </option>
            ))}
          </select>
        </label>
        <p class="small">{t("plans.list.why")}</p>
        {former && (
          <p class="hint">
            <Icon name="alert" />
            {t("plans.list.choose")}
          </p>
        )}
        {meant ? (
          <a class="btn plain" href={`/checklists/${meant.id}`}>
            {t("plans.list.look")}
          </a>
        ) : (
          <a class="btn soft" href="/checklists/upload">
            {t("plans.list.bring")}
          </a>
        )}
      </div>
    </section>
  );
}
