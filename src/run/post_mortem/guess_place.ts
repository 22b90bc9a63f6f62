// Where nothing observed the line of a failure: what the processes, the script and its output lead to. Each place says
// what it was concluded from.
import type { HookEvidence, Scene } from "./hook_evidence.ts";
import { inlineArgument } from "./hook_evidence.ts";
import type { FailurePlace } from "./hook_failure.ts";
import { type HereDocument, hookScript, interpreterOf } from "./hook_script.ts";
import { placeAt } from "./place_at.ts";
import { inlineScript, readScriptFile, type Script, type ScriptSearch } from "./script_source.ts";

/** The line of the innermost shell that was at work when its time was up. */
export function runningPlace(evidence: HookEvidence, { search }: Scene): FailurePlace | undefined {
  const row = evidence.report.termination!.running.findLast((process) => process.at !== undefined);
  const script = row && scriptOfRunning(row, search);
  const moment = evidence.report.end.type === "canceled" ? "when it was stopped" : "when its time was up";
  const doubt = `the line was found from the processes that ran ${moment}`;
  return script && placeAt({ script, line: row.at!.line }, { doubt });
}

/** The script of a process whose line is known. */
export function scriptOfRunning(
  { at }: { readonly at?: { readonly path: string } },
  search: ScriptSearch,
): Script | undefined {
  if (!at) return undefined;
  if (at.path !== "") return readScriptFile(at.path, { search, dirs: [] });
  const inline = inlineArgument(search.args);
  return inline === undefined ? undefined : inlineScript(inline, search);
}

/** The best guess for a hook that ended by itself; undefined if nothing leads to a single line. */
export function guessPlace(evidence: HookEvidence, scene: Scene): FailurePlace | undefined {
  const { end } = evidence.report;
  if (end.type === "signaled") return guessKill(hookScript(evidence, scene));
  if (end.type !== "exited") return undefined;
  const early = guessBashEnv(evidence, { scene, code: end.code });
  if (early) return early;
  const script = hookScript(evidence, scene);
  if (!script) return undefined;
  return guessExit(script, end.code) ?? guessTrap(script, evidence) ?? guessWords(script, evidence) ??
    (end.code === 1 ? guessCondition(script, evidence) : undefined) ?? guessSpeaker(script, { evidence }) ??
    guessAfter(script, evidence);
}

/** The line of a here-document, if the shell that read it said nothing of its own. */
export function guessInHereDocument(
  { link, first, last }: HereDocument,
  evidence: HookEvidence,
): FailurePlace | undefined {
  return guessSpeaker(link.script, { evidence, first, last });
}

