/** 起草通报: about which published inspections; the draft begins with their findings. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { draftOf, type Told, toldVisits } from "../parts/bulletins/draft";
import { inOffice, practiceWords } from "../parts/bulletins/face";
import { Frame } from "../parts/frame";
import { placeName } from "../parts/here";
import { Nothing } from "../parts/nothing";
import { dayWords } from "../parts/when";
import { navigate, type Params } from "../router";
import type { Hex } from "../sync/interface";
import { t } from "../text";
import "../parts/lists.css";

export default function BulletinNew(_: { params: Params }): JSX.Element {
  const picked = useSignal<readonly Hex[]>([]);
  const told = toldVisits();
  if (!inOffice()) {
    return (
      <Frame title={t("bul.new")} above="/bulletins">
        <Nothing title={t("not_yours")}>{t("bul.office_only")}</Nothing>
      </Frame>
    );
  }
  const begin = async () => {
    const id = await draftOf(told.filter(({ visit }) => picked.peek().includes(visit)));
    navigate(`/bulletins/${id}/edit`, { replace: true });
  };
  return (
    <Frame
      title={t("bul.new")}
      above="/bulletins"
      dock={
        <button type="button" class="btn" disabled={picked.value.length === 0} onClick={() => void begin()}>
          {t("bul.begin", { n: picked.value.length })}
        </button>
      }
    >
      {told.length === 0 && <Nothing title={t("bul.findings.none")}>{t("bul.new.none")}</Nothing>}
      {told.length > 0 && <p class="muted">{t("bul.new.how")}</p>}
      {told.map((each) => (
        <Pick
          key={each.visit}
          told={each}
          on={picked.value.includes(each.visit)}
          onTurn={() => {
            const rest = picked.value.filter((one) => one !== each.visit);
            picked.value = rest.length < picked.value.length ? rest : [...rest, each.visit];
          }}
        />
      ))}
    </Frame>
  );
}

function Pick({ told, on, onTurn }: { told: Told; on: boolean; onTurn: () => void }): JSX.Element {
  const good = told.found.filter(({ praise }) => praise).length;
  return (
    <label class="card pick">
      <input type="checkbox" checked={on} onChange={onTurn} />
      <span class="grow">
        <b class="block">{`${placeName(told.unit)} · ${told.title}`}</b>
        <span class="muted num">
          {[
            dayWords(told.day),
            practiceWords(told.practice),
            t("bul.counts", { bad: told.found.length - good, good }),
          ].join(" · ")}
        </span>
      </span>
    </label>
  );
}
