/** 定级: what the score proposes for each, to be confirmed or overridden with a reason; the subject sees it after. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { idOf } from "../model/ids";
import { has, textAt } from "../model/person";
import { type Band, type Decision, decisionOf, moreOf, percentText } from "../model/round";
import { Choose } from "../parts/choose";
import { TextLine } from "../parts/entry";
import { Frame } from "../parts/frame";
import { all, docAt, mine, person, personAt, placeName, replica } from "../parts/here";
import { Icon } from "../parts/icons";
import { Nothing } from "../parts/nothing";
import { Face } from "../parts/person-line";
import { say } from "../parts/toast";
import type { Params } from "../router";
import { t } from "../text";
import "../parts/lists.css";
import "../parts/round.css";

const DECIDING = { leader: ["leader"], supervisor: ["supervisor", "admin"], secretary: ["secretary"] } as const;

export default function RoundGrades({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.round);
  const decisions = all("decision")
    .filter((each) => idOf(each.registers.get("round")?.value) === params.round)
    .map(decisionOf)
    .sort((one, other) => Number(other.score) - Number(one.score));
  if (!doc || decisions.length === 0) {
    return (
      <Frame title={t("grade.decide")} above={`/rounds/${params.round}`}>
        <Nothing title={t("grade.none")}>{t("grade.none.why")}</Nothing>
      </Frame>
    );
  }
  const { bands, decider } = moreOf(doc);
  const may = has(person.value, ...(DECIDING[decider as keyof typeof DECIDING] ?? []));
  const agreed = decisions.filter(
    (one) => !one.decided && one.proposed && !one.open && one.subject !== replica.value?.person,
  );
  const confirmAll = async () => {
    for (const one of agreed) {
      await mine().write(one.id, "decision", [
        ["grade", one.proposed],
        ["decided", true],
      ]);
    }
    say(t("grade.confirmed", { n: agreed.length }));
  };
  return (
    <Frame
      title={t("grade.decide")}
      under={textAt(doc, "title")}
      above={`/rounds/${params.round}`}
      dock={
        may &&
        agreed.length > 1 && (
          <button type="button" class="btn" onClick={() => void confirmAll()}>
            {t("grade.confirm_all", { n: agreed.length })}
          </button>
        )
      }
    >
      <p class="promise">
        <Icon name="info" />
        <span>{may ? t("grade.promise") : t("grade.others")}</span>
      </p>
      <div class="card list">
        {decisions.map((one) => (
          <Row key={one.id} decision={one} bands={bands} may={may && one.subject !== replica.value?.person} />
        ))}
      </div>
    </Frame>
  );
}

interface RowProps {
  readonly decision: Decision;
  readonly bands: readonly Band[];
  readonly may: boolean;
}

function Row({ decision, bands, may }: RowProps): JSX.Element {
  const changing = useSignal(false);
  const { subject, proposed } = decision;
  const one = subject ? personAt(subject) : null;
  const name = one?.institution ? one.name : placeName(subject);
  const confirm = () =>
    void mine().write(decision.id, "decision", [
      ["grade", proposed],
      ["decided", true],
    ]);
  return (
    <section class="grade-row" aria-label={name}>
      <span class="row">
        <Face name={name} />
        <span class="grow">
          <b class="block">{name}</b>
          <span class="muted num">{scoreWords(decision)}</span>
          <Why decision={decision} />
        </span>
        {decision.decided && (
          <span class="tag pass">
            <Icon name="check" />
            {decision.grade}
          </span>
        )}
      </span>
      {decision.decided && decision.reason && <p class="wrote">{decision.reason}</p>}
      {decision.decided && decision.by && (
        <span class="small">{t("grade.by", { name: personAt(decision.by)?.name ?? "" })}</span>
      )}
      {!decision.decided && may && !changing.value && (
        <span class="row wrap">
          {proposed && (
            <button type="button" class="btn short" onClick={confirm}>
              {t("grade.confirm", { grade: proposed })}
            </button>
          )}
          <button type="button" class="btn soft short" onClick={() => (changing.value = true)}>
            {t("grade.other")}
          </button>
        </span>
      )}
      {!decision.decided && changing.value && (
        <Override decision={decision} bands={bands} onDone={() => (changing.value = false)} />
      )}
    </section>
  );
}

/** By a programme's model points with the place, else a share of what can be reached. */
function scoreWords({ score, proposed, place }: Decision): string {
  if (!score) return t("grade.no_score");
  const said = { score: percentText(score), grade: proposed || "–" };
  return place === null ? t("grade.proposal", said) : t("grade.placed", { ...said, place });
}

/** What the points alone don't say: a full quota, a tie, a veto, something that is still to come. */
function Why({ decision: { moved, open, reasons, missing } }: { decision: Decision }): JSX.Element {
  return (
    <>
      {moved && <span class="small block">{t("grade.moved")}</span>}
      {open && <span class="small block">{t("grade.tie")}</span>}
      {reasons.length > 0 && (
        <span class="small block">{t("grade.reasons", { what: reasons.join(t("list.comma")) })}</span>
      )}
      {missing > 0 && <span class="small block">{t("grade.missing", { n: missing })}</span>}
    </>
  );
}

function Override({ decision, bands, onDone }: Omit<RowProps, "may"> & { readonly onDone: () => void }): JSX.Element {
  const grade = useSignal(decision.grade || decision.proposed);
  const reason = useSignal(decision.reason);
  const needed = grade.value !== decision.proposed;
  const decide = async () => {
    await mine().write(decision.id, "decision", [
      ["grade", grade.value],
      ...(reason.value.trim() ? ([["reason", reason.value.trim()]] as const) : []),
      ["decided", true],
    ]);
    onDone();
  };
  return (
    <div class="stack">
      <Choose
        label={t("grade")}
        value={grade}
        options={bands.map((band) => ({ value: band.grade, label: band.grade }))}
      />
      <TextLine label={needed ? t("grade.reason.needed") : t("grading.reason")} value={reason} />
      <span class="row wrap">
        <button
          type="button"
          class="btn short"
          disabled={!grade.value || (needed && !reason.value.trim())}
          onClick={() => void decide()}
        >
          {t("grading.give")}
        </button>
        <button type="button" class="btn soft short" onClick={onDone}>
          {t("cancel")}
        </button>
      </span>
    </div>
  );
}
