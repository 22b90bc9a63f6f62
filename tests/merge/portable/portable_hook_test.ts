import type { HookDoc } from "../../../src/helmfile/hook_schema.ts";
import { portHook } from "../../../src/merge/portable/portable_hook.ts";
import { assertEquals } from "../../support/assert.ts";

const CASES: readonly {
  readonly name: string;
  readonly hook: HookDoc;
  readonly becomes: ReturnType<typeof portHook>["hook"];
  readonly lost?: readonly string[];
}[] = [
  {
    name: "leaves what Helmfile knows as it is",
    hook: { name: "x", events: ["presync"], command: "./x", args: ["{{ .Release.Name }}"], showlogs: true },
    becomes: {
      name: "x",
      events: ["presync"],
      command: "./x",
      args: ["{{ .Release.Name }}"],
      showlogs: true,
    },
  },
  {
    name: "leaves kubectlApply as it is",
    hook: { events: ["presync"], kubectlApply: { kustomize: "k" } },
    becomes: { events: ["presync"], kubectlApply: { kustomize: "k" } },
  },
  {
    name: "puts timeout before a command, with our own grace",
    hook: { command: "./x", args: ["a"], timeout: 90_000 },
    becomes: { command: "timeout", args: ["-k", "10s", "90s", "./x", "a"] },
  },
  {
    name: "puts timeout before kubectl",
    hook: { kubectlApply: { filename: "f.yaml" }, timeout: 250, killGrace: 5000 },
    becomes: { command: "timeout", args: ["-k", "5s", "0.25s", "kubectl", "apply", "-f", "f.yaml"] },
  },
  {
    name: "hands scripts to their shell",
    hook: { script: "a | b\n", shell: "sh" },
    becomes: { command: "sh", args: ["-e", "-c", "a | b\n"] },
  },
  {
    name: "nests what stands before a command: error, limit, folder, variables",
    hook: { command: "./x", env: { A: "1" }, workdir: "ops", timeout: 1000, onError: "ignore" },
    becomes: {
      command: "sh",
      args: [
        ...["-c", '"$@" || true', "sh"],
        ...["timeout", "-k", "10s", "1s"],
        ...["sh", "-c", 'cd "$1" && shift && exec "$@"', "sh", "ops"],
        ...["env", "A=1", "./x"],
      ],
    },
  },
  {
    name: "moves postapply to postsync once, and says what that loses",
    hook: { events: ["postapply", "postsync"], command: "./x" },
    becomes: { events: ["postsync"], command: "./x", args: [] },
    lost: ['has no "postapply": the hook runs at postsync, after failures too'],
  },
  {
    name: "says what cannot be said",
    hook: { command: "./x", retries: { count: 2 }, background: true, sensitive: true, onError: "stop" },
    becomes: { command: "./x", args: [] },
    lost: [
      "does not try a failed hook again",
      "waits for every hook: this one no longer runs in the background",
      "shows the output of the hook",
      "does not stop the whole run when the hook fails",
    ],
  },
];
for (const { name, hook, becomes, lost = [] } of CASES) {
  Deno.test(`portHook() ${name}`, () => assertEquals(portHook(hook), { hook: becomes, lost }));
}
