/**
 * 扫码: the digits that a camera read off the organiser's screen, behind the address of an activity, and when that was.
 * Who wasn't signed in yet signs in first: the app puts behind the digits at what moment of the page they were read, and
 * they are said as of then. Pure.
 */
export interface Scanned {
  readonly code: string;
  /** The server's time at which it was read, as this device knows it. */
  readonly at: number;
}

const SCANNED = /^#(\d{6})(?:\.(\d{1,12}))?$/;

/** `pageMs`: how long the page has been open; null where nothing was scanned. */
export function scannedIn(hash: string, nowMs: number, pageMs: number): Scanned | null {
  const [, code, readMs] = SCANNED.exec(hash) ?? [];
  if (!code) return null;
  const since = readMs === undefined ? 0 : Math.max(0, pageMs - Number(readMs));
  return { code, at: Math.round(nowMs - since) };
}
