// Helmfile's own functions over a world of a few files, variables and one program.
import assert from "node:assert/strict";
import type { DirEntry, ExecResult, TemplateWorld } from "../../../src/gotmpl/functions/world.ts";
import { rendered, testRenders } from "./render_cases.ts";

const FILES: Readonly<Record<string, string>> = { "app/a.txt": "alpha\n", "app/sub/b.yaml": "k: [1, 2]\n" };
const ENTRIES: readonly DirEntry[] = [
  { name: "a.txt", type: "file", size: 6n, permissions: 0o644, modified: 0n },
  { name: "link", type: "symlink", size: 5n, permissions: 0o777, modified: 0n },
  { name: "sub", type: "dir", size: 4096n, permissions: 0o755, modified: 0n },
];

/** Ends as its first argument says, and repeats what it was given. */
function runProgram(
  command: string,
  args: readonly string[],
  options: Parameters<TemplateWorld["exec"]>[2],
): ExecResult {
  if (command === "missing") throw new Error('exec: "missing": executable file not found in $PATH');
  const stdout = `${args.join(" ")}${options.stdin ?? ""}${JSON.stringify(options.env)}`;
  const ends: Record<string, Partial<ExecResult>> = {
    fail: { code: 3, stderr: "one\ntwo\n", combined: "one\ntwo\n" },
    die: { code: -1, signal: "killed" },
  };
  return { path: `/bin/${command}`, stdout, stderr: "", combined: "", code: 0, ...ends[args[0] ?? ""] };
}

const WORLD: Partial<TemplateWorld> = {
  basePath: "app",
  readFile: (path) => {
    if (FILES[path] === undefined) throw new Error(`open ${path}: no such file or directory`);
    return FILES[path];
  },
  readDir: (path) => {
    if (path !== "app") throw new Error(`open ${path}: no such file or directory`);
    return ENTRIES;
  },
  stat: (path) =>
    path === "app" || path === "app/sub" ? "dir" : FILES[path] === undefined ? undefined : "file",
  exec: runProgram,
  env: (name) => ({ HOME: "/root", EMPTY: "" } as Record<string, string>)[name],
  fetchSecret: (reference) => reference === "ref+number" ? 5n : reference.replace("ref+", ""),
  expandSecrets: (value) => value,
};
const DATA = `
a: {b: {c: deep}, nil: null, empty: ""}
list: [x]
name: widget
ik: {1: one, s: two}
`;

testRenders({
  '{{ get "a.b.c" . }} {{ get "a.nil" "d" . }} {{ get "a.empty" "d" . | quote }} {{ get "a.x" "d" . }} {{ get "" 5 }}':
    'deep <no value> "" d 5',
  '{{ get "a.x" . }}': { error: 'no value exist for key "x" in map[b:map[c:deep] empty: nil:<nil>]' },
  '{{ get "name.x" "d" . }}': {
    error: 'unexpected type(string) of value for key "x": it must be either map[string]any or any struct',
  },
  '{{ get "list.0" . }}': {
    error:
      'unexpected type([]interface {}) of value for key "0": it must be either map[string]any or any struct',
  },
  '{{ get "x" now }}': { error: 'no field named "x" exist in 2024-03-05 16:07:08.5 +0000 UTC' },
  '{{ get "wall" now }}': {
    error: "reflect.Value.Interface: cannot return value obtained from unexported field or method",
  },
  '{{ get "a" }}': {
    error: "unexpected number of args passed to the template function get(path, [def, ]obj): " +
      "expected 1 or 2, got 0, args was []",
  },
  '{{ get "s" .ik }} {{ get "_0.beyond" (split "," "a") }}': "two a",
  '{{ getOrNil "a.b.c" . }} {{ getOrNil "a.x.y" . }} {{ getOrNil "name.x" . }} {{ getOrNil "x" nil }}':
    "deep <no value> <no value> <no value>",
  '{{ $_ := setValueAtPath "a.b.new" 1 . }}{{ .a.b }} {{ (setValueAtPath "ik.n" 2 .).ik }}':
    "map[c:deep new:1] map[n:2 s:two 1:one]",
  '{{ setValueAtPath "a.x.y" 1 . }}': {
    error: 'failed to set value at path "a.x.y": value for key "x" does not exist',
  },
  '{{ setValueAtPath "name.y" 1 . }}': {
    error: 'failed to set value at path "name.y": value for key "name" was not a map',
  },
  '{{ setValueAtPath "a" 1 nil }}': { error: "assignment to entry in nil map" },
  '{{ required "m" 0 }} {{ required "m" false }} {{ required "m" (list) }}': "0 false []",
  '{{ required "100% needed" "" }}': { error: "100% needed" },
  '{{ required "m" nil }}': { error: "m" },
}, { data: DATA });

