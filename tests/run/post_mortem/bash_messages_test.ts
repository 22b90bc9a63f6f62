// bash's own messages among other output.
import assert from "node:assert/strict";
import { parseBashMessage } from "../../../src/run/post_mortem/bash_messages.ts";

const CASES: Readonly<Record<string, string | undefined>> = {
  "deploy.sh: line 3: NAME: unbound variable": "unset-variable deploy.sh:3 NAME",
  "/bin/bash: line 12: $1: unbound variable": "unset-variable /bin/bash:12 $1",
  "bash: -c: line 4: syntax error near unexpected token `)'": "syntax bash:4 )",
  "./a b.sh: line 9: syntax error: unexpected end of file": "syntax ./a b.sh:9 undefined",
  "s.sh: line 2: ${a b}: bad substitution": "syntax s.sh:2 ${a b}",
  "s.sh: line 7: jq: command not found": "not-found s.sh:7 jq",
  "s.sh: line 7: ./x: No such file or directory": "not-found s.sh:7 ./x",
  "s.sh: line 7: ./x: Permission denied": "not-executable s.sh:7 ./x",
  "s.sh: line 7: ./x: cannot execute: required file not found": "bad-interpreter s.sh:7 ./x",
  "s.sh: Zeile 7: jq: command not found": "not-found s.sh:7 jq",
  "s.sh: line 7: cd: too many arguments": "other s.sh:7 undefined",
  "./a.sh: 3: NAME: parameter not set": "unset-variable ./a.sh:3 NAME",
  "./a.sh: 4: jqq: not found": "not-found ./a.sh:4 jqq",
  "./a.sh: 4: ./x: not found": "not-found ./a.sh:4 ./x",
  "./a.sh: 2: ./lib.sh: NAME: parameter not set": "unset-variable ./lib.sh:2 NAME",
  './a.sh: 4: Syntax error: "(" unexpected': "syntax ./a.sh:4 (",
  './a.sh: 4: Syntax error: end of file unexpected (expecting "fi")': "syntax ./a.sh:4 undefined",
  "a.ksh[7]: jqq: not found": "not-found a.ksh:7 jqq",
  "s.sh: line 7: /bin/rm: Argument list too long": "too-long s.sh:7 /bin/rm",
  "cat: /nonexistent: No such file or directory": undefined,
  "curl: (7) Failed to connect": undefined,
  "plain text": undefined,
};

for (const [line, expect] of Object.entries(CASES)) {
  Deno.test(`parseBashMessage() reads: ${line}`, () => {
    const message = parseBashMessage(line);
    assert.equal(message && `${message.kind} ${message.script}:${message.line} ${message.subject}`, expect);
  });
}
