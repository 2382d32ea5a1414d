/** 讲评、集中点评: one person's four parts: a draft at once and offline, given once, and later what came of it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { type Commentary, commentaryOf, PARTS, type Part, partsLeft } from "../model/commentary";
import { bytesOf, dashed, idOf } from "../model/ids";
import { isPeriod } from "../model/period";
import { has } from "../model/person";
import { charges } from "../parts/charge";
import { PartField } from "../parts/commentary-field";
import { Confirm } from "../parts/confirm";
import { type Draft, writeDraft } from "../parts/draft";
import { showWrong } from "../parts/fields/wrong";
import { Frame } from "../parts/frame";
import { docAt, mine, person, personAt, placeName } from "../parts/here";
import { Icon } from "../parts/icons";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { sourceOf } from "../parts/of-programme";
import { periodWords } from "../parts/period-words";
import { Said } from "../parts/said";
import { partWords } from "../parts/said-words";
import { flushAll } from "../parts/saving";
import { say } from "../parts/toast";
import { navigate, type Params } from "../router";
import type { Hex } from "../sync/interface";
import { t } from "../text";
import "../parts/commentary.css";
import "../parts/fields/fields.css";

const OutcomeCard = later(async () => (await import("../parts/outcome")).OutcomeCard);
const NotedWords = later(async () => (await import("../parts/meeting/noted-words")).withWords());

/** Where the words go: the branch's commentary for a secretary, one's own quarterly remark for who leads. */
async function draftOf(kind: Draft["kind"], params: Params): Promise<Draft | null> {
  const { period = "", subject = "" } = params;
  const institution = person.peek()?.institution;
  if (!institution) return null;
  const own = mine().person;
  const ledBy = secretaryOf(subject);
  const branch = charges().find((charge) => charge.kind === "branch")?.at ?? ledBy;
  const byLeader = branch === ledBy && has(person.peek(), "leader");
  const from = kind === "branch_commentary" ? branch : own;
  if (!from) return null;
  return {
    doc: await mine().naturalId(kind, period, dashed(from), dashed(subject)),
    kind,
    once: [
      ["period", period],
      [kind === "branch_commentary" ? "branch" : "by", bytesOf(from)],
      ["subject", bytesOf(subject)],
      ["institution", bytesOf(institution)],
      ...(byLeader && kind === "branch_commentary" ? ([["by_leader", true]] as const) : []),
      ...sourceOf(params, kind === "branch_commentary" ? kind : "leader_remark"),
    ],
  };
}

/** The branch of which somebody is the secretary: the leader comments on them. */
function secretaryOf(id: Hex): Hex | undefined {
  return personAt(id)?.roles.find(({ role }) => role === "secretary")?.at ?? undefined;
}

export default function CommentaryWrite({ params }: { params: Params }): JSX.Element {
  const { period = "", subject: id = "" } = params;
  const branchs = location.pathname.startsWith("/commentary");
  const kind = branchs ? "branch_commentary" : "quarterly_remark";
  const { programme = "", element = "" } = params;
  const above = branchs ? "/commentary" : programme ? `/remarks/for/${programme}/${element}` : "/remarks";
  const draft = useSignal<Draft | null>(null);
  useEffect(() => {
    void draftOf(kind, { period, subject: id, programme, element }).then((made) => {
      draft.value = made;
    });
  }, [kind, period, id, programme, element, draft]);
  const subject = personAt(id);
  const title = subject?.name ?? placeName(id);
  const under = `${branchs ? t("say.commentary") : t("say.quarterly")} · ${periodWords(period)}`;
  if (!title || !isPeriod(period)) {
    return (
      <Frame title={t("say.commentary")} above={above}>
        <Nothing title={t("say.away")}>{t("say.away.why")}</Nothing>
      </Frame>
    );
  }
  if (!draft.value) return <Frame title={title} under={under} above={above} children={null} />;
  const doc = docAt(draft.value.doc);
  const said = doc && commentaryOf(doc);
  if (said?.submitted) {
    return (
      <Frame title={title} under={under} above={above}>
        <Said said={said} />
        <Noted draft={draft.value} parts={said.parts} given />
        <OutcomeCard said={said} />
      </Frame>
    );
  }
  return <Open title={title} under={under} above={above} draft={draft.value} said={said ?? null} branchs={branchs} />;
}

