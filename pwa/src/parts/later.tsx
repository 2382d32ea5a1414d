/** A part that is fetched when it is first shown, and stays away, quietly, where it can't be. */
import { signal } from "@preact/signals";
import type { ComponentType, JSX } from "preact";
import { useEffect } from "preact/hooks";

export function later<P extends object>(load: () => Promise<ComponentType<P>>): (props: P) => JSX.Element | null {
  const loaded = signal<ComponentType<P> | null>(null);
  let fetching: Promise<void> | undefined;
  const fetchOnce = () => {
    if (fetching) return;
    const keep = (component: ComponentType<P>) => {
      loaded.value = component;
    };
    const forget = () => {
      fetching = undefined;
    };
    fetching = load().then(keep, forget);
  };
  return function Later(props: P) {
    useEffect(fetchOnce, []);
    const Component = loaded.value;
    return Component && <Component {...props} />;
  };
}
