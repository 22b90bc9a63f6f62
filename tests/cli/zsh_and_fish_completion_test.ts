// The completion scripts in a real zsh and fish, where they are, with a program that answers for ours.
import { assertEquals } from "../support/assert.ts";
import { project } from "../support/project.ts";
import { createDenoSystem } from "../../src/system/deno_system.ts";

const { which } = createDenoSystem().processes;

/** What the shells are told: the words typed, the answer. Each prints what it would offer, one a line. */
const ASK = {
  zsh: `
compdef() { :; }
boathook() { printf '%s\\n' "$ANSWER"; }
_describe() { print -rl -- "\${completions[@]}"; }
source "$SCRIPT"
words=("\${(@f)WORDS}") CURRENT=$#words
_boathook`,
  fish: `
function boathook; printf '%s\\n' "$ANSWER"; end
source "$SCRIPT"
complete -C "$LINE"`,
};

async function offered(shell: keyof typeof ASK, words: readonly string[], answer: readonly string[]) {
  const { stdout: script } = await project().run("completion", shell);
  const file = await Deno.makeTempFile();
  try {
    await Deno.writeTextFile(file, script);
    const { stdout } = await new Deno.Command(which(shell)!, {
      args: [...shell === "zsh" ? ["-f"] : ["--no-config"], "-c", ASK[shell]],
      env: {
        SCRIPT: file,
        WORDS: words.join("\n"),
        LINE: words.join(" "),
        ANSWER: [...answer, ":4"].join("\n"),
      },
      stderr: "null",
    }).output();
    return new TextDecoder().decode(stdout).split("\n").filter((line) => line !== "").toSorted();
  } finally {
    await Deno.remove(file);
  }
}

const CASES = [
  {
    words: ["boathook", "sync", "--kube-context", ""],
    answer: ["arn:aws:eks:eu:1:cluster/x\teu", "lab"],
    zsh: ["arn\\:aws\\:eks\\:eu\\:1\\:cluster/x:eu", "lab"],
    fish: ["arn:aws:eks:eu:1:cluster/x\teu", "lab"],
  },
  {
    words: ["boathook", "hooks", "run", "w"],
    answer: ["web\tshop/web"],
    zsh: ["web:shop/web"],
    fish: ["web\tshop/web"],
  },
];
for (const shell of ["zsh", "fish"] as const) {
  for (const { words, answer, ...offers } of CASES) {
    Deno.test({
      name: `${shell} offers ${answer.length} after "${words.join(" ")}"`,
      ignore: which(shell) === undefined,
      fn: async () => assertEquals(await offered(shell, words, answer), offers[shell]),
    });
  }
}
