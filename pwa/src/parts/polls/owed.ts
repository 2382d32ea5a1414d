/** The polls that wait for this person's ballot, the first to close first; and those whose ballot another device has. Live. */
import { computed } from "@preact/signals";
import { isCast, isOpen, type Poll, pollIdOf, pollOf } from "../../model/poll";
import { ballotAt, contextFor } from "../booth/booth";
import { all, now, replica } from "../here";

const OPEN: ReadonlySet<string> = new Set(["ready", "refused", "unclaimed"]);

const standing = computed<ReadonlyMap<Poll, "owed" | "elsewhere">>(() => {
  const found = new Map<Poll, "owed" | "elsewhere">();
  const me = replica.value?.person;
  if (!me) return found;
  const cast = new Set(
    all("poll_ballot")
      .filter((doc) => isCast(doc) && doc.registers.get("voter") !== undefined)
      .map(pollIdOf),
  );
  const standingOf = (poll: Poll): "owed" | "elsewhere" | null => {
    if (poll.mode !== "anonymous") return cast.has(poll.id) ? null : "owed";
    const context = contextFor(poll.id);
    const state = context && ballotAt(context.id).state;
    return state === "elsewhere" ? state : state && OPEN.has(state) ? "owed" : null;
  };
  const polls = all("poll")
    .map(pollOf)
    .filter((poll) => isOpen(poll, now.value) && poll.electors.has(me) && !poll.onPaper.has(me));
  for (const poll of polls.sort((one, other) => one.closesAt - other.closesAt)) {
    const stands = standingOf(poll);
    if (stands) found.set(poll, stands);
  }
  return found;
});

const of = (wanted: "owed" | "elsewhere") =>
  computed<readonly Poll[]>(() => [...standing.value].flatMap(([poll, stands]) => (stands === wanted ? [poll] : [])));

export const owedPolls = of("owed");
export const pollsElsewhere = of("elsewhere");
