// What a run would come to: a text for people, with each hook's terms below it, and JSON for programs. In order.
import type { ExplainedHook, ExplainedStep } from "../run/explain/explain_hooks.ts";
import type { HookLimit } from "../run/hooks/hook_request.ts";
import { formatCommand } from "./problems/command_text.ts";
import { formatLimit } from "./duration_text.ts";
import { locatePlace } from "./problems/place.ts";
import type { Style } from "./style.ts";
import type { Span } from "../diagnostics/diagnostic.ts";

/** An explained run. */
export interface ExplainedRun {
  readonly command: string;
  readonly environment: string;
  /** In the order of the run. */
  readonly steps: readonly ExplainedStep[];
  /** The hooks that the run never comes to. */
  readonly rest: readonly ExplainedHook[];
}

/** How it is drawn. */
export interface ExplainOptions {
  readonly style: Style;
  /** A path as messages show it. */
  readonly display: (path: string) => string;
}

/** The text. */
export function formatExplained(run: ExplainedRun, options: ExplainOptions): string {
  const { style } = options;
  const head = `${run.command} in environment "${run.environment}", as long as nothing fails:\n`;
  let heading = "";
  const blocks = run.steps.map((step) => {
    const { release, file } = step;
    const owner = release?.name ?? file.path;
    if (step.type === "helm") {
      heading = "";
      return `\n${style.bold(`${step.call} of ${owner}`)}${step.only ? `: ${step.only}` : ""}\n`;
    }
    const own = `${step.event} of ${owner}`, isSame = own === heading;
    heading = own;
    return `${isSame ? "" : `\n${style.bold(own)}\n`}${hookBlock(step, options)}`;
  });
  if (blocks.length === 0) blocks.push("\nno hook runs\n");
  const rest = run.rest.map(restLine);
  return [head, ...blocks, ...(rest.length > 0 ? [`\n${style.bold("not in this run")}\n`, ...rest] : [])]
    .join("");
}

const VERDICTS = { yes: "runs", perhaps: "may run", no: "does not run" } as const;

function hookBlock(explained: ExplainedHook, { style, display }: ExplainOptions): string {
  const { runs, reasons, argv, limit, stall, cwd } = explained;
  const paint = { yes: style.green, perhaps: style.yellow, no: style.dim }[runs];
  const verdict = `${paint(VERDICTS[runs])}${reasons.length > 0 ? `: ${reasons.join("; ")}` : ""}`;
  const facts: readonly (readonly [string, string])[] = [
    ["command", formatCommand(argv)],
    [
      "limit",
      [limit ? limitText(limit) : "none", ...(stall ? [`${formatLimit(stall.ms)} of silence`] : [])].join(
        "; ",
      ),
    ],
    ["failure", failureText(explained)],
    ["folder", display(cwd)],
    ["terms", termsText(explained)],
    ["declared", placeText(explained.hook.span())],
  ];
  const lines = facts.filter(([, text]) => text !== "").map(([name, text]) =>
    `    ${name.padEnd(8)}  ${text}\n`
  );
  return `  ${explained.name}: ${verdict}\n${lines.join("")}`;
}

function restLine(explained: ExplainedHook): string {
  const { release, file, event, reasons, hook } = explained;
  const place = placeText(hook.span());
  return `  ${event} of ${release?.name ?? file.path}, ${explained.name}: ${reasons.join("; ")}${
    place === "" ? "" : ` (${place})`
  }\n`;
}

const SETTERS: Readonly<Record<HookLimit["source"]["setBy"], string>> = {
  "hook": "",
  "defaults": "helmDefaults",
  "--hook-timeout": "--hook-timeout",
  "BOATHOOK_HOOK_TIMEOUT": "BOATHOOK_HOOK_TIMEOUT",
  "stop": "",
};

function limitText({ ms, source: { setBy, span } }: HookLimit): string {
  const place = placeText(span);
  const by = SETTERS[setBy];
  const source = [by, place].filter((text) => text !== "").join(" at ");
  return `${formatLimit(ms)}${source === "" ? "" : `, from ${source}`}`;
}

function failureText({ hook: { doc }, release }: ExplainedHook): string {
  const means = {
    fail: release ? `fails "${release.name}"` : "fails the run",
    warn: "is a warning",
    ignore: "is ignored",
    stop: "stops the run",
  }[doc.onError ?? "fail"];
  const count = doc.retries?.count ?? 0;
  return count > 0 ? `${means}, after ${count} more ${count === 1 ? "try" : "tries"}` : means;
}

function termsText({ hook: { doc } }: ExplainedHook): string {
  const { background, oncePer, mutex, inputs, outputs, sensitive } = doc;
  return [
    ...(background ? ["in the background"] : []),
    ...(oncePer ? [`once per ${oncePer}`] : []),
    ...(mutex ? [`alone among hooks of "${mutex}"`] : []),
    ...(inputs ? [`inputs ${inputs.join(", ")}`] : []),
    ...(outputs ? ["leaves outputs"] : []),
    ...(sensitive ? ["its output is not shown"] : []),
  ].join("; ");
}

/** Rises when a field changes its meaning or goes away. */
const EXPLAINED_JSON_VERSION = 1;

/** One line of JSON: the steps with their order from 1, then the hooks that the run never comes to. */
export function explainedJson({ command, environment, steps, rest }: ExplainedRun): string {
  const rows = [...steps, ...rest].map((step, i) => {
    const { file, release, type } = step, order = i < steps.length ? i + 1 : null;
    const owner = { file: file.path, release: release?.name ?? null, namespace: release?.namespace ?? null };
    if (step.type === "helm") return { order, type, ...owner, call: step.call, only: step.only ?? null };
    const { event, name, hook: { doc, span }, argv, runs, reasons, limit, stall, cwd } = step;
    return {
      order,
      type,
      ...owner,
      event,
      name,
      runs,
      reasons,
      argv,
      cwd,
      limit: limit
        ? { ms: limit.ms, setBy: limit.source.setBy, place: placeText(limit.source.span) || null }
        : null,
      stallTimeoutMs: stall?.ms ?? null,
      onError: doc.onError ?? "fail",
      retries: doc.retries?.count ?? 0,
      background: doc.background ?? false,
      oncePer: doc.oncePer ?? null,
      mutex: doc.mutex ?? null,
      when: doc.when ?? null,
      inputs: doc.inputs ?? [],
      declared: placeText(span()) || null,
    };
  });
  return JSON.stringify({ version: EXPLAINED_JSON_VERSION, command, environment, rows }) + "\n";
}

function placeText(span: Span | undefined): string {
  if (!span) return "";
  const { source, line, column } = locatePlace(span);
  return `${source.path}:${line}:${column}`;
}
