// A hook that a dry run comes to: in, the hook and its event; out, an event with what it would run. Nothing starts.
import { Failure } from "../../diagnostics/diagnostic.ts";
import type { Hook } from "../../merge/state.ts";
import { hookCommand } from "./hook_command.ts";
import type { HookQuestion } from "./hook_conditions.ts";
import type { RenderText } from "./hook_request.ts";
import { contextFor, hookRefOf, requestFor } from "./request_for.ts";

/** A text that asks what another hook left, which a dry run cannot know. */
const ASKS_FOR_OUTPUTS = /\.Hooks\b/;

/** Renders as a run would; what depends on another hook's outputs stays as it is written. */
export function renderKnown(render: RenderText): RenderText {
  return (text) => {
    try {
      return render(text);
    } catch (error) {
      if (!(error instanceof Failure) || !ASKS_FOR_OUTPUTS.test(text)) throw error;
      return { text, lineOf: (line) => line };
    }
  };
}

/** The hook without a condition that only a real run can decide. */
export function withoutUnknown(hook: Hook): Hook {
  const { when } = hook.doc;
  if (when?.if === undefined || !ASKS_FOR_OUTPUTS.test(when.if)) return hook;
  const { if: _, ...rest } = when;
  return { ...hook, doc: { ...hook.doc, when: rest } };
}

/** Tells what the hook would run; a Failure if its texts cannot be rendered. */
export function listHook(hook: Hook, { at, run, render }: HookQuestion): void {
  const request = requestFor(hook, { at, run, render });
  const { argv } = hookCommand(request, contextFor(at, run));
  const unknown = unknownOf(hook, argv);
  run.emit({
    type: "hook_listed",
    hook: hookRefOf(hook, { at, run }),
    argv: argv.map(run.masker.mask),
    ...(unknown === undefined ? {} : { unknown }),
    ...(request.timeout ? { limitMs: request.timeout.ms } : {}),
  });
}

function unknownOf({ doc: { when } }: Hook, argv: readonly string[]): string | undefined {
  if (when?.if !== undefined && ASKS_FOR_OUTPUTS.test(when.if)) {
    return "what other hooks leave decides whether";
  }
  return argv.some((word) => ASKS_FOR_OUTPUTS.test(word)) ? "with what other hooks leave" : undefined;
}
