import type { HookRef, ReleaseRef, RunEvent } from "../../../src/run/events.ts";
import { openConsole } from "../../../src/show/console/console.ts";
import type { ConsoleTextOptions } from "../../../src/show/console/console_text.ts";
import { assertEquals } from "../../support/assert.ts";
import { fakeSystem } from "../../support/fake_system.ts";

const api: ReleaseRef = {
  id: "shop/api",
  name: "api",
  namespace: "shop",
  kubeContext: "",
  chart: "shop/api",
  version: "1.2.3",
};
const web: ReleaseRef = {
  ...api,
  id: "shop/web",
  name: "web",
  chart: "https://joe:secret@charts.invalid/web",
};
const hook: HookRef = {
  hookId: "1",
  file: "helmfile.yaml",
  name: "migrate",
  index: 0,
  event: "presync",
  release: "api",
  environment: "default",
  attempt: 1,
  attempts: 1,
};
const helm = (release: ReleaseRef | undefined, ...args: string[]) => ({
  helmId: "1",
  args,
  ...release && { release },
});
const ended = { end: { type: "exited", code: 0 }, durationMs: 1200 } as const;

const RUN: readonly RunEvent[] = [
  { type: "run_started", command: "sync", environment: "default", files: ["helmfile.yaml"] },
  { type: "file_started", file: "helmfile.yaml" },
  {
    type: "helm_started",
    helm: helm(undefined, "repo", "add", "shop", "https://joe:secret@shop.invalid", "--force-update"),
  },
  {
    type: "helm_output",
    helm: helm(undefined, "repo", "add"),
    stream: "stdout",
    line: `"shop" has been added`,
  },
  {
    type: "plan_made",
    file: "helmfile.yaml",
    steps: [
      { release: api, action: "upgrade", waitsFor: [] },
      { release: web, action: "uninstall", waitsFor: [] },
    ],
  },
  { type: "release_started", release: api, file: "helmfile.yaml", action: "upgrade" },
  { type: "hook_started", hook, argv: ["./migrate.sh"] },
  { type: "hook_output", hook, stream: "stdout", line: "42 rows", showLogs: true },
  { type: "hook_finished", hook, ...ended },
  { type: "helm_started", helm: helm(api, "upgrade", "--install", "api", "shop/api") },
  { type: "helm_output", helm: helm(api, "upgrade"), stream: "stdout", line: "STATUS: deployed" },
  { type: "helm_finished", helm: helm(api, "upgrade"), ...ended },
  {
    type: "release_finished",
    release: api,
    action: "upgrade",
    ok: true,
    durationMs: 61_400,
    diagnostics: [],
  },
  { type: "release_started", release: web, file: "helmfile.yaml", action: "uninstall" },
  {
    type: "release_finished",
    release: web,
    action: "uninstall",
    ok: false,
    durationMs: 400,
    diagnostics: [{
      code: "helm/failed",
      severity: "error",
      message: `Cannot delete release "web": helm ended with exit code 1`,
    }],
  },
  {
    type: "hook_leaked",
    hook,
    leaked: [{ pid: 7, parentPid: 1, group: 7, state: "S", elapsedMs: 1, command: "sleep 9" }],
  },
  {
    type: "hook_failures_unchecked",
    hook,
    unchecked: [{ path: "m.sh", line: 3, command: "false", status: 1 }],
  },
  { type: "release_blocked", release: api, by: ["web"], byIds: [web.id] },
  { type: "text_printed", text: "kind: ConfigMap\n" },
  { type: "stop_requested", signal: "SIGINT", isForced: false },
  { type: "warning", diagnostic: { code: "hook/odd", severity: "warning", message: "Something is odd" } },
  { type: "file_finished", file: "helmfile.yaml", ok: false, durationMs: 62_000, diagnostics: [] },
  { type: "run_finished", exitCode: 1, durationMs: 62_000 },
];

function shown(options: ConsoleTextOptions, releases: number) {
  const system = fakeSystem();
  const console = openConsole(options, system);
  console.expectReleases([{ file: "helmfile.yaml", count: releases }]);
  for (const event of RUN) console.emit(event);
  console.close();
  return system.terminal;
}

