/** 方案的一部分: the elements of one section of a programme, in their order. */
import type { JSX } from "preact";
import { Desk } from "../parts/editor/frame";
import { PlacedList } from "../parts/editor/placed-list";
import { sectionWords } from "../parts/editor/words";
import type { Params } from "../router";

export default function ProgrammeSection({ params }: { params: Params }): JSX.Element {
  const section = params.section ?? "";
  return (
    <Desk id={params.id} above={`/programmes/${params.id}`} title={sectionWords(section)}>
      {(plan) => <PlacedList plan={plan} above={section} named={section === "questions" ? "text" : "title"} />}
    </Desk>
  );
}
