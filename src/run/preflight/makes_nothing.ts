// A command line → whether it is sure to leave all files as they are, so that no later hook can count on what it makes.
// Where a glance does not tell, it may make anything.
import { shellCall } from "./shell_words.ts";

/** Programs that print, wait or ask, but write no files by themselves. */
const HARMLESS: ReadonlySet<string> = new Set(
  (": [ cat date echo exit false grep head hostname ls printf pwd set sleep tail test true uname wc " +
    "whoami").split(" "),
);

/** What of kubectl does not write here. */
const KUBECTL: ReadonlySet<string> = new Set(
  "annotate apply create delete describe get label patch rollout scale wait".split(" "),
);

/** Whether a command can be told to make nothing that another hook may need. */
export function makesNothing(argv: readonly string[]): boolean {
  const name = argv[0]!.split("/").at(-1)!;
  if (name === "kubectl") return argv[1] !== undefined && KUBECTL.has(argv[1]);
  if (!/^(ba|da)?sh$/.test(name)) return HARMLESS.has(name) && argv[0] === name;
  const { script, isInline } = shellCall(argv, 0);
  return script !== undefined && isInline && isHarmlessText(argv[script]!);
}

/** Whether a script is sure to make nothing: all its commands are harmless, nothing is redirected or substituted. */
export function isHarmlessText(text: string): boolean {
  const plain = text.replace(/[12&]?>\s*(\/dev\/(null|stdout|stderr)|&[12])/g, "");
  if (/[>`(){}\\]/.test(plain)) return false;
  return plain.split(/[\n;|&]+/).every((command) => {
    const word = command.trim().split(/\s+/)[0] ?? "";
    return word === "" || word.startsWith("#") || HARMLESS.has(word);
  });
}
