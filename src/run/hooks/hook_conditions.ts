// Whether a hook runs at all: `--skip-hooks`, `when:`. In, the hook and what happens; out, the reason why it does not.
import { fail } from "../../diagnostics/diagnostic.ts";
import type { Hook } from "../../merge/state.ts";
import type { HookEvent } from "./hook_event.ts";
import type { RenderText } from "./hook_request.ts";
import type { RunContext } from "../run_context.ts";

/** What is asked. */
export interface HookQuestion {
  readonly at: HookEvent;
  readonly run: RunContext;
  /** Renders a text of the hook. */
  readonly render: RenderText;
}

/** Why the hook does not run now, as a sentence's end; undefined if it runs. Cheap conditions are asked first. */
export async function whyNot(hook: Hook, question: HookQuestion): Promise<string | undefined> {
  const { at, run } = question, { when } = hook.doc;
  const known = whyNever(hook, {
    skipHooks: run.settings.skipHooks,
    command: run.command,
    environment: at.file.environment.name,
  });
  if (known !== undefined || !when) return known;
  return whyNotNow(when, at) ?? await whyNotForAction(when.action, at) ?? whyNotIf(hook, question);
}

/** What is known of a run before it starts. */
export interface KnownBefore {
  readonly skipHooks: string | undefined;
  readonly command: string;
  readonly environment: string;
}

/** Why the hook runs at no event of this run; undefined if it may. */
export function whyNever({ doc }: Hook, known: KnownBefore): string | undefined {
  const { skipHooks } = known;
  if (skipHooks !== undefined && matchesGlob(doc.name ?? "", skipHooks)) return "--skip-hooks leaves it out";
  return doc.when && whyNotHere(doc.when, known);
}

type When = NonNullable<Hook["doc"]["when"]>;

function whyNotHere({ commands, env }: When, { command, environment }: KnownBefore): string | undefined {
  if (commands && !commands.includes(command)) return `it runs in ${list(commands)}, this is ${command}`;
  return env && !env.includes(environment)
    ? `it runs in environment ${list(env)}, this is ${environment}`
    : undefined;
}

function whyNotNow({ result, changed }: When, { error, facts }: HookEvent): string | undefined {
  if (result === "failure" && !error) return "nothing has failed";
  if (result === "success" && error) return "something failed before";
  if (changed === undefined || changed === facts?.changed) return undefined;
  return changed ? "nothing changes" : "something changes";
}

async function whyNotForAction(action: When["action"], { facts }: HookEvent): Promise<string | undefined> {
  if (!action) return undefined;
  const now = await facts?.action();
  if (now !== undefined && action.includes(now)) return undefined;
  return `it runs on ${list(action)}, this is ${now === undefined ? "neither" : `an ${now}`}`;
}

function whyNotIf(hook: Hook, { render }: Pick<HookQuestion, "render">): string | undefined {
  const condition = hook.doc.when?.if;
  return condition === undefined ? undefined : whyNotAnswer(hook, render(condition).text);
}

/** Why a hook does not run by what its `when.if` gives; a Failure if that is neither true nor false. */
export function whyNotAnswer({ spanOf }: Hook, given: string): string | undefined {
  const answer = given.trim();
  if (answer === "true") return undefined;
  if (answer === "false" || answer === "") return `its condition gives ${answer === "" ? "nothing" : answer}`;
  const span = spanOf("when");
  return fail("hook/condition", `Cannot tell whether the hook runs: its condition gives "${answer}"`, {
    ...(span ? { span } : {}),
    hint: "let the template give true or false",
  });
}

function list(words: readonly string[]): string {
  return words.join(", ");
}

/** `*` and `?` match as in a shell, over the whole name. */
function matchesGlob(name: string, glob: string): boolean {
  const pattern = [...glob].map((char) => char === "*" ? ".*" : char === "?" ? "." : RegExp.escape(char))
    .join("");
  return new RegExp(`^${pattern}$`, "s").test(name);
}
