/** Opens the booth of a replica, with the worker that blinds for it. Comes with the first ballot context. */
import type { ExchangeHost } from "../exchange";
import { keyIn } from "../leftovers";
import { DeviceBooth } from "./booth";
import { threadedBlinder } from "./thread";

const CONTEXT = "ballot_context";

export function openBooth(host: ExchangeHost, nowMs: () => number): Promise<DeviceBooth> {
  const { machine, device, store } = host;
  try {
    device.marks?.setItem(`mingcha.booth.${machine.person}`, "1");
  } catch {
    // No room to remember it: the contexts say it for as long as there are some.
  }
  const contexts = () => [...machine.docs()].filter((id) => machine.kindOf(id) === CONTEXT);
  return DeviceBooth.open({
    person: machine.person,
    device,
    blinder: threadedBlinder(),
    nowMs,
    shared: globalThis.matchMedia?.("(hover: hover) and (pointer: fine)").matches ?? false,
    leads: () => host.leads(),
    lead: () => host.again(),
    contexts: () => contexts().flatMap((id) => machine.view(id) ?? []),
    docAt: (id) => machine.view(id),
    key: () => keyIn(store),
    changed: () => host.show(),
  });
}
