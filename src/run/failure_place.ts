// Evidence → the line where a hook failed and the calls that led there. Where nothing observed the line, it is
// concluded from what there is, and the place says so.
import type { BashMessage } from "./bash_messages.ts";
import type { Culprit } from "./find_culprit.ts";
import { rootShell } from "./find_culprit.ts";
import type { HookEvidence, Link, Scene } from "./hook_evidence.ts";
import { inlineArgument } from "./hook_evidence.ts";
import type { FailurePlace, PipelineFailure } from "./hook_failure.ts";
import { type Piece, pipelineStages } from "./pipeline.ts";
import {
  excerptAround,
  inlineScript,
  readScriptFile,
  type Script,
  type ScriptSearch,
} from "./script_source.ts";
import { withoutUndefined } from "./without_undefined.ts";

/** What is known of the failure. */
export interface FailureFacts {
  readonly culprit: Culprit | undefined;
  /** What bash said, where that tells more than a record. */
  readonly message: BashMessage | undefined;
  readonly scene: Scene;
}

/** The frames of all shells a failure passed through, the innermost first. */
export function callChain({ culprit, message, scene }: FailureFacts): readonly Link[] {
  const links: Link[] = [];
  let shell: number | undefined;
  for (const record of culprit?.burst ?? []) {
    if (record.shell === shell) continue;
    shell = record.shell;
    links.push(...record.frames.map((_, i) => scene.link(record, i)).filter((link) => link !== undefined));
  }
  if (!message) return links;
  const own = links.findIndex(({ frame }) => frame.file === message.script && frame.line === message.line);
  const first = messageLink(message, scene);
  return own === -1 ? [...(first ? [first] : []), ...links] : links.slice(own);
}

/** A message of bash's names script and line, but no function. */
function messageLink(message: BashMessage, { search }: Scene): Link | undefined {
  const script = readMessageScript(message, search);
  if (!script || message.line === undefined) return undefined;
  const frame = { file: message.script, line: message.line, function: undefined };
  return { frame, script, line: message.line };
}

/** The source line that a message of bash's is about. */
export function messageLine(message: BashMessage, scene: Scene): string | undefined {
  const link = messageLink(message, scene);
  return link?.script.text.split("\n")[link.line - 1];
}

function readMessageScript(message: BashMessage, search: ScriptSearch): Script | undefined {
  const inline = inlineArgument(search.args);
  const isShell = message.isInline || /(^|\/)(ba)?sh$/.test(message.script) ||
    message.script === "environment";
  if (isShell && inline !== undefined) return inlineScript(inline, search);
  return readScriptFile(message.script, { search, dirs: [search.displayDir] });
}

/** The pipeline that failed, and where its guilty stage stands. */
export interface FoundPipeline {
  readonly pipeline: PipelineFailure;
  readonly stage?: Piece;
}

/** The stage whose exit code became the pipeline's; undefined for a single command. */
export function findPipeline({ culprit, message, scene }: FailureFacts): FoundPipeline | undefined {
  const statuses = culprit?.record.pipeStatus ?? [];
  const failed = culprit ? statuses.lastIndexOf(culprit.record.status) : -1;
  if (message || !culprit || statuses.length < 2 || failed === -1) return undefined;
  const link = scene.link(culprit.record, 0);
  const pieces = link && pipelineStages(link.script.text, { line: link.line, count: statuses.length });
  const stages = pieces?.map((piece) => scene.search.mask(piece.text.replace(/\s*\\?\n\s*/g, " ")));
  const pipeline = withoutUndefined<PipelineFailure>({ statuses, failed, stages });
  return withoutUndefined<FoundPipeline>({ pipeline, stage: pieces?.[failed] });
}

/** Where it failed; undefined if nothing tells. */
export function findPlace(
  evidence: HookEvidence,
  { frames, found, ...facts }: FailureFacts & { frames: readonly Link[]; found: FoundPipeline | undefined },
): FailurePlace | undefined {
  const { culprit, message, scene } = facts;
  const innermost = frames[0];
  if (!innermost) {
    return evidence.report.termination ? runningPlace(evidence, scene) : guessPlace(evidence, scene);
  }
  if (found?.stage) return placeOfStage(innermost.script, found.stage);
  const isSure = message !== undefined || culprit!.isCertain || isLastLine(innermost);
  return placeAt(innermost, {
    word: message ? message.subject : culprit!.record.command,
    doubt: isSure
      ? undefined
      : "the script goes on after failures (no `set -e`): this is the last one that was seen",
  });
}

