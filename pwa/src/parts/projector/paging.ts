/** How many pages a scene has, for a screen and for its remote control: what counts them comes by itself; one until then. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Scene } from "../../model/projector";
import type { Doc } from "../../sync/interface";

type Counting = typeof import("./pages").pagesOf;

export function usePages(meeting: Doc, scene: Scene): number {
  const counting = useSignal<Counting | null>(null);
  useEffect(() => {
    const keep = ({ pagesOf }: typeof import("./pages")) => {
      counting.value = pagesOf;
    };
    void import("./pages").then(keep, () => undefined);
  }, [counting]);
  return counting.value?.(meeting, scene) ?? 1;
}
