/** 已交的互评: what one has written of somebody, to be read; or that it is in, though this device doesn't hold it. */
import type { JSX } from "preact";
import { answersOf } from "../model/answers";
import type { Form } from "../model/form";
import type { Hex } from "../sync/interface";
import { t } from "../text";
import { AnswerList } from "./answers";
import { docAt } from "./here";
import { Icon } from "./icons";

/** Without `doc`: withheld since the account was reset. */
export function ReviewGiven({ form, doc: id }: { form: Form; doc?: Hex }): JSX.Element {
  const doc = docAt(id);
  const note = doc?.registers.get("note")?.value;
  const submitted = !id || doc?.registers.get("submitted")?.value === true;
  return (
    <>
      {submitted ? (
        <span class="row">
          <span class="tag pass">
            <Icon name="check" />
            {t("day.done")}
          </span>
        </span>
      ) : (
        <p class="hint">{t("review.closed")}</p>
      )}
      {id ? (
        <AnswerList form={form} doc={id} answers={answersOf(doc)} note={typeof note === "string" ? note : ""} />
      ) : (
        <p class="hint">{t("review.withheld")}</p>
      )}
    </>
  );
}
