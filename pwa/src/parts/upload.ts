/** Files handed to the server to be read: the answer, or its words why not. Nothing is stored there. */
import { language } from "./preferences";

export type Told<T> = { readonly ok: T } | { readonly failed: string };

/** Sends a file to be read; `failed` is empty where there is no network. */
export async function upload<T>(path: string, file: Blob, query: Readonly<Record<string, string>>): Promise<Told<T>> {
  try {
    const answer = await fetch(`${path}?${new URLSearchParams(query)}`, {
      method: "POST",
      headers: { "Content-Type": "application/octet-stream", "X-Mingcha": "1", "Accept-Language": language.peek() },
      body: file,
    });
    const body = (await answer.json()) as T & { title?: string; detail?: string };
    if (answer.ok) return { ok: body };
    return { failed: [body.title, body.detail].filter(Boolean).join(language.peek() === "en" ? ". " : "。") };
  } catch {
    return { failed: "" };
  }
}

/** Something wrong at a place of the file, with the server's words. */
export interface Fault {
  readonly code: string;
  readonly level: "stop" | "ask" | "left" | "note";
  readonly at: string;
  readonly row: number | null;
  readonly params: Readonly<Record<string, string | number>>;
  readonly words: string;
}
