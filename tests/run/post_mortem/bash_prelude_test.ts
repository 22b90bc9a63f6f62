// What the prelude records. That it changes nothing a script can see is proven in bash_unseen_test.ts.
import assert from "node:assert/strict";
import { bashEnvValue, bashPrelude, PRELUDE_NAME } from "../../../src/run/post_mortem/bash_prelude.ts";
import { parseBashRecords } from "../../../src/run/post_mortem/bash_records.ts";
import { createDenoSystem } from "../../../src/system/deno_system.ts";

const { files, processes } = createDenoSystem();

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

Deno.test("the prelude loads the user's own BASH_ENV first, and leaves its ERR trap", () => {
  const dir = files.realPath(files.makeTempDir("prelude-test-"));
  files.write(`${dir}/user.env`, "echo loaded\ngreet() { echo hi; }\ntrap 'echo user trap' ERR\n");
  files.write(`${dir}/${PRELUDE_NAME}`, bashPrelude(dir));
  const { stdout } = processes.runSync({
    command: "bash",
    args: ["-c", "greet; false; true"],
    cwd: dir,
    env: {
      PATH: "/usr/bin:/bin",
      D: dir,
      BASH_ENV: `${dir}/${PRELUDE_NAME}`,
      BOATHOOK_HOOK_ID: "x",
      BOATHOOK_BASH_ENV: "$D/user.env",
    },
  });
  assert.equal(decode(stdout), "loaded\nhi\nuser trap\n");
  files.remove(dir);
});

Deno.test("the prelude works in a directory with blanks and quotes in its name", () => {
  const root = files.realPath(files.makeTempDir("prelude-test-"));
  const dir = `${root}/a 'b' $c`;
  files.write(`${dir}/${PRELUDE_NAME}`, bashPrelude(dir));
  const { code } = processes.runSync({
    command: "bash",
    args: ["-c", "x=1; test 2 = $x; for i in {1..250}; do false; done; exit 3"],
    cwd: dir,
    env: {
      PATH: "/usr/bin:/bin",
      BASH_ENV: bashEnvValue(`${dir}/${PRELUDE_NAME}`),
      BOATHOOK_HOOK_ID: "x",
    },
  });
  const { failures } = parseBashRecords(files.readText(`${dir}/x`));
  assert.deepEqual(files.readDir(dir).map(({ name }) => name.replace(/\d+$/, "PID")), [
    PRELUDE_NAME,
    "x",
    "x.PID",
  ]);
  const [first] = failures;
  assert.deepEqual([code, failures.length, first!.status, [...first!.variables]], [3, 201, 1, [["x", "1"]]]);
  files.remove(root);
});

Deno.test("the prelude records status, place, stages, stack and variables of a failure", () => {
  const dir = files.realPath(files.makeTempDir("prelude-test-"));
  files.write(`${dir}/${PRELUDE_NAME}`, bashPrelude(dir));
  files.write(
    `${dir}/s.sh`,
    `host=db\nDB_PASSWORD=x\nset -o pipefail\nf() {\n  test "$host$DB_PASSWORD" = "$1" | cat\n}\nf one\nexit 3\n`,
  );
  processes.runSync({
    command: "bash",
    args: ["s.sh", "arg"],
    cwd: dir,
    env: { PATH: "/usr/bin:/bin", BASH_ENV: `${dir}/${PRELUDE_NAME}`, BOATHOOK_HOOK_ID: "x" },
  });
  const { shells, failures } = parseBashRecords(files.readText(`${dir}/x`));
  const [first] = failures;
  assert.deepEqual(
    {
      name: shells[0]!.name,
      kinds: failures.map((r) => `${r.kind} ${r.status} ${r.frames.map((f) => f.line)}`),
    },
    { name: "s.sh", kinds: ["err 1 5,7", "err 1 7", "exit 3 8"] },
  );
  assert.deepEqual(first!.frames, [{ file: "s.sh", line: 5, function: "f" }, {
    file: "s.sh",
    line: 7,
    function: undefined,
  }]);
  assert.deepEqual([first!.command, first!.pipeStatus, first!.args], ["cat", [1, 0], ["one"]]);
  files.remove(dir);
});

/** What is recorded of scripts that have something the prelude must keep away from, or only seem to. */
const WITH_TRAPS: Readonly<Record<string, readonly [script: string, records: readonly string[]]>> = {
  "an EXIT trap and the word ERROR": ["trap 'rm -f y' EXIT\nfalse\necho ERROR: no DEBUG_MODE\n", ["err 1 2"]],
  "an ERR trap": ["trap 'true' ERR\nfalse\nexit 3\n", ["exit 3 3"]],
  "an EXIT trap in lower case": ["trap true exit\nfalse\nexit 3\n", []],
  "an exit in a trap of its own": ["trap 'true; exit 1' INT\nfalse\nexit 3\n", ["err 1 2", "exit 3 3"]],
  "a function named err": ["err() { echo $1 >&2; }\ntrap true EXIT\nfalse\nerr no\n", ["err 1 3"]],
  "a sourced file with an EXIT trap": [". ./exit.lib\nfalse\nexit 3\n", ["err 1 2"]],
  "a sourced file with an ERR trap": ["false\n. ./err.lib\nfalse\n", ["err 1 1"]],
  "its options looked at": ["case $- in *i*) ;; esac\nfalse\nexit 3\n", ["exit 3 3"]],
  "its options looked at, and errtrace": ["set -E\necho $-\nfalse\nexit 3\n", ["exit 3 4"]],
  "a name like ours": ["__boathook=1\nfalse\nexit 3\n", []],
};

for (const [name, [script, expected]] of Object.entries(WITH_TRAPS)) {
  Deno.test(`the prelude records what it can of a script with ${name}`, () => {
    const dir = files.realPath(files.makeTempDir("prelude-test-"));
    files.write(`${dir}/${PRELUDE_NAME}`, bashPrelude(dir));
    files.write(`${dir}/s.sh`, script);
    files.write(`${dir}/exit.lib`, "trap true EXIT\n");
    files.write(`${dir}/err.lib`, "trap true ERR\n");
    const env = { PATH: "/usr/bin:/bin", BASH_ENV: `${dir}/${PRELUDE_NAME}`, BOATHOOK_HOOK_ID: "x" };
    processes.runSync({ command: "bash", args: ["s.sh"], cwd: dir, env });
    const { failures } = parseBashRecords(files.readText(`${dir}/x`));
    assert.deepEqual(failures.map((one) => `${one.kind} ${one.status} ${one.frames[0]!.line}`), expected);
    files.remove(dir);
  });
}
