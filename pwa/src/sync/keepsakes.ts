/**
 * Keepsakes: what lies in the store beside what the first screen needs: own accepted changes, kept in case the server's
 * database is restored, and pictures. Comes with the exchange, which alone asks for them.
 */
import { change, got, sweep } from "./database";
import type { PhotoRow } from "./photo-row";
import type { SavedKept } from "./state";

export class Keepsakes {
  readonly #store: { readonly db: IDBDatabase };

  constructor(store: { readonly db: IDBDatabase }) {
    this.#store = store;
  }

  get #db(): IDBDatabase {
    return this.#store.db;
  }

  /** Own accepted changes, oldest first. */
  kept(): Promise<SavedKept[]> {
    return got(this.#db.transaction("kept").objectStore("kept").getAll());
  }

  /** Drops own changes that were accepted before this moment. */
  prune(beforeMs: number): Promise<void> {
    return change(this.#db, ["kept"], (kept) => sweep(kept, (row: SavedKept) => row.receivedMs < beforeMs));
  }

  /** Drops everything that the server has: what it has not stays. */
  async wipe(): Promise<void> {
    await change(this.#db, ["kept"], (kept) => kept.clear());
    for (const photo of await this.photos()) if (photo.done) await this.deletePhoto(photo.sha256);
  }

  photos(): Promise<PhotoRow[]> {
    return got(this.#db.transaction("photos").objectStore("photos").getAll());
  }

  /** The bytes of a picture. */
  picture(sha256: string): Promise<ArrayBuffer | undefined> {
    return got(this.#db.transaction("pictures").objectStore("pictures").get(sha256));
  }

  /** Saves a picture's row, and its bytes where they are new. */
  putPhoto(photo: PhotoRow, bytes?: ArrayBuffer): Promise<void> {
    return change(this.#db, ["photos", "pictures"], (photos, pictures) => {
      photos.put(photo);
      if (bytes) pictures.put(bytes, photo.sha256);
    });
  }

  deletePhoto(sha256: string): Promise<void> {
    return change(this.#db, ["photos", "pictures"], (photos, pictures) => {
      photos.delete(sha256);
      pictures.delete(sha256);
    });
  }
}
