/** The field for whatever an item asks, as a part that is fetched when it is needed. */
export { Field } from "./fields/field";
