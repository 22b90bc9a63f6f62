// A run about to start → a Failure with every hook that cannot run, and events for what may go wrong.
import { Failure } from "../../diagnostics/diagnostic.ts";
import type { RunContext } from "../run_context.ts";
import type { PlannedFile } from "./planned_hooks.ts";
import { preflight } from "./preflight.ts";

/** Looks at all hooks of a run; fails before anything is touched if one of them is sure to fail. */
export async function refuseBrokenHooks(
  files: readonly PlannedFile[],
  { isParallel, run }: { readonly isParallel: boolean; readonly run: RunContext },
): Promise<void> {
  const { system, renderer, command, runDir, masker, settings } = run;
  const { diagnostics } = await preflight({ files, isParallel, command }, {
    system,
    renderer,
    command,
    runDir,
    mask: masker.mask,
    skipHooks: settings.skipHooks,
  });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  for (const diagnostic of diagnostics) {
    if (diagnostic.severity === "warning") run.emit({ type: "warning", diagnostic });
  }
  if (errors.length > 0) throw new Failure(errors);
}
