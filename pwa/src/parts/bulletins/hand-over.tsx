/** 接手: where nobody of those who planned a visit is in office any more, the team's leader asks somebody to confirm. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { dashed, idOf } from "../../model/ids";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { all, mine, personAt } from "../here";
import { Pick } from "../pick";

const MAY = ["leader", "supervisor"];

export function HandOver({ visit }: { visit: Doc }): JSX.Element | null {
  const chosen = useSignal("");
  const at = (doc: Doc, path: string) => idOf(doc.registers.get(path)?.value);
  const team = all("inspection_team").find((one) => at(one, "visit") === visit.id);
  if (!team || all("inspection_plan").some(({ id }) => id === at(visit, "plan"))) return null;
  const asked = [...team.registers].flatMap(([path, { value }]) =>
    path.startsWith("stewards/") && value === true ? [personAt(idOf(path.slice(9)) ?? "")?.name ?? ""] : [],
  );
  if (asked.length > 0) return <p class="promise">{t("bul.handed", { names: asked.join(t("list.comma")) })}</p>;
  const people = all("person").flatMap(({ id }) => {
    const one = personAt(id);
    const may = one?.roles.some((held) => MAY.includes(held.role) && held.at === at(visit, "institution"));
    return one && may && id !== mine().person ? [{ value: id, label: one.name }] : [];
  });
  const refused = mine().refused.value.find(({ doc }) => doc === team.id);
  return (
    <details class="card">
      <summary>{t("bul.hand_over")}</summary>
      <div class="stack">
        <p class="muted">{t("bul.hand_over.why")}</p>
        <Pick
          label={t("bul.hand_over.to")}
          value={chosen}
          options={[{ value: "", label: t("bul.hand_over.choose") }, ...people]}
        />
        {refused && (
          <p class="wrong-words" role="alert">
            {refused.message}
          </p>
        )}
        <button
          type="button"
          class="btn soft"
          disabled={!chosen.value}
          onClick={() => void mine().write(team.id, "inspection_team", [[`stewards/${dashed(chosen.value)}`, true]])}
        >
          {t("bul.hand_over.do")}
        </button>
      </div>
    </details>
  );
}
