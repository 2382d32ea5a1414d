/** 主持: opening, closing, revealing, declaring void; tellers sign. What can't be undone is asked before it is done. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { ballotSpreadMs } from "../../model/ballot-leaving";
import { dashed, idOf } from "../../model/ids";
import { type Poll, runs } from "../../model/poll";
import type { Doc, Value } from "../../sync/interface";
import { t } from "../../text";
import { Confirm } from "../confirm";
import { TextLine } from "../entry";
import { all, docAt, isOrganiser, mine, now, person, today } from "../here";
import { Icon } from "../icons";
import { later } from "../later";
import { SentBack } from "../sent-back";
import { momentWords } from "../when";
import { names } from "./words";

const SavedFile = later(async () => (await import("../saved-file")).SavedFile);

type Act = "open" | "close" | "reveal";
const PATHS: Readonly<Record<Act, string>> = { open: "opened", close: "closed", reveal: "revealed" };
const NEXT: Readonly<Record<Poll["stage"], Act | null>> = {
  preparing: "open",
  open: "close",
  closed: "reveal",
  void: null,
  revealed: null,
};

function write(poll: Poll, path: string, value: Value): Promise<void> {
  return mine().write(poll.id, "poll", [[path, value]]);
}

/** Of an anonymous poll that has closed: that ballots may be on their way, and until when to wait for them. */
function wayWords(poll: Poll): string {
  if (poll.mode !== "anonymous" || poll.stage !== "closed") return "";
  const doc = docAt(poll.id);
  const at = (of: Doc | undefined, path: string) => of?.registers.get(path)?.value ?? 0;
  const context = all("ballot_context").find((each) => idOf(at(each, "source")) === poll.id);
  const count = (path: string) => Number(at(context, path));
  const untilMs = (Number(at(doc, "ended")) || poll.closesAt) + ballotSpreadMs(doc, docAt(poll.institution));
  const said = context ? t("poll.way", { issued: count("issued_steps"), cast: count("cast_steps") }) : "";
  const wait =
    now.value < untilMs
      ? t("poll.way.wait", { time: momentWords(Math.ceil(untilMs / 60_000) * 60_000, today.value) })
      : t("poll.way.waited");
  return said + wait;
}

export default function Run({ poll }: { poll: Poll }): JSX.Element | null {
  const act = NEXT[poll.stage];
  const asking = useSignal(false);
  const chairs = runs(person.value, poll);
  const teller = poll.tellers.includes(mine().person);
  if (!chairs && !teller) return null;
  const running = poll.stage === "open" || poll.stage === "closed";
  const way = chairs ? wayWords(poll) : "";
  return (
    <section class="card stack">
      <h2>{t("poll.run")}</h2>
      <SentBack doc={poll.id} />
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
      {chairs && poll.stage === "preparing" && isOrganiser.value && (
        <a class="btn soft" href={`/polls/again/${poll.id}`}>
          {t("poll.change")}
        </a>
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
