// The prelude changes nothing a script can see: each script runs plain and observed, and must write the same.
import assert from "node:assert/strict";
import { bashEnvValue, bashPrelude, PRELUDE_NAME } from "../../src/run/bash_prelude.ts";
import { parseBashRecords } from "../../src/run/bash_records.ts";
import { createDenoSystem } from "../../src/system/deno_system.ts";

const { files, processes } = createDenoSystem();

/** Scripts that meet the prelude where it could show. `lib.sh` and `inner.sh` stand beside them. */
const SCRIPTS: Readonly<Record<string, string>> = {
  "succeeds": "echo out; echo err >&2",
  "fails last": "echo one\nfalse",
  "goes on after failures": "false\ncat /nonexistent\necho $? ${PIPESTATUS[@]}\ntrue",
  "exits": "echo one; exit 7",
  "exits without a number": "f() { return 5; }\nf\nexit",
  "exits in a function": "f() { echo in; exit 3; echo never; }\nf a b",
  "exits in a subshell": "(exit 4); echo $?\nx=$(echo in; exit 5); echo $? $x",
  "exits in a pipeline": "echo a | { read -r x; exit 6; }; echo $? ${PIPESTATUS[@]}",
  "exits 256": "exit 256",
  "exit status of the last command": "sh -c 'exit 9'\nexit $?",
  "set -e": "set -e\necho one\nfalse\necho two",
  "set -e in a function": "set -e\nf() { false; echo still; }\nif f; then echo yes; fi\nf\necho never",
  "set -eu at the top level": "set -euo pipefail\ntrue\nnosuchcommand --now\necho never",
  "set -eu in a substitution": "set -eu\nx=$(false; echo hi)\necho $x\ny=$(exit 3)\necho never",
  "set -u": "set -u\necho one\necho $nope\necho two",
  "set -u with empty arrays": "set -u\na=()\nfalse\necho ${#a[@]}\nfalse\necho $#",
  "pipefail":
    "set -o pipefail\nfalse | true\necho $? ${PIPESTATUS[*]}\nfalse | (exit 3) | cat; echo ${PIPESTATUS[*]}",
  "PIPESTATUS after a failure":
    'true | false | (exit 4); echo "${PIPESTATUS[@]}"; false; a=(${PIPESTATUS[@]}); echo ${a[@]}',
  "$? after a failure": "ls /nonexistent 2>/dev/null; echo $?; (exit 77); echo $?",
  "$_ at the start": 'echo "$_"',
  "$_ after a failure": 'ls /nonexistent-a b 2>/dev/null; echo "$_"; x=$HOME; test 1 = "2$x"; echo "$_"',
  "BASH_REMATCH after a failure": '[[ abc =~ (b) ]]; x=1; test 1 = "$x$x"; echo ${BASH_REMATCH[@]}',
  "IFS": "IFS=,; false; a='x y,z'; for w in $a; do echo $w; done; false; echo \"$IFS\"",
  "own ERR trap":
    "trap 'echo \"failed at $LINENO: $BASH_COMMAND ($?)\"' ERR\nfalse\nf() { false; true; }\nf\n(exit 3)\nfalse | true",
  "own ERR trap that exits":
    "set -e\ntrap 'echo \"Hook failed at line $LINENO\"; exit 1' ERR\necho hi\nls /nonexistent 2>/dev/null\necho never",
  "own ERR trap with a bare exit": "set -e\ntrap 'echo failed; exit' ERR\n(exit 8)",
  "own ERR trap in a function": "f() { trap 'echo trapped' ERR; false; }\nf\nfalse",
  "own EXIT trap":
    "trap 'echo \"bye $? $1 $# ${FUNCNAME[*]}\"' EXIT\nset -- a b\nf() { local x=1; exit 3; }\nf c",
  "own EXIT trap, set -e": "set -e\ntrap 'rc=$?; echo cleaning; exit $rc' EXIT\nfalse",
  "own EXIT trap by number": "trap 'echo \"bye $1\"' 0\nset -- a\nexit 4",
  "own RETURN and DEBUG traps":
    "trap 'echo ret' RETURN\nf() { false; return 1; }\nf\ntrap 'n=$((n+1))' DEBUG\ntrue; false\ntrap - DEBUG\necho $n",
  "set +E": "set +E\nf() { false; true; }\nf\necho $-\n",
  "own function exit": 'exit() { echo "my exit $*"; builtin exit 12; }\nexit 3',
  "own function printf": "printf() { echo mine; }\nfalse\nprintf '%s' x\n",
  "own function builtin": "builtin() { echo mine; }\nfalse\ntrue\nbuiltin x",
  "functions are listed": "f() { :; }\ndeclare -F f\ntype -t f",
  "exported functions": "f() { echo f $1; return 2; }\nexport -f f\nbash -c 'f x; echo $?'\necho $?",
  "POSIX mode": "set -o posix\nfalse\necho $?\nexit 3",
  "dash": "sh -c 'echo $0; false; exit 3'\necho $?",
  "exec": "echo one\nexec sh -c 'echo two; exit 5'",
  "exec fails": "exec /nonexistent-command 2>/dev/null\necho never",
  "subshells and levels":
    "(echo $BASH_SUBSHELL; (false; echo $BASH_SUBSHELL $?))\necho $BASH_SUBSHELL; bash -c 'echo $(($SHLVL))' | grep -c .",
  "coprocess":
    'coproc { read -r x; echo "got $x"; read -r x; false; }\necho hi >&${COPROC[1]}\nread -r y <&${COPROC[0]}\necho "$y"; echo go >&${COPROC[1]}; wait',
  "background and wait": "(exit 3) & wait $!; echo $?\nfalse & wait; echo $?",
  "process substitution": "diff <(echo a) <(echo b); echo $?",
  "here-documents": "cat <<E\nx$(false)y\nE\necho $?",
  "conditions":
    "false || echo a; ! true; if false; then :; fi; while false; do :; done; true && false; echo $?",
  "arithmetic": "i=0; ((i++)); echo $? $i; let i=0; echo $?",
  "sourced file": ". ./lib.sh one; echo $?\nfail_in_lib; echo $?",
  "sourced file exits": ". ./lib.sh\nleave 6\necho never",
  "nested script": "./inner.sh a; echo $?\nif ./inner.sh b; then :; fi; x=$(./inner.sh c); echo $? $x",
  "nested under set -e": "set -e\n./inner.sh a\necho never",
  "read from stdin": 'read -r x; echo $? "[$x]"',
  "set -x": 'set -x\nf() { false; echo "$1"; }\nf a\nexit 3',
  "set -v": "set -v\nfalse\necho a",
  "long loop of failures": "for i in {1..300}; do test $i -lt 0; done; echo $? $i",
  "large arguments": "set -- {1..500}; false; echo $# ${500}; shift 499; echo $1",
  "noclobber and noglob": "set -Cf\nfalse\necho * > /dev/null; echo $?",
  "nocasematch and extglob": "shopt -s extglob nocasematch\nfalse\n[[ ABC == a@(b|x)c ]]; echo $?",
  "allexport": "set -a\nfalse\nX=1\nenv | grep -c '^X='\nenv | grep -c __boathook; true",
  "variables are clean":
    "compgen -v | grep -v -e '^BASH' -e '^BOATHOOK' -e '^PIPESTATUS' -e '^__boathook$' | sort",
  "options are clean": "shopt | sort; shopt -o | grep -v errtrace",
  "signals": "trap 'echo usr1' USR1; kill -USR1 $$; false; echo $?",
  "syntax error": "echo one\nif true; then\necho two\n",
  "unset BASH_ENV": "unset BASH_ENV BOATHOOK_HOOK_ID\nfalse\nbash -c 'false; echo $?'\nexit 2",
  "cd away": 'cd /\nfalse\n"$OLDPWD/inner.sh" x; echo $?',
  "unicode": "echo 'zwölf größer'; false; echo \"ü$?\"",
  "script through a pipe":
    "bash <(echo 'echo hi; false; exit 3'); echo $?\necho 'echo in; false; exit 4' | bash; echo $?\nbash -s a <<< 'echo $1; exit 5'; echo $?",
  "own ERR trap in a script through a pipe":
    "bash <(echo 'trap \"echo no\" ERR; f() { false; true; }; f; false'); echo $?",
  "strange quoting": 'eval \'false\'; x="a\'b"; test "$x" = "\'"; echo "$x" $?',
};

