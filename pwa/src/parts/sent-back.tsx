/** What came back of a document: the server's reason, where it was done, and the way to correct or discard it. */
import type { ComponentChildren, JSX } from "preact";
import type { Hex } from "../sync/interface";
import { t } from "../text";
import { mine } from "./here";
import { Icon } from "./icons";

interface SentBackProps {
  readonly doc: Hex | undefined;
  /** What stands there where nothing came back. */
  readonly children?: ComponentChildren;
}

export function SentBack({ doc, children }: SentBackProps): JSX.Element {
  const refused = mine().refused.value.find((each) => each.doc === doc && each.code !== "step_up");
  if (!refused) return <>{children}</>;
  return (
    <a class="card row fail" href="/me/sync">
      <Icon name="alert" />
      <span class="grow">{refused.message || t("refused.overwritten", { name: "" })}</span>
      <Icon name="go" />
    </a>
  );
}
