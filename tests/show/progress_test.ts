import type { HookRef, ReleaseRef, RunEvent } from "../../src/run/events.ts";
import { openConsole } from "../../src/show/console/console.ts";
import { displayWidth } from "../../src/show/display_width.ts";
import { openLiveTerminal } from "../../src/show/console/live_terminal.ts";
import { formatBoard } from "../../src/show/console/progress_board.ts";
import { ProgressNotices } from "../../src/show/console/progress_notices.ts";
import { ProgressState } from "../../src/show/console/progress_state.ts";
import { settledLine } from "../../src/show/console/settled_line.ts";
import { newStyle } from "../../src/show/style.ts";
import { assertEquals, assertTrue } from "../support/assert.ts";
import { fakeSystem } from "../support/fake_system.ts";

const release = (name: string): ReleaseRef => ({
  id: `shop/${name}`,
  name,
  namespace: "shop",
  kubeContext: "",
  chart: `./${name}`,
  version: "1.0.0",
});
const hook = (name: string, of?: string): HookRef => ({
  hookId: `${name}-${of}`,
  file: "helmfile.yaml",
  name,
  index: 0,
  event: "preapply",
  environment: "default",
  attempt: 1,
  attempts: 1,
  ...of === undefined ? {} : { release: of, namespace: "shop" },
});
const started = (name: string): RunEvent => ({
  type: "release_started",
  file: "helmfile.yaml",
  release: release(name),
  action: "upgrade",
});
const finished = (name: string, ok = true): RunEvent => ({
  type: "release_finished",
  release: release(name),
  action: "upgrade",
  ok,
  durationMs: 1000,
  diagnostics: [],
});
const hookStarted = (ref: HookRef, limitMs?: number): RunEvent => ({
  type: "hook_started",
  hook: ref,
  argv: ["true"],
  ...limitMs === undefined ? {} : { limitMs },
});
const helmStarted = (name: string | undefined, ...args: string[]): RunEvent => ({
  type: "helm_started",
  helm: { helmId: args.join(" "), args, ...name === undefined ? {} : { release: release(name) } },
});
const planned = (...names: string[]): RunEvent => ({
  type: "plan_made",
  file: "helmfile.yaml",
  steps: names.map((name) => ({ release: release(name), action: "upgrade", waitsFor: [] })),
});

/** The state after events, each with the time it came. */
function stateAfter(...events: readonly (readonly [number, RunEvent])[]): ProgressState {
  const state = new ProgressState();
  state.expect([{ file: "helmfile.yaml", count: 6 }]);
  state.take({ type: "run_started", command: "sync", environment: "default", files: ["helmfile.yaml"] }, 0);
  for (const [at, event] of events) state.take(event, at);
  return state;
}

const board = (state: ProgressState, nowMs: number, { columns = 80, rows = 24 } = {}) =>
  formatBoard(state, { nowMs, columns, rows, style: newStyle(false) });

const BUSY: readonly (readonly [number, RunEvent])[] = [
  [0, planned("api", "web", "a-long-name", "db", "mail", "bad")],
  [100, started("api")],
  [100, hookStarted(hook("migrate", "api"), 5000)],
  [200, started("web")],
  [300, helmStarted("web", "--kube-context", "prod", "upgrade", "--install", "web", "./web")],
  [400, started("a-long-name")],
  [400, hookStarted(hook("first", "a-long-name"))],
  [500, hookStarted(hook("second", "a-long-name"))],
  [500, started("bad")],
  [600, finished("bad", false)],
  [600, { type: "release_blocked", release: release("mail"), by: ["bad"], byIds: ["bad"] }],
];

Deno.test("the board says what runs since when, the longest first, and the numbers", () =>
  assertEquals(board(stateAfter(...BUSY), 2500), [
    '⠴ api          2.4 s  preapply hook "migrate" (2.4 s of 5 s)',
    "⠴ web          2.3 s  helm upgrade",
    '⠴ a-long-name  2.1 s  preapply hook "second" and 1 more',
    "  0 done · 3 running · 1 waiting · 1 failed · 1 blocked · 2.5 s",
  ]));

Deno.test("the board says when a hook is over its limit", () =>
  assertEquals(
    board(stateAfter(...BUSY), 65_100)[0],
    '⠙ api         1 min 05 s  preapply hook "migrate" (its 5 s are over: ending it)',
  ));

Deno.test("the board on a short terminal keeps what runs longest", () =>
  assertEquals(board(stateAfter(...BUSY), 2500, { rows: 5 }), [
    '⠴ api          2.4 s  preapply hook "migrate" (2.4 s of 5 s)',
    "  … and 2 more",
    "  0 done · 3 running · 1 waiting · 1 failed · 1 blocked · 2.5 s",
  ]));

Deno.test("the board is narrower than the terminal and lower, whatever their sizes", () => {
  const state = stateAfter(...BUSY, [700, started("港".repeat(30))], [800, started("tab\t\x1b[2J\nname")]);
  for (let columns = 1; columns < 100; columns += 3) {
    for (let rows = 1; rows < 12; rows++) {
      const lines = board(state, 2500, { columns, rows });
      assertTrue(lines.every((line) => displayWidth(line) < Math.max(columns, 2)), lines.join("\n"));
      assertTrue(lines.every((line) => !/[\x00-\x1f]/.test(line)));
      assertTrue(lines.length <= Math.max(1, rows - 2), `${lines.length} lines on ${rows} rows`);
    }
  }
});

Deno.test("the board names the command where an operation has no release", () =>
  assertEquals(board(stateAfter([0, helmStarted(undefined, "repo", "update")]), 400), [
    "⠼ sync  0.4 s  helm repo update",
    "  0 done · 0 running · 6 waiting · 0 failed · 0 blocked · 0.4 s",
  ]));

