// What a run printed and called → the same, without the folders, times and versions of that one run.
import type { HelmCall } from "./helm_call.ts";
import { loadValue } from "./reference_yaml.ts";

/** The folders of a run. */
export interface CaseFolders {
  /** Everything of this run. */
  readonly top: string;
  /** The project. */
  readonly work: string;
  readonly cache: string;
  /** Where the recorded cases are kept. */
  readonly corpus: string;
}

/** A line of the stand-in's log. */
export interface LoggedCall {
  readonly argv: readonly string[];
  readonly cwd?: string;
  readonly values?: readonly (string | null)[];
  readonly chart?: string;
  readonly setFiles?: readonly unknown[];
  readonly stdin?: string;
  readonly chartYaml?: string | null;
}

const REST_OF_PATH = String.raw`[^\s"',;)\]]*`;

/** Text with the run's folders named: what lies below a temporary one is nobody's contract, only that it is one. */
export function normalisePaths(text: string, { top, work, cache, corpus }: CaseFolders): string {
  return text
    .replaceAll(work, "$DIR")
    .replace(new RegExp(RegExp.escape(cache) + REST_OF_PATH, "g"), "$$CACHE")
    .replace(new RegExp(RegExp.escape(top) + REST_OF_PATH, "g"), "$$TMP")
    .replaceAll(corpus, "$CORPUS");
}

/** A name that ends in 8 digits of the sum of a path. */
export function normaliseName(name: string): string {
  return name.replace(/-[0-9a-f]{8}(?=$|-|\/)/g, "-$$SHA");
}

/** Printed text: no colors, no sums of paths, no blanks at line ends. */
export function normaliseText(text: string, folders: CaseFolders): string {
  return normalisePaths(text, folders)
    // deno-lint-ignore no-control-regex -- colors are control characters
    .replace(/\x1b\[[0-9;]*m/g, "")
    .replace(/-[0-9a-f]{8}(?=-[a-z]|\/)/g, "-$$SHA")
    .replaceAll("\r\n", "\n")
    .split("\n").map((line) => line.trimEnd()).join("\n");
}

/** Text on standard error, also without times and without where this system keeps its commands. */
export function normaliseErrors(text: string, folders: CaseFolders): string {
  return normaliseText(text, folders)
    .replace(/(?<![\w$/])(?:\/usr)?\/s?bin\/(?=\w)/g, "")
    .replace(/[ \t]+(?:\d+(?:\.\d+)?m?s|\d+m\d+(?:\.\d+)?s)[ \t]*$/gm, " $$DURATION");
}

/** A logged call; undefined for what helm is asked about itself. */
export function normaliseCall(logged: LoggedCall, folders: CaseFolders): HelmCall | undefined {
  const words = logged.argv.filter((word) => !word.startsWith("-"));
  if (["version", "env", "help"].includes(words[0] ?? "")) return undefined;
  if (words[0] === "plugin" && (words[1] === "list" || words[1] === "ls")) return undefined;
  const { chart, setFiles, stdin, chartYaml } = logged;
  return {
    argv: normaliseArgv(logged.argv, folders),
    values: (logged.values ?? []).map((text) => normaliseValue(loadValue(text), folders)),
    cwd: normalisePaths(logged.cwd ?? "", folders),
    ...(chart === undefined ? {} : { chart: normalisePaths(chart, folders) }),
    ...(setFiles === undefined ? {} : { setFiles }),
    ...(stdin === undefined ? {} : { stdin }),
    ...(typeof chartYaml === "string" ? { chartYaml: normaliseChart(chartYaml, folders) } : {}),
  };
}

function normaliseArgv(argv: readonly string[], folders: CaseFolders): string[] {
  const normal: string[] = [];
  let files = 0;
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    if ((word === "--values" || word === "-f") && i + 1 < argv.length) {
      normal.push("--values", `$VALUES[${files++}]`);
      i++;
    } else if (word.startsWith("--values=")) normal.push("--values", `$VALUES[${files++}]`);
    else normal.push(normaliseName(normalisePaths(word, folders)));
  }
  return normal;
}

/** The order of a chart's dependencies means nothing to helm. */
function normaliseChart(text: string, folders: CaseFolders): unknown {
  const chart = normaliseValue(loadValue(text), folders);
  const { dependencies } = chart as { dependencies?: unknown };
  if (!Array.isArray(dependencies)) return chart;
  const sorted = dependencies.toSorted((a, b) => JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);
  return { ...chart as object, dependencies: sorted };
}

function normaliseValue(value: unknown, folders: CaseFolders): unknown {
  if (typeof value === "string") return normalisePaths(value, folders);
  if (Array.isArray(value)) return value.map((item) => normaliseValue(item, folders));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, normaliseValue(item, folders)]),
  );
}
