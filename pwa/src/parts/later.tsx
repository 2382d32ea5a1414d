/** A part that is fetched when it is first shown, and stays away, quietly, where it can't be. */
import { signal } from "@preact/signals";
import type { ComponentType, JSX } from "preact";
import { useEffect } from "preact/hooks";

/** The part, and a way to fetch it before it is shown; that promise keeps also where there is nothing to be had. */
export interface Later<P extends object> {
  (props: P): JSX.Element | null;
  fetch(): Promise<void>;
}

export function later<P extends object>(load: () => Promise<ComponentType<P>>): Later<P> {
  const loaded = signal<ComponentType<P> | null>(null);
  let fetching: Promise<void> | undefined;
  const keep = (component: ComponentType<P>) => {
    loaded.value = component;
  };
  const forget = () => {
    fetching = undefined;
  };
  const fetch = () => {
    fetching ??= load().then(keep, forget);
    return fetching;
  };
  function Shown(props: P) {
    useEffect(() => void fetch(), []);
    const Component = loaded.value;
    return Component && <Component {...props} />;
  }
  return Object.assign(Shown, { fetch });
}
