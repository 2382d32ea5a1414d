/** 机构设置: what an administrator sets for the whole house: within how long anonymous ballots leave the phones. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { costOf, SPREAD_S_MAX, typedSpread } from "../model/ballot-spread";
import { moreTexts, t } from "../text";
import { TextLine } from "./entry";
import { Frame } from "./frame";
import { institution, mine } from "./here";
import { Icon } from "./icons";
import { say } from "./toast";

/** For `later`. */
export async function withWords(): Promise<typeof InstitutionSettings> {
  await moreTexts("roster");
  return InstitutionSettings;
}

function InstitutionSettings(): JSX.Element | null {
  const doc = institution.value;
  const said = doc?.registers.get("ballot_spread_s")?.value;
  const standing = typeof said === "number" ? String(said) : "";
  return doc ? <Spread key={`${doc.id} ${standing}`} id={doc.id} standing={standing} /> : null;
}

function Spread({ id, standing }: { id: string; standing: string }): JSX.Element {
  const typed = useSignal(standing);
  const seconds = typedSpread(typed.value);
  const save = async () => {
    if (seconds === undefined) return;
    await mine().write(id, "institution", [["ballot_spread_s", seconds]]);
    say(t("house.saved"));
  };
  return (
    <Frame
      title={t("house")}
      above="/me"
      dock={
        <button
          type="button"
          class="btn"
          disabled={seconds === undefined || typed.value.trim() === standing}
          onClick={() => void save()}
        >
          {t("house.save")}
        </button>
      }
    >
      <section class="card stack">
        <h2>{t("house.ballots")}</h2>
        <p class="muted">{t("house.spread.why")}</p>
        <TextLine
          label={t("house.spread")}
          value={typed}
          inputMode="numeric"
          hint={t("house.spread.hint", { most: SPREAD_S_MAX })}
        />
        <div aria-live="polite">
          {seconds === undefined ? (
            <p class="wrong-words">{t("house.spread.wrong", { most: SPREAD_S_MAX })}</p>
          ) : (
            <Cost seconds={seconds} />
          )}
        </div>
        <p class="small">{t("house.spread.else")}</p>
      </section>
    </Frame>
  );
}

function Cost({ seconds }: { seconds: number | null }): JSX.Element {
  const cost = costOf(seconds);
  return (
    <p class={cost === "little" ? "promise" : "hint"}>
      <Icon name={cost === "little" ? "lock" : "alert"} />
      <span>{t(`house.cost.${cost}`)}</span>
    </p>
  );
}
