/** 发整改通知书: what it rests on first; then the order's own sheet, kept as a draft from its first word. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { Words } from "../parts/deeds/ask";
import { Frame } from "../parts/frame";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { begin, type OriginKind } from "../parts/orders/order-begin";
import { issues } from "../parts/orders/rights";
import type { Params } from "../router";
import { t } from "../text";
import "../parts/lists.css";
import "../parts/deeds/chain.css";

const Origins = later(() => import("../parts/orders/origin-list").then((module) => module.Origins));
const FromOrigin = later(() => import("../parts/orders/origin-list").then((module) => module.FromOrigin));

export default function OrderNew({ params }: { params: Params }): JSX.Element {
  const kind = useSignal<OriginKind | null>(null);
  const words = useSignal("");
  if (!issues()) {
    return (
      <Frame title={t("order.new")} above="/orders">
        <Nothing title={t("not_yours")}>{t("order.not_yours")}</Nothing>
      </Frame>
    );
  }
  const onKind = (each: OriginKind) => {
    kind.value = each;
  };
  return (
    <Frame
      title={t("order.new")}
      above="/orders"
      dock={
        kind.value === "words" && (
          <button
            type="button"
            class="btn"
            disabled={words.value.trim() === ""}
            onClick={() => void begin(null, words.value.trim())}
          >
            {t("order.begin")}
          </button>
        )
      }
    >
      <p class="muted">{t("order.new.how")}</p>
      {params.kind && params.id ? (
        <FromOrigin kind={params.kind} id={params.id} onKind={onKind} />
      ) : (
        <Origins onKind={onKind} />
      )}
      {kind.value === "words" && (
        <section class="card stack">
          <Words label={t("order.origin.words")} value={words} />
        </section>
      )}
    </Frame>
  );
}
