// A step of a rehearsed run, such as "presync api migrate" or "helm upgrade api", and the patterns that expectations
// are written in.

/** Something that a run started: a hook, or helm. */
export interface Step {
  /** The event, or "helm" and its command, then whose it is, then the words of the hook's name. */
  readonly words: readonly string[];
  /** Which of the words names the release. */
  readonly ownerAt: number;
  /** Empty where there is none. */
  readonly namespace: string;
  /** It looks or prepares and changes nothing: it counts only where an expectation names its command. */
  readonly isMinor: boolean;
}

/** A hook that a run started. */
export function hookStep(
  { event, owner, name, namespace }: Record<"event" | "owner" | "name" | "namespace", string>,
): Step {
  return { words: [event, owner, ...wordsOf(name)], ownerAt: 1, namespace, isMinor: false };
}

/** The step as an expectation writes it. */
export function formatStep({ words }: Step): string {
  return words.join(" ");
}

/** Whether a step is one that a pattern means: word by word, `*` and `?` as in a shell; the rest may be anything. */
export function matchesStep(pattern: string, { words, ownerAt, namespace }: Step): boolean {
  const wanted = wordsOf(pattern);
  if (wanted.length === 0 || wanted.length > words.length) return false;
  return wanted.every((word, at) => {
    const full = at === ownerAt && namespace !== "" ? `${namespace}/${words[at]}` : words[at]!;
    return matchesWord(word, words[at]!) || matchesWord(word, full);
  });
}

/** Whether an expectation names the command of a minor step, and so wants it to count. */
export function asksFor(pattern: string, step: Step): boolean {
  const command = step.words.slice(0, step.ownerAt);
  return wordsOf(pattern).slice(0, step.ownerAt).join(" ") === command.join(" ");
}

function matchesWord(pattern: string, word: string): boolean {
  const parts = [...pattern].map((char) => char === "*" ? ".*" : char === "?" ? "." : RegExp.escape(char));
  return new RegExp(`^${parts.join("")}$`, "s").test(word);
}

function wordsOf(text: string): string[] {
  return text.split(/\s+/).filter((word) => word !== "");
}
