/** What this device has noticed that was lost, or can't be sent: 今天 and the chip show it until its person has read it. */
import type { Notice } from "../sync/interface";
import { replica } from "./here";

const LOSS = /^(photo|storage_evicted|unsent)/;

export function losses(): readonly Notice[] {
  return (replica.value?.notices.value ?? []).filter(({ code }) => LOSS.test(code));
}
