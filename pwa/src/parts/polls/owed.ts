/** The polls that wait for this person's ballot, the first to close first. Live. */
import { computed } from "@preact/signals";
import { isCast, isOpen, type Poll, pollIdOf, pollOf } from "../../model/poll";
import { ballotAt, contextFor } from "../booth/booth";
import { all, now, replica } from "../here";

export const owedPolls = computed<readonly Poll[]>(() => {
  const me = replica.value?.person;
  if (!me) return [];
  const cast = new Set(
    all("poll_ballot")
      .filter((doc) => isCast(doc) && doc.registers.get("voter") !== undefined)
      .map(pollIdOf),
  );
  const given = (poll: Poll) => {
    if (poll.mode !== "anonymous") return cast.has(poll.id);
    const context = contextFor(poll.id);
    return !context || !["ready", "refused"].includes(ballotAt(context.id).state);
  };
  return all("poll")
    .map(pollOf)
    .filter((poll) => isOpen(poll, now.value) && poll.electors.has(me) && !poll.onPaper.has(me) && !given(poll))
    .sort((one, other) => one.closesAt - other.closesAt);
});