const MARKED = `Adding repo shop https://shop.invalid
"shop" has been added
Upgrading release=api, chart=shop/api, namespace=shop
api/presync │ 42 rows
api │ STATUS: deployed
Deleting web
error[helm/failed]: Cannot delete release "web": helm ended with exit code 1
warning: hook "migrate" (presync of api) left processes running:
  7 sleep 9
warning: hook "migrate" (presync of api) ended well although commands failed in it:
  m.sh:3: false (exit code 1)
warning: skipped release "api": web failed, which it needs
warning: got SIGINT: ending what runs
warning[hook/odd]: Something is odd

=============== Updated Releases ===============
NAME   NAMESPACE   CHART      VERSION   DURATION
api    shop        shop/api   1.2.3     1m1s

======================================= Failed Releases =======================================
NAME   NAMESPACE   CHART                        VERSION   DURATION   CAUSE
web    shop        https://charts.invalid/web   1.2.3     0.4s       helm ended with exit code 1

====================== Blocked Releases ======================
NAME   NAMESPACE   CHART      VERSION   CAUSE
api    shop        shop/api   1.2.3     needs web, which failed

3 releases in 1 min 02 s: 1 updated, 1 failed, 1 blocked
`;

Deno.test("the console marks lines when more than one release runs, and sums up", () => {
  const { stderr, stdout } = shown({}, 2);
  assertEquals(stdout, "kind: ConfigMap\n");
  assertEquals(stderr, MARKED);
});

Deno.test("the console leaves the lines of a single release as they are", () => {
  const lines = shown({}, 1).stderr.split("\n");
  assertEquals(lines.slice(3, 5), ["42 rows", "STATUS: deployed"]);
});

Deno.test("the console hands helm's own output on when it shall be live", () => {
  const { stdout } = shown({ enableLiveOutput: true }, 2);
  assertEquals(stdout, `"shop" has been added\nSTATUS: deployed\nkind: ConfigMap\n`);
});

Deno.test("the console lets no hook move the cursor, and colours through where they are wanted", () => {
  const line = "10%\r\x1b[2J\x1b]0;title\x07\x1b[32m100%\x1b[0m";
  const said = (options: ConsoleTextOptions) => {
    const system = fakeSystem();
    const console = openConsole({ ...options, progress: "plain" }, system);
    console.emit({ type: "hook_output", hook, stream: "stdout", line, showLogs: true });
    console.close();
    return system.terminal.stderr;
  };
  assertEquals(said({}), "100%\n");
  assertEquals(said({ color: true }), "\x1b[32m100%\x1b[0m\n");
});

Deno.test("the quiet console keeps to problems and what hooks shall show", () => {
  assertEquals(shown({ quiet: true }, 1).stderr.split("\n")[0], "42 rows");
  assertEquals(shown({ quiet: true }, 1).stderr.includes("Upgrading"), false);
  assertEquals(shown({ logLevel: "error" }, 1).stderr.includes("warning"), false);
});

Deno.test("the debug console says what is started", () => {
  const { stderr } = shown({ debug: true, quiet: true }, 1);
  assertEquals(stderr.includes("exec: helm upgrade --install api shop/api\n"), true);
  assertEquals(stderr.includes("helm upgrade: exited after 1200 ms\n"), true);
});

Deno.test("the JSON console writes one versioned line per event, data aside", () => {
  const { stderr, stdout } = shown({ logFormat: "json" }, 2);
  const rows = stderr.trimEnd().split("\n").map((line) => JSON.parse(line));
  assertEquals(stdout, "kind: ConfigMap\n");
  assertEquals(
    rows.map(({ type }) => type),
    RUN.map(({ type }) => type).filter((type) => type !== "text_printed"),
  );
  assertEquals(rows[1], {
    v: 1,
    time: "2026-01-02T03:04:05.000Z",
    type: "file_started",
    file: "helmfile.yaml",
  });
});
