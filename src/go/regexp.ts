// A regular expression in Go's syntax → what Go's regexp package finds, splits and replaces with it. RE2JS brings the
// syntax and the linear time; the rules on empty matches and on `$name` in a replacement are Go's and stand here.
import { RE2JS } from "re2js";
import { canBackquote, quote } from "./quote.ts";

/** A compiled expression. */
export interface Regexp {
  readonly source: string;
  readonly machine: RE2JS;
}

/** The offsets of a match and its groups: start and end of each, -1 for a group that took no part. */
type Match = readonly number[];

const MOST_KEPT = 100;
const kept = new Map<string, Regexp>();

/** Compiles an expression; throws with Go's words if it is none (regexp.Compile). */
export function compileRegexp(source: string): Regexp {
  const known = kept.get(source);
  if (known) return known;
  const compiled = { source, machine: compile(source) };
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(source, compiled);
  return compiled;
}

/** The same, but an error reads as regexp.MustCompile's panic does. */
export function mustCompileRegexp(source: string): Regexp {
  try {
    return compileRegexp(source);
  } catch (error) {
    const shown = canBackquote(source) ? `\`${source}\`` : quote(source);
    throw new Error(`regexp: Compile(${shown}): ${(error as Error).message}`);
  }
}

/** Whether the text holds a match (MatchString). */
export function matches({ machine }: Regexp, text: string): boolean {
  return machine.test(text);
}

/** The first match, or "" (FindString). */
export function findFirst(regexp: Regexp, text: string): string {
  const [match] = findMatches(regexp, text, 1);
  return match ? text.slice(match[0], match[1]) : "";
}

/** At most `limit` matches, all if it is negative (FindAllString). */
export function findAll(regexp: Regexp, text: string, limit: number): string[] {
  return findMatches(regexp, text, limit).map((match) => text.slice(match[0], match[1]));
}

/** The text between matches, in at most `limit` parts; undefined is Go's nil (Split). */
export function split(regexp: Regexp, text: string, limit: number): string[] | undefined {
  if (limit === 0) return undefined;
  if (regexp.source !== "" && text === "") return [""];
  const parts: string[] = [];
  let begin = 0, end = 0;
  for (const match of findMatches(regexp, text, limit)) {
    if (limit > 0 && parts.length === limit - 1) break;
    end = match[0]!;
    if (match[1] !== 0) parts.push(text.slice(begin, end));
    begin = match[1]!;
  }
  if (end !== text.length) parts.push(text.slice(begin));
  return parts;
}

/** Each match replaced by what `replacement` makes of it (ReplaceAllStringFunc and its kin). */
function replaceMatches(regexp: Regexp, text: string, replacement: (match: Match) => string): string {
  const search = searcher(regexp, text);
  let out = "", done = 0;
  for (let at = 0; at <= text.length;) {
    const match = search(at);
    if (!match) break;
    const [start, end] = match as [number, number];
    out += text.slice(done, start);
    if (end > done || start === 0) out += replacement(match);
    done = end;
    at = Math.max(at + runeWidth(text, at), end);
  }
  return out + text.slice(done);
}

/** Each match replaced by a text in which `$1`, `${name}` and `$$` are expanded (ReplaceAllString). */
export function replaceAll(regexp: Regexp, text: string, template: string): string {
  if (!template.includes("$")) return replaceAllLiteral(regexp, text, template);
  const names = regexp.machine.namedGroups();
  return replaceMatches(regexp, text, (match) =>
    expand(template, (name) => {
      const group = /^(0|[1-9][0-9]{0,8})$/.test(name) ? Number(name) : names[name];
      const start = group === undefined ? undefined : match[2 * group];
      return start === undefined || start < 0 ? "" : text.slice(start, match[2 * group! + 1]);
    }));
}

/** Each match replaced by a text as it stands (ReplaceAllLiteralString). */
export function replaceAllLiteral(regexp: Regexp, text: string, replacement: string): string {
  return replaceMatches(regexp, text, () => replacement);
}

/** An expression that matches just the text (regexp.QuoteMeta). */
export function quoteMeta(text: string): string {
  return text.replace(/[\\.+*?()|[\]{}^$]/g, "\\$&");
}

function compile(source: string): RE2JS {
  if (/[\udc80-\udcff]/.test(source) && !source.isWellFormed()) {
    throw new Error(`error parsing regexp: invalid UTF-8: \`${source}\``);
  }
  try {
    return RE2JS.compile(source);
  } catch (error) {
    const words = (error as Error).message;
    throw new Error(words.endsWith("trailing backslash at end of expression") ? `${words}: \`\`` : words);
  }
}

/** An empty match that touches the one before it does not count. */
function findMatches(regexp: Regexp, text: string, limit: number): Match[] {
  const search = searcher(regexp, text), found: Match[] = [];
  let before = -1;
  for (let at = 0; at <= text.length && (limit < 0 || found.length < limit);) {
    const match = search(at);
    if (!match) break;
    const [start, end] = match as [number, number];
    if (end !== at || start !== before) found.push(match);
    before = end;
    at = end === at ? at + runeWidth(text, at) : end;
  }
  return found;
}

/** A function that gives the first match at or after an offset. */
function searcher({ machine }: Regexp, text: string): (at: number) => Match | undefined {
  const matcher = machine.matcher(text), groups = machine.groupCount();
  return (at) => {
    if (!matcher.find(at)) return undefined;
    const match: number[] = [];
    for (let group = 0; group <= groups; group++) match.push(matcher.start(group), matcher.end(group));
    return match;
  };
}

/** The UTF-16 units of the character at an offset; 1 at the end, so that a search always moves on. */
function runeWidth(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** Go's Regexp.Expand: `$name` takes as many letters, digits and underscores as follow; a lone `$` stays. */
function expand(template: string, valueOf: (name: string) => string): string {
  return template.replace(/\$(?:\$|([\p{L}\p{Nd}_]+)|\{([\p{L}\p{Nd}_]+)\})/gu, (all, bare, braced) => {
    return all === "$$" ? "$" : valueOf(bare ?? braced);
  });
}
