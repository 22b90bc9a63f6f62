import type { Diagnostic, SourceText } from "../../../src/diagnostics/diagnostic.ts";
import { formatDiagnostic, formatDiagnostics } from "../../../src/show/problems/diagnostic_text.ts";
import { newStyle } from "../../../src/show/style.ts";
import { assertEquals } from "../../support/assert.ts";

const plain = { style: newStyle(false) };

/** A source whose marked part stands between ⟦ and ⟧, as a span. */
function marked(path: string, text: string) {
  const start = text.indexOf("⟦"), end = text.indexOf("⟧") - 1;
  return { source: { path, text: text.replace(/[⟦⟧]/g, "") }, start, end };
}

/** A span of a rendered text that came from the marked part of a template. */
function rendered(template: string, text: string) {
  const { source, start, end } = marked("helmfile.yaml.gotmpl", text);
  const from = marked("helmfile.yaml.gotmpl", template);
  const locate = (offset: number) =>
    offset >= start && offset < end ? { start: from.start, end: from.end } : { start: 0, end: 1 };
  const origin = { source: from.source, locate };
  return { source: { ...source, origin } satisfies SourceText, start, end };
}

const error = (more: Partial<Diagnostic>): Diagnostic => ({
  code: "needs/undefined",
  severity: "error",
  message: `Cannot plan release "api"`,
  ...more,
});

const CASES: readonly { readonly name: string; readonly given: Diagnostic; readonly drawn: string }[] = [
  {
    name: "draws a message alone",
    given: error({ severity: "warning" }),
    drawn: `warning[needs/undefined]: Cannot plan release "api"\n`,
  },
  {
    name: "draws hint and notes of more than one line",
    given: error({ message: "One\nTwo", notes: [{ message: "why\nand where" }], hint: "do this" }),
    drawn: "error[needs/undefined]: One\n  Two\n   = note: why\n     and where\n   = hint: do this\n",
  },
  {
    name: "underlines the place and leads notes to theirs",
    given: error({
      span: marked("helmfile.yaml", "releases:\n  - name: ⟦api⟧\n    chart: x\n"),
      notes: [{ message: "the environment is defined", span: marked("env.yaml", "a\nb: ⟦c⟧") }],
    }),
    drawn: [
      `error[needs/undefined]: Cannot plan release "api"`,
      " --> helmfile.yaml:2:11",
      "  |",
      "2 |   - name: api",
      "  |           ^^^",
      "  = note: the environment is defined at env.yaml:2:4",
      "",
    ].join("\n"),
  },
  {
    name: "leads a rendered place back to its template",
    given: error({
      span: rendered(
        "a: 1\n{{ range x }}\n  needs: [⟦{{ .Values.database }}⟧]\n",
        "a: 1\n\n\n  needs: [⟦db⟧]\n",
      ),
    }),
    drawn: [
      `error[needs/undefined]: Cannot plan release "api"`,
      " --> helmfile.yaml.gotmpl:3:11 (rendered line 4)",
      "  |",
      "3 |   needs: [{{ .Values.database }}]",
      `  |           ^^^^^^^^^^^^^^^^^^^^^^ renders to "db"`,
      "",
    ].join("\n"),
  },
  {
    name: "aligns the underline after tabs, wide characters and emoji",
    given: error({ span: marked("f.yaml", "\tname: 港🚢é ⟦x港⟧\r\n") }),
    drawn: [
      `error[needs/undefined]: Cannot plan release "api"`,
      " --> f.yaml:1:13",
      "  |",
      "1 |     name: 港🚢é x港",
      "  |                 ^^^",
      "",
    ].join("\n"),
  },
  {
    name: "underlines the first line of many and counts the others",
    given: error({ span: marked("f.yaml", "a:\n⟦- b\n  c\n  d⟧\n") }),
    drawn: [
      `error[needs/undefined]: Cannot plan release "api"`,
      " --> f.yaml:2:1",
      "  |",
      "2 | - b",
      "  | ^^^ and 2 more lines",
      "",
    ].join("\n"),
  },
  {
    name: "points at an empty place and at the end of the text",
    given: error({ span: { source: { path: "f.yaml", text: "a: 1\nb" }, start: 6, end: 6 } }),
    drawn: [
      `error[needs/undefined]: Cannot plan release "api"`,
      " --> f.yaml:2:2",
      "  |",
      "2 | b",
      "  |  ^",
      "",
    ].join("\n"),
  },
  {
    name: "names an empty file without an excerpt",
    given: error({ span: { source: { path: "f.yaml", text: "" }, start: 0, end: 0 } }),
    drawn: `error[needs/undefined]: Cannot plan release "api"\n --> f.yaml:1:1\n`,
  },
  {
    name: "shows control characters instead of obeying them",
    given: error({ span: marked("f.yaml", "a\x1b[31m⟦b⟧") }),
    drawn: [
      `error[needs/undefined]: Cannot plan release "api"`,
      " --> f.yaml:1:7",
      "  |",
      "1 | a\u{fffd}[31mb",
      "  |       ^",
      "",
    ].join("\n"),
  },
];
for (const { name, given, drawn } of CASES) {
  Deno.test(`formatDiagnostic() ${name}`, () => assertEquals(formatDiagnostic(given, plain), drawn));
}

