// Secrets by value → "***" in every text that leaves the run. A stream holds back what may be the start of a secret,
// so that one cut in two by a chunk border is found too.
import { secretSpellings } from "./secret_spellings.ts";

/** Replaces registered values. One masker serves a run; values may be added while it goes on. */
export interface Masker {
  add(secret: string): void;
  mask(text: string): string;
  /** A masker for one stream; `flush` gives what it still holds back. */
  stream(): { push(text: string): string; flush(): string };
}

/** What stands where a secret stood. */
export const MASK = "***";

/** A masker that knows the given values in all their spellings; `onAdd` is told of each that is added. */
export function createMasker(secrets: Iterable<string> = [], onAdd?: (secret: string) => void): Masker {
  const known = new Set<string>(), spellings = new Set<string>();
  let search: Search | undefined;
  const add = (secret: string) => {
    onAdd?.(secret);
    if (known.has(secret)) return;
    known.add(secret);
    for (const spelling of secretSpellings(secret)) spellings.add(spelling);
    search = undefined;
  };
  const current = () => spellings.size === 0 ? undefined : search ??= searchFor(spellings);
  for (const secret of secrets) add(secret);
  return {
    add,
    mask(text) {
      const search = current();
      return search ? maskShortened(text.replace(search.pattern, MASK), search) : text;
    },
    stream: () => maskStream(current),
  };
}

/** What is looked for, made ready. */
interface Search {
  readonly pattern: RegExp;
  readonly byFirstCharacter: ReadonlyMap<string, readonly string[]>;
  readonly longest: number;
}

function searchFor(spellings: Iterable<string>): Search {
  // The longest first, for a secret may contain another.
  const longestFirst = [...spellings].sort((a, b) => b.length - a.length);
  return {
    pattern: new RegExp(longestFirst.map((one) => RegExp.escape(one)).join("|"), "g"),
    byFirstCharacter: Map.groupBy(longestFirst, (one) => one[0]!),
    longest: longestFirst[0]!.length,
  };
}

/** Less of a shortened secret tells nothing. */
const SHORTEST_START = 4;

/** What we shorten to fit into a line ends with "…", and a secret may have lost its end there. */
function maskShortened(text: string, search: Search): string {
  const pieces = text.split("…");
  const masked = pieces.slice(0, -1).map((piece) => {
    const length = secretStartLength(piece, search);
    return length < SHORTEST_START ? piece : piece.slice(0, -length) + MASK;
  });
  return [...masked, pieces.at(-1)].join("…");
}

function maskStream(current: () => Search | undefined) {
  let held = "";
  return {
    push(text: string): string {
      const { masked, rest } = maskStart(held + text, current());
      held = rest;
      return masked;
    },
    flush(): string {
      const search = current();
      const rest = search ? held.replace(search.pattern, MASK) : held;
      held = "";
      return rest;
    },
  };
}

/** Masks from the left, as a replacement of the whole text would, up to what may be the start of a secret. */
function maskStart(text: string, search: Search | undefined): { masked: string; rest: string } {
  if (!search) return { masked: text, rest: "" };
  let masked = "", at = 0, end = text.length - secretStartLength(text, search);
  for (const match of text.matchAll(search.pattern)) {
    if (match.index >= end) break;
    masked += text.slice(at, match.index) + MASK;
    at = match.index + match[0].length;
    if (at > end) end = text.length - secretStartLength(text.slice(at), search);
  }
  return { masked: masked + text.slice(at, end), rest: text.slice(end) };
}

/** The length of the longest end of `text` that a secret begins with, but is not at the end of. */
function secretStartLength(text: string, { byFirstCharacter, longest }: Search): number {
  for (let at = Math.max(0, text.length - longest + 1); at < text.length; at++) {
    const length = text.length - at;
    const isStart = byFirstCharacter.get(text[at]!)?.some((one) =>
      one.length > length && one.startsWith(text.slice(at))
    );
    if (isStart) return length;
  }
  return 0;
}
