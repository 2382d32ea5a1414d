/** The steps of publishing, each under one's own name: propose, take back, return with a reason, confirm. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../../text";
import { Confirm } from "../confirm";
import { mine } from "../here";
import { SavedText } from "./matter-fields";
import { type Proposal, step } from "./proposal";

interface Props {
  readonly proposal: Proposal;
  /** How many matters are not out yet. */
  readonly fresh: number;
}

export function Acts({ proposal, fresh }: Props): JSX.Element {
  const { standing } = proposal;
  if (standing.state === "confirmed") return <p class="small">{t("bul.confirmed.waits")}</p>;
  if (standing.state !== "proposed") return <Propose proposal={proposal} fresh={fresh} />;
  if (!standing.proposers.has(mine().person)) return <Rule proposal={proposal} fresh={fresh} />;
  return (
    <button type="button" class="btn soft" onClick={() => void step(proposal, "returned", t("bul.taken_back"))}>
      {t("bul.take_back")}
    </button>
  );
}

function Propose({ proposal, fresh }: Props): JSX.Element {
  const asking = useSignal(false);
  const bare = fresh === 0 && proposal.visit.registers.has("order");
  const words = bare ? t("bul.propose.result") : t("bul.propose", { n: fresh });
  const ask = (on: boolean) => () => {
    asking.value = on;
  };
  const go = () => {
    asking.value = false;
    void step(proposal, "proposed");
  };
  return (
    <>
      <button type="button" class="btn" disabled={fresh === 0 && !bare} onClick={ask(true)}>
        {words}
      </button>
      <Confirm
        open={asking.value}
        title={words}
        words={t("bul.propose.why")}
        yes={t("bul.propose.yes")}
        onYes={go}
        onNo={ask(false)}
      />
    </>
  );
}

function Rule({ proposal, fresh }: Props): JSX.Element {
  const asking = useSignal(false);
  const returning = useSignal(false);
  const ask = (on: boolean) => () => {
    asking.value = on;
  };
  const go = () => {
    asking.value = false;
    void step(proposal, "confirmed");
  };
  const turn = (on: boolean) => () => {
    returning.value = on;
  };
  if (returning.value) return <Return proposal={proposal} onLeave={turn(false)} />;
  return (
    <div class="row grow">
      <button type="button" class="btn soft" onClick={turn(true)}>
        {t("bul.return")}
      </button>
      <button type="button" class="btn grow" onClick={ask(true)}>
        {t("bul.confirm")}
      </button>
      <Confirm
        open={asking.value}
        title={fresh > 0 ? t("bul.confirm.title", { n: fresh }) : t("bul.confirm.result")}
        words={t(proposal.withheld ? "bul.confirm.withheld" : "bul.confirm.named")}
        yes={t("bul.confirm")}
        onYes={go}
        onNo={ask(false)}
      />
    </div>
  );
}

function Return({ proposal, onLeave }: { proposal: Proposal; onLeave: () => void }): JSX.Element {
  const why = useSignal("");
  return (
    <div class="stack grow">
      <SavedText
        label={t("bul.return.why")}
        value=""
        onSave={(text) => {
          why.value = text;
        }}
      />
      <div class="row">
        <button type="button" class="btn soft" onClick={onLeave}>
          {t("cancel")}
        </button>
        <button
          type="button"
          class="btn danger grow"
          disabled={!why.value.trim()}
          onClick={() => void step(proposal, "returned", why.value.trim())}
        >
          {t("bul.return")}
        </button>
      </div>
    </div>
  );
}
