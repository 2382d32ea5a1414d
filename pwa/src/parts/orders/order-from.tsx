/** 发整改通知书, from where somebody stands: the way to a new order, or to the one that this matter has already. */
import type { JSX } from "preact";
import { fieldOf, valueAt } from "../../model/facts";
import { idOf } from "../../model/ids";
import type { Doc, Hex } from "../../sync/interface";
import { t } from "../../text";
import { textAt } from "../deeds/bits";
import { inOffice } from "../deeds/leading";
import { all } from "../here";
import { Icon } from "../icons";
import type { OriginKind } from "./order-begin";
import { numberOf } from "./order-words";

interface FromProps {
  readonly kind: OriginKind;
  readonly id: Hex;
  /** Of a result: the indicator. */
  readonly part?: string;
  /** What the button says, where it isn't what it usually is. */
  readonly words?: string;
}

/** Orders that stand on this. */
function standing(kind: OriginKind, id: Hex, part: string): Doc[] {
  return all("order").filter((doc) => {
    const origin = valueAt(doc, "origin");
    const same = fieldOf(origin, "kind") === kind && idOf(fieldOf(origin, "id")) === id;
    return same && (kind !== "result" || (fieldOf(origin, "part") ?? "") === part) && valueAt(doc, "withdrawn") == null;
  });
}

export function OrderFrom({ kind, id, part = "", words }: FromProps): JSX.Element | null {
  if (!inOffice()) return null;
  const here = standing(kind, id, part);
  return (
    <>
      {here.map((doc) => (
        <a key={doc.id} class="line-row" href={`/orders/${doc.id}`}>
          <span class="grow">
            <b class="clamp">{textAt(doc, "title") || t("order.untitled")}</b>
            <span class="muted block num">{numberOf(doc)}</span>
          </span>
          <Icon name="go" />
        </a>
      ))}
      {here.length === 0 && (
        <a
          class="btn soft"
          href={`/orders/new/${kind}/${id}${part ? `..${encodeURIComponent(part.replaceAll("/", "~"))}` : ""}`}
        >
          {words ?? t("order.from")}
        </a>
      )}
    </>
  );
}
