// A failed hook or any other problem of a run → one shape that every report draws in its own way.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { HookRef, ReleaseRef } from "../../run/events.ts";
import type { HookFailure } from "../../run/post_mortem/hook_failure.ts";
import { formatDiagnostic } from "../problems/diagnostic_text.ts";
import { formatHookFailure, headline } from "../problems/hook_failure_text.ts";
import { locatePlace } from "../problems/place.ts";
import { newStyle } from "../style.ts";

/** Something that went wrong. */
export interface RunFailure {
  readonly code: string;
  /** One line. */
  readonly title: string;
  /** The whole report, as the console shows it. */
  readonly text: string;
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  /** The name of the release it happened to. */
  readonly release?: string;
  readonly releaseId?: string;
  /** The state file it concerns as a whole. */
  readonly stateFile?: string;
  readonly hookId?: string;
  /** Whether it only happened because the run was stopped. */
  readonly isConsequence: boolean;
  /** The names of releases that were not worked on because of it. */
  readonly blocked: readonly string[];
}

const PLAIN = newStyle(false);

/** A problem of a release, a file or the whole run. */
export function diagnosticFailure(
  diagnostic: Diagnostic,
  { release, file, mask }: {
    readonly release?: ReleaseRef;
    readonly file?: string;
    readonly mask: (text: string) => string;
  },
): RunFailure {
  const { code, message, span } = diagnostic;
  const place = span && locatePlace(span);
  return {
    code,
    title: mask(message.split("\n")[0]!),
    text: mask(formatDiagnostic(diagnostic, { style: PLAIN })),
    ...(place ? { file: place.source.path, line: place.line, column: place.column } : {}),
    ...(release ? { release: release.name, releaseId: release.id } : {}),
    ...(file === undefined ? {} : { stateFile: file }),
    isConsequence: code === "helm/canceled",
    blocked: [],
  };
}

/** A failed hook: at the line of its script that failed, else where it is declared. */
export function hookFailure(
  failure: HookFailure,
  { hook, mask }: { readonly hook: HookRef; readonly mask: (text: string) => string },
): RunFailure {
  const { place, code } = failure;
  const declared = hook.declaredAt && locatePlace(hook.declaredAt);
  const at = place
    ? { file: place.path, line: place.line }
    : declared
    ? { file: declared.source.path, line: declared.line, column: declared.column }
    : {};
  return {
    code,
    title: mask(headline(failure)),
    text: mask(formatHookFailure(failure, { style: PLAIN, outputLines: 40 })),
    ...at,
    ...(hook.release === undefined ? {} : { release: hook.release, releaseId: hook.releaseId! }),
    hookId: hook.hookId,
    isConsequence: failure.cause === "canceled",
    blocked: [],
  };
}
