/** Activation codes: asked of the server by an administrator, shown once, handed over in person. */
import { dashed } from "../model/ids";
import type { Hex } from "../sync/interface";
import { language } from "./preferences";

/** 激活码. */
export interface Activation {
  readonly code: string;
  /** Until when it works, milliseconds; null if the server doesn't say. */
  readonly untilMs: number | null;
}

/** A code for the person's first sign-in, or the server's words why not (empty without a network). */
export async function askActivation(person: Hex): Promise<Activation | { message: string }> {
  try {
    const answer = await fetch(`/api/people/${dashed(person)}/code`, {
      method: "POST",
      headers: { "X-Mingcha": "1", "Accept-Language": language.peek() },
    });
    const body = (await answer.json()) as { code?: string; expires?: number; detail?: string; title?: string };
    if (answer.ok && body.code) return { code: body.code, untilMs: body.expires ?? null };
    return { message: body.detail ?? body.title ?? "" };
  } catch {
    return { message: "" };
  }
}
