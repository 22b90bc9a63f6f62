// What programs say of their own lines: the forms, each as its program prints it.
import { parseProgramMessages } from "../../../src/run/post_mortem/program_messages.ts";
import { assertEquals } from "../../support/assert.ts";

const CASES: Readonly<Record<string, { readonly said: string; readonly expect: readonly string[] }>> = {
  "a Python traceback, innermost first": {
    said: `Traceback (most recent call last):
  File "/p/a.py", line 9, in <module>
    load('x')
  File "/p/a.py", line 4, in load
    open(path)
FileNotFoundError: [Errno 2] No such file or directory: 'x'`,
    expect: [
      "python /p/a.py:4 load < /p/a.py:9: FileNotFoundError: [Errno 2] No such file or directory: 'x'",
    ],
  },
  "a Python syntax error": {
    said: `  File "a.py", line 2\n    print('hi'\n         ^\nSyntaxError: '(' was never closed`,
    expect: ["python a.py:2: SyntaxError: '(' was never closed"],
  },
  "a node stack without node's own frames": {
    said: `/p/a.js:3
  x.y.z
      ^

TypeError: Cannot read properties of undefined (reading 'z')
    at port (/p/a.js:3:7)
    at Object.<anonymous> (/p/a.js:5:1)
    at Module._compile (node:internal/modules/cjs/loader:1554:14)`,
    expect: ["node /p/a.js:3 port < /p/a.js:5: TypeError: Cannot read properties of undefined (reading 'z')"],
  },
  "a node syntax error": {
    said:
      `/p/a.js:2\n  return 1;\n         ^\n\nSyntaxError: Unexpected number\n    at wrapSafe (node:internal/x:1:2)`,
    expect: ["node /p/a.js:2: SyntaxError: Unexpected number"],
  },
  "a node message over several lines": {
    said:
      `SyntaxError: Unexpected token '}', "{"a": }\n" is not valid JSON\n    at JSON.parse (<anonymous>)\n    at load (file:///p/a.mjs:4:15)\n    at file:///p/a.mjs:7:13`,
    expect: [`node /p/a.mjs:4 load < /p/a.mjs:7: SyntaxError: Unexpected token '}', "{"a": }`],
  },
  "no stack of another message": {
    said: "Error: no\nTypeError: x\n    at f (/p/a.js:1:1)",
    expect: ["node /p/a.js:1 f: TypeError: x"],
  },
  "Ruby": {
    said: "a.rb:2:in 'Object#load': no file (RuntimeError)\n\tfrom a.rb:5:in '<main>'",
    expect: ["ruby a.rb:2 Object#load < a.rb:5: no file (RuntimeError)"],
  },
  "Ruby 3.3 and before": {
    said: "a.rb:2:in `load': no file (RuntimeError)\n\tfrom a.rb:5:in `<main>'",
    expect: ["ruby a.rb:2 load < a.rb:5: no file (RuntimeError)"],
  },
  "Perl": { said: "no file at ./a.pl line 4.", expect: ["perl ./a.pl:4: no file"] },
  "Perl, near": { said: 'syntax error at a.pl line 2, near "= ;"', expect: ["perl a.pl:2: syntax error"] },
  "PHP": {
    said: "PHP Fatal error:  Uncaught Error: no in /p/a.php:3",
    expect: ["php /p/a.php:3: Fatal error:  Uncaught Error: no"],
  },
  "PowerShell 7": {
    said:
      "Get-Item: /p/a.ps1:3\nLine |\n   3 |  Get-Item /nonexistent\n     |  ~~~~~~~~~~~~~~~~~~~~~\n     | Cannot find path '/nonexistent' because it does not exist.",
    expect: ["pwsh /p/a.ps1:3: Cannot find path '/nonexistent' because it does not exist."],
  },
  "Windows PowerShell": {
    said: "Get-Item : Cannot find path\nAt C:\\p\\a.ps1:3 char:1",
    expect: ["pwsh C:\\p\\a.ps1:3: Get-Item : Cannot find path"],
  },
  "mawk": { said: "awk: a.awk: line 6: missing }", expect: ["awk a.awk:6: missing }"] },
  "gawk": {
    said: "gawk: a.awk:2: fatal: division by zero",
    expect: ["awk a.awk:2: fatal: division by zero"],
  },
  "make": {
    said: "make[1]: *** [sub/Makefile:3: all] Error 1",
    expect: ["make sub/Makefile:3: make[1]: *** [sub/Makefile:3: all] Error 1"],
  },
  "psql": { said: "psql:sql/1.sql:3: ERROR:  no", expect: ["psql sql/1.sql:3: ERROR:  no"] },
  "terraform": {
    said: '│ Error: Undeclared variable\n│ \n│   on main.tf line 2, in resource "x" "y":\n│    2: var.z',
    expect: ["terraform main.tf:2: Undeclared variable"],
  },
  "compilers": { said: "main.go:4:2: undefined: x", expect: ["main.go:4: undefined: x"] },
  "nothing in other lines": { said: "curl: (7) Failed to connect\nERROR at 10:20:30: no", expect: [] },
};

for (const [name, { said, expect }] of Object.entries(CASES)) {
  Deno.test(`parseProgramMessages() reads ${name}`, () => {
    const found = parseProgramMessages(said.split("\n")).map(({ program, frames, text }) => {
      const places = frames.map((frame) =>
        `${frame.file}:${frame.line}${frame.function ? ` ${frame.function}` : ""}`
      );
      return `${program ? `${program} ` : ""}${places.join(" < ")}: ${text}`;
    });
    assertEquals<readonly string[]>(found, expect);
  });
}
