/** 无记名投票: the ballot of an anonymous poll; its draft stays on this device, and casting is the booth's. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Poll } from "../../model/poll";
import type { Ballot } from "../../model/poll-count";
import type { Answers, Doc } from "../../sync/interface";
import { moreTexts, t } from "../../text";
import { ballotAt, ballotDraft, castAnonymously, contextFor, keepBallotDraft, unstored } from "../booth/booth";
import { BallotCard, isOpen } from "../booth/state";
import { Frame } from "../frame";
import { Nothing } from "../nothing";
import { say } from "../toast";
import { Fill } from "./fill";
import { useRest } from "./rest";

interface Props {
  readonly poll: Poll;
  readonly title: string;
  readonly under: string;
  readonly open: boolean;
  readonly children: JSX.Element;
}

/** For `later`. */
export async function withWords(): Promise<typeof AnonymousBallot> {
  await moreTexts("booth");
  return AnonymousBallot;
}

function AnonymousBallot(props: Props): JSX.Element {
  const { poll, title, under, open, children } = props;
  const again = useSignal(false);
  const rest = useRest();
  const context = contextFor(poll.id);
  if (!context) {
    return (
      <Frame title={title} under={under} above="/polls">
        <Nothing title={t("ballot.unready")}>{t("ballot.unready.why")}</Nothing>
        {children}
      </Frame>
    );
  }
  const view = ballotAt(context.id);
  const { state } = view;
  const cast = state === "waiting" || state === "held" || state === "counted";
  if (open && (isOpen(view) || (again.value && cast))) {
    const given = () => {
      again.value = false;
      rest.begin();
    };
    return <Open {...props} context={context} again={cast} onGive={rest.begin} onGiven={given} />;
  }
  const revise = () => {
    again.value = true;
  };
  return (
    <Frame title={title} under={under} above="/polls">
      <BallotCard context={context.id} rests={rest.on.value} {...(cast && open ? { onRevise: revise } : {})} />
      {children}
    </Frame>
  );
}

function filled(ballot: Ballot): Answers {
  return Object.fromEntries(Object.entries(ballot).flatMap(([line, value]) => (value == null ? [] : [[line, value]])));
}

function Open({
  children,
  poll,
  title,
  under,
  context,
  again,
  onGive,
  onGiven,
}: Props & { context: Doc; again: boolean; onGive: () => void; onGiven: () => void }) {
  const { id } = context;
  const ballot: Ballot = ballotDraft(id) ?? {};
  const cast = async () => {
    onGive();
    try {
      await castAnonymously(id, filled(ballotDraft(id) ?? {}));
    } catch (error) {
      return unstored(error);
    }
    onGiven();
    say(t("ballot.kept"));
  };
  return (
    <Fill
      poll={poll}
      title={title}
      under={under}
      ballot={ballot}
      again={again}
      onMark={(line, value) => void keepBallotDraft(id, filled({ ...(ballotDraft(id) ?? {}), [line]: value }))}
      onCast={cast}
      head={ballotAt(id).state === "refused" ? <BallotCard context={id} /> : null}
    >
      {children}
    </Fill>
  );
}
