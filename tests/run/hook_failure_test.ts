// What a user reads when a hook fails: real scripts that fail in every way we know, against the whole text.
import assert from "node:assert/strict";
import type { HookContext } from "../../src/run/hook_request.ts";
import type { HookFailure } from "../../src/run/hook_failure.ts";
import { formatHookFailure } from "../../src/show/hook_failure_text.ts";
import { newStyle } from "../../src/show/style.ts";
import { assertGolden } from "../support/golden.ts";
import { type HookCase, runHookCase } from "../support/run_hook.ts";

const STRICT = "#!/bin/bash\nset -euo pipefail\n";

/** By the name of the golden file. */
const CASES: Readonly<Record<string, HookCase>> = {
  "exit in a script": {
    files: { "fail.sh": `#!/bin/bash\necho "ERROR: DATABASE_URL is not set"\nexit 7\n` },
    argv: ["./fail.sh"],
  },
  "exit inline": {
    argv: [
      "/bin/bash",
      "-c",
      `echo "Running database migrations..."\nif [ ! -x ./migrate ]; then\n  echo "no migrate here" >&2\n  exit 3\nfi\necho done\n`,
    ],
  },
  "failed command under set -e": {
    files: { "deploy.sh": `${STRICT}echo start\ncp /nonexistent/file .\necho never\n` },
    argv: ["bash", "deploy.sh"],
  },
  "function in a sourced file": {
    files: {
      "scripts/migrate.sh":
        `${STRICT}. "$(dirname "$0")/lib.sh"\nwait_for_db() {\n  local host=$1 port=\${2:-5432}\n  check "$host" "$port"\n}\necho "Waiting"\nretry wait_for_db db\n`,
      "scripts/lib.sh": `retry() {\n  "$@"\n}\n\ncheck() {\n  test -S "/run/$1/.s.PGSQL.$2"\n}\n`,
    },
    argv: ["bash", "scripts/migrate.sh"],
  },
  "nested scripts": {
    files: {
      "outer.sh": `${STRICT}run() {\n  ./middle.sh "$1"\n}\nrun shop\n`,
      "middle.sh": `#!/usr/bin/env bash\nset -e\nfor step in one two; do\n  ./inner.sh "$1" "$step"\ndone\n`,
      "inner.sh": `#!/bin/bash\necho "step $2 of $1"\n[ "$2" = one ] || exit 42\n`,
    },
    argv: ["./outer.sh"],
  },
  "pipeline with pipefail": {
    files: {
      "ready.sh":
        `${STRICT}host=db\nquery() {\n  grep -c "$1" /etc/hostname | sed 's/x/y/' | cat\n}\nquery "no-such-text-$host"\n`,
    },
    argv: ["bash", "ready.sh"],
  },
  "pipeline over several lines": {
    files: {
      "dump.sh": `${STRICT}printf 'a\\nb\\n' \\\n  | grep zzz \\\n  | tee /dev/null \\\n  | cat\n`,
    },
    argv: ["bash", "dump.sh"],
  },
  "command substitution": {
    files: { "sub.sh": `${STRICT}password=$(\n  cat /nonexistent/secret\n)\necho "$password"\n` },
    argv: ["bash", "sub.sh"],
  },
  "unset variable in a script": {
    files: { "unset.sh": `${STRICT}deploy() {\n  echo "to $NAMESPCE"\n}\ndeploy\n` },
    argv: ["bash", "unset.sh"],
  },
  "unset variable inline": { argv: ["bash", "-c", `set -u\necho one\necho "$DATABASE_ULR"\necho two\n`] },
  "missing argument": { files: { "arg.sh": `${STRICT}echo "release $1"\n` }, argv: ["bash", "arg.sh"] },
  "syntax error in a script": {
    files: { "syntax.sh": `${STRICT}if true; then\n  echo one\nfii\necho two\n` },
    argv: ["bash", "syntax.sh"],
  },
  "syntax error inline": { argv: ["bash", "-c", `echo one\necho two )\necho three\n`] },
  "command not found in a script": {
    files: { "jq.sh": `${STRICT}echo '{}' > /dev/null\njqq -r .items\n` },
    argv: ["bash", "jq.sh"],
  },
  "command not found last, without set -e": { argv: ["bash", "-c", `echo migrating\n./migrate up\n`] },
  "not executable in a script": {
    files: { "run.sh": `${STRICT}./step.txt\n`, "step.txt": "echo hi\n" },
    argv: ["bash", "run.sh"],
  },
  "hook command not found": { argv: ["no-such-tool", "--now"] },
  "hook script missing": { argv: ["./scripts/nope.sh"] },
  "hook script not executable": { files: { "plain.txt": "#!/bin/bash\necho hi\n" }, argv: ["./plain.txt"] },
  "CRLF shebang": { files: { "crlf.sh": "#!/bin/bash\r\necho hi\r\n" }, argv: ["./crlf.sh"] },
  "CRLF script": { files: { "crlf.sh": "set -e\r\ncd /tmp\r\n" }, argv: ["bash", "crlf.sh"] },
  "the user's own ERR trap": {
    files: { "backup.sh": `#!/bin/bash\necho "disk full" >&2\nexit 5\n` },
    argv: [
      "/bin/bash",
      "-c",
      `set -e\ntrap 'echo "Hook failed at line $LINENO"; exit 1' ERR\n\necho "Step 2: Creating backup..."\n./backup.sh\necho "All passed"\n`,
    ],
  },
  "the user's own EXIT trap": {
    files: {
      "trap.sh":
        `${STRICT}trap 'echo cleaning up' EXIT\nif [ ! -f ready ]; then\n  echo "not ready"\n  exit 9\nfi\n`,
    },
    argv: ["bash", "trap.sh"],
  },
  "status passed on by exit": {
    files: {
      "status.sh":
        `#!/bin/bash\nls /nonexistent-directory\nrc=$?\nif [ $rc -ne 0 ]; then\n  echo "listing failed"\n  exit $rc\nfi\n`,
    },
    argv: ["bash", "status.sh"],
  },
  "unchecked failures before": {
    argv: ["bash", "-c", `cat /nonexistent/one\nkubectl_is_missing get pods\necho going on\nexit 4\n`],
  },
  "killed by a signal": { argv: ["bash", "-c", `echo working\nkill -KILL $$\n`] },
  "command killed by a signal": {
    argv: ["bash", "-c", `set -e\necho working\nbash -c 'kill -SEGV $$'\necho never\n`],
  },
  "under timeout(1)": {
    argv: ["timeout", "300", "/bin/bash", "-c", `set -e\necho checking\n./health-check.sh\n`],
    files: { "health-check.sh": `#!/bin/bash\necho "503" >&2\nexit 22\n` },
  },
  "time limit": {
    files: {
      "wait.sh": `${STRICT}wait_for_pods() {\n  echo "waiting for pods"\n  sleep 600\n}\nwait_for_pods\n`,
    },
    argv: ["bash", "wait.sh"],
    request: { timeout: { ms: 400, source: { setBy: "hook" } } },
  },
  "time limit, TERM ignored": {
    argv: ["bash", "-c", `trap '' TERM\necho waiting\nsleep 600\necho never\n`],
    request: { timeout: { ms: 300, source: { setBy: "defaults" } }, killGraceMs: 100 },
  },
  "secrets": {
    argv: [
      "bash",
      "-c",
      `set -e\nTOKEN=hunter22\nuser=admin\necho "login $user hunter22" >&2\ntest "$user:$TOKEN" = "x:hunter22"\n`,
    ],
    secrets: ["hunter22"],
  },
  "condition on the last line": { argv: ["bash", "-c", `false\necho a\n[ -n "$NOPE" ] && echo yes\n`] },
  "eval": { files: { "a.sh": `${STRICT}cmd='ls /nonexistent'\neval "$cmd"\n` }, argv: ["bash", "a.sh"] },
  "sourced file missing": {
    files: { "a.sh": `${STRICT}source ./nolib.sh\necho hi\n` },
    argv: ["bash", "a.sh"],
  },
  "script run by xargs": {
    files: {
      "a.sh": `${STRICT}echo a b | xargs -n1 ./b.sh\n`,
      "b.sh": `#!/bin/bash\n[ $1 = a ] || exit 9\n`,
    },
    argv: ["./a.sh"],
  },
  "die function": {
    files: { "a.sh": `${STRICT}die() { echo "$*" >&2; exit 2; }\n[ -f config ] || die 'no config'\n` },
    argv: ["./a.sh"],
  },
  "loop at the end of a pipeline": {
    files: {
      "a.sh": `${STRICT}printf 'x\\ny\\n' | while read -r l; do\n  echo "$l"\n  grep -q z <<<"$l"\ndone\n`,
    },
    argv: ["bash", "a.sh"],
  },
  "unset variable in a nested script": {
    files: { "a.sh": `${STRICT}./b.sh\n`, "b.sh": `${STRICT}f() {\n  echo $UNSETX\n}\nf\n` },
    argv: ["./a.sh"],
  },
  "return from a function": {
    files: {
      "a.sh": `${STRICT}check() {\n  if [ ! -e /nonexistent ]; then\n    return 2\n  fi\n}\ncheck\n`,
    },
    argv: ["./a.sh"],
  },
  "failure in a loop": { argv: ["bash", "-ec", `for i in 1 2 3; do\n  echo $i\n  [ $i -lt 2 ]\ndone\n`] },
  "not bash": { argv: ["python3", "-c", "import sys; print('x'); sys.exit(5)"] },
  "stopped by a signal": {
    files: {
      "a.sh": `${STRICT}trap 'echo rolling back; exit 1' INT\ntail -f ready.txt\n`,
      "ready.txt": "ready\n",
    },
    argv: ["./a.sh"],
    context: stopAtFirstOutput(),
  },
  "no output for too long": {
    files: { "a.sh": `${STRICT}for i in 1 2; do\n  echo "attempt $i"\ndone\nsleep 601\n` },
    argv: ["./a.sh"],
    request: { stall: { ms: 300, source: { setBy: "hook" } } },
  },
  "hook of the file": {
    argv: ["bash", "-c", "exit 3\n"],
    request: { release: undefined!, event: "cleanup", attempt: 2, attempts: 3 },
  },
  "sh script": { files: { "posix.sh": `#!/bin/sh\nset -e\necho posix\nfalse\n` }, argv: ["./posix.sh"] },
};

function stopAtFirstOutput(): Partial<HookContext> {
  const asked = new AbortController();
  return {
    stop: { asked: asked.signal, forced: new AbortController().signal },
    emit: (event) => event.type === "hook_output" && asked.abort("SIGINT"),
  };
}

for (const [name, given] of Object.entries(CASES)) {
  Deno.test(`explainHook() explains: ${name}`, async () => {
    const { outcome, stable } = await runHookCase(given);
    assert.equal(outcome.ok, false);
    if (outcome.ok) return;
    const text = formatHookFailure(byStream(outcome.failure), { style: newStyle(false) });
    assertGolden(`hook_failure/${name.replaceAll(/[^a-zA-Z0-9]+/g, "_")}.txt`, stable(text));
  });
}

/** Two pipes have no order between them: the same script may be heard either way round. */
function byStream(failure: HookFailure): HookFailure {
  const { lines, omitted } = failure.output;
  const ordered = ["stdout", "stderr"].flatMap((stream) => lines.filter((line) => line.stream === stream));
  return { ...failure, output: { lines: ordered, omitted } };
}
