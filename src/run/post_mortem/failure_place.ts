// Evidence → the line where a hook failed and the calls that led there.
import { type BashMessage, isShellName } from "./bash_messages.ts";
import type { Culprit } from "./find_culprit.ts";
import { conditionAtEnd, guessInHereDocument, guessPlace, runningPlace } from "./guess_place.ts";
import { type HookEvidence, inlineArgument, type Link, type Scene } from "./hook_evidence.ts";
import type { FailurePlace, OutputTail, PipelineFailure } from "./hook_failure.ts";
import { findHereDocument, type HereDocument, hookScript } from "./hook_script.ts";
import { type Piece, pipelineStages } from "./pipeline.ts";
import { placeAt } from "./place_at.ts";
import { inlineScript, readScriptFile, type Script, UNPLACED } from "./script_source.ts";
import type { SpokenPlace } from "./spoken_place.ts";
import { exitCodeMeaning } from "./exit_code_meaning.ts";
import { lastWords } from "./last_words.ts";
import { findUnclosed } from "./find_unclosed.ts";
import { withoutUndefined } from "../without_undefined.ts";

/** What is known of the failure. */
export interface FailureFacts {
  readonly culprit: Culprit | undefined;
  /** A record that is of the failure, but names a line and a command before it. */
  readonly stale?: Culprit | undefined;
  /** What a shell said, where that tells more than a record. */
  readonly message: BashMessage | undefined;
  /** What another program said of its own lines. */
  readonly spoken: SpokenPlace | undefined;
  readonly scene: Scene;
}

/** The frames of all shells and programs a failure passed through, the innermost first. */
export function callChain({ culprit, message, spoken, scene }: FailureFacts): readonly Link[] {
  const links = observedLinks(culprit, scene);
  if (spoken) return [...spoken.links, ...links];
  if (!message) return links;
  const file = isShellName(message.script) ? undefined : message.script;
  const own = links.findIndex(({ frame }) => frame.file === file && frame.line === message.line);
  const first = messageLink(message, { scene, links });
  if (own === -1) return [...(first ? [first] : []), ...links];
  const observed = links[own]!;
  return [{ ...observed, line: first?.line ?? observed.line }, ...links.slice(own + 1)];
}

/** The frames of the shells that were observed. */
export function observedLinks(culprit: Culprit | undefined, scene: Scene): readonly Link[] {
  const links: Link[] = [];
  let shell: number | undefined;
  for (const record of culprit?.burst ?? []) {
    if (record.shell === shell) continue;
    shell = record.shell;
    links.push(...record.frames.map((_, i) => scene.link(record, i)).filter((link) => link !== undefined));
  }
  return links.map((link, i) => withinCaller(link, links[i + 1]));
}

/** A -c text that another script passes on stands in that script. */
function withinCaller(link: Link, caller: Link | undefined): Link {
  if (link.frame.file !== undefined || !caller || link.script.place(link.line).path !== UNPLACED) return link;
  const start = caller.script.text.indexOf(link.script.text);
  if (start === -1) return link;
  const line = caller.script.text.slice(0, start).split("\n").length + link.line - 1;
  return { frame: link.frame, script: caller.script, line };
}

/** A message of a shell's names script and line, but no function. */
function messageLink(
  message: BashMessage,
  { scene, links }: { scene: Scene; links: readonly Link[] },
): Link | undefined {
  const found = readMessageScript(message, { scene, links });
  if (!found || message.line === undefined) return undefined;
  const said = Math.min(message.line + found.offset, lastLine(found.script));
  const line = lineInHereDocument(message, { script: found.script, line: said });
  return {
    frame: { file: message.script, line: message.line, function: undefined },
    script: found.script,
    line,
  };
}

/** The lines of a here-document count as the one it begins on. */
function lineInHereDocument(
  { subject, script: file }: BashMessage,
  { script, line }: { readonly script: Script; readonly line: number },
): number {
  const lines = script.text.split("\n");
  if (subject === undefined || lines[line - 1]?.includes(subject)) return line;
  const given = findHereDocument([{ frame: { file, line, function: undefined }, script, line }]);
  const found = given
    ? lines.slice(given.first - 1, given.last).findIndex((text) => text.includes(subject))
    : -1;
  return found === -1 ? line : given!.first + found;
}

/** An unexpected end is one line after the last. */
function lastLine({ text }: Script): number {
  return Math.max(1, text.replace(/\n+$/, "").split("\n").length);
}

/** The source line that a message of a shell's is about. */
export function messageLine(message: BashMessage, scene: Scene): string | undefined {
  const link = messageLink(message, { scene, links: [] });
  return link?.script.text.split("\n")[link.line - 1];
}

