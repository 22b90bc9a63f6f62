import * as fc from "fast-check";
import { checkSyntax, isPlain } from "../../../src/run/preflight/check_syntax.ts";
import type { PreflightWorld } from "../../../src/run/preflight/preview_hook.ts";
import { createRunDir } from "../../../src/run/run_dir.ts";
import { createDenoSystem } from "../../../src/system/deno_system.ts";
import type { SpawnRequest, System } from "../../../src/system/system.ts";
import { assertEquals } from "../../support/assert.ts";

/** What the shells say of the texts, `LINE: MESSAGE` or "fine", and how many processes it took. */
async function check(texts: readonly string[], shell = "bash"): Promise<{ said: string[]; started: number }> {
  const real = createDenoSystem();
  let started = 0;
  const spawn = (request: SpawnRequest) => {
    started++;
    return real.processes.spawn(request);
  };
  const system: System = { ...real, processes: { ...real.processes, spawn } };
  const runDir = createRunDir(system);
  const scripts = texts.map((text) => ({ shell: real.processes.which(shell)!, text }));
  try {
    const found = await checkSyntax(scripts, { system, runDir } as PreflightWorld);
    const said = scripts.map((script) => {
      const problem = found.get(script);
      return problem ? `${problem.line}: ${problem.message}` : "fine";
    });
    return { said, started };
  } finally {
    runDir.remove();
  }
}

/** A word of each kind of script that bash accepts, hard cases for a look at many at once. */
const FINE: readonly string[] = [
  "echo hi",
  "echo \"it's\"; echo 'a \"'",
  "cat <<EOF\nno end of quotes ' \" `\nEOF\n",
  "shopt -s extglob\nrm !(x|y)\ncase $1 in +([0-9])) ;; esac",
  "# a comment alone",
  "x=$(cat <<'E'\n)\nE\n)",
  "for i in a b; do :; done # } {",
  "function f { echo; }; f",
  "a=(1 2 3); a+=(4); [[ $x =~ ^(a|b)$ ]]",
  "",
  "echo one \\\n  two",
  "exit 0\nPK\x03 ( binary ) if",
  "if true; then\n  exec tar x\nfi",
  'if [ -z "$BASH" ]; then\n  exec bash "$0" "$@"\nfi\nif )',
  "if !(true # it's\n); then echo; fi",
];

Deno.test("checkSyntax() finds nothing in scripts that bash accepts", async () => {
  assertEquals((await check(FINE)).said, FINE.map(() => "fine"));
});

Deno.test("checkSyntax() reads any number of sound scripts in one process, equal ones once", async () => {
  const texts = Array.from({ length: 50 }, (_, i) => `if [ "$1" = ${i % 40} ]; then echo ${i % 40}; fi`);
  assertEquals(await check(texts), { said: texts.map(() => "fine"), started: 1 });
});

Deno.test("checkSyntax() tells each error with its line, beside scripts that are sound", async () => {
  const cases: Readonly<Record<string, string>> = {
    "echo\nif true; then\n  echo\ndone": "4: syntax error near unexpected token `done'",
    "if true; then\n  echo": "2: syntax error: unexpected end of file",
    "echo fine": "fine",
    'echo one\necho "two': "2: unexpected EOF while looking for matching `\"'",
    "}\nrm -rf nothing\n{": "1: syntax error near unexpected token `}'",
    "rm !(x)\necho )": "2: syntax error near unexpected token `)'",
    "echo )": "1: syntax error near unexpected token `)'",
  };
  assertEquals((await check(Object.keys(cases))).said, Object.values(cases));
});

Deno.test("checkSyntax() lets no script make up for what another lacks", async () => {
  const pairs = [
    ['echo "one', 'echo "two'],
    ["echo 'one", "echo 'two"],
    ["echo `one", "echo `two"],
    ["if true; then", "fi"],
    ["( echo", "echo )"],
    ["x=$(echo", "echo )"],
    ["{ echo", "echo; }"],
    ["{ ( echo", "echo ) ; }"],
    ["( if true; then echo", "echo; fi )"],
    ["case x in", "esac"],
    ["while true; do", "done"],
    ["cat <<EOF", "EOF\n)"],
  ];
  for (const pair of pairs) {
    const { said } = await check(pair);
    // An unended here-document is only worth a warning to bash.
    const expected = pair[0]!.startsWith("cat") ? [true, false] : [false, false];
    assertEquals(said.map((one) => one === "fine"), expected, pair.join(" / "));
  }
});

Deno.test("checkSyntax() runs nothing", async () => {
  const dir = await Deno.makeTempDir();
  const mark = `${dir}/mark`;
  try {
    const texts = [`touch ${mark}`, `}\ntouch ${mark}\n{ echo`, `) \n touch ${mark}`, `$(touch ${mark})`];
    for (const shell of ["bash", "sh"]) await check(texts, shell);
    assertEquals([...Deno.readDirSync(dir)], []);
  } finally {
    await Deno.remove(dir, { recursive: true });
  }
});

Deno.test("checkSyntax() ends a shell that does not end, and goes on without it", async () => {
  const real = createDenoSystem(), dir = await Deno.makeTempDir();
  const runDir = createRunDir(real), shell = `${dir}/bash`;
  // Its time is up at once.
  const system: System = { ...real, clock: { ...real.clock, sleep: () => Promise.resolve() } };
  try {
    real.files.write(shell, "#!/bin/sh\nexec sleep 600\n", 0o755);
    const found = await checkSyntax([{ shell, text: "if )" }], { system, runDir } as PreflightWorld);
    assertEquals(found.size, 0);
  } finally {
    runDir.remove();
    await Deno.remove(dir, { recursive: true });
  }
});

Deno.test("checkSyntax() asks the shell that will run the script", async () => {
  const texts = ["echo fine", "a=(1 2)"], dash = createDenoSystem().processes.which("dash");
  assertEquals((await check(texts, "bash")).said, ["fine", "fine"]);
  if (dash) assertEquals((await check(texts, "dash")).said, ["fine", '1: "(" unexpected']);
});

Deno.test("checkSyntax() starts nothing for plain commands, but for words that are half a statement", async () => {
  assertEquals(await check([":", "kubectl get ns -o=name\n\n./wait.sh 5", ""]), {
    said: ["fine", "fine", "fine"],
    started: 0,
  });
  assertEquals((await check(["echo a\n  then b"])).said, ["2: syntax error near unexpected token `then'"]);
});

Deno.test("isPlain() holds for nothing that a shell minds", () => {
  const word = fc.oneof(
    fc.constantFrom(
      "if",
      "then",
      "fi",
      "done",
      "{",
      "}",
      "!",
      "[[",
      "time",
      "a=1",
      "a=(",
      "in",
      "#",
      "case",
      "-n",
    ),
    fc.string({ minLength: 1, maxLength: 4 }),
  );
  const text = fc.array(fc.array(word, { maxLength: 4 }).map((words) => words.join(" ")), { maxLength: 3 })
    .map((lines) => lines.join("\n"));
  const plain = fc.sample(text, { numRuns: 20_000, seed: 7 })
    .filter((text) => text.trim() !== "" && isPlain({ shell: "/bin/bash", text }));
  for (const shell of ["bash", "sh"]) {
    const script = plain.map((text, i) => `f${i}() {\n${text}\n}\n`).join("");
    const { code, stderr } = new Deno.Command(shell, { args: ["-n", "-c", script] }).outputSync();
    assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
  }
  assertEquals(plain.length > 1000, true);
});