interface OpenProps {
  readonly title: string;
  readonly under: string;
  readonly above: string;
  readonly draft: Draft;
  readonly said: Commentary | null;
  readonly branchs: boolean;
}

const NONE: Readonly<Record<Part, string>> = { strengths: "", problems: "", advice: "", direction: "" };

function Open({ title, under, above, draft, said, branchs }: OpenProps): JSX.Element {
  const asking = useSignal(false);
  const strict = useSignal(false);
  const parts = said?.parts ?? NONE;
  const left = partsLeft({ parts });
  const ask = async () => {
    flushAll();
    if (showWrong()) return;
    // What was typed last is still on its way into the document.
    await mine().drain();
    strict.value = true;
    const now = docAt(draft.doc);
    const [first] = now ? partsLeft(commentaryOf(now)) : PARTS;
    if (first) document.querySelector<HTMLElement>(`#part-${first} textarea`)?.focus();
    else asking.value = true;
  };
  const submit = async () => {
    asking.value = false;
    await writeDraft(draft, [["submitted", true]]).catch(() => undefined);
    navigate(above, { replace: true });
    say(t("say.given", { name: title }));
  };
  return (
    <Frame
      title={title}
      under={under}
      above={above}
      dock={
        <>
          {left.length > 0 && <span class="dock-words small">{t("left", { n: left.length })}</span>}
          <button type="button" class="btn" onClick={() => void ask()}>
            {t("say.give")}
          </button>
        </>
      }
    >
      <p class="promise">
        <Icon name="lock" />
        <span>{branchs ? t("say.private") : t("say.private.leader")}</span>
      </p>
      <Noted draft={draft} parts={parts} />
      <section class="card questions">
        {PARTS.map((part) => (
          <fieldset key={part} id={`part-${part}`} class="question">
            <legend>{partWords(part)}</legend>
            <PartField draft={draft} part={part} />
            {strict.value && !parts[part].trim() && <p class="wrong-words">{t("lacks")}</p>}
          </fieldset>
        ))}
      </section>
      <section class="card stack">
        <Tick draft={draft} path="follow_up" on={said?.followUp ?? false} words={t("say.follow_up")} />
        {branchs && <Tick draft={draft} path="public" on={said?.public ?? false} words={t("say.public")} />}
      </section>
      <p class="small centred">{t("save.promise")}</p>
      <Confirm
        open={asking.value}
        title={t("say.ask", { name: title })}
        words={said?.public ? t("say.words.public") : t("say.words")}
        yes={t("say.give")}
        no={t("look.again")}
        onYes={() => void submit()}
        onNo={() => {
          asking.value = false;
        }}
      />
    </Frame>
  );
}

interface NotedProps {
  readonly draft: Draft;
  readonly parts: Readonly<Record<Part, string>>;
  readonly given?: boolean;
}

/** What the scribes of a meeting wrote down, and what another device of one's own did. */
function Noted({ draft, parts, given = false }: NotedProps): JSX.Element {
  const at = new Map(draft.once);
  return (
    <NotedWords
      branch={idOf(at.get("branch")) ?? ""}
      subject={idOf(at.get("subject")) ?? ""}
      period={String(at.get("period"))}
      parts={parts}
      into={draft}
      given={given}
    />
  );
}

interface TickProps {
  readonly draft: Draft;
  readonly path: string;
  readonly on: boolean;
  readonly words: string;
}

function Tick({ draft, path, on, words }: TickProps): JSX.Element {
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={on}
        onChange={(event) =>
          void writeDraft(draft, [[path, event.currentTarget.checked]]).catch(() => say(t("save.failed")))
        }
      />
      <span>
        {words}
        <Icon name="check" />
      </span>
    </label>
  );
}
