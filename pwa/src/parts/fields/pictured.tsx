/** What is answered with a picture: taken, chosen, or drawn as a signature. Few forms have any. */
import type { JSX } from "preact";
import type { FieldProps } from "./field";
import { PhotoField } from "./photo";
import { SignatureField } from "./signature";

export function Pictured(props: FieldProps): JSX.Element {
  return props.item.type === "signature" ? <SignatureField {...props} /> : <PhotoField {...props} />;
}
