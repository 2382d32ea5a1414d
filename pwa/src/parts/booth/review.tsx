/**
 * 匿名互评: the form of a review whose round is anonymous. The draft stays on this device; submitting casts a ballot.
 * Promises: how many take part and from how many on there is a result stands above the first question.
 */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { type Form, unready } from "../../model/form";
import type { Round } from "../../model/peer";
import { navigate } from "../../router";
import type { Answers, Doc, Value } from "../../sync/interface";
import { moreTexts, t } from "../../text";
import { initialAnswers } from "../begin";
import type { Draft, Writes } from "../draft";
import { answered, Filling, Progress, showItem } from "../filling";
import { Frame } from "../frame";
import { Giving } from "../giving";
import { mine, now, today } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { Nothing } from "../nothing";
import { say } from "../toast";
import { ballotAt, ballotDraft, castAnonymously, contextFor, keepBallotDraft, unstored } from "./booth";
import { placesOf, sheetOf } from "./sheet";
import { BallotCard, isOpen } from "./state";

/** What came too late is read by its author; who fills in has no need of it. */
const CameLate = later(async () => (await import("./came-late")).CameLate);

interface Props {
  readonly title: string;
  readonly under: string;
  readonly round: Round;
  readonly subject: string;
  readonly form: Form;
  /** The way to step back, for as long as nothing was cast; `first` throws the ballot away. */
  readonly recuse: (first: () => Promise<void>) => JSX.Element | null;
}

/** For `later`. */
export async function withWords(): Promise<typeof AnonymousReview> {
  await moreTexts("booth");
  return AnonymousReview;
}

function AnonymousReview(props: Props): JSX.Element {
  const { title, under, round, subject, form } = props;
  const again = useSignal(false);
  const context = contextFor(round.id, subject);
  const above = `/reviews/${round.id}`;
  if (!context) {
    return (
      <Frame title={title} under={under} above={above}>
        <Nothing title={t("ballot.unready")}>{t("ballot.unready.why")}</Nothing>
      </Frame>
    );
  }
  const view = ballotAt(context.id);
  const { state } = view;
  const closed = now.value >= round.closesAt;
  const cast = ["waiting", "held", "counted"].includes(state);
  const open = !closed && (isOpen(view) || (again.value && cast));
  if (open) return <Open {...props} context={context} onCast={() => (again.value = false)} />;
  const revise = () => {
    again.value = true;
  };
  const left = !cast && (closed || view.code === "closed") && ballotDraft(context.id);
  return (
    <Frame title={title} under={under} above={above}>
      <BallotCard context={context.id} {...(cast && !closed ? { onRevise: revise } : {})} />
      {left && <CameLate context={context.id} form={form} {...sheetOf(left)} />}
    </Frame>
  );
}

function kept(before: Answers, writes: Writes): Answers {
  const next = new Map<string, Value>(Object.entries(before));
  for (const [path, value] of writes) {
    const name = path.replace(/^answers\//, "");
    if (value === null || value === "") next.delete(name);
    else next.set(name, value);
  }
  return Object.fromEntries(next);
}

function Open({
  title,
  under,
  round,
  form,
  recuse,
  context,
  onCast,
}: Props & { context: Doc; onCast: () => void }): JSX.Element {
  const { id } = context;
  const above = `/reviews/${round.id}`;
  const current = () => ballotDraft(id) ?? Object.fromEntries(initialAnswers(form));
  const { answers, note } = sheetOf(current());
  const draft: Draft = {
    doc: id,
    kind: "peer_review",
    once: [],
    keep: (writes) => keepBallotDraft(id, kept(current(), writes)),
  };
  const electors = context.registers.get("electors")?.value;
  const cast = async () => {
    try {
      await castAnonymously(id, current(), placesOf(form));
    } catch (error) {
      return unstored(error);
    }
    onCast();
    navigate(above, { replace: true });
    say(t("ballot.cast", { name: title }));
  };
  const lacking = () => unready(form, sheetOf(current()).answers, today.value);
  return (
    <Giving
      title={title}
      under={under}
      above={above}
      left={lacking().length}
      act={t("submit")}
      question={t("ballot.ask", { name: title })}
      words={t("ballot.ask.words", { n: answered(form, answers) })}
      showLack={() => showItem(lacking()[0])}
      onGive={cast}
    >
      {(strict) => (
        <>
          {ballotAt(id).state === "refused" && <BallotCard context={id} />}
          <Progress form={form} answers={answers} />
          <p class="promise">
            <Icon name="lock" />
            {t("ballot.promise", { of: typeof electors === "number" ? electors : "", n: round.threshold })}
          </p>
          <p class="muted">{t("ballot.draft")}</p>
          <Filling
            form={form}
            draft={draft}
            answers={answers}
            note={note}
            notePlaceholder={t("ballot.note")}
            strict={strict}
          />
          {ballotAt(id).revision === 0 && recuse(async () => mine().booth?.peek()?.forget(id))}
          <p class="small centred">
            <a href="/me/ballots">{t("ballot.how")}</a>
          </p>
        </>
      )}
    </Giving>
  );
}