const LIB = 'fail_in_lib() { false; return 4; }\nleave() { exit "$1"; }\nfalse\necho lib $1\nreturn 3\n';
const INNER = '#!/bin/bash\nset -e\necho inner $1\n[ "$1" = c ] && exit 5\nfalse\necho never\n';

const decode = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

function compare(argvOf: (script: string) => readonly string[]) {
  return (name: string, script: string) => {
    const dir = files.realPath(files.makeTempDir("prelude-test-"));
    try {
      files.write(`${dir}/script.sh`, script, 0o755);
      files.write(`${dir}/lib.sh`, LIB);
      files.write(`${dir}/inner.sh`, INNER, 0o755);
      files.write(`${dir}/${PRELUDE_NAME}`, bashPrelude(dir));
      const base = { PATH: "/usr/bin:/bin", HOME: "/root", LANG: "C.UTF-8" };
      const run = (env: Record<string, string>) => {
        const [command, ...args] = argvOf(script);
        const { code, signal, stdout, stderr } = processes.runSync({
          command: command!,
          args,
          cwd: dir,
          env,
        });
        return { code, signal, stdout: decode(stdout), stderr: decode(stderr) };
      };
      const plain = run(base);
      const observed = run({ ...base, BASH_ENV: `${dir}/${PRELUDE_NAME}`, BOATHOOK_HOOK_ID: "outer/x" });
      assert.deepEqual(observed, plain, name);
    } finally {
      files.remove(dir);
    }
  };
}

for (const [name, script] of Object.entries(SCRIPTS)) {
  Deno.test(`the prelude does not show in a script file: ${name}`, () =>
    compare(() => ["bash", "script.sh", "A", "B"])(name, script));
  Deno.test(`the prelude does not show in bash -c: ${name}`, () =>
    compare((text) => ["bash", "-c", text, "NAME", "A"])(name, script));
}

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
