// Questions before anything changes. The files of a folder may all want to ask; the user answers one after the other.
import { fail } from "../../diagnostics/diagnostic.ts";
import type { RunContext } from "../../run/run_context.ts";
import type { Stop } from "../../run/processes/stop.ts";
import type { Terminal } from "../../system/system.ts";

type Asked = Pick<Terminal, "prompt" | "stdinIsTerminal" | "writeStderr">;

/**
 * What asks yes or no, again until it is answered; no once the run was asked to stop. A Failure at the end of input.
 * Source of the words: Helmfile pkg/app/ask.go AskForConfirmation.
 */
export function openQuestions(terminal: Asked, stop: Stop): RunContext["confirm"] {
  let last: Promise<unknown> = Promise.resolve();
  return (question) => {
    const answer = last.then(() => askUser(question, { terminal, stop }));
    last = answer.catch(() => {});
    return answer;
  };
}

async function askUser(
  question: string,
  { terminal, stop }: { readonly terminal: Asked; readonly stop: Stop },
): Promise<boolean> {
  for (let text = `${question} [y/n]: `;; text = "Please answer y or n: ") {
    if (stop.asked.aborted) return false;
    const answer = (await terminal.prompt(text, stop.asked))?.trim().toLowerCase();
    // Only what a user types and ends with Enter ends the line of the question as well.
    if (answer === undefined || !terminal.stdinIsTerminal) terminal.writeStderr("\n");
    if (answer === "y" || answer === "yes") return true;
    if (answer === "n" || answer === "no") return false;
    if (answer === undefined) return stop.asked.aborted ? false : failWithoutAnswer();
  }
}

function failWithoutAnswer(): never {
  fail("cli/no-answer", "Cannot ask for confirmation: standard input has ended", {
    hint: "answer with y on standard input, or leave out --interactive where nobody can answer",
  });
}
