import { makesNothing } from "../../../src/run/preflight/makes_nothing.ts";
import { programsOf, shellCall } from "../../../src/run/preflight/shell_words.ts";
import { assertEquals } from "../../support/assert.ts";

Deno.test("programsOf() finds what timeout, env, nice and nohup start", () => {
  for (
    const [line, programs] of [
      ["./x.sh a", "./x.sh"],
      ["timeout 30 ./x.sh", "timeout ./x.sh"],
      ["/usr/bin/timeout -k 5 -s INT --foreground 30s bash x.sh", "/usr/bin/timeout bash"],
      ["env A=1 B=2 nice -n 5 nohup ./x.sh", "env nice nohup ./x.sh"],
      ["env PATH=/opt/bin x", "env"],
      ["env -i x", "env"],
      ["env A=1", "env"],
      ["timeout 30", "timeout"],
      ["constructor x", "constructor"],
    ] as const
  ) {
    const argv = line.split(" ");
    assertEquals(programsOf(argv).map((i) => argv[i]).join(" "), programs, line);
  }
});

Deno.test("shellCall() tells the text of a script from its file and from standard input", () => {
  for (
    const [argv, script, isInline] of [
      [["bash", "-c", "echo"], "echo", true],
      [["bash", "-Eeuo", "pipefail", "-c", "echo", "bash", "arg"], "echo", true],
      [["bash", "-ceuo", "pipefail", "echo"], "echo", true],
      [["bash", "--norc", "-x", "x.sh", "-c"], "x.sh", false],
      [["bash", "--rcfile", "rc", "+e", "x.sh"], "x.sh", false],
      [["sh", "-e", "--", "-x.sh"], "-x.sh", false],
      [["bash", "-O", "extglob", "x.sh"], "x.sh", false],
      [["bash", "-s", "x"], undefined, false],
      [["bash"], undefined, false],
    ] as const
  ) {
    const call = shellCall(argv, 0);
    assertEquals([call.script === undefined ? undefined : argv[call.script], call.isInline], [
      script,
      isInline,
    ]);
  }
});

Deno.test("makesNothing() holds only for what is sure to leave files alone", () => {
  const sh = (text: string) => ["bash", "-c", text];
  for (
    const [argv, expected] of [
      [["echo", "> x"], true],
      [["/opt/echo", "x"], false],
      [["kubectl", "apply", "-f", "x"], true],
      [["kubectl", "cp", "a", "b"], false],
      [["./build.sh"], false],
      [["make"], false],
      [sh("echo a; echo b >&2 && true | cat 2>/dev/null\n# done"), true],
      [sh("echo a > x"), false],
      [sh("echo a >>x"), false],
      [sh("echo $(make)"), false],
      [sh("echo `make`"), false],
      [sh("echo a | tee x"), false],
      [sh("echo a; ./x"), false],
      [["bash", "x.sh"], false],
      [["python3", "-c", "1"], false],
    ] as const
  ) assertEquals(makesNothing(argv), expected, argv.join(" "));
});
