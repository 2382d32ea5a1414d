/** 没有计入的匿名评议: what was filled in came too late; its author alone reads it, for as long as they keep it. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Answers } from "../../model/answers";
import type { Form } from "../../model/form";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { AnswerList } from "../answers";
import { Confirm } from "../confirm";
import { mine } from "../here";
import { say } from "../toast";

interface Props {
  readonly context: Hex;
  readonly form: Form;
  readonly answers: Answers;
  readonly note: string;
}

export function CameLate({ context, form, answers, note }: Props): JSX.Element {
  const asking = useSignal(false);
  const drop = async () => {
    asking.value = false;
    await mine().booth?.peek()?.forget(context);
    say(t("ballot.late.dropped"));
  };
  return (
    <>
      <h2 class="section">{t("ballot.late.yours")}</h2>
      <AnswerList form={form} doc={context} answers={answers} note={note} />
      <button
        type="button"
        class="btn plain"
        onClick={() => {
          asking.value = true;
        }}
      >
        {t("ballot.late.drop")}
      </button>
      <Confirm
        open={asking.value}
        title={t("ballot.late.drop.ask")}
        words={t("ballot.late.drop.words")}
        yes={t("ballot.late.drop")}
        onYes={() => void drop()}
        onNo={() => {
          asking.value = false;
        }}
      />
    </>
  );
}
