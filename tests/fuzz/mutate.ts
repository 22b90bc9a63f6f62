// Texts damaged the way editing damages them: seeded, so that the same seed gives the same damage everywhere.

/** A source of numbers from 0 up to (not including) a limit. */
export type Random = (limit: number) => number;

/** A reproducible source (mulberry32, public domain by Tommy Ettinger). */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** What people put where it does not belong. */
const TOKENS = [
  "{{",
  "}}",
  "{{- ",
  "{{ end }}",
  "{{ if }}",
  "{{ range .Values }}",
  "{{ .Values.missing.deep }}",
  '{{ required "needed" nil }}',
  '{{ fail "no" }}',
  "{{ .Release.Name }}",
  "{{ tpl . . }}",
  '{{ printf "%d" "x" }}',
  "{{ index .Values 7 }}",
  "{{ define `a` }}",
  "{{ template `a` . }}",
  "---\n",
  ": ",
  "- ",
  "&a ",
  "*a",
  "<<: *a\n",
  "!!binary ",
  "!!int x",
  "|\n",
  ">-\n",
  "[",
  "]",
  "{",
  "}",
  '"',
  "'",
  "#",
  "\t",
  "\u0000",
  "\u2028",
  "null",
  "~",
  "1e999",
  "-0x",
  "releases:\n",
  "bases: [helmfile.yaml]\n",
  "helmfiles: [helmfile.yaml]\n",
  "environments: 7\n",
  "needs: [web]\n",
  "inherit: [{template: a}]\n",
  "hooks: [{events: [presnc]}]\n",
  "timeout: soon\n",
];

type Mutation = (text: string, random: Random, other: string) => string;

const MUTATIONS: readonly Mutation[] = [
  (text, random) => insert(text, random(text.length + 1), TOKENS[random(TOKENS.length)]!),
  (text, random) => insert(text, random(text.length + 1), String.fromCharCode(32 + random(95))),
  (text, random) => cut(text, random(text.length + 1), 1 + random(8)),
  (text, random) => cut(text, random(text.length + 1), text.length),
  onLines((lines, random) => lines.splice(random(lines.length), 1)),
  onLines((lines, random) => lines.splice(random(lines.length), 0, lines[random(lines.length)]!)),
  onLines((lines, random) => {
    const at = random(lines.length);
    lines[at] = random(2) === 0 ? `  ${lines[at]}` : lines[at]!.replace(/^ {1,2}/, "");
  }),
  onLines((lines, random) => {
    const [from, to] = [random(lines.length), random(lines.length)];
    [lines[from], lines[to]] = [lines[to]!, lines[from]!];
  }),
  (text, random, other) => insert(text, lineStart(text, random), slice(other, random)),
];

/** The text with one to three pieces of damage; `other` lends lines. */
export function mutate(text: string, random: Random, other: string): string {
  let result = text;
  for (let left = 1 + random(3); left > 0; left--) {
    result = MUTATIONS[random(MUTATIONS.length)]!(result, random, other);
  }
  return result;
}

function insert(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at);
}

function cut(text: string, at: number, length: number): string {
  return text.slice(0, at) + text.slice(at + length);
}

function onLines(change: (lines: string[], random: Random) => void): Mutation {
  return (text, random) => {
    const lines = text.split("\n");
    change(lines, random);
    return lines.join("\n");
  };
}

function lineStart(text: string, random: Random): number {
  return text.lastIndexOf("\n", random(text.length + 1)) + 1;
}

function slice(text: string, random: Random): string {
  const lines = text.split("\n");
  const at = random(lines.length);
  return lines.slice(at, at + 1 + random(6)).join("\n") + "\n";
}
