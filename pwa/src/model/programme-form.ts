/** 方案的表单名: under which name a form of a programme was published. Mirrors models/programme.py. Pure. */
import type { Hex } from "../sync/interface";

/** 15 digits of an id that no other programme has: moment and count, which differ with every id of a device, over the device. */
function markOf(id: Hex): string {
  const mark = BigInt(`0x${id.slice(0, 12)}${id.slice(13, 16)}`) ^ BigInt(`0x${id.slice(17)}`);
  return mark.toString(16).padStart(15, "0");
}

/** The full name of the form document that a form of a version became (or will become) at publishing. */
export function programmeFormName(form: string, programme: Hex, version: number): string {
  return form.includes("@") ? form : `${form}.${markOf(programme)}@${version}`;
}
