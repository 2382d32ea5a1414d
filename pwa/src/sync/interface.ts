/**
 * What a screen may know of the replica: registers to read, writes to make, and the state of their journey.
 * Promises: a write is durable on this device when its promise resolves, unless `status.unsaved` says that there was no
 * room; reading never waits for the network.
 */
import type { ReadonlySignal } from "@preact/signals";

/** 32 lower-case hexadecimal digits: a document, a person or a stamp. */
export type Hex = string;

/** What a register can hold (protocol §4). */
export type Value = null | boolean | number | string | Uint8Array | Value[] | { [key: string]: Value };

/** One register: the write with the greatest stamp, and where that write has got to. */
export interface Register {
  readonly value: Value;
  readonly stamp: Hex;
  /** 32 zeros for the server; this replica's person for what is not sent yet. */
  readonly author: Hex;
  /** Milliseconds at which the server took it; null while it waits in the outbox. */
  readonly receivedMs: number | null;
}

/** 文档: one document as this device shows it, accepted state with the outbox on top. */
export interface Doc {
  readonly id: Hex;
  readonly kind: string;
  /** Path to register; a removed element keeps its register with value null. */
  readonly registers: ReadonlyMap<string, Register>;
  /** True while some of its registers wait in the outbox. */
  readonly waiting: boolean;
}

export type SyncPhase =
  | "synced"
  | "sending"
  | "offline"
  /** The server answers, but with somebody else's page (captive portal). */
  | "portal"
  | "signed_out"
  | "update_needed"
  | "server_trouble";

/** 同步状态: what the chip in the header says. */
export interface SyncStatus {
  readonly phase: SyncPhase;
  /** Changes in the outbox. */
  readonly waitingChanges: number;
  readonly waitingPhotos: number;
  /** Refused changes that the person has not yet seen to. */
  readonly refused: number;
  /** The device could not save what was done last: it stands on this page only, and saving is tried again. */
  readonly unsaved: boolean;
  /** Moment of the last complete exchange with the server, null if never. */
  readonly lastSyncedMs: number | null;
  /** Local clock minus server clock, milliseconds, as measured last. */
  readonly clockOffsetMs: number;
}

/** 被退回的更改: a change that the server refused, kept until the person corrects or discards it. */
export interface Refused {
  readonly id: Hex;
  readonly doc: Hex;
  readonly kind: string;
  readonly code: string;
  readonly message: string;
  readonly path: string | null;
  readonly writes: readonly (readonly [string, Value])[];
  readonly stampMs: number;
}

/** Something the device noticed and the person should know: "storage_evicted", "digest_differed", "clock_wrong", "storage_not_persistent", "quota_full", "photo_too_large", "photo_not_an_image", "photo_lost", "unsent_unreadable". */
export interface Notice {
  readonly code: string;
  readonly atMs: number;
  /** e.g. how many changes, as far as this device knew, the server had not got, or how many pictures it is about. */
  readonly count: number | null;
  /** Whose picture it is about. */
  readonly doc?: Hex;
}

/** 匿名选票: how far this person's ballot of one context is, on this device. */
export interface BallotView {
  /** The ballot context's document, the poll or round that it belongs to, and who is judged (again the source: nobody). */
  readonly context: Hex;
  readonly source: Hex | null;
  readonly subject: Hex | null;
  /**
   * `insecure`: the page came without HTTPS; `unready`: needs one contact with the server; `elsewhere`: it was issued to
   * another device; `unclaimed`: this one takes none unasked; `ready`: can be cast; `waiting`: will be sent at `dueMs`;
   * `held`: sent, not yet written; `counted`: the server has it; `refused`: it was not taken, `code` says why;
   * `recused`: thrown away before the end; `over`: closed, and none was cast here.
   */
  readonly state:
    | "insecure"
    | "unready"
    | "elsewhere"
    | "unclaimed"
    | "ready"
    | "waiting"
    | "held"
    | "counted"
    | "refused"
    | "recused"
    | "over";
  readonly code: string | null;
  /** The server's time at which it will be sent. */
  readonly dueMs: number | null;
  /** From then on nothing is cast anew; what waits leaves within seconds. */
  readonly endsMs: number;
  /** How often this person has cast it; 0: not yet. */
  readonly revision: number;
  readonly receipt: BallotReceipt | null;
}

/** 选票回执: what proves that a ballot is counted. */
export interface BallotReceipt {
  /** Lower-case hexadecimal: the ballot's leaf, and the root of the published tree once it was checked against it. */
  readonly leaf: string;
  readonly root: string | null;
  /** `open`: not published yet; `proven`: in the published tree; `missing`: published without it. */
  readonly proof: "open" | "proven" | "missing";
  readonly countedMs: number;
}

export type Answers = { [item: string]: Value };

/** 投票间: this person's anonymous ballots on this device. */
export interface Booth {
  /** By context: those that were issued here, or are about to be. */
  readonly ballots: ReadonlySignal<ReadonlyMap<Hex, BallotView>>;
  /** By context: answers that were not cast yet. They are on this device only. */
  readonly drafts: ReadonlySignal<ReadonlyMap<Hex, Answers>>;
  /** How many are cast and not counted yet. */
  readonly waiting: number;
  /** Whether this person has cast a ballot here (it waits, is held or is counted), or another device has it. Live. */
  given(source: Hex, subject: Hex): "here" | "elsewhere" | null;
  /** The person wants the only ballot on this device, which takes none unasked. */
  claim(context: Hex): Promise<void>;
  saveDraft(context: Hex, answers: Answers): Promise<void>;
  /**
   * Durable on this device when it resolves; sent later, at a moment drawn by lot. What stands at `places` is words:
   * they are kept apart from what is published. RangeError where none was issued.
   */
  cast(context: Hex, answers: Answers, places?: readonly string[]): Promise<void>;
  /** Sends what waits at once; gives up the delay that hides it among others. */
  sendNow(context: Hex): Promise<void>;
  /** Throws the receipt away, or a ballot that is not to be cast: afterwards nothing here leads to it. */
  forget(context: Hex): Promise<void>;
}

