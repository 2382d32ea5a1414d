/**
 * The saver of a field. It is there from the first paint on: what somebody types before the effects of the screen have
 * run is saved like everything after.
 */
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { type Saver, throttledSaver } from "./saving";

/** Saves by the latest `save`; what is still held when the field goes is saved then. */
export function useSaver<T>(save: (value: T) => void): Saver<T> {
  const latest = useRef(save);
  latest.current = save;
  const saver = useMemo(() => throttledSaver<T>((value) => latest.current(value)), []);
  useLayoutEffect(() => () => saver.end(), [saver]);
  return saver;
}
