/** 考核表: what one person judges of a place or a person for a period; a draft at once, submitted once. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect } from "preact/hooks";
import { assessmentOf } from "../model/assessment";
import { type Form, unready } from "../model/form";
import { bytesOf, dashed } from "../model/ids";
import { formOfMatter } from "../parts/assess-form";
import { matterOf, subjectName } from "../parts/assessing";
import { openAnswers, writeOpen } from "../parts/begin";
import type { Draft } from "../parts/draft";
import { Filling, Progress, showItem } from "../parts/filling";
import { Frame } from "../parts/frame";
import { Giving } from "../parts/giving";
import { docAt, mine, person } from "../parts/here";
import { later } from "../parts/later";
import { Nothing } from "../parts/nothing";
import { say } from "../parts/toast";
import { navigate, type Params } from "../router";
import { t } from "../text";

const Results = later(async () => (await import("../parts/assess-results")).Results);

async function draftOf({ programme = "", element = "", period = "", subject = "" }: Params): Promise<Draft | null> {
  const own = mine();
  const institution = person.peek()?.institution;
  if (!institution) return null;
  return {
    doc: await own.naturalId("assessment", dashed(programme), element, period, dashed(own.person), dashed(subject)),
    kind: "assessment",
    once: [
      ["programme", bytesOf(programme)],
      ["element", element],
      ["period", period],
      ["by", bytesOf(own.person)],
      ["subject", bytesOf(subject)],
      ["institution", bytesOf(institution)],
    ],
  };
}

export default function AssessWrite({ params }: { params: Params }): JSX.Element {
  const draft = useSignal<Draft | null>(null);
  const { programme = "", element = "", period = "", subject = "" } = params;
  useEffect(() => {
    void draftOf({ programme, element, period, subject }).then((made) => {
      draft.value = made;
    });
  }, [programme, element, period, subject, draft]);
  const matter = matterOf(params);
  const form = matter && formOfMatter(matter);
  const above = `/assess/${programme}/${element}`;
  const title = subjectName(subject);
  if (!form || !title) {
    return (
      <Frame title={title || t("assess")} above={above}>
        <Nothing title={t("form.away")}>{t("form.away.why")}</Nothing>
      </Frame>
    );
  }
  const under = matter.title;
  if (!draft.value) return <Frame title={title} under={under} above={above} children={null} />;
  const doc = docAt(draft.value.doc);
  if (doc?.registers.get("submitted")?.value === true) {
    return (
      <Frame title={title} under={under} above={above}>
        <Results matter={matter} found={[assessmentOf(doc)]} />
      </Frame>
    );
  }
  return <Open title={title} under={under} above={above} form={form} draft={draft.value} />;
}

function noteOf({ doc }: Draft): string {
  const note = docAt(doc)?.registers.get("note")?.value;
  return typeof note === "string" ? note : "";
}

interface OpenProps {
  readonly title: string;
  readonly under: string;
  readonly above: string;
  readonly form: Form;
  readonly draft: Draft;
}

function Open({ title, under, above, form, draft }: OpenProps): JSX.Element {
  const answers = openAnswers(docAt(draft.doc), form);
  const submit = async () => {
    await writeOpen(draft, [["submitted", true]], form).catch(() => undefined);
    navigate(above, { replace: true });
    say(t("assess.sent", { name: title }));
  };
  return (
    <Giving
      title={title}
      under={under}
      above={above}
      left={unready(form, answers).length}
      act={t("submit")}
      question={t("assess.ask", { name: title })}
      words={t("assess.words")}
      showLack={() => showItem(unready(form, openAnswers(docAt(draft.doc), form))[0])}
      onGive={submit}
    >
      {(strict) => (
        <>
          <Progress form={form} answers={answers} />
          <p class="promise">{t("assess.promise")}</p>
          <Filling
            form={form}
            draft={draft}
            answers={answers}
            note={noteOf(draft)}
            notePlaceholder={t("assess.note")}
            strict={strict}
          />
        </>
      )}
    </Giving>
  );
}
