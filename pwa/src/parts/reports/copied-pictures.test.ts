import { expect, it } from "vitest";
import { docOf } from "../../../tests/docs";
import type { PhotoReference, Replica } from "../../sync/interface";
import { replica } from "../here";
import { copiedPictures } from "./copied-pictures";

const [SENT, NEXT] = ["a".repeat(32), "b".repeat(32)];
const [HERE, AWAY] = ["1".repeat(64), "2".repeat(64)];
const reference = (blob: string): PhotoReference => ({ blob, type: "image/jpeg", bytes: 4, width: 800, height: 600 });

it("keeps each picture anew under the new document, and tells which were not to be had", async () => {
  const kept: [string, number, number][] = [];
  replica.value = {
    photo: async (doc: string, hash: string) => (doc === SENT && hash === HERE ? new Blob(["jpeg"]) : null),
    addPhoto: async (doc: string, _blob: Blob, width: number, height: number) => {
      kept.push([doc, width, height]);
      return reference("3".repeat(64));
    },
  } as unknown as Replica;
  const pictures = { "photos/1": reference(HERE), "photos/2": reference(AWAY), "photos/3": null };
  const brief = docOf("brief", { title: "拾金不昧", ...pictures }, 0, SENT);
  expect(await copiedPictures(brief, NEXT)).toEqual({
    writes: [["photos/1", reference("3".repeat(64))]],
    missing: 1,
  });
  expect(kept).toEqual([[NEXT, 800, 600]]);
});
