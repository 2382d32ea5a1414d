import { expect, test } from "vitest";
import { vectors } from "../../tests/tagged";
import type { Register } from "../sync/interface";
import { publicationStanding } from "./publication";

interface Case {
  readonly facts: readonly (Register & { readonly path: string })[];
  readonly expected: { readonly state: string; readonly round: number; readonly proposers: readonly string[] };
}

const { standings } = vectors<{ readonly standings: readonly Case[] }>("publication");

test.each(standings)("a proposal stands as the server says %#", ({ facts, expected }) => {
  const registers = new Map<string, Register>();
  for (const { path, ...register } of facts) registers.set(path, register);
  const { state, round, proposers } = publicationStanding(registers);
  expect({ state, round, proposers: [...proposers].sort() }).toEqual(expected);
});
