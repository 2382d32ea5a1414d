/** Of whom the branch speaks: how many are done, and a button for each who is left; the room follows. */
import type { JSX } from "preact";
import { bytesOf } from "../../model/ids";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { personAt } from "../here";
import { flushAll } from "../saving";
import { writeMeeting } from "./acts";

interface Props {
  readonly activity: Doc;
  readonly left: readonly Hex[];
  readonly done: number;
  readonly subject: Hex | null;
  /** Stands between the count and the names. */
  readonly why?: string;
}

export function OfWhom({ activity, left, done, subject, why }: Props): JSX.Element {
  const of = done + left.length;
  return (
    <>
      <p class="row wrap">
        <b class="num grow" role="status">
          {left.length === 0 && of > 0 ? t("say.all", { n: done }) : t("say.coverage", { n: done, of })}
        </b>
      </p>
      {why && <p class="small">{why}</p>}
      {left.length > 0 && (
        <fieldset class="line">
          <legend>{t("meeting.of_whom")}</legend>
          <div class="quick">
            {left.map((id) => (
              <button
                key={id}
                type="button"
                class="mark"
                aria-pressed={id === subject}
                onClick={() => {
                  flushAll();
                  void writeMeeting(activity, ["speaker", bytesOf(id)]);
                }}
              >
                {personAt(id)?.name}
              </button>
            ))}
          </div>
        </fieldset>
      )}
    </>
  );
}
