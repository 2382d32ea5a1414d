/** 现场访谈: a patient asked on the spot, a few taps, nobody's name; the next one in one tap. Works without a network. */
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { idOf } from "../model/ids";
import { all, mine } from "../parts/here";
import { Icon } from "../parts/icons";
import { visitAt } from "../parts/inspect/view";
import { VisitFrame } from "../parts/inspect/visit-frame";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import type { Params } from "../router";
import { t } from "../text";

const Talk = later(async () => (await import("../parts/inspect/talk")).Talk);

export default function VisitTalk({ params }: { params: Params }): JSX.Element {
  const visit = visitAt(params.visit ?? "");
  const done = useRef<(() => void) | null>(null);
  if (!visit?.members.includes(mine().person)) {
    return (
      <VisitFrame title={t("insp.talk")} above={visit ? `/visits/${visit.id}` : "/inspections"}>
        <Nothing title={t("insp.visit.gone")}>{t("insp.visit.gone.why")}</Nothing>
      </VisitFrame>
    );
  }
  const count = all("interview").filter(
    ({ registers }) => idOf(registers.get("visit")?.value) === visit.id && registers.get("done")?.value === true,
  ).length;
  return (
    <VisitFrame
      title={t("insp.talk")}
      under={t("insp.talk.count", { n: count })}
      above={`/visits/${visit.id}`}
      dock={
        <button type="button" class="btn" onClick={() => done.current?.()}>
          {t("insp.talk.next")}
        </button>
      }
    >
      <Talk visit={visit.id} done={done} />
      <p class="promise">
        <Icon name="lock" />
        {t("insp.talk.nameless")}
      </p>
    </VisitFrame>
  );
}