function placeOfStage(script: Script, stage: Piece): FailurePlace {
  const line = script.text.slice(0, stage.start).split("\n").length;
  return placeAt({ script, line }, { word: stage.text });
}

function placeAt(
  { script, line }: { script: Script; line: number },
  { word, doubt }: { word?: string | undefined; doubt?: string | undefined } = {},
): FailurePlace {
  const text = script.lineAt(line)?.text ?? "";
  const mark = markOf(text, script.text === "" ? "" : word ?? text.trim());
  return withoutUndefined<FailurePlace>({
    ...script.place(line),
    excerpt: excerptAround(script, line),
    mark,
    doubt,
  });
}

/** The longest start of the command that stands on the line. */
function markOf(text: string, command: string): { start: number; length: number } | undefined {
  const words = command.split(/\s+/).filter((word) => word !== "");
  for (; words.length > 0; words.pop()) {
    const start = text.indexOf(words.join(" "));
    if (start !== -1) return { start, length: words.join(" ").length };
  }
  return undefined;
}

/** Whether the record can be what set the exit code: it ended the script, or nothing unrecorded came after it. */
export function isLastWord(
  culprit: Culprit,
  { evidence, scene }: { evidence: HookEvidence; scene: Scene },
): boolean {
  const link = scene.link(culprit.burst.at(-1)!, 0);
  return culprit.isCertain || !link || isLastLine(link) || conditionAtEnd(evidence, scene) === undefined;
}

/** Whether nothing but closing words follows: then the failure set the exit code even without `set -e`. */
function isLastLine({ script, line }: Link): boolean {
  const rest = script.text.split("\n").slice(line);
  return rest.every((text) => /^\s*(#.*|fi|done|\}|\)|esac)?\s*$/.test(text));
}

/** The line of the innermost bash that was at work when its time was up. */
function runningPlace(evidence: HookEvidence, { search }: Scene): FailurePlace | undefined {
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

function rootScript(evidence: HookEvidence, { search }: Scene): Script | undefined {
  const shell = rootShell(evidence.records.shells, evidence.report.pid);
  if (!shell) return undefined;
  if (shell.inlineText !== "") return inlineScript(shell.inlineText, search);
  return readScriptFile(shell.name, { search, dirs: [shell.cwd] });
}

/**
 * The last line of the hook's script if it is a list such as `[ -n "$x" ] && echo yes`: its failure is never recorded,
 * but it is the script's exit code.
 */
function conditionAtEnd(evidence: HookEvidence, scene: Scene): { script: Script; line: number } | undefined {
  const script = rootScript(evidence, scene);
  const lines = script?.text.split("\n") ?? [];
  const last = lines.findLastIndex((text) => !/^\s*(#.*)?$/.test(text));
  return script && /&&|\|\|/.test(lines[last] ?? "") ? { script, line: last + 1 } : undefined;
}

/** Where nothing was observed: a condition at the end, or the one `exit` that can have done it. */
function guessPlace(evidence: HookEvidence, scene: Scene): FailurePlace | undefined {
  const { end } = evidence.report;
  if (end.type !== "exited") return undefined;
  const atEnd = end.code === 1 ? conditionAtEnd(evidence, scene) : undefined;
  if (!atEnd) return guessExit(rootScript(evidence, scene), end);
  const doubt = "the script's exit code is that of its last command, here a condition that was not met";
  return placeAt(atEnd, { doubt });
}

/** An `exit` that was not observed (the script has an EXIT trap): named only if a single line can have done it. */
function guessExit(script: Script | undefined, end: { readonly code: number }): FailurePlace | undefined {
  const pattern = new RegExp(`(^|[\\s;&|{(])exit\\s+${end.code}\\b`);
  const lines = script?.text.split("\n").flatMap((text, i) => pattern.test(text) ? [i + 1] : []) ?? [];
  if (!script || lines.length !== 1) return undefined;
  const doubt =
    `\`exit\` is not observed in a script with an EXIT trap: this is the only \`exit ${end.code}\` in it`;
  return placeAt({ script, line: lines[0]! }, { word: `exit ${end.code}`, doubt });
}
