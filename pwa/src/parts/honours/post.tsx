/** 岗位名称: what a model post is called, kept while it is written until the honour is announced. */
import type { Signal } from "@preact/signals";
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { t } from "../../text";
import { resumed, typedIn } from "../form-draft";
import { later } from "../later";

const Keeping = later(async () => (await import("../form-keeping")).Keeping);

export function Post({ form, value }: { form: string; value: Signal<string> }): JSX.Element {
  const fields = { post: value };
  const [begun] = useState(() => {
    value.value = resumed(form, { post: value.peek() }, ["post"]).post;
    return typedIn(fields);
  });
  return (
    <>
      <label class="line">
        <b class="block">{t("honour.post")}</b>
        <input
          class="input"
          placeholder={t("honour.post.why")}
          value={value.value}
          onInput={(event) => {
            value.value = event.currentTarget.value;
          }}
        />
      </label>
      <Keeping form={form} fields={fields} begun={begun} />
    </>
  );
}
