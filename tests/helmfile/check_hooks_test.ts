// What the keys of hooks allow and forbid: each case is a hook as a user writes it, and the places that are wrong.
import { lineAndColumn } from "../../src/diagnostics/diagnostic.ts";
import { parseHelmfile } from "../../src/helmfile/parse.ts";
import { assertEquals } from "../support/assert.ts";

function problemsOf(text: string): readonly string[] {
  return parseHelmfile({ path: "helmfile.yaml", text }).problems.map(({ code, span, message, hint }) => {
    const { line, column } = lineAndColumn(span!.source.text, span!.start);
    return `${line}:${column} ${code} ${message}${hint ? ` (${hint})` : ""}`;
  });
}

const CASES: readonly { hook: string; expect: readonly string[] }[] = [
  { hook: "{events: [presync], script: make}", expect: [] },
  { hook: "{events: [presync], script: x, shell: bash -x, args: [a]}", expect: [] },
  { hook: "{events: [presync], script: x, shell: /opt/bin/fish}", expect: [] },
  {
    hook: "{events: [presync], script: x, command: y}",
    expect: ['4:33 hook/conflict Cannot run a hook with both "script" and "command" (keep one of them)'],
  },
  {
    hook: "{events: [presync], script: x, kubectlApply: {filename: y}}",
    expect: ['4:33 hook/conflict Cannot run a hook with both "script" and "kubectlApply" (keep one of them)'],
  },
  {
    hook: '{events: [presync], script: "  "}',
    expect: ["4:33 hook/conflict Cannot run a hook with an empty script"],
  },
  {
    hook: "{events: [presync], script: x, shell: bahs}",
    expect: ['4:43 hook/unknown-shell Cannot run scripts with "bahs": no such shell (did you mean "bash"?)'],
  },
  {
    hook: "{events: [presync], command: x, shell: sh}",
    expect: ['4:44 hook/conflict Cannot use "shell" in a hook without "script" (put the text in "script")'],
  },
  {
    hook: "{events: [presync], script: x, shell: dax, args: [a]}",
    expect: [
      '4:54 hook/conflict Cannot give arguments to a dax script: it has none (pass them in "env")',
    ],
  },
  {
    hook: "{events: [presync], command: x, background: true, retries: 2, mutex: db}",
    expect: [
      '4:64 hook/conflict Cannot use "retries" in a background hook: nothing waits for its end',
      '4:74 hook/conflict Cannot use "mutex" in a background hook: nothing waits for its end',
    ],
  },
  { hook: "{events: [presync, postsync], command: x, when: {result: failure}}", expect: [] },
  {
    hook: "{events: [presync, preapply], command: x, when: {result: failure}}",
    expect: [
      "4:62 hook/conflict Cannot run a hook after a failure at events before anything can fail",
    ],
  },
  {
    hook: "{events: [prepare], command: x, when: {changed: true}}",
    expect: ['4:53 hook/conflict Cannot ask at "prepare" what changes: nothing is compared yet'],
  },
  {
    hook: "{events: [cleanup], command: x, when: {commands: [aply]}}",
    expect: [
      '4:55 hook/unknown-command Cannot run a hook in "aply": no such command (did you mean "apply"?)',
    ],
  },
  {
    hook: "{events: [presync], command: x, retries: {count: -1, on: [7, '(']}}",
    expect: [
      "4:54 hook/conflict Cannot retry less than 0 times",
      '4:66 hook/wrong-regex Cannot match output with "(": missing closing ): `(`',
    ],
  },
  {
    hook: "{events: [presync], command: x, outputs: true}",
    expect: [
      "4:46 hook/conflict Cannot pass on the outputs of a hook without a name " +
      "(name it: templates find them as .Hooks.NAME.Outputs)",
    ],
  },
  {
    hook: "{events: [presync], command: x, onErorr: warn}",
    expect: [
      '4:37 helmfile/unknown-key Cannot use "onErorr" in a hook: no such key (did you mean "onError"?)',
    ],
  },
  {
    hook: "{events: [presync], command: x, onError: wran}",
    expect: [
      '4:46 helmfile/wrong-type Cannot read "onError": expected "fail", "warn", "ignore" or "stop", ' +
      'got the string "wran" (did you mean "warn"?)',
    ],
  },
  {
    hook: "{events: [presync], command: x, timeout: 0}",
    expect: [
      '4:46 helmfile/wrong-type Cannot read "timeout": expected a duration above zero, such as 300 (seconds), ' +
      '"90s" or "5m", got the number 0',
    ],
  },
];

for (const { hook, expect } of CASES) {
  Deno.test(`parseHelmfile() judges the hook ${hook}`, () => {
    assertEquals(problemsOf(`releases:\n- name: a\n  hooks:\n  - ${hook}\n`), expect);
  });
}

Deno.test("parseHelmfile() knows that a file has no releases of its own to ask for", () => {
  const text = `hooks:
- {events: [cleanup], command: x, oncePer: release}
- {events: [prepare], command: x, when: {action: [install]}}
`;
  assertEquals(problemsOf(text), [
    '2:44 hook/conflict Cannot run a hook of the file once per release: it belongs to none (say "file" or "run")',
    "3:50 hook/conflict Cannot ask for the action of a release in a hook of the file",
  ]);
});

Deno.test("parseHelmfile() checks what helmDefaults say for all hooks", () => {
  const text = "helmDefaults:\n  hooks: {timeout: 5m, shell: zhs, timout: 1, env: {A: b}}\n";
  assertEquals(problemsOf(text), [
    '2:31 hook/unknown-shell Cannot run scripts with "zhs": no such shell (did you mean "zsh"?)',
    '2:36 helmfile/unknown-key Cannot use "timout" in helmDefaults.hooks: no such key (did you mean "timeout"?)',
  ]);
});
