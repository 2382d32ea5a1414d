/** 查询码: shown once, to be scanned or written down by who complains. */
import type { JSX } from "preact";
import { navigate } from "../../router";
import { t } from "../../text";
import { Frame } from "../frame";
import { Qr } from "../qr";
import "./voice.css";

export function Given({ doc, address }: { doc: string; address: string }): JSX.Element {
  return (
    <Frame
      title={t("complaint.code")}
      above="/complaints"
      dock={
        <button type="button" class="btn" onClick={() => navigate(`/complaints/${doc}`, { replace: true })}>
          {t("complaint.done")}
        </button>
      }
    >
      <section class="card stack">
        <Qr text={address} label={t("complaint.code")} />
        <p class="address num">{address}</p>
        <p class="small">{t("complaint.code.why")}</p>
      </section>
    </Frame>
  );
}
