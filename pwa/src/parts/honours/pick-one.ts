/** One of a few, fetched when it is first shown. */
import { Choose } from "../choose";

export const PickOne = Choose<string>;
