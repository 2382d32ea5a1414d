/** What an order can rest on, by kind: a tap begins the order; or free words. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../../text";
import { Chips } from "../deeds/ask";
import { Icon } from "../icons";
import { begin, type Origin, type OriginKind } from "./order-begin";
import { ORIGIN_KINDS, originsOf } from "./origins";

function originKindWords(kind: OriginKind): string {
  const words: Record<OriginKind, string> = {
    finding: t("origin.finding"),
    commentary: t("origin.commentary"),
    complaint: t("origin.complaint"),
    survey: t("origin.survey"),
    result: t("origin.result"),
    meeting: t("origin.meeting"),
    words: t("origin.words"),
  };
  return words[kind];
}

interface OriginsProps {
  readonly onKind: (kind: OriginKind) => void;
}

export function Origins({ onKind }: OriginsProps): JSX.Element {
  const kinds: OriginKind[] = [...ORIGIN_KINDS.filter((each) => originsOf(each).length > 0), "words"];
  const kind = useSignal<OriginKind>(kinds[0] ?? "words");
  const take = (each: OriginKind) => {
    kind.value = each;
    onKind(each);
  };
  useEffect(() => onKind(kind.peek()), []);
  return (
    <>
      <Chips
        label={t("order.origin")}
        of={kinds}
        on={[kind.value]}
        words={(each) => originKindWords(each as OriginKind)}
        onTap={(each) => take(each as OriginKind)}
      />
      {kind.value !== "words" && (
        <div class="card list">
          {originsOf(kind.value).map((each) => (
            <button key={`${each.id}/${each.unit}`} type="button" class="line-row" onClick={() => void begin(each, "")}>
              <span class="grow">
                <b class="clamp">{each.title}</b>
                <span class="muted block num">{each.under}</span>
              </span>
              <Icon name="go" />
            </button>
          ))}
        </div>
      )}
    </>
  );
}

/** On all of it, or on one indicator. */
async function beginAt(origin: Origin, part: string): Promise<void> {
  await begin(part ? await (await import("./indicator")).ofIndicator(origin, part) : origin, "");
}

/** From where somebody stood: a commentary, a survey's department, a result; anything else is chosen. */
export function FromOrigin({ kind, id, onKind }: OriginsProps & { kind: string; id: string }): JSX.Element {
  const [doc, unit, ...rest] = id.split(".");
  const found = originsOf(kind as OriginKind).find((each) => each.id === doc && (!unit || each.unit === unit));
  useEffect(() => {
    if (found) void beginAt(found, rest.join(".").replaceAll("~", "/"));
  }, []);
  return found ? <p class="muted centred">{t("loading")}</p> : <Origins onKind={onKind} />;
}
