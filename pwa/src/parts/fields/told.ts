/** The sentence for a fault, fetched when there is one. */
import type { AnswerFault, Item } from "../../model/form";
import { later } from "../later";

export const Fault = later<{ fault: AnswerFault; item: Item; notTaken?: boolean }>(
  async () => (await import("./fault")).Fault,
);
