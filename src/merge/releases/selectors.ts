// `-l tier=front,name!=db`: in, such texts and a release's labels; out, whether they match. Grammar and meaning are
// Helmfile's (pkg/state/release_filters.go).
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";

/** One `-l`: all of its conditions must hold. */
export interface Selector {
  readonly text: string;
  readonly conditions: readonly Condition[];
}

/** `key=value`, or `key!=value`, which a release without the key meets as well. */
export interface Condition {
  readonly key: string;
  readonly value: string;
  readonly isNegative: boolean;
}

/** What selectors look at: labels by name. */
export type Labels = Readonly<Record<string, string>>;

const CONDITION = /^([a-zA-Z0-9_./+-]+)(!=|=)([a-zA-Z0-9_./+-]+)$/;

/** Parses `-l` texts; a part that is no condition is a diagnostic and is left out. */
export function parseSelectors(
  texts: readonly string[],
): { readonly selectors: readonly Selector[]; readonly problems: readonly Diagnostic[] } {
  const problems: Diagnostic[] = [];
  const selectors = texts.map((text) => ({
    text,
    conditions: text.split(",").flatMap((part) => {
      const [, key, operator, value] = CONDITION.exec(part) ?? [];
      if (key !== undefined) return [{ key, value: value!, isNegative: operator === "!=" }];
      problems.push(malformed(text, part));
      return [];
    }),
  }));
  return { selectors, problems };
}

/** Whether a release with these labels is selected: by no selector at all, or by any one of them. */
export function matchesSelectors(labels: Labels, selectors: readonly Selector[]): boolean {
  return selectors.length === 0 ||
    selectors.some(({ conditions }) => conditions.every((c) => meets(labels, c)));
}

/**
 * Whether one release could match a selector of each side. A nested file whose own selectors contradict the command
 * line's is not even loaded (Helmfile SelectorsAreCompatible).
 */
export function areCompatible(a: readonly Selector[], b: readonly Selector[]): boolean {
  if (a.length === 0 || b.length === 0) return true;
  return a.some((left) => b.some((right) => !contradict(left, right)));
}

function meets(labels: Labels, { key, value, isNegative }: Condition): boolean {
  const has = Object.hasOwn(labels, key) && labels[key] === value;
  return has !== isNegative;
}

function contradict(a: Selector, b: Selector): boolean {
  const wanted = (s: Selector) => s.conditions.filter((c) => !c.isNegative);
  return wanted(a).some((left) =>
    wanted(b).some((right) => left.key === right.key && left.value !== right.value)
  );
}

function malformed(text: string, part: string): Diagnostic {
  const whole = part === text ? "" : ` in "${text}"`;
  return {
    code: "selector/malformed",
    severity: "error",
    message: `Cannot select releases by "${part}"${whole}: expected key=value or key!=value`,
    hint: hintFor(part),
  };
}

function hintFor(part: string): string {
  if (part.trim() === "") return "remove the stray comma or the empty selector";
  if (/\s/.test(part)) return "a selector holds no blanks; separate conditions that must all hold by a comma";
  if (part.includes("==")) return `write "${part.replace("==", "=")}"`;
  if (!part.includes("=")) return `to select the release "${part}", write "name=${part}"`;
  return "keys and values consist of letters, digits and _ . / + -";
}
