/** The sheet that asks for a fresh code of the second factor, and whether an answer asks (docs/protocol.md, "Step-up"). */
import { moreTexts } from "../text";
import { later } from "./later";

export const StepUpSheet = later(async () => {
  await moreTexts("step");
  return (await import("./step-up")).StepUpSheet;
});

export async function codeAsked(answer: Response): Promise<boolean> {
  if (answer.status !== 403) return false;
  const problem = (await answer
    .clone()
    .json()
    .catch(() => ({}))) as { code?: string };
  return problem.code === "step_up";
}
