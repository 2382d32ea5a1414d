/**
 * 主持: opening, closing, revealing, declaring void; what was never opened is changed or taken away; tellers sign. What
 * can't be undone is asked before it is done.
 */
import { signal, useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { dashed } from "../../model/ids";
import { mayChange, type Poll, runs } from "../../model/poll";
import type { Value } from "../../sync/interface";
import { t } from "../../text";
import { Confirm } from "../confirm";
import { TextLine } from "../entry";
import { mine, person, today } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { momentWords } from "../when";
import { names } from "./words";

const SavedFile = later(async () => (await import("../saved-file")).SavedFile);

type Act = "open" | "close" | "reveal";
const PATHS: Readonly<Record<Act, string>> = { open: "opened", close: "closed", reveal: "revealed" };
const NEXT: Readonly<Record<Poll["stage"], Act | null>> = {
  removed: null,
  preparing: "open",
  open: "close",
  closed: "reveal",
  void: null,
  revealed: null,
};

const PollRefused = later(async () => (await import("./refused")).PollRefused);
/** What is told of ballots on their way, once that part is here. */
const told = signal<((poll: string) => string) | null>(null);

const Remove = later(async () => (await import("./remove")).Remove);

/** An act that came back and is tried again says nothing any more. */
async function write(poll: Poll, path: string, value: Value): Promise<void> {
  const tried = mine()
    .refused.peek()
    .filter((each) => each.doc === poll.id && each.writes.every(([of]) => of === path));
  for (const { id } of tried) await mine().discard(id);
  await mine().write(poll.id, "poll", [[path, value]]);
}

export default function Run({ poll }: { poll: Poll }): JSX.Element | null {
  const act = NEXT[poll.stage];
  const asking = useSignal(false);
  const chairs = runs(person.value, poll);
  const teller = poll.tellers.includes(mine().person);
  if (!chairs && !teller) return null;
  const running = poll.stage === "open" || poll.stage === "closed";
  useEffect(() => {
    void import("./way").then(({ wayWords }) => {
      told.value = wayWords;
    });
  }, []);
  const way = (chairs && told.value?.(poll.id)) || "";
  return (
    <section class="card stack">
      <h2>{t("poll.run")}</h2>
      {mine().refused.value.some(({ doc }) => doc === poll.id) && <PollRefused poll={poll.id} />}
      {running && (
        <a class="btn soft" href={`/polls/${poll.id}/papers`}>
          {t("poll.papers")}
        </a>
      )}
      {way && <p class="muted">{way}</p>}
      {chairs && act && (
        <button type="button" class="btn" onClick={() => (asking.value = true)}>
          {t(`poll.${act}`)}
        </button>
      )}
      {chairs && running && <Void poll={poll} />}
      {mayChange(person.value, poll) && (
        <>
          <a class="btn soft" href={`/polls/again/${poll.id}`}>
            {t("poll.change")}
          </a>
          <Remove poll={poll} />
        </>
      )}
      {chairs && act && (
        <Confirm
          open={asking.value}
          title={t(`poll.${act}`)}
          words={way + t(`poll.${act}.ask`)}
          yes={t(`poll.${act}`)}
          onYes={() => {
            asking.value = false;
            void write(poll, PATHS[act], true);
          }}
          onNo={() => {
            asking.value = false;
          }}
        />
      )}
      {poll.stage === "revealed" && <Signing poll={poll} />}
      {poll.stage === "revealed" && (
        <SavedFile
          path={`/api/polls/${dashed(poll.id)}/protocol.docx`}
          name={`${poll.title}.docx`}
          words={t("poll.protocol")}
        />
      )}
    </section>
  );
}

function Void({ poll }: { poll: Poll }): JSX.Element {
  const why = useSignal("");
  return (
    <details>
      <summary>{t("poll.void.do")}</summary>
      <div class="stack">
        <TextLine label={t("poll.void.why")} value={why} />
        <button
          type="button"
          class="btn danger"
          disabled={!why.value.trim()}
          onClick={() => void write(poll, "voided", why.value.trim())}
        >
          {t("poll.void.do")}
        </button>
      </div>
    </details>
  );
}

/** Who has signed the protocol, and the teller's own signature. */
function Signing({ poll }: { poll: Poll }): JSX.Element | null {
  const asking = useSignal(false);
  const me = mine().person;
  if (poll.tellers.length === 0) return null;
  return (
    <>
      <ul class="stack">
        {poll.tellers.map((who) => {
          const at = poll.signed.get(who);
          return (
            <li key={who} class="row">
              <span class="grow">{names([who])}</span>
              <span class={at ? "tag pass" : "tag"}>
                {at ? `${t("poll.signed")} ${momentWords(at, today.value)}` : t("poll.unsigned")}
              </span>
            </li>
          );
        })}
      </ul>
      {poll.tellers.includes(me) && !poll.signed.has(me) && (
        <button type="button" class="btn" onClick={() => (asking.value = true)}>
          <Icon name="check" />
          {t("poll.sign")}
        </button>
      )}
      <Confirm
        open={asking.value}
        title={t("poll.sign")}
        words={t("poll.sign.ask")}
        yes={t("poll.sign")}
        onYes={() => {
          asking.value = false;
          void write(poll, `signed/${dashed(me)}`, true);
        }}
        onNo={() => {
          asking.value = false;
        }}
      />
    </>
  );
}
