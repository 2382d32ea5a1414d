/** 删除: a poll that was never opened is taken away, from the agenda of its meeting too; asked before it is done. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import type { Poll } from "../../model/poll";
import { back } from "../../router";
import { t } from "../../text";
import { Confirm } from "../confirm";
import { mine } from "../here";
import { say } from "../toast";

/** Takes it away; what the server sent back of it before is dealt with by that. */
export async function removePoll(poll: Poll): Promise<void> {
  await mine().write(poll.id, "poll", [["removed", true]]);
  for (const { id } of mine()
    .refused.peek()
    .filter((each) => each.doc === poll.id))
    await mine().discard(id);
}

export function Remove({ poll }: { poll: Poll }): JSX.Element {
  const asking = useSignal(false);
  const remove = async () => {
    asking.value = false;
    await removePoll(poll);
    say(t("poll.remove.done"));
    back("/polls");
  };
  return (
    <>
      <button type="button" class="btn danger" onClick={() => (asking.value = true)}>
        {t("poll.remove")}
      </button>
      <Confirm
        open={asking.value}
        danger
        title={t("poll.remove.ask", { title: poll.title })}
        words={t("poll.remove.words")}
        yes={t("poll.remove")}
        onYes={() => void remove()}
        onNo={() => {
          asking.value = false;
        }}
      />
    </>
  );
}
