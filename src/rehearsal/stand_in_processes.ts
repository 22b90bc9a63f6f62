// The processes of a rehearsed run: a layer before the real ones that answers calls of helm and hooks, and notes both.
// What else a run starts (git, sops, a template's exec) is real.
import { basename, relative } from "node:path";
import type { Child, Env, Files, Processes, SpawnRequest } from "../system/system.ts";
import { helmWords } from "./helm_words.ts";
import { type Answer, answerHelm, type HelmAnswers, said } from "./stand_in_helm.ts";
import { hookStep, matchesStep, type Step } from "./step.ts";

/** The programs that the stand-in answers for, whatever the state calls them. */
export const STAND_INS = { helm: "helm", kustomize: "kustomize" } as const;

/** A step that fails. */
export interface FailingStep {
  /** A pattern. */
  readonly step: string;
  readonly message?: string | undefined;
  readonly exit?: number | undefined;
}

/** What the layer answers. */
export interface Script {
  readonly helm: HelmAnswers;
  readonly fails: readonly FailingStep[];
  /** Whether hooks are started; otherwise they count as having succeeded. */
  readonly runsHooks: boolean;
  /** What noted hooks leave, by their names. */
  readonly outputs: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** What the layer stands on. */
export interface StandInWorld {
  readonly processes: Processes;
  readonly files: Files;
  readonly env: Env;
  /** Paths of state files are told relative to it. */
  readonly cwd: string;
}

/** The layer, and the steps that it saw so far. */
export interface StandInProcesses {
  readonly processes: Processes;
  readonly steps: readonly Step[];
}

/** No process has such a number: Linux counts to 4,194,304. */
const FIRST_PID = 5_000_000;

/** Opens the layer. */
export function openStandIns(script: Script, world: StandInWorld): StandInProcesses {
  const steps: Step[] = [];
  let lastPid = FIRST_PID;
  const note = (step: Step) => {
    steps.push(step);
    const failing = script.fails.find((one) => matchesStep(one.step, step));
    return failing && failureOf(failing);
  };
  const answer = (request: SpawnRequest): Answer | undefined => {
    const program = basename(request.command).replace(/\.exe$/, "");
    if (program === STAND_INS.helm) return helmAnswer(request, { script, world, note });
    if (program === STAND_INS.kustomize) return said(KUSTOMIZED);
    return request.env.HOOK_EVENT ? hookAnswer(request, { script, world, note }) : undefined;
  };
  const { processes } = world;
  return {
    steps,
    processes: {
      ...processes,
      which: (command, path) => isStandIn(command) ? command : processes.which(command, path),
      spawn(request) {
        const given = answer(request);
        return given ? childOf(given, { request, pid: ++lastPid }) : processes.spawn(request);
      },
      runSync(request) {
        const given = isStandIn(request.command) ? answer(request) : undefined;
        if (!given) return processes.runSync(request);
        const [stdout, stderr] = [encoder.encode(given.stdout), encoder.encode(given.stderr)];
        return { code: given.exit, signal: null, stdout, stderr };
      },
    },
  };
}

const KUSTOMIZED = "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: kustomized\n";
const encoder = new TextEncoder();

function isStandIn(command: string): boolean {
  return (Object.values(STAND_INS) as string[]).includes(command);
}

/** What answering needs. */
interface Answering {
  readonly script: Script;
  readonly world: StandInWorld;
  /** Writes the step down; how it fails, if it is to. */
  readonly note: (step: Step) => Answer | undefined;
}

function helmAnswer({ args, cwd }: SpawnRequest, { script, world, note }: Answering): Answer {
  const call = helmWords(args);
  const command = ["helm", ...call.command.split(" "), ...(call.isSimulated ? ["--dry-run"] : [])];
  const failed = note({
    words: [...command, ...(call.subject === "" ? [] : [call.subject])],
    ownerAt: command.length,
    namespace: call.option("--namespace") ?? "",
    isMinor: call.isMinor,
  });
  const write = (path: string, text: string | Uint8Array) =>
    world.files.write(path.startsWith("/") ? path : `${cwd}/${path}`, text);
  return failed ?? answerHelm(call, script.helm, { write });
}

function hookAnswer({ env }: SpawnRequest, { script, world, note }: Answering): Answer | undefined {
  const { HOOK_EVENT = "", HOOK_NAME = "", RELEASE_NAME = "", NAMESPACE = "", HELMFILE_FILE = "" } = env;
  const owner = RELEASE_NAME || relative(world.cwd, HELMFILE_FILE);
  const failed = note(hookStep({ event: HOOK_EVENT, owner, name: HOOK_NAME, namespace: NAMESPACE }));
  if (failed || script.runsHooks) return failed;
  const outputs = script.outputs[HOOK_NAME];
  if (outputs && env.HOOK_OUTPUT) world.files.write(env.HOOK_OUTPUT, JSON.stringify(outputs), 0o600);
  return said();
}

function failureOf({ step, message, exit = 1 }: FailingStep): Answer {
  return { exit, stdout: "", stderr: `${message ?? `Error: the test lets "${step}" fail`}\n` };
}

function childOf(
  { exit, stdout, stderr }: Answer,
  { request, pid }: { readonly request: SpawnRequest; readonly pid: number },
): Child {
  const written = (async () => {
    if (stdout !== "") await request.onOutput?.("stdout", encoder.encode(stdout));
    if (stderr !== "") await request.onOutput?.("stderr", encoder.encode(stderr));
  })();
  return {
    pid,
    status: written.then(() => ({ code: exit, signal: null })),
    outputClosed: written,
    closeOutput() {},
  };
}
