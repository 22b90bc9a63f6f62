// A failed hook or any other problem of a run → one shape that every report draws in its own way.
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { ReleaseRef } from "../run/events.ts";
import type { HookFailure, HookIdentity } from "../run/hook_failure.ts";
import { formatDiagnostic } from "./diagnostic_text.ts";
import { formatHookFailure, headline } from "./hook_failure_text.ts";
import { locatePlace } from "./place.ts";
import { newStyle } from "./style.ts";

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
  /** `NAMESPACE/NAME` of that release. */
  readonly owner?: string;
  /** The state file it concerns as a whole. */
  readonly stateFile?: string;
  readonly hookId?: string;
  /** Whether it only happened because the run was stopped. */
  readonly isConsequence: boolean;
  /** The names of releases that were not worked on because of it. */
  readonly blocked: readonly string[];
}

/** A release among those of all namespaces. */
export function ownerText({ namespace, name }: Pick<ReleaseRef, "namespace" | "name">): string {
  return `${namespace}/${name}`;
}

/** The release of a hook, in the same form; undefined for a hook of the file. */
export function hookOwner({ release, namespace }: HookIdentity): string | undefined {
  return release === undefined ? undefined : ownerText({ namespace: namespace ?? "", name: release });
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
    ...(release ? { release: release.name, owner: ownerText(release) } : {}),
    ...(file === undefined ? {} : { stateFile: file }),
    isConsequence: code === "helm/canceled",
    blocked: [],
  };
}

/** A failed hook: at the line of its script that failed, else where it is declared. */
export function hookFailure(
  failure: HookFailure,
  { hookId, mask }: { readonly hookId: string; readonly mask: (text: string) => string },
): RunFailure {
  const { hook, place, code } = failure;
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
    ...(hook.release === undefined ? {} : { release: hook.release, owner: hookOwner(hook)! }),
    hookId,
    isConsequence: failure.cause === "cancelled",
    blocked: [],
  };
}
