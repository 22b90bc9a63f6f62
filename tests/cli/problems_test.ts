// Problems as the whole program draws them, and the exit codes they end with.
import { project } from "../support/project.ts";

Deno.test("every problem of a state file is drawn, each where it is", async () => {
  await project().file(
    "helmfile.yaml",
    `releases:
  - name: api
    chart: shop/api
    hooks:
      - events: [presynk]
        command: ./migrate
  - name: web
    chart: shop/web
    verson: 1.0.0
    wait: "maybe"
`,
  ).run("list").exits(1).stdout("").stderrGolden("cli/problems_of_state.txt");
});

Deno.test("a problem in a rendered file is led back to its template", async () => {
  await project().file(
    "helmfile.yaml.gotmpl",
    `environments:
  default:
    values: [{database: databse}]
---
{{ range list "api" "web" }}
{{ end }}
releases:
  - name: api
    chart: shop/api
    needs: ["{{ .Values.database }}"]
  - {name: database, chart: shop/db}
`,
  ).run("show-dag").exits(1).stdout("").stderrGolden("cli/problem_in_template.txt");
});

Deno.test("a template that fails is drawn at its action", async () => {
  await project().file(
    "helmfile.yaml.gotmpl",
    `releases:\n  - name: api\n    chart: {{ requiredEnv "CHART" }}\n`,
  ).run("list").exits(1).stdout("").stderrGolden("cli/failing_template.txt");
});

const STUCK = `releases:
  - name: api
    chart: shop/api
    hooks: [{events: [presync], command: wait-for-godot, timeout: 60, killGrace: 5}]
`;
const stuck = () => project().file("helmfile.yaml", STUCK).process("wait-for-godot", { takes: "forever" });

Deno.test("a hook past its limit ends with exit code 1", async () => {
  await stuck().run("hooks run api presync").exits(1).leaves(({ processes, clock }) => {
    if (processes.signals[0] !== "SIGTERM wait-for-godot") throw new Error(processes.signals.join());
    if (clock.monotonic() < 60_000 || clock.monotonic() > 70_000) throw new Error(`${clock.monotonic()} ms`);
  });
});

for (const [signal, code] of [["SIGINT", 130], ["SIGTERM", 143]] as const) {
  Deno.test(`${signal} ends a stuck hook, and the program with exit code ${code}`, async () => {
    await stuck().signal(signal, 3000).run("hooks run api presync").exits(code);
  });
}

Deno.test("a missing state file ends with exit code 1 and says what to do", async () => {
  await project().run("list").exits(1).stdout("").stderrGolden("cli/no_state.txt");
});

Deno.test("a terminal gets colours unless NO_COLOR is set", async () => {
  const red = "\x1b[31m";
  const onTerminal = () => project().with({ isTerminal: true });
  await onTerminal().run("lits").exits(3).leaves(({ terminal }) => {
    if (!terminal.stderr.includes(red)) throw new Error(terminal.stderr);
  });
  await onTerminal().env("NO_COLOR", "1").run("lits").exits(3).leaves(({ terminal }) => {
    if (terminal.stderr.includes(red)) throw new Error(terminal.stderr);
  });
});
