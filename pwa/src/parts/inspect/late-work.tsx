/**
 * 退组后送到的记录: what somebody saw before leaving the team and what reached the server only afterwards.
 * Promises: it counts for nothing until the leader takes it in; whoever has left learns nothing of the visit by it.
 */
import type { JSX } from "preact";
import { idOf } from "../../model/ids";
import { t } from "../../text";
import { mine } from "../here";
import { Icon } from "../icons";
import { atWords } from "./at-words";
import type { Late } from "./debts";
import { nameOf, SHOWN_VERDICTS, type Visit } from "./view";

export function LateWork({ visit, late }: { visit: Visit; late: readonly Late[] }): JSX.Element {
  const leads = visit.leader === mine().person;
  const out = visit.standing.state === "published";
  return (
    <section class="card stack" aria-label={t("insp.left")}>
      <h2>{t("insp.left")}</h2>
      <p class="small">{t(out ? "insp.left.reopen" : leads ? "insp.left.why" : "insp.left.leader")}</p>
      {late.map((one) => (
        <One key={one.change} visit={visit} late={one} may={leads && !out} />
      ))}
    </section>
  );
}

function One({ visit, late, may }: { visit: Visit; late: Late; may: boolean }): JSX.Element {
  const { change, person, kind, item, at_ms, received_ms, verdict, words, photos } = late;
  const path = `taken_in/${change}`;
  const taken = late.taken_in || visit.doc.registers.get(path)?.value === true;
  const told = visit.checklist?.registers.get(`items/${item}`)?.value as { readonly text?: string } | undefined;
  const shown = SHOWN_VERDICTS.find((each) => each === verdict);
  return (
    <div class="saw">
      <p class="row">
        <b class="grow">{kind === "interview" ? t("insp.talk") : (told?.text ?? item)}</b>
        {shown && <span class="tag">{t(`insp.verdict.${shown}`)}</span>}
      </p>
      <p class="muted num">
        {t("insp.left.times", { name: nameOf(idOf(person)), at: atWords(at_ms), came: atWords(received_ms) })}
      </p>
      {words.map((line) => (
        <p key={line}>{line}</p>
      ))}
      {photos > 0 && <p class="small">{t("insp.left.photos", { n: photos })}</p>}
      {taken && (
        <p class="row">
          <span class="tag pass">
            <Icon name="check" />
            {t("insp.left.taken")}
          </span>
        </p>
      )}
      {!taken && may && (
        <button
          type="button"
          class="btn soft short"
          onClick={() => void mine().write(visit.id, "visit", [[path, true]])}
        >
          {t("insp.left.take")}
        </button>
      )}
    </div>
  );
}
