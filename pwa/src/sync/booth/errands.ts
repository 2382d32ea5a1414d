/**
 * What is to be done for a ballot next, and when: have it issued, send it or ask after it, look it up in the published
 * tree. Each errand is one request; what comes of it is kept before the next one begins.
 */
import { type Ballot, isIncluded, treeRoot } from "../../model/ballot";
import { hex, unhex } from "../bytes";
import type { Answers, BallotReceipt, Hex } from "../interface";
import { decode } from "../msgpack";
import type { Context } from "./context";
import { askAgainMs, castDelayMs, endedWithinMs, retryMs } from "./delay";
import type { BoothHost } from "./host";
import { makeKey } from "./one-time-key";
import { askCast, askIssue, askPublished, type Cast } from "./requests";
import { type BallotRow, type Casting, spentOf } from "./rows";
import { unsealWords } from "./sealed-words";

/** A ballot whose moment passed while the phone was away leaves within so much, not with the first sync. */
const OVERDUE_MS = 2_000;
const OVERDUE_SPREAD_MS = 20_000;
/** A server signs some hundred in a second. */
const ISSUE_MS_EACH = 15;
const CHECK_MS_MIN = 3_000;
const CHECK_MS_EACH = 100;
const CHECKS_MAX = 5;

export interface Errand {
  /** The server's time; 0: with the next exchange. */
  readonly dueMs: number;
  run(): Promise<void>;
}

interface ErrandHost extends Pick<BoothHost, "device" | "blinder" | "nowMs"> {
  add(row: BallotRow): Promise<boolean>;
  update(context: Hex, work: (row: BallotRow) => BallotRow | null, draft?: Answers | null): Promise<boolean>;
}

export class Errands {
  readonly #host: ErrandHost;
  /** When something of this page's own is due, by what it is. */
  readonly #drawn = new Map<string, number>();
  readonly #checks = new Map<Hex, number>();
  readonly #asked = new Set<Hex>();
  readonly #hurried = new Set<Hex>();

  constructor(host: ErrandHost) {
    this.#host = host;
  }

  /** Null where nothing is to be done. */
  next(context: Context, row: BallotRow | undefined): Errand | null {
    if (!globalThis.crypto?.subtle) return null;
    const open = this.#host.nowMs() < context.closesAtMs;
    const wanted = open && !row?.refused && row?.secret !== null;
    if (!row?.signature) return wanted ? { dueMs: this.#issueMs(context), run: () => this.#issue(context, row) } : null;
    const { casting } = row;
    if (casting) return { dueMs: this.#dueMs(context, casting), run: () => this.#send(context, row, casting) };
    const published = context.root !== null && context.counted >= context.threshold;
    if (!published || row.secret === null || this.#checked(context.id) >= CHECKS_MAX) return null;
    return { dueMs: this.#checkMs(context), run: () => this.#check(context) };
  }

  /** The person doesn't want to wait. */
  hurry(context: Hex): void {
    this.#hurried.add(context);
    for (const key of this.#drawn.keys()) if (key.startsWith(context)) this.#drawn.delete(key);
  }

  #dueMs(context: Context, casting: Casting): number {
    const { id, closesAtMs, closed, spreadMs } = context;
    const { dueMs, revision, held, tries } = casting;
    if (this.#hurried.has(id) || this.#host.nowMs() < closesAtMs || (held && !closed)) {
      return this.#usualMs(context, casting);
    }
    const soon = this.#drawnMs(
      `${id}/${revision}/${tries}/${closed ? "closed" : "end"}`,
      endedWithinMs(spreadMs, tries),
    );
    return tries > 0 || held ? Math.min(dueMs, soon) : soon;
  }

  #usualMs({ id, closesAtMs, spreadMs }: Context, { dueMs, revision, held, tries }: Casting): number {
    const name = `${id}/${revision}`;
    const drawn = this.#drawn.get(name);
    if (drawn !== undefined) return Math.max(drawn, dueMs);
    const nowMs = this.#host.nowMs();
    if (held || tries > 0 || nowMs - dueMs < OVERDUE_MS) return dueMs;
    const within = Math.min(spreadMs, OVERDUE_SPREAD_MS);
    const later = nowMs + castDelayMs(nowMs, closesAtMs, within, this.#host.device.random());
    this.#drawn.set(name, later);
    return later;
  }

  /** Not all phones at the moment at which a poll opens; what failed is tried again with the next exchange. */
  #issueMs({ id, electors }: Context): number {
    if (this.#asked.has(id)) return 0;
    return this.#drawnMs(`${id}/issue`, electors * ISSUE_MS_EACH);
  }

  /** Everybody who was issued a ballot looks, cast or not: so looking tells nothing. */
  #checkMs({ id, counted }: Context): number {
    return this.#drawnMs(`${id}/check`, Math.max(CHECK_MS_MIN, counted * CHECK_MS_EACH));
  }

  #drawnMs(name: string, withinMs: number): number {
    const drawn = this.#drawn.get(name) ?? this.#host.nowMs() + withinMs * this.#host.device.random();
    this.#drawn.set(name, drawn);
    return drawn;
  }

  #checked(context: Hex): number {
    return this.#checks.get(context) ?? 0;
  }

