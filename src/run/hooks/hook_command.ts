// What a hook declares → the words that are started: a command, kubectl, or a script with the shell that runs it.
import { fail, type Span } from "../../diagnostics/diagnostic.ts";
import type { RenderedHookText } from "../../merge/state.ts";
import type { Files, System } from "../../system/system.ts";
import type { HookRequest, HookScript } from "./hook_request.ts";
import type { RunDir } from "../run_dir.ts";

/** What of a hook makes its command. */
export interface CommandSource extends
  Pick<
    HookRequest,
    "hookId" | "command" | "args" | "script" | "kubectlApply" | "render" | "dir"
  > {
  readonly declaredAt?: HookRequest["declaredAt"] | undefined;
}

/** Where scripts are found, and written where a shell wants them in a file. */
export interface ScriptPlaces {
  readonly system: Pick<System, "self"> & { readonly files: Pick<Files, "stat"> };
  readonly runDir: Pick<RunDir, "write">;
}

/** A rendered word of a hook: the argument it is (-1 for the command), and the way back to the declared lines. */
export interface DeclaredWord extends RenderedHookText {
  readonly argument: number | "script";
}

/** The words of a hook, rendered. */
export interface HookCommand {
  readonly argv: readonly string[];
  /** Of each word that the state file declares, by its index in `argv`: which it is, and where its lines were. */
  readonly declared: ReadonlyMap<number, DeclaredWord>;
  /** The index of the path of a script that had to be written to a file. */
  readonly ownFile?: number;
}

/**
 * The command of a hook; a Failure if it has none or two.
 * Source: Helmfile pkg/event/bus.go Trigger: kubectlApply stands for a kubectl command and wins over `command`.
 */
export function hookCommand(request: CommandSource, context: ScriptPlaces): HookCommand {
  if (request.script) return scriptCommand(request.script, { request, context });
  if (request.kubectlApply) return { argv: kubectlWords(request, request.kubectlApply), declared: new Map() };
  const words = commandWords(request);
  return { argv: words.map(({ text }) => text), declared: new Map(words.entries()) };
}

function kubectlWords(
  request: CommandSource,
  { filename, kustomize }: NonNullable<HookRequest["kubectlApply"]>,
): readonly string[] {
  const { render } = request;
  if (filename && kustomize) {
    fail("hook/two-sources", "Cannot run kubectlApply with both filename and kustomize", placeOf(request));
  }
  if (filename) return ["kubectl", "apply", "-f", render(filename).text];
  if (kustomize) return ["kubectl", "apply", "-k", render(kustomize).text];
  fail("hook/no-source", "Cannot run kubectlApply without filename or kustomize", placeOf(request));
}

/** Looked up only for a problem: finding it takes the whole file. */
function placeOf({ declaredAt }: CommandSource): { readonly span?: Span } {
  return declaredAt ? { span: declaredAt } : {};
}

function commandWords(request: CommandSource): readonly DeclaredWord[] {
  const { command, render } = request;
  const program = command === undefined ? undefined : render(command);
  if (program === undefined || program.text === "") {
    const problem = command ? `: ${JSON.stringify(command)} renders to nothing` : "";
    fail("hook/no-command", `Cannot run a hook without a command${problem}`, placeOf(request));
  }
  return [{ ...program, argument: -1 }, ...argumentWords(request)];
}

function argumentWords({ args, render }: CommandSource): readonly DeclaredWord[] {
  return args.map((arg, argument) => ({ ...render(arg), argument }));
}

interface Surroundings {
  readonly request: CommandSource;
  readonly context: ScriptPlaces;
}

/** The kernel refuses a longer argument (MAX_ARG_STRLEN is 131,072 bytes). */
const LONGEST_ARGUMENT = 100_000;

function scriptCommand({ text, shell }: HookScript, { request, context }: Surroundings): HookCommand {
  const rendered = request.render(text), script = rendered.text, args = argumentWords(request);
  const argTexts = args.map((arg) => arg.text);
  const file = scriptFile(script, { request, context });
  const isInArgument = file === undefined && shell.inline !== undefined && script.length <= LONGEST_ARGUMENT;
  const before = shell.name === "dax"
    ? [context.system.self.command, ...context.system.self.args, "run-dax"]
    : [shell.program, ...shell.options];
  const declaredFrom = (start: number) => args.map((arg, i) => [start + i, arg] as const);
  if (isInArgument) {
    const words = [...before, shell.inline!, script];
    // The word after the text is `$0`: bash names itself in messages, as it does without arguments.
    const name = args.length > 0 && shell.takesName ? [shell.name] : [];
    const own = [words.length - 1, { ...rendered, argument: "script" as const }] as const;
    return {
      argv: [...words, ...name, ...argTexts],
      declared: new Map<number, DeclaredWord>([own, ...declaredFrom(words.length + name.length)]),
    };
  }
  const path = file ?? context.runDir.write(`${request.hookId}${shell.extension ?? ".script"}`, script);
  const words = [...before, ...shell.file === undefined ? [] : [shell.file], path];
  const declared = new Map<number, DeclaredWord>(declaredFrom(words.length));
  if (file !== undefined) return { argv: [...words, ...argTexts], declared };
  const ownFile = words.length - 1;
  declared.set(ownFile, { ...rendered, argument: "script" });
  return { argv: [...words, ...argTexts], declared, ownFile };
}

/** One line that names an existing file is that file; anything else is the script itself. */
function scriptFile(script: string, { request, context }: Surroundings): string | undefined {
  const line = script.trim();
  if (line === "" || line.includes("\n") || line.length > 4096) return undefined;
  const path = line.startsWith("/") ? line : `${request.dir}/${line}`;
  return context.system.files.stat(path)?.isFile ? path : undefined;
}
