// A hook at an event → the command it will run, as far as that is known, and what is wrong with its texts. Nothing is
// started or written.
import { resolve } from "node:path";
import { Failure } from "../../diagnostics/diagnostic.ts";
import type { Hook, RenderedHookText } from "../../merge/state.ts";
import { type CommandSource, type HookCommand, hookCommand } from "../hooks/hook_command.ts";
import { whyNever, whyNotAnswer } from "../hooks/hook_conditions.ts";
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
  /** What is known of it; undefined if only the run will know, or if it cannot be had. */
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
  { takesAll }: { readonly takesAll: boolean },
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
  const words = wordsOf(hook).map((text) => texts.get(text));
  for (const text of surroundingsOf(hook)) texts.get(text);
  const preview = { world, texts };
  const command = texts.attempt(() =>
    words.includes(undefined) ? startOf(planned, texts) : commandOf(planned, preview)
  );
  const place = placeOf(planned, preview);
  return { planned, ...command && place ? { command, ...place } : {}, findings: texts.findings };
}

type KubectlSource = NonNullable<CommandSource["kubectlApply"]>;

interface Preview {
  readonly world: PreflightWorld;
  readonly texts: TextPreviews;
}

/** The texts of one hook at one event, each rendered once. */
class TextPreviews {
  readonly findings: Finding[] = [];
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

/** What becomes the command. */
function wordsOf({ doc: { command, script, args, kubectlApply } }: Hook): readonly string[] {
  return [command, script, ...args ?? [], kubectlApply?.filename, kubectlApply?.kustomize]
    .filter((text) => text !== undefined);
}

function surroundingsOf({ doc: { workdir, env, inputs, outputs } }: Hook): readonly string[] {
  return [
    workdir,
    ...Object.values(env ?? {}),
    ...inputs ?? [],
    typeof outputs === "string" ? outputs : undefined,
  ]
    .filter((text) => text !== undefined);
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

/** Of a hook whose words are not all known, what it starts. */
function startOf({ hook: { doc, shell } }: PlannedHook, texts: TextPreviews): HookCommand | undefined {
  if (doc.script !== undefined) {
    return shell.name === "dax" ? undefined : { argv: [shell.program], declared: new Map() };
  }
  const program = doc.command === undefined || doc.kubectlApply ? undefined : texts.get(doc.command);
  if (program === undefined || program.text === "") return undefined;
  return { argv: [program.text], declared: new Map([[0, { ...program, argument: -1 }]]) };
}

/** Where a hook runs, and with which PATH; undefined while one of them is not known. */
function placeOf(
  { hook: { doc }, file }: PlannedHook,
  { world: { system }, texts }: Preview,
): Pick<HookPreview, "cwd" | "path"> | undefined {
  const workdir = texts.get(doc.workdir ?? "");
  const path = doc.env?.PATH === undefined ? { text: system.env.get("PATH") } : texts.get(doc.env.PATH);
  return workdir && path && { cwd: resolve(file.dir, workdir.text), path: path.text };
}
