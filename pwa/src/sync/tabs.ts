/**
 * Tabs: of all tabs of a person on this device one leads; it alone stamps, saves and talks to the server. The tab that
 * the person uses takes the lead, so a frozen one in the background never holds anything up; when a leader closes,
 * another follows. The store's token, not the lock, is what keeps a late one from saving.
 */

export interface TabPorts {
  /** Null where the browser has none (no HTTPS): then the last to take it leads. */
  readonly locks: LockManager | null;
  readonly channel: BroadcastChannel | null;
  /** This tab leads because another one left. */
  gained(): void;
  lost(): void;
  /** Another tab changed the store, or says how its exchange goes. */
  heard(message: unknown): void;
}

export class Tabs {
  leads = false;
  readonly #name: string;
  readonly #ports: TabPorts;
  #release: (() => void) | null = null;
  #closed = false;

  constructor(person: string, ports: TabPorts) {
    this.#name = `mingcha:${person}`;
    this.#ports = ports;
    if (ports.channel) ports.channel.onmessage = ({ data }: { data: unknown }) => this.#hear(data);
  }

  /** Leads from here on, whoever led before. */
  take(): Promise<void> {
    if (this.leads) return Promise.resolve();
    this.#ports.channel?.postMessage("lead");
    if (!this.#ports.locks) {
      this.leads = true;
      return Promise.resolve();
    }
    return new Promise((resolve) => this.#request({ steal: true }, resolve));
  }

  /** Leads once nobody else does. */
  follow(): void {
    if (this.#ports.locks) this.#request({}, () => this.#ports.gained());
  }

  tell(message: unknown): void {
    this.#ports.channel?.postMessage(message);
  }

  close(): void {
    this.#closed = true;
    this.leads = false;
    this.#release?.();
    this.#ports.channel?.close();
  }

  #request(options: LockOptions, granted: () => void): void {
    const hold = (): Promise<void> => {
      // Given meanwhile by its own place in the queue: whoever waits for the lead has it.
      if (this.leads && !this.#closed && options.steal) granted();
      if (this.#closed || this.leads) return Promise.resolve();
      this.leads = true;
      granted();
      return new Promise((resolve) => {
        this.#release = resolve;
      });
    };
    this.#ports.locks?.request(this.#name, options, hold).catch(() => this.#lose());
  }

  #lose(): void {
    if (!this.leads) return;
    this.leads = false;
    this.#release = null;
    this.#ports.lost();
    if (!this.#closed) this.follow();
  }

  #hear(message: unknown): void {
    if (message !== "lead") this.#ports.heard(message);
    else if (!this.#ports.locks) this.#lose();
  }
}
