// A hook as Helmfile can run it: in, a hook with keys of ours; out, one without them, and what got lost. What a
// program on every host can do (timeout, env, sh) is done by putting it in front of the command.
import { scriptShell, shellName } from "../../helmfile/hook_shells.ts";
import type { HookDoc } from "../../helmfile/hook_schema.ts";

/** What Helmfile knows of a hook. */
export type PortableHook = Pick<
  HookDoc,
  "name" | "events" | "command" | "args" | "showlogs" | "kubectlApply"
>;

/** A hook for Helmfile. */
export interface PortedHook {
  readonly hook: PortableHook;
  /** What Helmfile will not do, each a claim to follow "Helmfile". */
  readonly lost: readonly string[];
}

/** Time between TERM and KILL where a hook has a limit but no killGrace of its own, as when we run it. */
const KILL_GRACE_MS = 10_000;

/** Puts a hook in Helmfile's words. */
export function portHook(doc: HookDoc): PortedHook {
  const { name, showlogs, kubectlApply } = doc;
  const events = doc.events?.map((event) => event === "postapply" ? "postsync" : event);
  const facts = {
    ...name !== undefined && { name },
    ...events && { events: [...new Set(events)] },
    ...showlogs !== undefined && { showlogs },
  };
  const wrappers = wrappersOf(doc);
  const lost = lostOf(doc);
  if (kubectlApply && wrappers.length === 0) return { hook: { ...facts, kubectlApply }, lost };
  const [command = "", ...args] = wrappers.reduceRight((words, wrap) => wrap(words), wordsOf(doc));
  return { hook: { ...facts, command, args }, lost };
}

type Wrapper = (words: readonly string[]) => readonly string[];

/** What stands before the command, the outermost first. */
function wrappersOf({ onError, timeout, killGrace, workdir, env }: HookDoc): readonly Wrapper[] {
  const inShell = (script: string, ...before: readonly string[]): Wrapper => (words) => [
    "sh",
    "-c",
    script,
    "sh",
    ...before,
    ...words,
  ];
  const seconds = (ms: number) => `${ms / 1000}s`;
  return [
    ...onError === "ignore" ? [inShell('"$@" || true')] : [],
    ...onError === "warn" ? [inShell('"$@" || echo "hook failed with exit code $?" >&2')] : [],
    ...timeout === undefined ? [] : [(words: readonly string[]) => [
      "timeout",
      "-k",
      seconds(killGrace ?? KILL_GRACE_MS),
      seconds(timeout),
      ...words,
    ]],
    ...workdir === undefined ? [] : [inShell('cd "$1" && shift && exec "$@"', workdir)],
    ...env === undefined ? [] : [(words: readonly string[]) => [
      "env",
      ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
      ...words,
    ]],
  ];
}

function wordsOf({ name, command, args = [], kubectlApply, script, shell }: HookDoc): readonly string[] {
  if (kubectlApply) {
    const { filename, kustomize } = kubectlApply;
    return ["kubectl", "apply", ...filename !== undefined ? ["-f", filename] : ["-k", kustomize ?? ""]];
  }
  if (script !== undefined) {
    const { program, options, inline = "-c", takesName } = scriptShell(shell === "dax" ? "bash" : shell);
    // The first word after the text is the script's own name.
    return [
      program,
      ...options,
      inline,
      script,
      ...takesName && args.length > 0 ? [name ?? "hook"] : [],
      ...args,
    ];
  }
  return [command ?? "", ...args];
}

function lostOf(doc: HookDoc): readonly string[] {
  const { events = [] } = doc;
  const claims: readonly (readonly [boolean, string])[] = [
    [events.includes("postapply"), 'has no "postapply": the hook runs at postsync, after failures too'],
    [events.includes("preapply"), 'runs "preapply" in apply alone, and before all releases'],
    [doc.shell === "dax", "has no shell of its own: the script must run in bash"],
    [doc.stallTimeout !== undefined, "does not notice a hook that prints nothing"],
    [doc.when !== undefined, "knows no conditions: the hook always runs"],
    [doc.retries !== undefined, "does not try a failed hook again"],
    [doc.background === true, "waits for every hook: this one no longer runs in the background"],
    [doc.outputs !== undefined, "passes nothing on from one hook to the next"],
    [doc.sensitive === true, "shows the output of the hook"],
    [doc.mutex !== undefined, "runs hooks of several releases at the same time, whatever their mutex"],
    [doc.oncePer !== undefined, "runs the hook each time it is asked for"],
    [doc.inputs !== undefined, "does not look at what changed: the hook always runs"],
    [
      ["pwsh", "powershell", "node"].includes(doc.script === undefined ? "" : shellName(doc.shell ?? "")),
      "cannot give this shell a script that stands in the state file",
    ],
    [doc.onError === "stop", "does not stop the whole run when the hook fails"],
  ];
  return claims.filter(([isLost]) => isLost).map(([, claim]) => claim);
}
