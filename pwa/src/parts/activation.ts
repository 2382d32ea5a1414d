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
    const answer = await fetch("/api/people", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-Mingcha": "1", "Accept-Language": language.peek() },
      body: JSON.stringify({ person: dashed(person) }),
    });
    const body = (await answer.json()) as { code?: string; expires_ms?: number; detail?: string; title?: string };
    if (answer.ok && body.code) return { code: body.code, untilMs: body.expires_ms ?? null };
    return { message: body.detail ?? body.title ?? "" };
  } catch {
    return { message: "" };
  }
}