/** Whether the last line is a list such as `[ -n "$x" ] && echo yes`: its failure is never recorded. */
export function conditionAtEnd(script: Script | undefined): { script: Script; line: number } | undefined {
  const lines = script?.text.split("\n") ?? [];
  const last = lines.findLastIndex((text) => !/^\s*(#.*)?$/.test(text));
  return script && /&&|\|\|/.test(lines[last] ?? "") ? { script, line: last + 1 } : undefined;
}

/** The doubt about a list at the end. */
export const CONDITION_AT_END =
  "the script's exit code is that of its last command, here a condition that was not met";

/** Of `a && b`, what says something has more to do with it than that it is a condition. */
function guessCondition(script: Script, evidence: HookEvidence): FailurePlace | undefined {
  const atEnd = conditionAtEnd(script);
  if (!atEnd) return undefined;
  const speaker = guessSpeaker(script, { evidence, first: atEnd.line });
  return speaker ?? placeAt(atEnd, { doubt: CONDITION_AT_END });
}

/** An `exit` that was not observed: named only if a single line can have done it. */
function guessExit(script: Script, code: number): FailurePlace | undefined {
  const line = onlyLine(script, new RegExp(`(^|[\\s;&|{(.])(?:exit|SystemExit)[\\s(]+${code}\\b`));
  if (line === undefined) return undefined;
  const doubt = `the line was not observed: this is the only \`exit ${code}\` in it`;
  return placeAt({ script, line }, { word: `exit ${code}`, doubt });
}

/** A script with an ERR trap of its own most often says the line itself. */
function guessTrap(script: Script, { output }: HookEvidence): FailurePlace | undefined {
  if (!/\btrap\b.*\bERR\b/.test(script.text)) return undefined;
  const name = script.place(1).path.split("/").at(-1)!;
  const line = output.lines.map(({ text }) => lineIn(text, name)).findLast((found) => found !== undefined) ??
    0;
  if (!script.text.split("\n")[line - 1]?.trim()) return undefined;
  return placeAt({ script, line }, { doubt: "the line is the one that the script's own ERR trap names" });
}

/** The number in `line 8`, or behind the script's name. */
function lineIn(text: string, script: string): number | undefined {
  const at = text.lastIndexOf(`${script}:`);
  const found = (at === -1 ? undefined : /^(\d+)\b/.exec(text.slice(at + script.length + 1))) ??
    /\bline:? (\d+)\b/i.exec(text);
  return found ? Number(found[1]) : undefined;
}

/** A script that ends itself. */
function guessKill(script: Script | undefined): FailurePlace | undefined {
  const line = script && onlyLine(script, /\bkill\b.*\$(\$|BASHPID)/);
  const doubt = "the line was not observed: it is the only one that kills the script itself";
  return line === undefined ? undefined : placeAt({ script: script!, line }, { doubt });
}

/** The only line with the words that were the last on stderr. */
function guessWords(script: Script, { output }: HookEvidence): FailurePlace | undefined {
  const words = output.lines.findLast(({ stream }) => stream === "stderr")?.text.trim() ?? "";
  if (words.length < SHORTEST_WORDS) return undefined;
  const lines = script.text.split("\n").flatMap((line, i) => line.includes(words) ? [i + 1] : []);
  const doubt = "the line was not observed: it is the only one with the words that were said last";
  return lines.length === 1 ? placeAt({ script, line: lines[0]! }, { word: words, doubt }) : undefined;
}

/** Less may stand in a line by chance. */
const SHORTEST_WORDS = 8;

/** The only line that runs the program whose message was the last: `NAME: …`. */
function guessSpeaker(
  script: Script,
  { evidence, first = 1, last = Infinity }: { evidence: HookEvidence; first?: number; last?: number },
): FailurePlace | undefined {
  const spoken = evidence.output.lines.findLast(({ stream }) => stream === "stderr")?.text ?? "";
  const name = PHRASES.find(({ pattern }) => pattern.test(spoken))?.name ??
    /^(?:\S*\/)?([\w.+-]+)(?:\[\d+\]| [./]\S*)?: /.exec(spoken)?.[1];
  if (name === undefined) return undefined;
  const word = name.replaceAll(/[.+]/g, "\\$&");
  const line = onlyLine(script, new RegExp(`(^|[\\s;&|({\`/"'])${word}(?=[\\s;&|)\`"']|$)`), { first, last });
  if (line === undefined) return undefined;
  const doubt =
    `the line was not observed: it is the only one that runs \`${name}\`, which had the last word`;
  return placeAt({ script, line }, { word: name, doubt });
}

/** The doubt about a script of which only the last output is known. */
export const AFTER_LAST_OUTPUT =
  "the line was not observed: it failed after this one, which wrote the last of the output";

/** The only `echo` of the last words of a silent sh. It must be a step of the script, and no trap may have spoken. */
function guessAfter(script: Script, { output, records }: HookEvidence): FailurePlace | undefined {
  const words = output.lines.at(-1)?.text.trim() ?? "";
  if (words === "" || records.shells.length > 0 || /\btrap\b/.test(script.text)) return undefined;
  const quoted = words.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  const echo = `echo\\s+(?<quote>["']?)${quoted}\\k<quote>\\s*(;.*)?$`;
  const line = onlyLine(script, new RegExp(`(^|[\\s;&|({])${echo}`));
  const isStep = line !== undefined && new RegExp(`^${echo}`).test(script.text.split("\n")[line - 1]!);
  return isStep ? placeAt({ script, line }, { doubt: AFTER_LAST_OUTPUT }) : undefined;
}

/** What some say without their name. */
const PHRASES: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  {
    name: "kubectl",
    pattern: /^(error: |Error from server|The connection to the server|Unable to connect to the server)/,
  },
  { name: "git", pattern: /^fatal: / },
  { name: "helm", pattern: /^Error: / },
];

function onlyLine(
  { text }: Script,
  pattern: RegExp,
  { first = 1, last = Infinity }: { first?: number; last?: number } = {},
): number | undefined {
  const lines = text.split("\n").flatMap((line, i) =>
    i + 1 >= first && i + 1 <= last && !/^\s*#/.test(line) && pattern.test(line) ? [i + 1] : []
  );
  return lines.length === 1 ? lines[0] : undefined;
}

/** A bash that loaded the user's BASH_ENV and never came to the script: what is in that file ended it. */
function guessBashEnv(
  { userBashEnv, records, argv, cwd, files, ...evidence }: HookEvidence,
  { scene, code }: { scene: Scene; code: number },
): FailurePlace | undefined {
  if (userBashEnv === undefined || records.shells.length > 0) return undefined;
  const isBash = interpreterOf({ argv, cwd, files }) === "bash";
  const script = isBash ? readScriptFile(userBashEnv, { search: scene.search, dirs: [cwd] }) : undefined;
  if (!script) return undefined;
  const doubt = "BASH_ENV names this file: it ended bash before the hook's script began";
  const found = guessExit(script, code) ??
    guessSpeaker(script, { evidence: { ...evidence, records, argv, cwd, files } });
  return { ...found ?? placeAt({ script, line: 1 }), doubt };
}
