/** Templates and files of programmes, asked of the server; nothing is stored there. */
import type { Write } from "../../model/editing";
import type { Value } from "../../sync/interface";
import { language } from "../preferences";

export interface Template {
  readonly code: string;
  readonly title: string;
  readonly title_en: string;
  readonly short_title: string;
  readonly issuer: string;
  readonly counts: Readonly<Record<string, number>>;
  readonly flags: readonly string[];
}

export interface Problem {
  readonly line: number;
  readonly path: string;
  readonly severity: "error" | "warning" | "flag";
  readonly words: string;
}

export interface Preview {
  readonly ready: boolean;
  readonly problems: readonly Problem[];
  readonly changes: readonly Readonly<Record<string, Value>>[];
}

const headers = () => ({ Accept: "application/json", "Accept-Language": language.peek(), "X-Mingcha": "1" });

async function json<T>(asked: Promise<Response>): Promise<T | null> {
  try {
    const answer = await asked;
    return answer.ok ? ((await answer.json()) as T) : null;
  } catch {
    return null;
  }
}

/** null where the server can't be asked now. */
export function templates(): Promise<readonly Template[] | null> {
  return json(fetch("/api/templates", { headers: headers() }));
}

export function template(code: string, starts: string): Promise<Preview | null> {
  return json(fetch(`/api/templates/${code}?starts=${starts}`, { headers: headers() }));
}

export function readFile(file: Blob): Promise<Preview | null> {
  const asked = { ...headers(), "Content-Type": "application/yaml" };
  return json(fetch("/api/imports/programme", { method: "POST", headers: asked, body: file }));
}

/** What is wrong with a programme as the server has it: it goes out as the file that would come in. */
export async function checkOf(id: string): Promise<Preview | null> {
  try {
    const answer = await fetch(`/api/exports/programme/${id}`, { headers: headers() });
    return answer.ok ? await readFile(await answer.blob()) : null;
  } catch {
    return null;
  }
}

export function writesOf({ changes }: Preview): readonly Write[] {
  return changes.flatMap((change) => Object.entries(change));
}