/** 在场: somebody of the same document, at a path of it. */
export interface Presence {
  readonly person: Hex;
  readonly doc: Hex;
  readonly path: string;
}

export interface Replica {
  readonly person: Hex;
  readonly status: ReadonlySignal<SyncStatus>;
  readonly refused: ReadonlySignal<readonly Refused[]>;
  readonly notices: ReadonlySignal<readonly Notice[]>;
  /** The server's time as this device knows it, milliseconds. */
  now(): number;
  /** The document, live: changes with every write and every pull. */
  doc(id: Hex): ReadonlySignal<Doc | undefined>;
  /** All documents of a kind that this person holds, live, in no particular order. */
  ofKind(kind: string): ReadonlySignal<readonly Doc[]>;
  /** One act of one person on one document: all or nothing. Resolves when it is durable here, or unsaved and in hand. */
  write(doc: Hex, kind: string, writes: readonly (readonly [string, Value])[]): Promise<void>;
  /** The id of a new document without a natural key. */
  newId(): Hex;
  /** The id of a document that its parts name (UUIDv5, protocol §12). Person ids as dashed UUID text. */
  naturalId(kind: string, ...parts: string[]): Promise<Hex>;
  /** Puts the refused change's writes (some replaced) into the outbox again as a new change. */
  correct(refused: Hex, writes: readonly (readonly [string, Value])[]): Promise<void>;
  discard(refused: Hex): Promise<void>;
  dismissNotice(notice: Notice): Promise<void>;
  /** Stores a picture (already stripped and compressed) for upload; returns its reference for a register. */
  addPhoto(doc: Hex, picture: Blob, width: number, height: number): Promise<PhotoReference>;
  /** The picture's bytes from this device or the server; null if neither has it now. */
  photo(doc: Hex, sha256: string): Promise<Blob | null>;
  /** Tries to exchange with the server now. */
  syncNow(): Promise<void>;
  /** Also fetches a scope that is too old to come by itself, such as `person/<id>/2026Q1` (protocol §6). */
  alsoRead?(scope: string): Promise<void>;
  /** Says where this person is; nothing happens without a socket. */
  presence?(doc: Hex, path: string): void;
  /** Who is where, as far as it was said in the last half minute. */
  readonly presences?: ReadonlySignal<readonly Presence[]>;
  /** Anonymous ballots; null until they are read, and where this person has none. */
  readonly booth?: ReadonlySignal<Booth | null>;
  /** Whether this phone keeps silent: nothing leaves it or is asked for, over restarts too, until it is told otherwise. */
  readonly silent?: ReadonlySignal<boolean>;
  keepSilent?(on: boolean): void;
  /** Settles every write under way, before the page is let go of; false where some stand on it only. */
  drain(): Promise<boolean>;
  close(): Promise<void>;
}

/** A register's value that names a picture (protocol §9). */
export interface PhotoReference {
  [key: string]: Value;
  readonly blob: string;
  readonly type: string;
  readonly bytes: number;
  readonly width: number;
  readonly height: number;
}

/** 账号: who has signed in on this device; each has a store of their own. */
export interface LocalAccount {
  readonly person: Hex;
  readonly username: string;
  readonly name: string;
  readonly unsent: number;
  readonly signedIn: boolean;
  /** How much had not been sent when the browser threw this person's store away, until they have been told. */
  readonly lost: number | null;
}

export type SignInOutcome =
  | { readonly kind: "ok"; readonly replica: Replica }
  | { readonly kind: "wrong" }
  | { readonly kind: "second_factor"; readonly ticket: string }
  | { readonly kind: "wait"; readonly seconds: number }
  | { readonly kind: "offline" }
  /** This device can't write or open its store. */
  | { readonly kind: "unsaved" }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

export interface DeviceSession {
  readonly id: string;
  readonly name: string;
  readonly current: boolean;
  readonly createdMs: number;
  readonly lastSeenMs: number | null;
  readonly waitingChanges: number | null;
}

/** 会话: sign-in, the people of this device, and their other devices. */
export interface Sessions {
  /** Opens the person's store if somebody is signed in here (works offline). */
  resume(): Promise<Replica | null>;
  accounts(): Promise<readonly LocalAccount[]>;
  signIn(username: string, password: string): Promise<SignInOutcome>;
  secondFactor(ticket: string, code: string): Promise<SignInOutcome>;
  /** First administrator of an empty deployment. */
  first(input: {
    code: string;
    institution: string;
    name: string;
    username: string;
    password: string;
  }): Promise<SignInOutcome>;
  /** A person whom an administrator has entered takes their account with the code they were given. */
  activate?(input: { code: string; username: string; password: string }): Promise<SignInOutcome>;
  /**
   * Ends the session. Unsent work stays on the device for the next sign-in of the same person. Rejects where the store
   * can't be written: then nothing has happened.
   */
  signOut(): Promise<void>;
  /** The session is over already: the store is closed as it is, and the next sign-in of the same person opens it. */
  expired(): Promise<void>;
  devices(): Promise<readonly DeviceSession[]>;
  endDevice(id: string): Promise<void>;
}
