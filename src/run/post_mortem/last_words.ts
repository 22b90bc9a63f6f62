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
  const written = output.lines.filter(({ text }) => text.trim() !== "");
  const said = written.filter(({ stream }) => stream === "stderr");
  // Of `2>&1`.
  if (said.length === 0) return joinedError(written.at(-1)?.text);
  // A usage line or a count may follow what is said; whatever else follows is another's.
  const own = lastOfJq(said.map(({ text }) => text)) ??
    said.findLast(({ text }) => !AFTERWORDS.test(text))?.text;
  if (own === undefined) return undefined;
  // What bash says is of a command that failed earlier.
  if (command === undefined) return parseBashMessage(own) ? undefined : { text: own };
  const tool = toolOf(command);
  if (tool !== undefined && RUNNERS.has(tool)) return { text: own };
  if (tool === undefined) return undefined;
  if (PLAIN_SPEAKERS.has(tool) || isOf(tool, own)) return { by: tool, text: own };
  // A trap may speak after it.
  const before = MAY_BE_SILENT.has(tool)
    ? undefined
    : said.findLast(({ text }) => text.startsWith(`${tool}: `));
  return before && { by: tool, text: before.text };
}

function joinedError(text = ""): HookFailure["said"] {
  return /^(error|fatal|fatal error|panic)\b/i.test(text) ? { text } : undefined;
}

/** What fails without a word where the answer is no: an earlier message is of another call. */
const MAY_BE_SILENT = new Set(["[", "[[", "cmp", "curl", "diff", "egrep", "grep", "test"]);

/** What says nothing of the reason: usage lines, and tar's own end after that of a program it ran. */
const AFTERWORDS = /^((try|usage|see|run) |tar: (Child returned|Error is not recoverable|Exiting with))/i;

/** jq counts its compile errors after it has told them, each with the text of the filter below it. */
function lastOfJq(said: readonly string[]): string | undefined {
  if (!/^jq: \d+ compile errors?$/.test(said.at(-1) ?? "")) return undefined;
  return said.findLast((text) => text.startsWith("jq: error"))?.replace(/:$/, "");
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
  "tar",
  "return",
  "perl",
  "python",
  "python3",
  "ruby",
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

/** What these write on stderr begins with their name and nothing else. */
const NAMED_SPEAKERS = new Set([
  "base64",
  "cat",
  "cmp",
  "cut",
  "diff",
  "grep",
  "egrep",
  "head",
  "jq",
  "sed",
  "sort",
  "tail",
  "tee",
  "test",
  "tr",
  "uniq",
  "wc",
]);

function isOf(tool: string, text: string): boolean {
  const start = text.toLowerCase();
  if (NAMED_SPEAKERS.has(tool)) return new RegExp(`^(\\S*/)?${tool}:`).test(start);
  return start.startsWith(`${tool}:`) || start.startsWith(`${tool}[`) ||
    start.startsWith(`/usr/bin/${tool}:`) ||
    start.startsWith(`/bin/${tool}:`) || /^(error|fatal|fatal error|panic)\b/.test(start);
}
