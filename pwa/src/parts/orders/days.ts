/** 工作日历: the working days of the institution, live. */
import { computed, type ReadonlySignal } from "@preact/signals";
import { type WorkingDays, workingDays } from "../../model/working-days";
import { all, institution } from "../here";

export const days: ReadonlySignal<WorkingDays> = computed(() =>
  workingDays(all("work_calendar"), institution.value?.id ?? null),
);
