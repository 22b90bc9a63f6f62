// What a hook declares → the words that are started: a command, kubectl, or a script with the shell that runs it.
import { fail } from "../diagnostics/diagnostic.ts";
import type { HookContext, HookRequest, HookScript } from "./hook_request.ts";

/** The words of a hook, rendered. */
export interface HookCommand {
  readonly argv: readonly string[];
  /** The index in `argv` of each word that the state file declares. */
  readonly declared: ReadonlyMap<number, number | "script">;
  /** The file a script was found to be, absolute. */
  readonly scriptFile?: string;
}

/**
 * The command of a hook; a Failure if it has none or two.
 * Source: Helmfile pkg/event/bus.go Trigger: kubectlApply stands for a kubectl command and wins over `command`.
 */
export function hookCommand(request: HookRequest, context: HookContext): HookCommand {
  if (request.script) return scriptCommand(request.script, { request, context });
  const words = request.kubectlApply ? kubectlWords(request, request.kubectlApply) : commandWords(request);
  return { argv: words, declared: new Map(words.map((_, i) => [i, i - 1])) };
}

function kubectlWords(
  { render, declaredAt }: HookRequest,
  { filename, kustomize }: NonNullable<HookRequest["kubectlApply"]>,
): readonly string[] {
  const span = declaredAt ? { span: declaredAt } : {};
  if (filename && kustomize) {
    fail("hook/two-sources", "Cannot run kubectlApply with both filename and kustomize", span);
  }
  if (filename) return ["kubectl", "apply", "-f", render(filename)];
  if (kustomize) return ["kubectl", "apply", "-k", render(kustomize)];
  fail("hook/no-source", "Cannot run kubectlApply without filename or kustomize", span);
}

function commandWords({ command, args, render, declaredAt }: HookRequest): readonly string[] {
  const program = command === undefined ? "" : render(command);
  if (program === "") {
    fail("hook/no-command", "Cannot run a hook without a command", declaredAt ? { span: declaredAt } : {});
  }
  return [program, ...args.map(render)];
}

interface Surroundings {
  readonly request: HookRequest;
  readonly context: HookContext;
}

/** The kernel refuses a longer argument (MAX_ARG_STRLEN is 131,072 bytes). */
const LONGEST_ARGUMENT = 100_000;

function scriptCommand({ text, shell }: HookScript, { request, context }: Surroundings): HookCommand {
  const script = request.render(text), args = request.args.map(request.render);
  const file = scriptFile(script, { request, context });
  const isInArgument = file === undefined && shell.inline !== undefined && script.length <= LONGEST_ARGUMENT;
  const before = shell.name === "dax"
    ? [context.system.self.command, ...context.system.self.args, "run-dax"]
    : [shell.program, ...shell.options];
  if (isInArgument) {
    const words = [...before, shell.inline!, script];
    // The word after the text is `$0`: bash names itself in messages, as it does without arguments.
    const name = args.length > 0 && shell.inline === "-c" && !shell.name.startsWith("python")
      ? [shell.name]
      : [];
    const declared = new Map<number, number | "script">([[words.length - 1, "script"]]);
    args.forEach((_, i) => declared.set(words.length + name.length + i, i));
    return { argv: [...words, ...name, ...args], declared };
  }
  const path = file ?? context.runDir.write(`${request.hookId}${shell.extension ?? ".script"}`, script);
  const words = [...before, ...shell.file === undefined ? [] : [shell.file], path];
  return {
    argv: [...words, ...args],
    declared: new Map(args.map((_, i) => [words.length + i, i])),
    ...file === undefined ? {} : { scriptFile: file },
  };
}

/** One line that names an existing file is that file; anything else is the script itself. */
function scriptFile(script: string, { request, context }: Surroundings): string | undefined {
  const line = script.trim();
  if (line === "" || line.includes("\n") || line.length > 4096) return undefined;
  const path = line.startsWith("/") ? line : `${request.dir}/${line}`;
  return context.system.files.stat(path)?.isFile ? path : undefined;
}
