// The completion script in a real bash, with a program that answers for ours.
import { assertEquals } from "../support/assert.ts";
import { project } from "../support/project.ts";

const { stdout: script } = await project().run("completion bash");

/** What bash is offered on a line; the program offers `answer` and tells what it was asked. */
async function offered(line: string, answer: readonly string[], breaks = "=: \t\n") {
  const text = `
boathook() { printf '%s|' "$BOATHOOK_COMPLETING_SHELL" "$@" >&2; printf '%s\\n' "$ANSWER"; }
compopt() { :; }
source "$SCRIPT"; source "$SCRIPT"
COMP_LINE=$LINE COMP_POINT=\${#LINE} COMP_WORDBREAKS=$BREAKS
eval "$(complete -p boathook | sed -E 's/complete -F ([^ ]+) .*/\\1/')" 2>/dev/null
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const file = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(file, script);
    const env = { SCRIPT: file, LINE: line, BREAKS: breaks, ANSWER: [...answer, ":4"].join("\n") };
    const { stdout } = await new Deno.Command("bash", { args: ["-c", text], env, stderr: "null" }).output();
    return new TextDecoder().decode(stdout).split("\n").filter((word) => word !== "");
  } finally {
    await Deno.remove(file);
  }
}

const CASES = [
  { line: "boathook sh", answer: ["show-dag\tShow it"], offers: ["show-dag"] },
  { line: "boathook list ", answer: ["a", "b c\twith a blank"], offers: ["a", "b c"] },
  { line: "boathook list -l tier=f", answer: ["tier=front"], offers: ["front"] },
  { line: "boathook list --output=j", answer: ["--output=json"], offers: ["json"] },
  { line: "boathook list -l tier=f", breaks: " \t\n", answer: ["tier=front"], offers: ["tier=front"] },
];
for (const { line, answer, offers, breaks } of CASES) {
  Deno.test(`bash offers ${offers.join(", ")} after "${line}"${breaks ? " unbroken" : ""}`, async () => {
    assertEquals(await offered(line, answer, breaks), offers);
  });
}

Deno.test("bash runs nothing of what is typed", async () => {
  const file = await Deno.makeTempFile();
  await offered(`boathook list -e $(rm ${file}) `, ["a"]);
  await Deno.remove(file);
});

Deno.test("bash runs nothing of what is offered", async () => {
  const file = await Deno.makeTempFile();
  const name = `$(rm ${file})`;
  assertEquals(await offered("boathook list -f ", [name, "`:`"]), [name, "`:`"]);
  await Deno.remove(file);
});

Deno.test("complete gives bash the whole word of an option with its value", async () => {
  const asked = () => project().run("complete", "--", "print-env", "--output=j");
  await asked().stdout("json\n:4\n");
  await project().env("BOATHOOK_COMPLETING_SHELL", "bash").run("complete", "--", "print-env", "--output=j")
    .stdout("--output=json\n:4\n");
});
