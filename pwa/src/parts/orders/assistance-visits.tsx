/** The course of an assistance: when it began, each visit with its pictures, when it ended. */
import type { JSX } from "preact";
import { fieldOf, under } from "../../model/facts";
import type { Doc } from "../../sync/interface";
import { t } from "../../text";
import { Chain, type Step } from "../deeds/chain";
import { dayWords } from "../when";

export function Visits({ doc }: { doc: Doc }): JSX.Element {
  return <Chain doc={doc} steps={steps(doc)} />;
}

function steps(doc: Doc): Step[] {
  const { registers } = doc;
  const pictures = under(registers, "photos/");
  const found = [
    ...under(registers, "visits/").map((path) => {
      const value = registers.get(path)?.value;
      const photos = pictures.filter((each) => each.startsWith(`photos/${path.slice("visits/".length)}.`));
      const title = t("fact.visit", { day: dayWords(String(fieldOf(value, "on"))) });
      return {
        from: registers.get(path),
        title,
        words: String(fieldOf(value, "text") ?? ""),
        tone: "done" as const,
        photos,
      };
    }),
    ...["begun", ...under(registers, "closings/"), ...under(registers, "reopenings/")].map((path) => {
      const from = registers.get(path);
      const title = path === "begun" ? t("fact.begun") : path.startsWith("c") ? t("fact.ended") : t("fact.reopened");
      const words = typeof from?.value === "string" ? from.value : "";
      return { from, title, words, tone: path.startsWith("r") ? ("bad" as const) : ("done" as const) };
    }),
  ];
  return found.sort((one, other) => ((one.from?.stamp ?? "") < (other.from?.stamp ?? "") ? -1 : 1));
}
