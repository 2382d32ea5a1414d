/** Where the app runs, as far as installing is concerned. Pure. */
export type Surroundings = "installed" | "wechat" | "ios" | "other";

export function surroundings(agent: string, standalone: boolean): Surroundings {
  if (standalone) return "installed";
  if (/MicroMessenger/i.test(agent)) return "wechat";
  return /iPhone|iPad|iPod/.test(agent) ? "ios" : "other";
}