testRenders({
  '{{ env "HOME" }} {{ env "NOPE" | quote }} {{ env "A=B" | quote }} {{ requiredEnv "HOME" }}':
    '/root "" "" /root',
  '{{ requiredEnv "EMPTY" }}': { error: "required env var `EMPTY` is not set" },
  '{{ expandenv "$HOME-${HOME}_$HOME_x|$|${}|${x y}|$$|${HOME" }}': "/root-/root_|$||||HOME",
  '{{ readFile "a.txt" }}{{ readFile "./sub/../a.txt" }}': "alpha\nalpha\n",
  '{{ readFile "/etc/x" }}': { error: "open /etc/x: no such file or directory" },
  '{{ isFile "a.txt" }} {{ isFile "sub" }} {{ isDir "sub" }} {{ isDir "nope" }} {{ isDir "" }}':
    "true false true false true",
  '{{ readDir "." }} {{ readDir "" }}': "[a.txt link] [a.txt link]",
  '{{ readDir "sub" }}': { error: 'ReadDir "app/sub": open app/sub: no such file or directory' },
  '{{ readDirEntries "x" }}': { error: 'ReadDirEntries "app/x": open app/x: no such file or directory' },
  '{{ range readDirEntries "" }}{{ .Name }} {{ .IsDir }} {{ .Type }} {{ .Info.Mode }} {{ .Info.Size }};{{ end }}':
    "a.txt false ---------- -rw-r--r-- 6;link false L--------- Lrwxrwxrwx 5;sub true d--------- drwxr-xr-x 4096;",
  '{{ readDirEntries "" }}': "[- a.txt L link d sub/]",
  '{{ exec "echo" (list "a" "b") }} {{ exec "echo" (list) "in" }} {{ envExec (dict "K" "v") "echo" (list) }}':
    'a b{} in{} {"K":"v"}',
  '{{ exec "missing" (list) }}': {
    error: 'unexpected error: exec: "missing": executable file not found in $PATH',
  },
  '{{ exec "x" (list "fail" "é") }}': {
    error: `command "/bin/x" exited with non-zero status:

PATH:
  /bin/x

ARGS:
  0: x (1 bytes)
  1: fail (4 bytes)
  2: é (2 bytes)

ERROR:
  exit status 3

EXIT STATUS
  3

STDERR:
  one
  two

COMBINED OUTPUT:
  one
  two`,
  },
  '{{ exec "x" (list "die") }}': {
    error: `command "/bin/x" exited with non-zero status:

PATH:
  /bin/x

ARGS:
  0: x (1 bytes)
  1: die (3 bytes)

ERROR:
  signal: killed

EXIT STATUS
  -1`,
  },
  '{{ exec "x" (list "a" 5) }}': { error: 'unexpected type of arg "int" in args [a 5] at index 1' },
  '{{ envExec (dict "K" 5) "x" (list) }}': {
    error: 'unexpected type of env "int" in envs map[K:5] at index K',
  },
  '{{ fetchSecretValue "ref+x" }} {{ expandSecretRefs (dict "a" 1) }} {{ expandSecretRefs nil | toJson }}':
    "x map[a:1] null",
  '{{ fetchSecretValue "ref+number" }}': { error: "expected 5 to be string" },
  '{{ readFile "sub/b.yaml" | fromYaml | toYaml }}{{ fromYaml "" }}': "k:\n  - 1\n  - 2\n<no value>",
  '{{ fromYaml "~: one" }}': {
    error: "value=<nil>, map=map[<nil>:one], offending yaml: ~: one",
  },
  '{{ fromYaml "1: one" }}': {
    error:
      "unexpected type of key in map: expected string, got int: value=1, map=map[1:one], offending yaml: 1: one",
  },
  '{{ tpl "{{ .x }}!" (dict "x" 1) }} {{ define "t" }}<{{ . }}>{{ end }}{{ include "t" 2 }}': "1! <2>",
}, { world: WORLD });

const REFUSED = {
  error: "HELMFILE_DISABLE_INSECURE_FEATURES or HELMFILE_DISABLE_INSECURE_TEMPLATE_FUNCTIONS is active, " +
    "insecure function calls are disabled",
};
for (const flag of ["disableInsecureFeatures", "disableInsecureTemplateFunctions"]) {
  Deno.test(`${flag} refuses programs and files, but not the question whether there is one`, () => {
    const world = { ...WORLD, [flag]: true };
    const calls = [
      'exec "x" (list)',
      'envExec nil "x" (list)',
      'readFile "a.txt"',
      'readDir ""',
      'readDirEntries ""',
    ];
    for (const call of calls) assert.deepEqual(rendered(`{{ ${call} }}`, { world }), REFUSED);
    assert.equal(rendered('{{ isFile "a.txt" }}', { world }), "true");
  });
}
