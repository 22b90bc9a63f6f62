// What a hook is told through files: the context as JSON, values, manifest, diff, a kubeconfig, and the file its outputs
// go to. Made only for a hook whose text asks for them by name.
import { resolve } from "node:path";
import { isMap, newMap, type ValueMap } from "../../go/value.ts";
import type { Hook, RenderedValues, StateFile } from "../../merge/state.ts";
import { needKey, releaseKey } from "../../plan/release_key.ts";
import { parseYaml } from "../../yaml/parse.ts";
import { printYaml } from "../../yaml/print.ts";
import type { Files } from "../../system/system.ts";
import type { HookEvent } from "./hook_event.ts";
import type { HookRequest } from "./hook_request.ts";
import { pinKubeconfig } from "./hook_kubeconfig.ts";
import { attemptsOf } from "./hook_retries.ts";
import { problemText } from "../problem.ts";
import type { RunContext } from "../run_context.ts";

/** A hook about to run. */
export interface FilesQuestion {
  readonly at: HookEvent;
  readonly run: RunContext;
  readonly request: HookRequest;
}

/** The variables that name files. */
export type GivenFiles = Readonly<Record<string, string>> & { readonly HOOK_OUTPUT?: string };

/** Makes the files a hook asks for; a Failure if one of them cannot be had at its event. */
export async function filesForHook(hook: Hook, question: FilesQuestion): Promise<GivenFiles> {
  const given: Record<string, string> = { ...kubeconfig(question), ...outputFile(hook, question) };
  const text = textOf(hook, { dir: question.request.dir, files: question.run.system.files });
  if (!text.includes("BOATHOOK_")) return given;
  const { runDir } = question.run, { hookId } = question.request;
  for (const [name, { suffix, make }] of Object.entries(FILES)) {
    if (text.includes(name)) given[name] = runDir.write(`${hookId}.${suffix}`, await make(hook, question));
  }
  return given;
}

function kubeconfig({ at: { release, file }, run }: FilesQuestion): Record<string, string> {
  const context = release?.kubeContext || file.environment.kubeContext;
  if (!context) return {};
  const pin = { context, namespace: release?.namespace ?? "", kubeconfig: run.flags.kubeconfig };
  const path = pinKubeconfig(pin, run);
  return path === undefined ? {} : { KUBECONFIG: path };
}

function outputFile({ doc: { outputs } }: Hook, { run, request }: FilesQuestion): Record<string, string> {
  if (outputs === undefined || outputs === false) return {};
  if (typeof outputs !== "string") return { HOOK_OUTPUT: run.runDir.write(`${request.hookId}.output`, "") };
  const dir = request.workdir === undefined
    ? request.dir
    : resolve(request.dir, request.render(request.workdir).text);
  return { HOOK_OUTPUT: resolve(dir, request.render(outputs).text) };
}

/** A script file beyond this is no script. */
const LONGEST_SCRIPT = 1_000_000;

/** Whether the hook wants to know what helm had before its release changed. */
export function asksWhatWas(
  hook: Hook,
  { file, run }: { readonly file: StateFile; readonly run: RunContext },
): boolean {
  return hook.doc.when?.action !== undefined ||
    textOf(hook, { dir: file.dir, files: run.system.files }).includes("BOATHOOK_CONTEXT_FILE");
}

/** What the hook says itself, and what stands in the script files that its words name. */
function textOf({ doc }: Hook, { dir, files }: { readonly dir: string; readonly files: Files }): string {
  const words = [doc.command, doc.script, ...doc.args ?? [], ...Object.values(doc.env ?? {})]
    .filter((word) => word !== undefined);
  const scripts = words.flatMap((word) => {
    if (word.length > 1024 || /[\s{]/.test(word) || !word.includes("/") && !word.includes(".")) return [];
    const path = resolve(dir, doc.workdir ?? "", word);
    const stat = files.stat(path);
    return stat?.isFile && stat.size <= LONGEST_SCRIPT ? [readable(path, files)] : [];
  });
  return [...words, ...scripts].join("\n");
}

/** A program that we may run but not read asks for nothing. */
function readable(path: string, files: Files): string {
  try {
    return files.readText(path);
  } catch {
    return "";
  }
}

interface MadeFile {
  readonly suffix: string;
  readonly make: (hook: Hook, question: FilesQuestion) => string | Promise<string>;
}

/** By the variable that names it. */
const FILES: Readonly<Record<string, MadeFile>> = {
  BOATHOOK_CONTEXT_FILE: { suffix: "context.json", make: contextJson },
  BOATHOOK_VALUES_FILE: {
    suffix: "values.yaml",
    make: (_, question) => valuesYaml(question, ({ secrets }) => secrets.length === 0),
  },
  BOATHOOK_SECRETS_FILE: {
    suffix: "secrets.yaml",
    make: (_, question) => valuesYaml(question, ({ secrets }) => secrets.length > 0),
  },
  BOATHOOK_MANIFEST_FILE: {
    suffix: "manifest.yaml",
    make: async (_, { at }) => await at.facts?.manifest() ?? "",
  },
  BOATHOOK_DIFF_FILE: { suffix: "diff", make: async (_, { at }) => await at.facts?.diff() ?? "" },
};

/** The values files of the release laid over each other as helm does: maps merge, anything else is replaced. */
function valuesYaml({ at, run }: FilesQuestion, isWanted: (values: RenderedValues) => boolean): string {
  if (!at.release) return "{}\n";
  const merged = newMap();
  for (const values of run.renderer.values(at.release).filter(isWanted)) {
    const layer = parseYaml(values.text);
    if (isMap(layer)) layOver(merged, layer);
  }
  return printYaml(merged);
}

function layOver(base: ValueMap, layer: ValueMap): void {
  for (const [key, value] of Object.entries(layer)) {
    const below = base[key];
    if (isMap(below) && isMap(value)) layOver(below, value);
    else base[key] = value;
  }
}

async function contextJson(hook: Hook, { at, run, request }: FilesQuestion): Promise<string> {
  const { release, file, event, error, facts } = at;
  const before = release && await facts?.before(), now = release && await facts?.now();
  const context = {
    version: 1,
    event,
    command: run.command,
    environment: file.environment.name,
    file: file.absolutePath,
    hook: {
      name: hook.doc.name ?? null,
      index: hook.index,
      attempts: attemptsOf(hook.doc.retries),
    },
    release: release
      ? {
        name: release.name,
        namespace: release.namespace,
        kubeContext: release.kubeContext,
        chart: release.chart,
        version: release.version || request.localChartVersion || "",
        labels: release.labels,
        installed: release.isInstalled,
        needs: needsOf(at),
      }
      : null,
    action: await facts?.action() ?? null,
    changed: facts?.changed ?? null,
    revision: { before: before?.revision ?? null, after: now?.revision ?? null },
    status: now?.status ?? null,
    error: error ? problemText(error) : null,
  };
  return JSON.stringify(context, undefined, 2) + "\n";
}

/** Names and namespaces of the releases that the release needs itself. */
function needsOf({ release, file }: HookEvent) {
  return release!.needs.map((need) => {
    const key = needKey(need, release!), found = file.releases.find((other) => releaseKey(other) === key);
    return { name: found?.name ?? need.split("/").at(-1), namespace: found?.namespace ?? "" };
  });
}
