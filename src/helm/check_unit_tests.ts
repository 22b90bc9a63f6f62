// A release's `unitTests` → those of them that are outside of its chart.
import { isAbsolute, normalize } from "node:path";
import type { Diagnostic, Span } from "../diagnostics/diagnostic.ts";
import type { ReleaseDoc } from "../helmfile/release_schema.ts";

/** Every path of a release's unit tests that leaves the chart. Source: Helmfile pkg/state/state.go UnittestReleases. */
export function checkUnitTests(
  { name, spec, spanOf }: {
    readonly name: string;
    readonly spec: Pick<ReleaseDoc, "unitTests">;
    spanOf(path: readonly (string | number)[]): Span | undefined;
  },
): Diagnostic[] {
  return (spec.unitTests ?? []).flatMap((path, index): Diagnostic[] => {
    const clean = normalize(path);
    if (!isAbsolute(clean) && clean !== ".." && !clean.startsWith("../")) return [];
    const span = spanOf(["unitTests", index]);
    return [{
      code: "helm/wrong-setting",
      severity: "error",
      message: `Cannot run the unit tests "${path}" of release "${name}": they are not in its chart`,
      hint: "write a path that is relative to the chart's folder",
      ...(span === undefined ? {} : { span }),
    }];
  });
}
