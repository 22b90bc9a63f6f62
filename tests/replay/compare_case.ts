// A recorded case and what a run made of it → the differences, as lines. Only what the case lists is compared.
import { inspect, isDeepStrictEqual } from "node:util";
import { canonicalCall, type HelmCall, withoutProbes } from "./helm_call.ts";
import { loadDocuments } from "./reference_yaml.ts";

/** What a run left behind. */
export interface CaseResult {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly calls: readonly HelmCall[];
  readonly files: Readonly<Record<string, string>>;
}

/** What of a case counts. */
export interface Comparison {
  readonly compare: readonly string[];
  /** Words that standard error must contain. */
  readonly stderr?: readonly string[];
}

/** The differences between what was recorded and what a run made of it; none if the case passes. */
export function compareCase(comparison: Comparison, want: CaseResult, got: CaseResult): string[] {
  return comparison.compare.flatMap((kind) => differences(kind, { comparison, want, got }));
}

function differences(
  kind: string,
  { comparison, want, got }: { comparison: Comparison; want: CaseResult; got: CaseResult },
): string[] {
  switch (kind) {
    case "exit":
      return differ("exit", want.exit, got.exit);
    case "stdout":
      return differ("stdout", trimmed(want.stdout), trimmed(got.stdout));
    case "stdout-yaml":
      return differ("stdout", documentsOf(want.stdout), documentsOf(got.stdout));
    case "helm-calls":
      return differ("helm calls", callsOf(want), callsOf(got));
    case "helm-calls-set":
      return differ("helm calls, in any order", sorted(callsOf(want)), sorted(callsOf(got)));
    case "stderr-contains":
      return (comparison.stderr ?? []).filter((words) => !got.stderr.includes(words))
        .map((words) => `stderr lacks ${JSON.stringify(words)}:\n${got.stderr}`);
    case "files":
      return fileDifferences(want.files, got.files);
    default:
      return [`nobody knows how to compare ${kind}`];
  }
}

function fileDifferences(want: CaseResult["files"], got: CaseResult["files"]): string[] {
  const names = differ("names of files", Object.keys(want).toSorted(), Object.keys(got).toSorted());
  if (names.length > 0) return names;
  return Object.entries(want).flatMap(([name, text]) => {
    const isData = /\.(?:ya?ml|json|lock)$/.test(name);
    return isData
      ? differ(name, documentsOf(text), documentsOf(got[name]!))
      : differ(name, trimmed(text), trimmed(got[name]!));
  });
}

function callsOf({ calls }: CaseResult) {
  return withoutProbes(calls).map(canonicalCall);
}

function sorted(calls: readonly unknown[]): string[] {
  return calls.map((call) => JSON.stringify(call, withSortedKeys)).toSorted();
}

function withSortedKeys(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== "object" || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => a < b ? -1 : 1));
}

function documentsOf(text: string): unknown {
  try {
    return loadDocuments(text);
  } catch (error) {
    return `no YAML: ${(error as Error).message}: ${text}`;
  }
}

function trimmed(text: string): string {
  return text.split("\n").map((line) => line.trimEnd()).join("\n").replace(/^\n+|\n+$/g, "");
}

function differ(what: string, want: unknown, got: unknown): string[] {
  if (isDeepStrictEqual(want, got)) return [];
  const shown = (value: unknown) =>
    typeof value === "string" ? value : inspect(value, { depth: 12, breakLength: 110, maxArrayLength: null });
  return [`${what}: expected ${shown(want)}`, `${what}: got ${shown(got)}`];
}
