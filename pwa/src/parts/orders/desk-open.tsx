/** What is open: the picture by building and department, and the orders beside it, the most urgent first. */
import type { JSX } from "preact";
import { isOpen, type Line } from "../../model/order-desk";
import { t } from "../../text";
import { docAt } from "../here";
import { later } from "../later";
import { OrderLine, wordsOf } from "./face";

const Many = later(async () => (await import("../many")).Many);
const Plan = later(() => import("./plan").then((module) => module.Plan));

export function Open({ lines }: { lines: readonly Line[] }): JSX.Element {
  const open = lines.filter(isOpen).sort((one, other) => (one.due_on < other.due_on ? -1 : 1));
  return (
    <div class="pair">
      <Plan lines={lines} />
      {open.length > 0 ? (
        <div class="stack">
          <Many name="desk" of={open.map(({ id }) => [id, wordsOf(docAt(id))])}>
            {(shown) => (
              <div class="card list">
                {[...shown].map((id) => {
                  const doc = docAt(id);
                  return doc && <OrderLine key={id} doc={doc} />;
                })}
              </div>
            )}
          </Many>
        </div>
      ) : (
        <p class="muted centred">{t("orders.open.none")}</p>
      )}
    </div>
  );
}
