/** 公示: from when and where a pledge hangs; the places are those that the programmes name, or the usual ones. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { dashed } from "../../model/ids";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { mine, today } from "../here";
import { say } from "../toast";
import { Sheet, Words } from "./ask";
import { placesOnOffer } from "./programmes";

export function Publish({ doc }: { doc: Doc }): JSX.Element {
  const asking = useSignal(false);
  const places = useSignal(placesOnOffer().join(t("list.comma")) || t("publish.places.usual"));
  const publish = () => {
    const named = places.value
      .split(/[、,，\n]/)
      .map((place) => place.trim())
      .filter(Boolean)
      .slice(0, 12);
    const path = `published/${dashed(mine().person)}`;
    void mine().write(doc.id, "pledge", [[path, { on: today.peek(), places: named }]]);
    say(t("publish.done"));
  };
  return (
    <>
      <button
        type="button"
        class="btn"
        onClick={() => {
          asking.value = true;
        }}
      >
        {t("wish.publish")}
      </button>
      <Sheet open={asking} title={t("publish.ask.pledge")} yes={t("wish.publish")} ready onYes={publish}>
        <p class="muted">{t("publish.words.pledge")}</p>
        <Words label={t("publish.places")} value={places} rows={2} />
      </Sheet>
    </>
  );
}