function readMessageScript(
  message: BashMessage,
  { scene: { search }, links }: { scene: Scene; links: readonly Link[] },
): { script: Script; offset: number } | undefined {
  if (message.isInline || isShellName(message.script)) {
    const given = findHereDocument(links), inline = inlineArgument(search.args);
    if (given && isWithin(given, message)) return { script: given.link.script, offset: given.first - 1 };
    if (inline !== undefined) return { script: inlineScript(inline, search), offset: 0 };
  }
  const script = readScriptFile(message.script, { search, dirs: [search.displayDir] });
  return script && { script, offset: 0 };
}

/** Whether a shell that read the here-document says it, not the one that passed it on. */
function isWithin({ link: { script }, first }: HereDocument, { line = 1, subject }: BashMessage): boolean {
  return subject === undefined || script.text.split("\n")[first + line - 2]?.includes(subject) === true;
}

/** The pipeline that failed, and where its guilty stage stands. */
export interface FoundPipeline {
  readonly pipeline: PipelineFailure;
  readonly stage?: Piece;
}

/** The stage that made it fail; undefined for a single command. */
export function findPipeline(
  { culprit, message, scene }: FailureFacts,
  output: OutputTail,
): FoundPipeline | undefined {
  const statuses = culprit?.record.pipeStatus ?? [];
  const last = culprit ? statuses.lastIndexOf(culprit.record.status) : -1;
  if (message || !culprit || statuses.length < 2 || last === -1) return undefined;
  const link = scene.link(culprit.record, 0);
  const pieces = link && pipelineStages(link.script.text, { line: link.line, count: statuses.length });
  const failed = pieces ? guiltyStage(pieces.map(({ text }) => text), { statuses, last, output }) : last;
  const stages = pieces?.map((piece) => scene.search.mask(piece.text.replace(/\s*\\?\n\s*/g, " ")));
  const pipeline = withoutUndefined<PipelineFailure>({ statuses, failed, stages });
  return withoutUndefined<FoundPipeline>({ pipeline, stage: pieces?.[failed] });
}

/** A later stage that says nothing most often fails for want of what an earlier one was to give it. */
function guiltyStage(
  stages: readonly string[],
  { statuses, last, output }: {
    readonly statuses: readonly number[];
    /** The one whose exit code became the pipeline's. */
    readonly last: number;
    readonly output: OutputTail;
  },
): number {
  const says = (index: number) =>
    lastWords({ message: undefined, spoken: undefined, command: stages[index], output }) !== undefined;
  if (statuses[last]! >= 126 || says(last)) return last;
  const earlier = statuses.findIndex((status, i) =>
    i < last && status !== 0 && status !== SIGPIPE_CODE &&
    (says(i) || (status > 1 && exitCodeMeaning(status, stages[i]!) !== undefined))
  );
  return earlier === -1 ? last : earlier;
}

/** A reader that ends first is no fault of the writer's. */
const SIGPIPE_CODE = 141;

/** Where it failed; undefined if nothing tells. */
export function findPlace(
  evidence: HookEvidence,
  { frames, found, ...facts }: FailureFacts & { frames: readonly Link[]; found: FoundPipeline | undefined },
): FailurePlace | undefined {
  const { culprit, message, spoken, scene } = facts;
  const innermost = frames[0];
  if (!innermost) {
    return evidence.report.termination ? runningPlace(evidence, scene) : guessPlace(evidence, scene);
  }
  if (spoken) return placeAt(innermost);
  const opened = message && /unexpected end of file|end of file unexpected/.test(message.text)
    ? findUnclosed(innermost.script.text)
    : undefined;
  if (opened) {
    const doubt = `\`${opened.word}\` is not closed: it was missed at the end, in line ${innermost.line}`;
    return placeAt({ script: innermost.script, line: opened.line }, { word: opened.word, doubt });
  }
  const given = message ? undefined : findHereDocument(frames);
  const inGiven = given && guessInHereDocument(given, evidence);
  if (inGiven) return inGiven;
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

/** Whether the record can be what set the exit code: it ended the script, or nothing unrecorded came after it. */
export function isLastWord(
  culprit: Culprit,
  { evidence, scene }: { evidence: HookEvidence; scene: Scene },
): boolean {
  const link = scene.link(culprit.burst.at(-1)!, 0);
  return culprit.isCertain || !link || isLastLine(link) ||
    conditionAtEnd(hookScript(evidence, scene)) === undefined;
}

/** Whether nothing but closing words follows: then the failure set the exit code even without `set -e`. */
function isLastLine({ script, line }: Link): boolean {
  const rest = script.text.split("\n").slice(line);
  return rest.every((text) => /^\s*(#.*|fi|done|\}|\)|esac)?\s*$/.test(text));
}
