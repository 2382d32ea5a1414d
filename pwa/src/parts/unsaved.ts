/** 还没存上: says once, wherever somebody is, that the device could not save; the chip says it for as long as it is so. */
import { effect } from "@preact/signals";
import { t } from "../text";
import { replica } from "./here";
import { watchLimits } from "./limits";
import { say } from "./toast";

const AFTER_MS = 600;

/** Begins to watch; call once. */
export function startWatching(): void {
  void watchLimits();
  let told = false;
  effect(() => {
    const unsaved = !!replica.value?.status.value.unsaved;
    // After what the act itself says once it is done.
    if (unsaved && !told) setTimeout(() => told && say(t("save.failed")), AFTER_MS);
    told = unsaved;
  });
}
