/** 我的匿名票: how far each is, its receipt, and what this kind of anonymity proves and what it can't. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { fingerprint } from "../model/ballot-key";
import { BallotTag, ballotWords } from "../parts/booth/state";
import { Confirm } from "../parts/confirm";
import { Facts } from "../parts/facts";
import { Frame } from "../parts/frame";
import { docAt, mine, personAt, placeName } from "../parts/here";
import { Nothing } from "../parts/nothing";
import { say } from "../parts/toast";
import type { BallotView } from "../sync/interface";
import { t } from "../text";
import "../parts/round.css";

export default function Ballots(): JSX.Element {
  const late = ({ code }: BallotView) => Number(code === "closed");
  const views = [...(mine().booth?.value?.ballots.value.values() ?? [])].sort(
    (one, other) => late(other) - late(one) || other.context.localeCompare(one.context),
  );
  return (
    <Frame title={t("me.ballots")} above="/me">
      {views.length === 0 && <Nothing title={t("ballots.none")}>{t("ballots.none.why")}</Nothing>}
      {views.map((view) => (
        <BallotRow key={view.context} view={view} />
      ))}
      <How />
    </Frame>
  );
}

/** What the ballot is about: the round or poll, and who is judged. */
function titleOf({ source, subject }: BallotView): string {
  const title = docAt(source)?.registers.get("title")?.value;
  const judged = subject && subject !== source ? (personAt(subject)?.name ?? placeName(subject)) : "";
  return [typeof title === "string" ? title : "", judged].filter(Boolean).join(" · ");
}

function BallotRow({ view }: { view: BallotView }): JSX.Element {
  const asking = useSignal(false);
  const { receipt, context } = view;
  const key = docAt(context)?.registers.get("key")?.value;
  const proofs = { open: "ballots.unchecked", proven: "ballots.checked", missing: "ballots.not_found" } as const;
  const facts: [string, string][] = [[t("ballots.key"), typeof key === "string" ? fingerprint(key) : ""]];
  if (receipt) {
    facts.push([t("ballots.receipt"), `${receipt.leaf.slice(0, 16)} · ${t(proofs[receipt.proof])}`]);
    facts.push([t("ballots.root"), receipt.root?.slice(0, 16) ?? ""]);
  }
  const forget = async () => {
    asking.value = false;
    await mine().booth?.peek()?.forget(context);
    say(t("ballots.forgotten"));
  };
  return (
    <section class={receipt?.proof === "missing" || view.code === "closed" ? "card stack fail" : "card stack"}>
      <h2>{titleOf(view)}</h2>
      <span class="row">
        <BallotTag view={view} />
      </span>
      <p>{ballotWords(view)}</p>
      {view.code === "closed" && docAt(view.source)?.kind === "peer_round" && (
        <a class="btn soft" href={`/reviews/${view.source}/${view.subject}`}>
          {t("ballot.late.read")}
        </a>
      )}
      <details>
        <summary class="tap">{t("ballots.details")}</summary>
        <Facts facts={facts} />
        {receipt && <p class="hash">SHA-256 {receipt.leaf}</p>}
        <p class="muted">{t("ballots.key.why")}</p>
        {receipt?.proof === "proven" && (
          <button
            type="button"
            class="btn plain"
            onClick={() => {
              asking.value = true;
            }}
          >
            {t("ballots.forget")}
          </button>
        )}
      </details>
      <Confirm
        open={asking.value}
        title={t("ballots.forget.ask")}
        words={t("ballots.forget.words")}
        yes={t("ballots.forget")}
        onYes={() => void forget()}
        onNo={() => {
          asking.value = false;
        }}
      />
    </section>
  );
}

function How(): JSX.Element {
  return (
    <section class="card stack">
      <h2>{t("ballots.how")}</h2>
      <ol class="stack">
        <li>{t("ballots.how.1")}</li>
        <li>{t("ballots.how.2")}</li>
        <li>{t("ballots.how.3")}</li>
      </ol>
      <h3>{t("ballots.proves")}</h3>
      <p>{t("ballots.proves.words")}</p>
      <h3>{t("ballots.limits")}</h3>
      <ul class="stack">
        <li>{t("ballots.limits.1")}</li>
        <li>{t("ballots.limits.2")}</li>
        <li>{t("ballots.limits.3")}</li>
        <li>{t("ballots.limits.4")}</li>
      </ul>
    </section>
  );
}
