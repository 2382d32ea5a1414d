/** The files of a bulletin: fetched, then saved; without a network it says so and what to do. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { t } from "../../text";
import { Icon } from "../icons";

interface Props {
  /** The address without its ending. */
  readonly path: string;
  readonly name: string;
  /** Something of it has not reached the server yet. */
  readonly waiting: boolean;
}

export function Save({ path, name, waiting }: Props): JSX.Element {
  const failed = useSignal(false);
  const busy = useSignal("");
  const save = async (ending: string) => {
    busy.value = ending;
    failed.value = false;
    try {
      const answer = await fetch(`${path}.${ending}`, { headers: { "X-Mingcha": "1" } });
      if (!answer.ok) throw new Error(String(answer.status));
      const link = document.createElement("a");
      link.href = URL.createObjectURL(await answer.blob());
      link.download = `${name}.${ending}`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch {
      failed.value = true;
    }
    busy.value = "";
  };
  return (
    <section class="card stack" aria-label={t("bul.files")}>
      <b>{t("bul.files")}</b>
      <p class="small">{t(waiting ? "bul.files.waiting" : "bul.files.why")}</p>
      <div class="row wrap">
        {(["docx", "pdf"] as const).map((ending) => (
          <button
            key={ending}
            type="button"
            class="btn soft short"
            disabled={busy.value !== ""}
            onClick={() => void save(ending)}
          >
            <Icon name="book" />
            {busy.value === ending ? t("bul.files.making") : t(`bul.files.${ending}`)}
          </button>
        ))}
      </div>
      {failed.value && (
        <p class="wrong-words" role="alert">
          {t("bul.files.failed")}
        </p>
      )}
    </section>
  );
}
