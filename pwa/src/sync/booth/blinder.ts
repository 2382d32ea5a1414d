/** 盲签名的后台线程: blinding beside the page, which must not stand still for it. One question, one answer. */
import { blinder } from "./blinding";

/** What the page asks: to blind, or with an answer and an inverse to finish. */
export interface Question {
  readonly id: number;
  readonly key: Uint8Array<ArrayBuffer>;
  readonly token: Uint8Array<ArrayBuffer>;
  readonly answer?: Uint8Array<ArrayBuffer>;
  readonly inverse?: Uint8Array<ArrayBuffer>;
}

self.onmessage = async ({ data }: MessageEvent<Question>) => {
  const { id, key, token, answer, inverse } = data;
  try {
    const found =
      answer && inverse ? await blinder.finish(key, token, answer, inverse) : await blinder.blind(key, token);
    self.postMessage({ id, found });
  } catch {
    self.postMessage({ id, found: null });
  }
};
