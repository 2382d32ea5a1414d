/** What the booth needs of the device and of the replica around it, as arguments. */
import type { Doc, Hex } from "../interface";
import type { DevicePorts } from "../ports";
import type { Blinder } from "./blinding";

export interface BoothHost {
  readonly person: Hex;
  readonly device: DevicePorts;
  readonly blinder: Blinder;
  /** The server's time. */
  nowMs(): number;
  /** A computer, which many may sit down at: it takes nobody's only ballot unasked. */
  readonly shared: boolean;
  leads(): boolean;
  /** Makes this tab the one that leads. */
  lead(): Promise<void>;
  contexts(): readonly Doc[];
  docAt(id: Hex): Doc | undefined;
  /** Opens what was sealed at a sign-out; none where there is none. */
  key(): Promise<CryptoKey | undefined>;
  /** How much waits has changed. */
  changed(): void;
}
