/** 纸质票和举手: what the tellers count, entered paper by paper; one's own batch, and nobody's but one's own. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { bytesOf, dashed } from "../model/ids";
import { type Poll, pollOf, under } from "../model/poll";
import type { Ballot } from "../model/poll-count";
import { Confirm } from "../parts/confirm";
import { Frame } from "../parts/frame";
import { docAt, mine } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { NumberLine, number, type PartProps, whole } from "../parts/polls/batch";
import { Marks } from "../parts/polls/marks";
import { counts } from "../parts/polls/words";
import { SentBack } from "../parts/sent-back";
import { say } from "../parts/toast";
import type { Params } from "../router";
import type { Hex, Value } from "../sync/interface";
import { t } from "../text";

const Given = later(async () => (await import("../parts/polls/given")).default);
const Hands = later(async () => (await import("../parts/polls/hands")).default);

export default function PollPapers({ params }: { params: Params }): JSX.Element {
  const doc = docAt(params.poll);
  const poll = doc && pollOf(doc);
  const above = `/polls/${params.poll}`;
  const batch = useSignal<Hex | null>(null);
  const id = params.poll ?? "";
  useEffect(() => {
    void mine()
      .naturalId("poll_paper", dashed(id), dashed(mine().person))
      .then((found) => {
        batch.value = found;
      });
  }, [id, batch]);
  if (!poll || !batch.value || !counts(poll)) {
    return (
      <Frame title={t("poll.papers")} above={above}>
        {batch.value && <Nothing title={t("not_yours")}>{t("poll.papers.not_yours")}</Nothing>}
      </Frame>
    );
  }
  return (
    <Frame title={t("poll.papers")} under={poll.title} above={above}>
      <SentBack doc={batch.value} />
      <Batch key={batch.value} poll={poll} id={batch.value} />
      {poll.mode === "open" ? <Hands poll={poll} /> : <p class="small">{t("poll.hands.confidential")}</p>}
    </Frame>
  );
}

function Batch({ poll, id }: { poll: Poll; id: Hex }): JSX.Element {
  const doc = docAt(id);
  const write = (writes: readonly (readonly [string, Value])[]) =>
    mine().write(id, "poll_paper", [
      ...(docAt(id)
        ? []
        : ([
            ["poll", bytesOf(poll.id)],
            ["by", bytesOf(mine().person)],
          ] as const)),
      ...writes,
    ]);
  return (
    <>
      <Numbers doc={doc} write={write} />
      <Given doc={doc} poll={poll} write={write} />
      <Papers doc={doc} poll={poll} write={write} />
    </>
  );
}

function Numbers({ doc, write }: PartProps): JSX.Element {
  const issued = useSignal(doc ? String(number(doc, "issued")) : "");
  const returned = useSignal(doc ? String(number(doc, "returned")) : "");
  const [out, back] = [whole(issued.value), whole(returned.value)];
  const keep = async () => {
    await write([
      ["issued", out ?? 0],
      ["returned", back ?? 0],
    ]);
    say(t("poll.papers.kept"));
  };
  return (
    <section class="card stack">
      <NumberLine label={t("poll.papers.issued")} value={issued} />
      <NumberLine label={t("poll.papers.returned")} value={returned} />
      {out !== null && back !== null && back > out && (
        <p class="hint">
          <Icon name="alert" />
          {t("poll.papers.void")}
        </p>
      )}
      <button type="button" class="btn soft" disabled={out === null || back === null} onClick={() => void keep()}>
        {t("poll.papers.keep")}
      </button>
    </section>
  );
}

function Papers({ doc, poll, write }: PartProps & { poll: Poll }): JSX.Element {
  const paper = useSignal<Ballot>({});
  const returned = number(doc, "returned");
  const entered = doc ? [...under(doc, "papers/").keys()].map(Number) : [];
  const next = Math.max(0, ...entered) + 1;
  const entering = useSignal(false);
  const asking = useSignal(false);
  const blank = Object.values(paper.value).every((value) => value == null || (Array.isArray(value) && !value.length));
  const enter = async () => {
    asking.value = false;
    if (entering.value) return;
    entering.value = true;
    const marks = Object.fromEntries(Object.entries(paper.value).filter(([, value]) => value != null)) as {
      [line: string]: Value;
    };
    await write([[`papers/${next}`, marks]]).finally(() => {
      entering.value = false;
    });
    paper.value = {};
    say(t("poll.papers.kept"));
  };
  return (
    <section class="stack">
      <Confirm
        open={asking.value}
        title={t("poll.papers.blank")}
        words={t("poll.papers.blank.why")}
        yes={t("poll.papers.blank.yes")}
        no={t("look.again")}
        onYes={() => void enter()}
        onNo={() => {
          asking.value = false;
        }}
      />
      <h2 class="section">{t("poll.papers.enter")}</h2>
      {returned === 0 && <p class="muted">{t("poll.papers.none")}</p>}
      {returned > 0 && <p class="num">{t("poll.papers.entered", { n: entered.length, of: returned })}</p>}
      {returned > 0 && entered.length >= returned && <p class="promise">{t("poll.papers.all")}</p>}
      {entered.length < returned && (
        <>
          <Marks
            key={next}
            poll={poll}
            lines={poll.lines}
            ballot={paper.value}
            several
            onMark={(line, value) => {
              paper.value = { ...paper.value, [line]: value };
            }}
          />
          <button
            type="button"
            class="btn"
            onClick={() => {
              if (blank) asking.value = !entering.value;
              else void enter();
            }}
          >
            {t("poll.papers.next")}
          </button>
        </>
      )}
      {entered.length > 0 && (
        <button type="button" class="btn plain" onClick={() => void write([[`papers/${Math.max(...entered)}`, null]])}>
          {t("poll.papers.last")}
        </button>
      )}
    </section>
  );
}