Deno.test("formatDiagnostic() keeps the marked part of a long line in sight", () => {
  const line = `${"x".repeat(100)}⟦needle⟧${"y".repeat(100)}`;
  assertEquals(
    formatDiagnostic(error({ span: marked("f.yaml", line) }), { ...plain, columns: 60 }).split("\n").slice(
      3,
      5,
    ),
    [`1 | …${"x".repeat(24)}needle${"y".repeat(24)}…`, `  | ${" ".repeat(25)}^^^^^^`],
  );
});

Deno.test("formatDiagnostic() paints severity, place and underline", () => {
  const text = formatDiagnostic(error({ span: marked("f.yaml", "⟦a⟧") }), { style: newStyle(true) });
  assertEquals(
    text.split("\n")[0],
    `\x1b[1m\x1b[31merror[needs/undefined]\x1b[39m\x1b[22m: \x1b[1mCannot plan release "api"\x1b[22m`,
  );
  assertEquals(text.split("\n")[4], "  \x1b[34m|\x1b[39m \x1b[31m^\x1b[39m");
});

Deno.test("formatDiagnostics() parts its blocks by a blank line", () => {
  assertEquals(
    formatDiagnostics([error({ message: "One" }), error({ message: "Two" })], plain),
    "error[needs/undefined]: One\n\nerror[needs/undefined]: Two\n",
  );
});

Deno.test("formatDiagnostic() cuts long lines by columns, not by characters", () => {
  const span = marked("a.yaml", `${"港".repeat(40)}⟦船${"🚢".repeat(40)}⟧港`);
  const lines = formatDiagnostic(error({ span }), { ...plain, columns: 60 }).split("\n").slice(3, 5);
  assertEquals(lines, [
    `1 | …${"港".repeat(12)}船${"🚢".repeat(14)}…`,
    `  | ${" ".repeat(25)}${"^".repeat(30)}`,
  ]);
});

Deno.test("formatDiagnostic() underlines behind tabs and wide characters", () => {
  const lines = formatDiagnostic(error({ span: marked("a.yaml", "\t港:\t⟦x⟧") }), plain).split("\n").slice(
    3,
    5,
  );
  assertEquals(lines, ["1 |     港:    x", "  |            ^"]);
});

Deno.test("formatDiagnostics() says how many problems there are, if there are many", () => {
  const last = (...severities: ("error" | "warning")[]) =>
    formatDiagnostics(severities.map((severity) => error({ severity })), plain).trimEnd().split("\n").at(-1);
  assertEquals(last("error", "error", "error"), "3 problems");
  assertEquals(last("error", "warning", "error", "error"), "4 problems, 1 of them warnings");
  assertEquals(last("warning", "warning", "warning"), "3 warnings");
  assertEquals(last("error", "error"), `error[needs/undefined]: Cannot plan release "api"`);
});
