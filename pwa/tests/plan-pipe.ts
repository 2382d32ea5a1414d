/** The plan player over a pipe: a line `{"institution", "world", "cases"}` in, a line with the answers out. */
import { createInterface } from "node:readline";
import { answer, worldOf } from "./plan-player";

createInterface({ input: process.stdin }).on("line", (line) => {
  const { institution, world, cases } = JSON.parse(line);
  const made = worldOf(institution, world);
  process.stdout.write(`${JSON.stringify(cases.map((each: Parameters<typeof answer>[0]) => answer(each, made)))}\n`);
});
