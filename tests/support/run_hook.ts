// Runs a hook of a scratch folder through the real thing: real bash, real processes.
import type { SourceText, Span } from "../../src/diagnostics/diagnostic.ts";
import type { RunEvent } from "../../src/run/events.ts";
import { runHook } from "../../src/run/hooks/hook.ts";
import type { HookContext, HookOutcome, HookRequest } from "../../src/run/hooks/hook_request.ts";
import { createMasker } from "../../src/run/secrets/mask.ts";
import { createRunDir } from "../../src/run/run_dir.ts";
import { createDenoSystem } from "../../src/system/deno_system.ts";
import type { System } from "../../src/system/system.ts";

/** What a test says of a hook. */
export interface HookCase {
  /** Path → text; scripts (`.sh`) are executable, unless their text begins with a blank line. */
  readonly files?: Readonly<Record<string, string>>;
  /** The hook's command line; a `-c` text stands in helmfile.yaml from line 9 on. */
  readonly argv: readonly string[];
  readonly request?: Partial<HookRequest>;
  readonly context?: Partial<HookContext>;
  readonly secrets?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/** What came of it. */
export interface HookRun {
  readonly outcome: HookOutcome;
  readonly events: readonly RunEvent[];
  readonly dir: string;
  /** A text with the scratch folder's name and all times made the same for every run. */
  stable(text: string): string;
}

const HEAD = `releases:
  - name: api
    chart: ./api
    hooks:
      - events: [presync]
        command: bash
        args:
          - -c
          - |
`;

/** Runs the case in a folder of its own, which is gone afterwards. */
export async function runHookCase(given: HookCase): Promise<HookRun> {
  const real = createDenoSystem();
  const dir = real.files.realPath(real.files.makeTempDir("hook-test-"));
  const env = { PATH: "/usr/bin:/bin", LANG: "C.UTF-8", ...given.env };
  const system: System = {
    ...real,
    cwd: dir,
    env: { get: (name) => (env as Record<string, string>)[name], all: () => env },
  };
  const runDir = createRunDir(system);
  try {
    for (const [path, text] of Object.entries(given.files ?? {})) {
      system.files.write(
        `${dir}/${path}`,
        text.replace(/^\n/, ""),
        path.endsWith(".sh") && !text.startsWith("\n") ? 0o755 : 0o644,
      );
    }
    const events: RunEvent[] = [];
    const outcome = await runHook(requestOf(given, dir), {
      system,
      emit: (event) => events.push(event),
      masker: createMasker(given.secrets),
      stop: { asked: new AbortController().signal, forced: new AbortController().signal },
      runDir,
      ...given.context,
    });
    return { outcome, events, dir, stable: (text) => stable(text.replaceAll(dir, "DIR")) };
  } finally {
    runDir.remove();
    system.files.remove(dir);
  }
}

function requestOf(given: HookCase, dir: string): HookRequest {
  const inline = given.argv.findIndex((arg, i) =>
    given.argv[i - 1] === "-c" || (i > 0 && arg.includes("\n"))
  );
  const lines = inline === -1 ? [] : given.argv[inline]!.replace(/\n$/, "").split("\n");
  const source: SourceText = {
    path: "helmfile.yaml",
    text: HEAD + lines.map((line) => `            ${line}\n`).join(""),
  };
  return {
    hookId: "h1",
    file: "helmfile.yaml",
    name: "migrate",
    index: 0,
    event: "presync",
    release: {
      id: "api",
      name: "api",
      namespace: "shop",
      kubeContext: "prod-eu",
      chart: "./api",
      version: "",
    },
    environment: "prod",
    command: given.argv[0]!,
    args: given.argv.slice(1),
    render: (text) => ({ text, lineOf: (line) => line }),
    dir,
    helmfilePath: "helmfile.yaml",
    helmfileCommand: "sync",
    showLogs: true,
    declaredAt: spanOfLine(source, 5),
    locateLine: (argument, line) => argument === inline - 1 ? spanOfLine(source, 9 + line) : undefined,
    ...given.request,
  };
}

function spanOfLine(source: SourceText, line: number): Span {
  const before = source.text.split("\n").slice(0, line - 1).join("\n");
  const start = before.length + (line === 1 ? 0 : 1);
  const text = source.text.slice(start).split("\n", 1)[0]!;
  const indent = text.length - text.trimStart().length;
  return { source, start: start + indent, end: start + text.length };
}

function stable(text: string): string {
  return text
    .replace(/^ +\d+\.\d s {2}(out|err) │/gm, "     0.0 s  $1 │")
    .replace(/ran for [\d.]+ (ms|s) in/g, "ran for TIME in")
    .replace(/ +\d+ Segmentation/g, " PID Segmentation")
    .replace(/bash \d[\d.]*/g, "bash VERSION")
    .replace(/^( +)\d+ {2}[\d.]+ (ms|s) {2}/gm, "$1PID  TIME  ");
}
