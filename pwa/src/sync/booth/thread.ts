/** The worker that blinds, as the page calls it: begun when it is needed, ended when it is not. */
import type { Question } from "./blinder";
import Thread from "./blinder?worker";
import type { Blinded, Blinder, Bytes } from "./blinding";

/** Error where the worker can't be had, or the numbers are none. */
export function threadedBlinder(): Blinder & { end(): void } {
  let thread: Worker | null = null;
  let last = 0;
  const asked = new Map<number, { resolve: (found: unknown) => void; reject: (error: Error) => void }>();
  const end = () => {
    thread?.terminate();
    thread = null;
    for (const { reject } of asked.values()) reject(new Error("the worker has ended"));
    asked.clear();
  };
  const begin = (): Worker => {
    const begun = new Thread();
    begun.onerror = end;
    begun.onmessage = ({ data }: MessageEvent<{ id: number; found: unknown }>) => {
      const one = asked.get(data.id);
      asked.delete(data.id);
      if (data.found) one?.resolve(data.found);
      else one?.reject(new Error("the issuer's numbers don't fit"));
    };
    return begun;
  };
  const ask = (question: Omit<Question, "id">): Promise<unknown> =>
    new Promise((resolve, reject) => {
      thread ??= begin();
      asked.set(++last, { resolve, reject });
      thread.postMessage({ id: last, ...question });
    });
  return {
    blind: (key, token) => ask({ key, token }) as Promise<Blinded>,
    finish: (key, token, answer, inverse) => ask({ key, token, answer, inverse }) as Promise<Bytes>,
    end,
  };
}
