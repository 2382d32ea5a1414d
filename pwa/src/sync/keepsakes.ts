/**
 * Keepsakes: what lies in the store beside what the first screen needs: own accepted changes, kept in case the server's
 * database is restored, and pictures. Comes with the exchange, which alone asks for them.
 */
import { change, got, sweep } from "./database";
import type { PhotoRow } from "./photo-row";
import type { SavedKept } from "./state";
import type { Store } from "./store";

export class Keepsakes {
  readonly #store: Pick<Store, "again" | "db">;

  constructor(store: Pick<Store, "again" | "db">) {
    this.#store = store;
  }

  /** Own accepted changes, oldest first. */
  kept(): Promise<SavedKept[]> {
    return this.#read("kept", (kept) => kept.getAll());
  }

  /** Drops own changes that were accepted before this moment. */
  prune(beforeMs: number): Promise<void> {
    return this.#change(["kept"], (kept) => sweep(kept, (row: SavedKept) => row.receivedMs < beforeMs));
  }

  /** Drops everything that the server has: what it has not stays. Own accepted changes go where it surely has `all`. */
  async wipe(all: boolean): Promise<void> {
    if (all) await this.#change(["kept"], (kept) => kept.clear());
    for (const photo of await this.photos()) if (photo.done) await this.deletePhoto(photo.sha256);
  }

  photos(): Promise<PhotoRow[]> {
    return this.#read("photos", (photos) => photos.getAll());
  }

  /** The bytes of a picture. */
  picture(sha256: string): Promise<ArrayBuffer | undefined> {
    return this.#read("pictures", (pictures) => pictures.get(sha256));
  }

  /** Saves a picture's row, and its bytes where they are new. */
  putPhoto(photo: PhotoRow, bytes?: ArrayBuffer): Promise<void> {
    return this.#change(["photos", "pictures"], (photos, pictures) => {
      photos.put(photo);
      if (bytes) pictures.put(bytes, photo.sha256);
    });
  }

  deletePhoto(sha256: string): Promise<void> {
    return this.#change(["photos", "pictures"], (photos, pictures) => {
      photos.delete(sha256);
      pictures.delete(sha256);
    });
  }

  /** Like the next: where the browser has closed the database, which it does to a page behind the camera, once more. */
  #read<T>(name: string, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
    return this.#store.again(() => got(ask(this.#store.db.transaction(name).objectStore(name))));
  }

  #change(names: string[], work: Parameters<typeof change>[2]): Promise<void> {
    return this.#store.again(() => change(this.#store.db, names, work));
  }
}
