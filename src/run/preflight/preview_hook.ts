// A hook at an event → the command it will run, as far as that is known, and what is wrong with its texts. Nothing is
// started or written.
import { resolve } from "node:path";
import { Failure } from "../../diagnostics/diagnostic.ts";
import type { Hook, RenderedHookText } from "../../merge/state.ts";
import { type CommandSource, type HookCommand, hookCommand } from "../hook_command.ts";
import { whyNever, whyNotAnswer } from "../hook_conditions.ts";
import type { RunContext } from "../run_context.ts";
import { withoutUndefined } from "../without_undefined.ts";
import { type Finding, findingsOf } from "./finding.ts";
import type { Lookup } from "./lookup.ts";
import type { PlannedHook } from "./planned_hooks.ts";

/** What a look ahead asks. */
export interface PreflightWorld extends Pick<RunContext, "system" | "renderer" | "command" | "runDir"> {
  readonly lookup: Lookup;
  readonly mask: (text: string) => string;
  readonly skipHooks: string | undefined;
}

/** A hook as it will run. */
export interface HookPreview {
  readonly planned: PlannedHook;
  /** Undefined if only the run will know it, or if it cannot be had. */
  readonly command?: HookCommand;
  /** Where it runs. */
  readonly cwd?: string;
  /** The PATH it gets. */
  readonly path?: string | undefined;
  /** What is wrong with its texts. */
  readonly findings: readonly Finding[];
}

/** Looks at a hook; undefined if it is known not to run. `takesAll`: whatever its conditions say. */
export function previewHook(
  planned: PlannedHook,
  world: PreflightWorld,
  { takesAll = false }: { readonly takesAll?: boolean } = {},
): HookPreview | undefined {
  const { hook, file } = planned;
  const known = {
    skipHooks: world.skipHooks,
    command: world.command,
    environment: file.environment.name,
  };
  if (!takesAll && whyNever(hook, known) !== undefined) return undefined;
  const texts = new TextPreviews(planned, world);
  const condition = hook.doc.when?.if === undefined ? undefined : texts.get(hook.doc.when.if);
  const isOff = condition !== undefined &&
    texts.attempt(() => whyNotAnswer(hook, condition.text)) !== undefined;
  if (isOff && !takesAll) return undefined;
  for (const text of textsOf(hook)) texts.get(text);
  if (!texts.isComplete) return { planned, findings: texts.findings };
  const command = texts.attempt(() => commandOf(planned, { world, texts }));
  return {
    planned,
    ...command && { command, ...placeOf(planned, { world, texts }) },
    findings: texts.findings,
  };
}

type KubectlSource = NonNullable<CommandSource["kubectlApply"]>;

interface Preview {
  readonly world: PreflightWorld;
  readonly texts: TextPreviews;
}

/** The texts of one hook at one event, each rendered once. */
class TextPreviews {
  readonly findings: Finding[] = [];
  /** Whether every text asked for so far is known. */
  isComplete = true;
  readonly #known = new Map<string, RenderedHookText | undefined>();

  constructor(private readonly planned: PlannedHook, private readonly world: PreflightWorld) {}

  get(text: string): RenderedHookText | undefined {
    if (this.#known.has(text)) return this.#known.get(text);
    const { hook, file, release, event, helmfileCommand } = this.planned;
    const subject = { file, hook, ...release ? { release } : {} };
    const rendered = this.attempt(() =>
      this.world.renderer.hookPreview(text, subject, { event, helmfileCommand })
    );
    this.#known.set(text, rendered);
    this.isComplete &&= rendered !== undefined;
    return rendered;
  }

  /** The result, or undefined with what a Failure says noted. */
  attempt<T>(action: () => T): T | undefined {
    try {
      return action();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.findings.push(...findingsOf(error));
      return undefined;
    }
  }
}

function textsOf({ doc }: Hook): readonly string[] {
  const { command, script, args, workdir, env, kubectlApply, inputs, outputs } = doc;
  return [
    ...[command, script, ...args ?? [], workdir, ...Object.values(env ?? {})],
    ...[kubectlApply?.filename, kubectlApply?.kustomize, ...inputs ?? []],
    ...[typeof outputs === "string" ? outputs : undefined],
  ].filter((text) => text !== undefined);
}

function commandOf({ hook, file }: PlannedHook, { world: { system, lookup }, texts }: Preview): HookCommand {
  const { doc } = hook;
  return hookCommand({
    hookId: "hook",
    args: doc.args ?? [],
    render: (text) => texts.get(text)!,
    dir: file.dir,
    ...doc.command === undefined ? {} : { command: doc.command },
    ...doc.script === undefined ? {} : { script: { text: doc.script, shell: hook.shell } },
    ...doc.kubectlApply ? { kubectlApply: withoutUndefined<KubectlSource>(doc.kubectlApply) } : {},
    get declaredAt() {
      return hook.span();
    },
  }, {
    system: { self: system.self, files: lookup.files },
    runDir: { write: (name) => `${system.cwd}/${name}` },
  });
}

function placeOf({ hook: { doc }, file }: PlannedHook, { world: { system }, texts }: Preview) {
  const workdir = doc.workdir === undefined ? "" : texts.get(doc.workdir)!.text;
  const path = doc.env?.PATH === undefined ? system.env.get("PATH") : texts.get(doc.env.PATH)!.text;
  return { cwd: resolve(file.dir, workdir), path };
}
