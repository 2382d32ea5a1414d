/** 受检方: who of the place signs at the end of a visit, or why nobody does. */
import type { JSX } from "preact";
import type { Item } from "../../model/form";
import type { Value } from "../../sync/interface";
import { t } from "../../text";
import { mine } from "../here";
import { later } from "../later";
import { note } from "./acts";
import { TextInput } from "./text-input";
import type { Visit } from "./view";

const SignatureField = later(async () => (await import("../fields/signature")).SignatureField);

const NAME_MAX = 100;
const WORDS_MAX = 2_000;

const SIGNATURE: Pick<Item, "id" | "type" | "label"> = { id: "host", type: "signature", label: "" };

export function Host({ visit, at }: { visit: Visit; at: (path: string) => Value }): JSX.Element | null {
  if (!visit.members.includes(mine().person)) return null;
  const item = { ...SIGNATURE, label: t("insp.host.sign"), labelEn: null } as unknown as Item;
  return (
    <section class="card stack">
      <h2>{t("insp.host")}</h2>
      <TextInput
        label={t("insp.host.name")}
        value={at("host_name")}
        max={NAME_MAX}
        onSave={(text) => void note(visit.id, [["host_name", text]])}
      />
      <SignatureField
        item={item}
        value={at("host_signature")}
        doc={visit.id}
        onAnswer={(value) => void note(visit.id, [["host_signature", value]])}
      />
      <TextInput
        label={t("insp.host.note")}
        value={at("host_note")}
        max={WORDS_MAX}
        onSave={(text) => void note(visit.id, [["host_note", text]])}
      />
    </section>
  );
}
