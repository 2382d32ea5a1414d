/** A module that is fetched when it is first asked for; null until it is there. Its reader is told when it is. */
import { signal } from "@preact/signals";

export interface Fetched<M> {
  (): M | null;
  /** Fetches it before it is asked for; that promise keeps also where there is nothing to be had. */
  fetch(): Promise<void>;
  /** Until it is there, if it was asked for. */
  settled(): Promise<void>;
}

export function fetched<M>(load: () => Promise<M>): Fetched<M> {
  const found = signal<M | null>(null);
  let fetching: Promise<void> | undefined;
  const keep = (module: M) => {
    found.value = module;
  };
  const forget = () => {
    fetching = undefined;
  };
  const fetch = () => {
    fetching ??= load().then(keep, forget);
    return fetching;
  };
  const settled = async () => fetching;
  const read = () => {
    if (!found.value) void fetch();
    return found.value;
  };
  return Object.assign(read, { fetch, settled });
}
