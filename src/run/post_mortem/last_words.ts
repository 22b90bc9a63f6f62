// What says best why a hook failed: the message of the shell, of the program, or the last line on stderr of the command
// that failed. Only what can be told to be its own counts.
import { type BashMessage, parseBashMessage } from "./bash_messages.ts";
import { toolOf } from "./exit_code_meaning.ts";
import type { HookFailure, OutputTail } from "./hook_failure.ts";
import type { SpokenPlace } from "./spoken_place.ts";

/** What may have said it. */
export interface Speakers {
  readonly message: BashMessage | undefined;
  readonly spoken: SpokenPlace | undefined;
  /** The command that failed, as the script has it; undefined for one that only passes on what was said before it. */
  readonly command: string | undefined;
  readonly output: OutputTail;
}

/** The words, and who said them; undefined if nobody did. */
export function lastWords({ message, spoken, command, output }: Speakers): HookFailure["said"] {
  if (spoken) return { ...spoken.program === undefined ? {} : { by: spoken.program }, text: spoken.text };
  if (message) return { by: message.shell, text: message.text };
  const said = output.lines.filter(({ stream, text }) => stream === "stderr" && text.trim() !== "");
  // A usage line may follow what is said; whatever else follows is another's.
  const own = said.findLast(({ text }) => !/^(try|usage|see|run) /i.test(text))?.text;
  if (own === undefined) return undefined;
  // What bash says is of a command that failed earlier.
  if (command === undefined) return parseBashMessage(own) ? undefined : { text: own };
  const tool = toolOf(command);
  if (tool !== undefined && RUNNERS.has(tool)) return { text: own };
  return tool !== undefined && (PLAIN_SPEAKERS.has(tool) || isOf(tool, own))
    ? { by: tool, text: own }
    : undefined;
}

/** What they run says it. */
const RUNNERS = new Set([
  "bash",
  "sh",
  "ssh",
  "eval",
  "source",
  ".",
  "env",
  "sudo",
  "xargs",
  "timeout",
  "npm",
]);

/** What these write on stderr does not begin with their name. */
const PLAIN_SPEAKERS = new Set([
  "kubectl",
  "helm",
  "terraform",
  "docker",
  "git",
  "aws",
  "az",
  "gcloud",
  "oc",
]);

function isOf(tool: string, text: string): boolean {
  const start = text.toLowerCase();
  return start.startsWith(`${tool}:`) || start.startsWith(`${tool}[`) ||
    start.startsWith(`/usr/bin/${tool}:`) ||
    start.startsWith(`/bin/${tool}:`) || /^(error|fatal|fatal error|panic)\b/.test(start);
}
