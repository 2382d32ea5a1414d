/** Activation codes: asked of the server by an administrator, shown once, handed over in person. */
import { dashed } from "../model/ids";
import type { Hex } from "../sync/interface";
import { language } from "./preferences";
import { codeAsked } from "./step-up-sheet";

/** 激活码. */
export interface Activation {
  readonly code: string;
  /** Until when it works, milliseconds; null if the server doesn't say. */
  readonly untilMs: number | null;
}

/** A code for the person's sign-in; or the server's words why not (empty without a network), and if a code is asked. */
export async function askActivation(person: Hex): Promise<Activation | { message: string; asked: boolean }> {
  try {
    const answer = await fetch(`/api/people/${dashed(person)}/code`, {
      method: "POST",
      headers: { "X-Mingcha": "1", "Accept-Language": language.peek() },
    });
    const asked = await codeAsked(answer);
    const body = (await answer.json()) as { code?: string; expires?: number; detail?: string; title?: string };
    if (answer.ok && body.code) return { code: body.code, untilMs: body.expires ?? null };
    return { message: body.detail ?? body.title ?? "", asked };
  } catch {
    return { message: "", asked: false };
  }
}
