import { reportIn } from "../../scripts/docs/gallery.ts";
import { assertEquals } from "../support/assert.ts";

const LONG_NUMBERS = `error[hook/exited]: Cannot run hook "a"
  --> helmfile.yaml:10
   |
10 |   false
   |   ^^^^^
   = note: declared at helmfile.yaml:8:9`;
const SHORT_NUMBERS = `error[hook/syntax]: Cannot run hook "b"
 --> a.sh:3:1
  |
3 | if true; then
  | ^^`;

Deno.test("reportIn() keeps a report whole, and leaves out what the run says before and after it", () => {
  const run = (report: string) =>
    `Upgrading release=api\n${report}\nwarning: skipped release "web"\n\n=== Failed ===\n`;
  for (const report of [LONG_NUMBERS, SHORT_NUMBERS, `${LONG_NUMBERS}\n\n${SHORT_NUMBERS}`]) {
    assertEquals(reportIn(run(report)), report);
    assertEquals(reportIn(`${report}\n\n3 problems\n`), report);
  }
});
