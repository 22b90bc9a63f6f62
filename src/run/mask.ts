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
  const mask = (text: string) => {
    const secretPattern = current();
    return secretPattern ? text.replace(secretPattern, MASK) : text;
  };
  for (const secret of secrets) add(secret);
  return { add, mask, stream: () => maskStream(values, mask) };
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

function maskStream(values: ReadonlySet<string>, mask: (text: string) => string) {
  let held = "";
  return {
    push(text: string): string {
      const all = held + text;
      const end = all.length - secretStartLength(all, values);
      const cut = beforeWholeSecret(all, { end, values });
      held = all.slice(cut);
      return mask(all.slice(0, cut));
    },
    flush(): string {
      const rest = mask(held);
      held = "";
      return rest;
    },
  };
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

/** Moves the cut back to the start of a whole secret that it would divide. */
function beforeWholeSecret(
  text: string,
  { end, values }: { end: number; values: Iterable<string> },
): number {
  let cut = end;
  for (const value of values) {
    const at = text.lastIndexOf(value, end - 1);
    if (at !== -1 && at < cut && at + value.length > cut) cut = at;
  }
  return cut;
}
