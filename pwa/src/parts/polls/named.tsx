/**
 * 投票, 保密和公开: the ballot as a document of its voter's, cast, and revised until the closing.
 * Promises: what is cast is durable on this phone and sent when there is a network; the last one stands.
 */
import { signal, useSignal } from "@preact/signals";
import { Fragment, type JSX } from "preact";
import { useEffect } from "preact/hooks";
import { bytesOf, dashed } from "../../model/ids";
import { ballotOf, isCast, type Poll } from "../../model/poll";
import type { Ballot } from "../../model/poll-count";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { Frame } from "../frame";
import { docAt, mine, now } from "../here";
import { Icon } from "../icons";
import { SentBack } from "../sent-back";
import { say } from "../toast";
import { Fill, ownLines } from "./fill";
import { lineName, markWords } from "./words";

/** What was marked and isn't cast yet, on this device, until the app is closed: by poll. */
const marked = signal<ReadonlyMap<Hex, Ballot>>(new Map());

function keepMarked(poll: Hex, ballot: Ballot | null): void {
  const next = new Map(marked.peek());
  if (ballot) next.set(poll, ballot);
  else next.delete(poll);
  marked.value = next;
}

interface NamedProps {
  readonly poll: Poll;
  readonly title: string;
  readonly under: string;
  /** Whether ballots are taken now. */
  readonly open: boolean;
  /** What stands below one's own ballot once it is cast. */
  readonly children: JSX.Element;
}

/** A confidential or an open poll: the ballot is a document of its voter's. */
export default function NamedBallot({ poll, title, under, open, children }: NamedProps): JSX.Element {
  const id = useSignal<Hex | null>(null);
  const revising = useSignal(false);
  useEffect(() => {
    void mine()
      .naturalId("poll_ballot", dashed(poll.id), dashed(mine().person))
      .then((found) => {
        id.value = found;
      });
  }, [poll.id, id]);
  const doc = docAt(id.value);
  const cast = isCast(doc);
  if (!id.value) return <Frame title={title} under={under} above="/polls" children={null} />;
  const before = ballotOf(doc);
  const ballot = marked.value.get(poll.id) ?? before;
  const give = async () => {
    const { person } = mine();
    const lines = ownLines(poll).map((line) => [`answers/${line}`, ballot[line] ?? null] as const);
    await mine().write(id.value ?? "", "poll_ballot", [
      ...(doc
        ? []
        : ([
            ["poll", bytesOf(poll.id)],
            ["voter", bytesOf(person)],
          ] as const)),
      ...lines,
      ["cast", true],
    ]);
    keepMarked(poll.id, null);
    revising.value = false;
    say(t("poll.sent"));
  };
  if (open && (!cast || revising.value)) {
    return (
      <Fill
        poll={poll}
        title={title}
        under={under}
        ballot={ballot}
        again={cast}
        onMark={(line, value) => keepMarked(poll.id, { ...ballot, [line]: value })}
        onCast={give}
        head={<SentBack doc={id.value} />}
      >
        {children}
      </Fill>
    );
  }
  return (
    <Frame
      title={title}
      under={under}
      above="/polls"
      dock={
        open && (
          <button type="button" class="btn soft" onClick={() => (revising.value = true)}>
            {t("poll.revise")}
          </button>
        )
      }
    >
      <SentBack doc={id.value}>{cast && <Cast poll={poll} ballot={before} waiting={doc?.waiting === true} />}</SentBack>
      {!cast && poll.stage !== "open" && <p class="muted">{t("poll.over")}</p>}
      {children}
    </Frame>
  );
}

/** That a ballot is out, and what it says: folded, for others may be looking. */
function Cast({ poll, ballot, waiting }: { poll: Poll; ballot: Ballot; waiting: boolean }): JSX.Element {
  const open = poll.stage === "open" && now.value <= poll.closesAt;
  return (
    <section class="card stack" aria-live="polite">
      <span class="row">
        <span class={waiting ? "tag warn" : "tag pass"}>
          <Icon name={waiting ? "clock" : "check"} />
          {t("poll.sent")}
        </span>
      </span>
      {poll.stage !== "revealed" && (
        <p>{waiting ? t("poll.sent.waiting") : open ? t("poll.sent.there") : t("poll.sent.stands")}</p>
      )}
      <details>
        <summary>{t("poll.mine.show")}</summary>
        <dl class="facts">
          {ownLines(poll).map((line) => (
            <Fragment key={line}>
              <dt>{lineName(line, poll)}</dt>
              <dd>{markWords(ballot[line], poll)}</dd>
            </Fragment>
          ))}
        </dl>
      </details>
    </section>
  );
}
