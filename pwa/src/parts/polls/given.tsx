/** 发给了谁: to whom a paper was handed; they have no ballot on the phone. */
import type { JSX } from "preact";
import { dashed, idOf } from "../../model/ids";
import { type Poll, under } from "../../model/poll";
import type { Hex } from "../../sync/interface";
import { t } from "../../text";
import { PickPeople } from "../deeds/pick-people";
import type { PartProps } from "./batch";

export default function Given({ doc, poll, write }: PartProps & { poll: Poll }): JSX.Element {
  const given = doc ? [...under(doc, "given/").keys()].flatMap((each) => idOf(each) ?? []) : [];
  const chosen = {
    get value() {
      return given;
    },
    set value(next: readonly Hex[]) {
      const [on, off] = [next.filter((who) => !given.includes(who)), given.filter((who) => !next.includes(who))];
      void write([
        ...on.map((who) => [`given/${dashed(who)}`, true] as const),
        ...off.map((who) => [`given/${dashed(who)}`, false] as const),
      ]);
    },
  };
  return (
    <section class="card stack">
      <h2>{t("poll.papers.given")}</h2>
      <p class="small">{t("poll.papers.given.why")}</p>
      <PickPeople chosen={chosen} among={({ id }) => poll.electors.has(id)} />
    </section>
  );
}
