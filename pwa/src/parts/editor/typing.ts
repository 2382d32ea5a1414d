/**
 * What is being typed into a field, until it is taken.
 * Promises: news from elsewhere never takes a half word away, and a screen that is left takes what was typed.
 */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";

type Box = HTMLInputElement | HTMLTextAreaElement;
type Handler = (event: { readonly currentTarget: Box }) => void;

export interface Typing {
  readonly value: string;
  readonly onInput: Handler;
  readonly onChange: Handler;
}

/** `said` is what stands; `take` is called with the words when the field, or the screen, is left. */
export function useTyping(said: string, take: (typed: string) => void): Typing {
  const typed = useSignal<string | null>(null);
  const latest = useRef(take);
  latest.current = take;
  const settle = () => {
    const words = typed.peek();
    typed.value = null;
    if (words !== null) latest.current(words);
  };
  useEffect(() => settle, []);
  return {
    value: typed.value ?? said,
    onInput: ({ currentTarget }) => {
      typed.value = currentTarget.value;
    },
    onChange: ({ currentTarget }) => {
      typed.value = currentTarget.value;
      settle();
    },
  };
}
