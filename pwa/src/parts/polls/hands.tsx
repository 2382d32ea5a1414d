/** 举手: how many voted by hand in all, and how many for each option; whoever counts may put another's count right. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { bytesOf, dashed, idOf } from "../../model/ids";
import { type Poll, pollIdOf } from "../../model/poll";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { all, docAt, mine } from "../here";
import { SentBack } from "../sent-back";
import { say } from "../toast";
import { NumberLine, number, whole } from "./batch";

export default function Hands({ poll }: { poll: Poll }): JSX.Element | null {
  if (poll.lines.length > 1 || poll.type === "score") return null;
  const doc = all("poll_hands").find((each) => pollIdOf(each) === poll.id);
  // What somebody else has counted since stands in the fields; what is typed here stays, whatever came back of it.
  const others = doc && idOf(doc.registers.get("by")?.value) !== mine().person;
  return <Count key={others ? doc.registers.get("present")?.stamp : "own"} poll={poll} doc={doc} />;
}

function Count({ poll, doc }: { poll: Poll; doc: Doc | undefined }): JSX.Element {
  const present = useSignal(doc ? String(number(doc, "present")) : "");
  const [line = "-"] = poll.lines;
  const told = doc?.registers.get(`tallied/${line}`)?.value as { [option: string]: number } | null | undefined;
  const raised = useSignal<Readonly<Record<string, string>>>(
    Object.fromEntries(Object.entries(told ?? {}).map(([option, n]) => [option, String(n)])),
  );
  const numbers = [...poll.options.keys()].map(
    (option) => [String(option), whole(raised.value[option] ?? "") ?? 0] as const,
  );
  const keep = async () => {
    const id = await mine().naturalId("poll_hands", dashed(poll.id));
    // All of it is said anew: what came back before is put right by this.
    for (const refused of mine().refused.value) if (refused.doc === id) await mine().discard(refused.id);
    await mine().write(id, "poll_hands", [
      ...(docAt(id) ? [] : ([["poll", bytesOf(poll.id)]] as const)),
      ["by", bytesOf(mine().person)],
      ["present", whole(present.value) ?? 0],
      [`tallied/${line}`, Object.fromEntries(numbers.filter(([, n]) => n > 0))],
    ]);
    say(t("poll.papers.kept"));
  };
  return (
    <section class="card stack">
      <h2>{t("poll.hands")}</h2>
      <SentBack doc={doc?.id} />
      <NumberLine label={t("poll.hands.present")} value={present} />
      {[...poll.options].map(([option, label]) => (
        <div key={option} class="line">
          <label>
            {label}
            <input
              class="input num"
              inputMode="numeric"
              value={raised.value[option] ?? ""}
              onInput={(event) => {
                raised.value = { ...raised.value, [option]: event.currentTarget.value };
              }}
            />
          </label>
        </div>
      ))}
      <button type="button" class="btn soft" disabled={whole(present.value) === null} onClick={() => void keep()}>
        {t("poll.papers.keep")}
      </button>
    </section>
  );
}