  /** The key and the blinding are on the disk before anything is asked: an answer that is lost is given again. */
  async #issue({ id, issuer }: Context, before: BallotRow | undefined): Promise<void> {
    const { blinder, device } = this.#host;
    this.#asked.add(id);
    let row = before;
    if (!row) {
      const { secret, key, token } = await makeKey();
      const { blinded, inverse } = await blinder.blind(issuer, token);
      const rest = { signature: null, revision: 0, casting: null, receipt: null, refused: null };
      row = { context: id, issuer, secret, key, token, blinded, inverse, ...rest };
      if (!(await this.#host.add(row))) return;
    }
    const answer = await askIssue(device, id, row.blinded);
    if (answer === "later") return;
    if ("refused" in answer) {
      const { refused } = answer;
      if (refused === "ballot_issued") await this.#host.update(id, (now) => ({ ...now, secret: null, refused }));
      return;
    }
    const signature = await blinder.finish(row.issuer, row.token, answer.signature, row.inverse).catch(() => null);
    const refused = signature ? null : "issuer_wrong";
    await this.#host.update(id, (now) => ({ ...now, signature, refused }));
  }

  async #send(context: Context, row: BallotRow, casting: Casting): Promise<void> {
    const { id } = context;
    const { key, token, signature } = row;
    if (!signature) return;
    this.#hurried.delete(id);
    const { revision, answers, proof, words = new Uint8Array() } = casting;
    const ballot: Ballot = { context: unhex(id), revision, answers, key, token, signature, proof, words };
    const came = await askCast(this.#host.device, ballot);
    const draft =
      typeof came === "object" && "refused" in came ? unsealWords(decode(answers) as Answers, words) : undefined;
    // Cast anew meanwhile: what became of this revision says nothing of the next one.
    const current = (now: BallotRow) => now.casting?.revision === revision;
    await this.#host.update(id, (now) => (current(now) ? this.#after(context, now, casting, came) : null), draft);
  }

  #after(context: Context, row: BallotRow, casting: Casting, came: Cast): BallotRow {
    const { closesAtMs, spreadMs, root } = context;
    const nowMs = this.#host.nowMs();
    const random = this.#host.device.random();
    if (came === "later") {
      const dueMs = nowMs + retryMs(casting.tries, random);
      return { ...row, casting: { ...casting, dueMs, tries: casting.tries + 1 } };
    }
    if (came === "held") {
      const dueMs = nowMs + askAgainMs(nowMs, closesAtMs, spreadMs, random);
      return { ...row, casting: { ...casting, dueMs, tries: 0, held: true } };
    }
    if ("refused" in came) return { ...row, casting: null, refused: came.refused };
    const { leaf, tree } = came;
    const receipt: BallotReceipt = { leaf, root: null, proof: "open", countedMs: nowMs };
    if (!tree || root === null) return { ...row, casting: null, refused: null, receipt };
    const proven = tree.root === root && isIncluded(unhex(leaf), tree.index, tree.size, tree.path, unhex(root));
    return {
      ...row,
      casting: null,
      refused: null,
      receipt: { ...receipt, root, proof: proven ? "proven" : "missing" },
    };
  }

  /** Recomputes the root from all published ballots, and looks for one's own among them. */
  async #check({ id, root }: Context): Promise<void> {
    this.#checks.set(id, this.#checked(id) + 1);
    this.#drawn.delete(`${id}/check`);
    const leaves = await askPublished(this.#host.device, id);
    if (leaves === "later" || root === null) return;
    const same = hex(treeRoot(leaves)) === root;
    const names = new Set(leaves.map((leaf) => hex(leaf)));
    await this.#host.update(id, (row) => {
      const { receipt } = row;
      const spent = spentOf(row);
      if (!receipt) return spent;
      const proof = same && names.has(receipt.leaf) ? "proven" : "missing";
      return { ...spent, receipt: { ...receipt, root, proof } };
    });
  }
}
