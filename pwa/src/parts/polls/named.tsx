/**
 * 投票, 保密和公开: the ballot as a document of its voter's, cast, and revised until the closing.
 * Promises: what is marked and what is cast is durable on this phone and sent when there is a network; a ballot is cast
 * whole, and the last one stands.
 */
import { useSignal } from "@preact/signals";
import { Fragment, type JSX } from "preact";
import { useEffect } from "preact/hooks";
import { bytesOf, dashed } from "../../model/ids";
import { ballotOf, isCast, marksOf, type Poll } from "../../model/poll";
import type { Ballot } from "../../model/poll-count";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import type { Writes } from "../draft";
import { Frame } from "../frame";
import { docAt, mine, now } from "../here";
import { Icon } from "../icons";
import { SentBack } from "../sent-back";
import { say } from "../toast";
import { Fill, ownLines } from "./fill";
import { useRest } from "./rest";
import { lineName, markWords } from "./words";

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
  const rest = useRest();
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
  const ballot = marksOf(doc) ?? (cast ? {} : before);
  const write = (writes: Writes) =>
    mine().write(id.value ?? "", "poll_ballot", [...(doc ? [] : once(poll)), ...writes]);
  const mark = (marks: Ballot) => write(Object.entries(marks).map(([line, value]) => [`marks/${line}`, value ?? null]));
  const give = async () => {
    // Before the ballot shows as cast: what stands there then takes no tap for a moment.
    rest.begin();
    await write([
      ...ownLines(poll).map((line) => [`answers/${line}`, ballot[line] ?? null] as const),
      ...Object.keys(ballot).map((line) => [`marks/${line}`, null] as const),
      ["cast", true],
    ]);
    revising.value = false;
    rest.begin();
    say(t("poll.sent"));
  };
  const revise = async () => {
    if (!marksOf(doc)) await mark(before);
    revising.value = true;
  };
  if (open && (!cast || revising.value)) {
    return (
      <Fill
        poll={poll}
        title={title}
        under={under}
        ballot={ballot}
        again={cast}
        onMark={(line, value) => void mark({ [line]: value })}
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
          <button type="button" class="btn soft" disabled={rest.on.value} onClick={() => void revise()}>
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

/** What the first write of a ballot says once and for all. */
function once(poll: Poll): Writes {
  return [
    ["poll", bytesOf(poll.id)],
    ["voter", bytesOf(mine().person)],
  ];
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
