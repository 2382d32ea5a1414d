/** Chair, scribes and quorum of a meeting. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { dashed } from "../../model/ids";
import { QUORUMS } from "../../model/meeting";
import type { Doc, Hex, Value } from "../../sync/interface";
import { t } from "../../text";
import { Chips, Sheet } from "../deeds/ask";
import { textAt } from "../deeds/bits";
import { personAt } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { mayName, peopleAt, runs, writeMeeting } from "./acts";

const PickPeople = later(() => import("../deeds/pick-people").then((module) => module.PickPeople));

interface Props {
  readonly activity: Doc;
  readonly meeting: Doc | undefined;
  /** The meeting has begun: the quorum stands. */
  readonly running?: boolean;
}

export function Staff({ activity, meeting, running }: Props): JSX.Element {
  const naming = useSignal<"chair/" | "scribes/" | "">("");
  const open = useSignal(false);
  const chosen = useSignal<readonly Hex[]>([]);
  const names = (prefix: string) =>
    peopleAt(meeting, prefix)
      .map((id) => personAt(id)?.name ?? "")
      .filter(Boolean)
      .join(t("meeting.and"));
  const quorum = (meeting && textAt(meeting, "quorum")) || QUORUMS[0];
  const begin = (prefix: "chair/" | "scribes/") => {
    chosen.value = peopleAt(meeting, prefix);
    naming.value = prefix;
    open.value = true;
  };
  const keep = () => {
    const prefix = naming.value;
    const before = peopleAt(meeting, prefix);
    const gone = before.filter((id) => !chosen.value.includes(id));
    const writes = [
      ...chosen.value.map((id): [string, Value] => [prefix + dashed(id), true]),
      ...gone.map((id): [string, Value] => [prefix + dashed(id), null]),
    ];
    if (writes.length > 0) void writeMeeting(activity, ...writes);
  };
  const words: Record<string, string> = {
    ">1/2": t("meeting.quorum.half"),
    "2/3": t("meeting.quorum.thirds"),
    "4/5": t("meeting.quorum.fifths"),
  };
  const may = { "chair/": runs(activity), "scribes/": mayName(activity, meeting) };
  return (
    <>
      <h2 class="section">{t("meeting.staff")}</h2>
      <div class="card list">
        {(["chair/", "scribes/"] as const).map((prefix) => (
          <button key={prefix} type="button" class="line-row" disabled={!may[prefix]} onClick={() => begin(prefix)}>
            <span class="grow">
              <span class="muted block">{t(prefix === "chair/" ? "meeting.chair" : "meeting.scribes")}</span>
              <b>{names(prefix) || t("meeting.nobody")}</b>
            </span>
            {may[prefix] && <Icon name="go" />}
          </button>
        ))}
      </div>
      {!running && (
        <section class="card stack">
          <Chips
            label={t("meeting.quorum")}
            of={QUORUMS}
            on={[quorum]}
            words={(each) => words[each] ?? each}
            onTap={(each) => void writeMeeting(activity, ["quorum", each])}
          />
        </section>
      )}
      <Sheet
        open={open}
        title={t(naming.value === "scribes/" ? "meeting.scribes" : "meeting.chair")}
        yes={t("meeting.keep")}
        ready={naming.value === "scribes/" || chosen.value.length > 0}
        onYes={keep}
      >
        <PickPeople chosen={chosen} />
      </Sheet>
    </>
  );
}
