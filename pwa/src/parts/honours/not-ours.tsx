/** Where an award is handled: who isn't of the office, and where there is no such award, is told so in place of it. */
import type { JSX } from "preact";
import { t } from "../../text";
import { Frame } from "../frame";
import { Nothing } from "../nothing";

interface Props {
  readonly title: string;
  readonly above: string;
  /** Whether the award is there. */
  readonly there: boolean;
}

export function NotOurs({ title, above, there }: Props): JSX.Element {
  return (
    <Frame title={title} above={above}>
      <Nothing title={t(there ? "not_yours" : "honour.gone")}>{t(there ? "honour.office" : "honour.gone.why")}</Nothing>
    </Frame>
  );
}
