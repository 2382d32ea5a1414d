/** 不定期: what a plan wants now and then, at least once in each stage. Mirror of `unscheduled` in models/timetable.py. */
import type { Day } from "./day";
import { type Stage, stretchOf } from "./stages";
import type { Asked, Plan } from "./timetable";

/** What is to happen without a schedule (不定期), with each stage that has ended. */
export function unscheduled({ frame, asked }: Plan, day: Day): { asked: Asked; stage: Stage }[] {
  const ended = [...frame.stages.values()].filter((stage) => {
    const { end } = stretchOf(stage, frame.within.begin);
    return stage.kind === "stage" && end !== null && end < day;
  });
  const loose = asked.filter(({ cadence: { type } }) => type === "irregular" || type === "regular_and_irregular");
  return loose.flatMap((each) => ended.map((stage) => ({ asked: each, stage })));
}