Deno.test("nothing is drawn while nothing runs", () => assertEquals(board(stateAfter(), 400), []));

Deno.test("notices come once a minute for each operation that still runs", () => {
  const state = stateAfter([0, hookStarted(hook("x", "api"), 300_000)], [
    5000,
    helmStarted("web", "upgrade"),
  ]);
  const notices = new ProgressNotices(state);
  assertEquals(notices.due(59_999), []);
  assertEquals(notices.due(60_000), ['api: preapply hook "x" still running after 60 s, limit 300 s']);
  assertEquals(notices.due(64_999), []);
  assertEquals(notices.due(125_000), [
    'api: preapply hook "x" still running after 120 s, limit 300 s',
    "web: helm upgrade still running after 120 s, no limit",
  ]);
});

const SETTLED: readonly (readonly [string, string])[] = [
  ["plain\ttext", "plain\ttext"],
  ["10%\r20%\r100%", "100%"],
  ["done\r", "done"],
  ["\x1b[31mred\x1b[0m", "\x1b[31mred\x1b[0m"],
  ["\x1b[31mred", "\x1b[31mred\x1b[0m"],
  ["up\x1b[2A\x1b[Kand \x1b]0;title\x07away\x07", "upand away"],
  ["\x1b7\x1b[?25lhidden\x1b8", "hidden"],
];
for (const [line, settled] of SETTLED) {
  Deno.test(`settledLine() of ${JSON.stringify(line)}`, () => assertEquals(settledLine(line), settled));
}

Deno.test("settledLine() leaves colours out where they are not wanted", () =>
  assertEquals(
    settledLine("1%\r\x1b[1;31mred\x1b[0m\x1b[2K \x1b]8;;x\x1b\\link", { colors: false }),
    "red link",
  ));

Deno.test("output goes above the live lines, whole lines only, ten pictures a second", async () => {
  const { terminal, clock } = fakeSystem({ isTerminal: true, columns: 20, rows: 10 });
  let lines: readonly string[] = ["one", "two"];
  const live = openLiveTerminal(terminal, { clock, draw: () => lines });
  const seen = (text: string) => {
    assertEquals(terminal.stderr, text);
    terminal.stderr = "";
  };
  live.terminal.writeStderr("first\n");
  seen("first\none\ntwo\n");
  live.terminal.writeStderr("half of ");
  live.terminal.writeStderr("another\nrest");
  seen("");
  await clock.advance(100);
  seen("\r\x1b[2A\x1b[Jhalf of another\none\ntwo\n");
  await clock.advance(500);
  seen("");
  lines = ["x".repeat(19)];
  await clock.advance(100);
  seen(`\r\x1b[2A\x1b[J${"x".repeat(19)}\n`);
  live.close();
  seen("\r\x1b[1A\x1b[Jrest");
});

Deno.test("a question stands alone: live lines go, and output waits for its answer", async () => {
  const { terminal, clock } = fakeSystem({ isTerminal: true, columns: 20, rows: 10, answers: ["y"] });
  const live = openLiveTerminal(terminal, { clock, draw: () => ["runs"] });
  await clock.advance(100);
  terminal.stderr = "";
  const answer = live.terminal.prompt("Go on?");
  live.terminal.writeStderr("meanwhile\n");
  assertEquals(terminal.stderr, "\r\x1b[1A\x1b[J");
  assertEquals(await answer, "y");
  live.close();
  assertEquals(terminal.stderr, "\r\x1b[1A\x1b[Jmeanwhile\n");
});

const events: readonly RunEvent[] = [
  { type: "run_started", command: "sync", environment: "default", files: ["helmfile.yaml"] },
  started("api"),
  hookStarted(hook("x", "api")),
];
const KINDS = [
  ["a terminal", { isTerminal: true }, {}, "live"],
  ["a pipe", { isTerminal: false }, {}, "plain"],
  ["a terminal in CI", { isTerminal: true, env: { CI: "true" } }, {}, "plain"],
  ["a dumb terminal", { isTerminal: true, env: { TERM: "dumb" } }, {}, "plain"],
  ["--progress=plain", { isTerminal: true }, { progress: "plain" }, "plain"],
  ["--progress=none", { isTerminal: true }, { progress: "none" }, "none"],
  ["--quiet", { isTerminal: true }, { quiet: true }, "none"],
] as const;
for (const [what, world, options, kind] of KINDS) {
  Deno.test(`progress on ${what} is ${kind}, and no timer outlives it`, async () => {
    const system = fakeSystem({ ...world, columns: 80, rows: 24 });
    const console = openConsole(options, system);
    for (const event of events) console.emit(event);
    await system.clock.advance(61_000);
    const said = system.terminal.stderr;
    assertEquals(
      said.includes("\x1b[J") ? "live" : said.includes("still running after 60 s") ? "plain" : "none",
      kind,
    );
    console.close();
    system.terminal.stderr = "";
    await system.clock.advance(61_000);
    assertEquals(system.terminal.stderr, "");
  });
}

Deno.test("live lines have no colours with --no-color or NO_COLOR", async () => {
  for (const [options, env] of [[{ noColor: true }, {}], [{}, { NO_COLOR: "1" }]] as const) {
    const system = fakeSystem({ isTerminal: true, env, columns: 80, rows: 24 });
    const console = openConsole(options, system);
    for (const event of events) console.emit(event);
    await system.clock.advance(1000);
    console.close();
    assertTrue(!/\x1b\[[\d;]*m/.test(system.terminal.stderr));
  }
});
