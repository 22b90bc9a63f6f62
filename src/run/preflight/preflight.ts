// Hooks that a run may come to → what is wrong with them, all of it at once and before anything runs. What keeps a hook
// from running is an error, unless something before it could mend it or its failure does no harm: then a warning.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { checkProgram, type ProgramCheck } from "./check_program.ts";
import { checkSyntax } from "./check_syntax.ts";
import { excuseFor, type Excuses, type JudgedFinding, toDiagnostics } from "./judge.ts";
import { isHarmlessText, makesNothing } from "./makes_nothing.ts";
import { programsOf } from "./shell_words.ts";
import { createLookup } from "./lookup.ts";
import {
  orderOf,
  type PlannedEvents,
  type PlannedFile,
  type PlannedHook,
  plannedHooks,
} from "./planned_hooks.ts";
import type { FoundScript } from "./script_file.ts";
import { syntaxFinding } from "./syntax_finding.ts";
import { type HookPreview, type PreflightWorld, previewHook } from "./preview_hook.ts";

/** What is looked at. */
export interface PreflightScope extends PlannedEvents {
  readonly files: readonly PlannedFile[];
  readonly isParallel: boolean;
}

/** What a look at the hooks came to. */
export interface PreflightResult {
  /** Different hooks, each counted once for its release. */
  readonly hookCount: number;
  readonly diagnostics: readonly Diagnostic[];
  /** Those that a shell can read. */
  readonly scripts: readonly HookScriptText[];
}

/** A script and the hook that runs it. */
export interface HookScriptText extends FoundScript {
  readonly planned: PlannedHook;
}

/** Looks at every hook; nothing of the user's is started or written. */
export async function preflight(
  scope: PreflightScope,
  given: Omit<PreflightWorld, "lookup">,
): Promise<PreflightResult> {
  const world = { ...given, lookup: createLookup(given.system) };
  const hooks = plannedHooks(scope.files, scope);
  const checked = hooks.flatMap((planned) => {
    const preview = previewHook(planned, world, { takesAll: scope.allEvents !== undefined });
    return preview ? [{ preview, ...checkProgram(preview, world) }] : [];
  });
  const scripts = checked.flatMap(({ preview: { planned }, scripts }) =>
    scripts.map((script) => ({ ...script, planned }))
  );
  const problems = await checkSyntax(scripts, world);
  const syntax = Map.groupBy(
    [...problems].map(([script, problem]) => ({ script, problem })),
    ({ script: { planned } }) => planned,
  );
  const found = checked.map(({ preview, findings, scripts }) => ({
    preview,
    scripts,
    findings: [
      ...preview.findings,
      ...findings,
      ...(syntax.get(preview.planned) ?? []).map(({ script, problem }) => syntaxFinding(script, problem)),
    ],
  }));
  return {
    hookCount: new Set(checked.map(({ preview: { planned: { hook } } }) => hook)).size,
    diagnostics: toDiagnostics(judge(found, orderOf(hooks, scope)), world.mask),
    scripts: scripts.filter((script) => !problems.has(script)),
  };
}

interface CheckedHook extends ProgramCheck {
  readonly preview: HookPreview;
}

/** What of all that was found may yet be put right by hooks that can run. */
function judge(
  found: readonly CheckedHook[],
  mayPrecede: Excuses["mayPrecede"],
): readonly JudgedFinding[] {
  const makers = found.filter(mayMakeFiles).map(({ preview }) => preview);
  return found.flatMap(({ preview: { planned }, findings }) =>
    findings.map((finding) => ({
      planned,
      finding,
      excuse: excuseFor(finding, planned, { makers, mayPrecede }),
    }))
  );
}

/** Whether the hook can run and may leave files that others need. */
function mayMakeFiles({ preview: { command }, findings, scripts }: CheckedHook): boolean {
  if (findings.some(({ isMild }) => !isMild)) return false;
  if (command === undefined) return true;
  const [script] = scripts;
  const isScriptAlone = scripts.length === 1 && programsOf(command.argv).length === 1;
  return !makesNothing(command.argv) && !(isScriptAlone && isHarmlessText(script!.text));
}
