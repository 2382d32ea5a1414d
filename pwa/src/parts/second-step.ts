/** The second step of one's own sign-in: asked for, begun and confirmed with the server. Needs a network. */
import { language } from "./preferences";

/** 动态验证码密钥: shown once; `address` opens an authenticator. */
export interface Secret {
  readonly secret: string;
  readonly address: string;
  readonly ticket: string;
}

/** Whether it is on; null without a network. */
export async function isOn(): Promise<boolean | null> {
  try {
    const answer = await fetch("/api/auth/me", { headers: { Accept: "application/json" } });
    return answer.ok ? ((await answer.json()) as { second_factor: boolean }).second_factor : null;
  } catch {
    return null;
  }
}

function post(body: object, path = "totp"): Promise<Response> {
  return fetch(`/api/auth/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Mingcha": "1", "Accept-Language": language.peek() },
    body: JSON.stringify(body),
  });
}

export async function begin(): Promise<Secret | null> {
  const answer = await post({}).catch(() => null);
  return answer?.ok ? ((await answer.json()) as Secret) : null;
}

/** null when it is on from now; else the server's words, empty without a network. */
export function confirm(ticket: string, code: string): Promise<string | null> {
  return faultOf(post({ ticket, code }));
}

/** null when this session is fresh from now for some minutes; else the server's words, empty without a network. */
export function stepUp(code: string): Promise<string | null> {
  return faultOf(post({ code }, "step-up"));
}

async function faultOf(asked: Promise<Response>): Promise<string | null> {
  const answer = await asked.catch(() => null);
  if (answer?.ok) return null;
  const problem = (await answer?.json().catch(() => ({}))) as { detail?: string; title?: string } | undefined;
  return problem?.detail ?? problem?.title ?? "";
}
