// Secrets by value → "***" in every text that leaves the run. A stream holds back what may be the start of a secret,
// so that one cut in two by a chunk border is found too.

/** Replaces registered values. One masker serves a run; values may be added while it goes on. */
export interface Masker {
  add(secret: string): void;
  mask(text: string): string;
  /** A masker for one stream; `flush` gives what it still holds back. */
  stream(): { push(text: string): string; flush(): string };
}

/** What stands where a secret stood. */
export const MASK = "***";

/** Shorter values ("1", "yes") would blank out half of every log and protect nothing. */
const SHORTEST_SECRET = 4;
/** The lines of a key file are secrets of their own: tools print them one by one. */
const SHORTEST_SECRET_LINE = 8;

/** A masker that knows the given values, and their base64 form as `kubectl get secret` prints it. */
export function createMasker(secrets: Iterable<string> = []): Masker {
  const values = new Set<string>();
  let pattern: RegExp | undefined;
  const add = (secret: string) => {
    for (const form of formsOf(secret)) values.add(form);
    pattern = undefined;
  };
  const current = () => {
    if (values.size === 0) return undefined;
    // The longest first, for a secret may contain another.
    const longestFirst = [...values].sort((a, b) => b.length - a.length);
    return pattern ??= new RegExp(longestFirst.map((value) => RegExp.escape(value)).join("|"), "g");
  };
  for (const secret of secrets) add(secret);
  return {
    add,
    mask: (text) => current() ? text.replace(current()!, MASK) : text,
    stream: () => maskStream(() => ({ values, pattern: current() })),
  };
}

function formsOf(secret: string): string[] {
  const text = secret.trim();
  if (text.length < SHORTEST_SECRET) return [];
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const forms = lines.length > 1
    ? [text, ...lines.filter((line) => line.length >= SHORTEST_SECRET_LINE)]
    : [text];
  return [...forms, ...new Set([toBase64(secret), toBase64(text)])];
}

function toBase64(text: string): string {
  return new TextEncoder().encode(text).toBase64();
}

interface Secrets {
  readonly values: ReadonlySet<string>;
  readonly pattern: RegExp | undefined;
}

function maskStream(secrets: () => Secrets) {
  let held = "";
  return {
    push(text: string): string {
      const { masked, rest } = maskStart(held + text, secrets());
      held = rest;
      return masked;
    },
    flush(): string {
      const { pattern } = secrets();
      const rest = pattern ? held.replace(pattern, MASK) : held;
      held = "";
      return rest;
    },
  };
}

/** Masks from the left, as a replacement of the whole text would, up to what may be the start of a secret. */
function maskStart(text: string, { values, pattern }: Secrets): { masked: string; rest: string } {
  if (!pattern) return { masked: text, rest: "" };
  let masked = "", at = 0, end = text.length - secretStartLength(text, values);
  for (const match of text.matchAll(pattern)) {
    if (match.index >= end) break;
    masked += text.slice(at, match.index) + MASK;
    at = match.index + match[0].length;
    if (at > end) end = text.length - secretStartLength(text.slice(at), values);
  }
  return { masked: masked + text.slice(at, end), rest: text.slice(end) };
}

/** The length of the longest end of `text` that a secret begins with, but is not at the end of. */
function secretStartLength(text: string, values: Iterable<string>): number {
  let longest = 0;
  for (const value of values) {
    for (let length = Math.min(value.length - 1, text.length); length > longest; length--) {
      if (text.endsWith(value.slice(0, length))) longest = length;
    }
  }
  return longest;
}
