/** The words of the running score, in English. */
import type zh from "./zh-CN.score";

const en: Record<keyof typeof zh, string> = {
  score: "Score so far",
  "score.is": "Score",
  "score.so_far": "So far",
  "score.left": "{n} not counted yet",
  "score.missing": "To “{band}”: {what}",
  "score.points": "{n} points",
  "score.and": ", ",
  "score.total": "total",
  "score.deductions": "deductions",
  "score.bonus": "bonus",
  "score.vetoes": "vetoes",
  "score.held": "In force: {what}",
  steps: "How this score came about",
  "steps.rule": "By the scoring model of {programme}, version {version}; a proposal for whoever decides",
  "steps.mean": "Mean of the {n} complete periods of {of}",
  "steps.total": "Total",
  "steps.counted": "{n} in all",
  "steps.excluded": "{n} left out",
  "steps.dropped": "without {n} highest and lowest",
  "steps.lost": "{n} points off",
  "steps.cut": "{n} points beyond the limit",
  "steps.share": "{n}% of it",
  "steps.added": "added on top",
  "steps.brings": "gives {n}",
  "steps.apart": "only a condition",
  "steps.none": "not yet",
  "steps.away": "does not apply",
  "steps.moved": "The score reaches “{grade}”, whose places are taken: the next grade is proposed",
  "steps.open": "Several share the last place of the quota: a committee decides",
  "steps.missing": "Still missing: {what}. No grade before it is there",
  "steps.blocked": "“{what}” stands in the way of “{band}”",
  "steps.top": "The best grade",
};

export default en;
