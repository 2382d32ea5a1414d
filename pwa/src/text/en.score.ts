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
};

export default en;
