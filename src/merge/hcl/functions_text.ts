// The text functions of HCL (go-cty function/stdlib).
import { sprintf } from "../../go/printf.ts";
import { newMap, type Value } from "../../go/value.ts";
import { compileRegexp, replaceAll } from "../../go/regexp.ts";
import { count, type HclFunction, list, text } from "./arguments.ts";

/** A text as the characters a reader sees. */
const characters = (value: string): string[] =>
  [...new Intl.Segmenter().segment(value)].map((s) => s.segment);

/** Those of texts. */
export const TEXT_FUNCTIONS: Readonly<Record<string, HclFunction>> = {
  chomp: (value) => text(value).replace(/(\r?\n)+$/, ""),
  format: (format, ...values) => sprintf(text(format), values),
  formatlist: (format, ...values) => formatList(text(format), values),
  indent: (spaces, value) => text(value).replaceAll("\n", "\n" + " ".repeat(count(spaces))),
  join: (separator, ...lists) => lists.flatMap(list).map(text).join(text(separator)),
  lower: (value) => text(value).toLowerCase(),
  regex: (pattern, value) => regex(text(pattern), text(value)),
  regexall: (pattern, value) => allMatches(text(pattern), text(value)),
  regexreplace: (value, pattern, replacement) =>
    replaceAll(compileRegexp(text(pattern)), text(value), text(replacement)),
  replace: (value, from, to) => text(value).replaceAll(text(from), text(to)),
  split: (separator, value) => text(value).split(text(separator)),
  strrev: (value) => characters(text(value)).reverse().join(""),
  strlen: (value) => BigInt(characters(text(value)).length),
  substr: (value, offset, length) => substring(text(value), count(offset), count(length)),
  title: (value) =>
    text(value).replace(/(^|[^\p{L}\p{N}_'])(\p{L})/gu, (_, before, c) => before + c.toUpperCase()),
  trim: (value, cut) => trimChars(text(value), text(cut)),
  trimprefix: (value, prefix) => {
    const given = text(value), start = text(prefix);
    return given.startsWith(start) ? given.slice(start.length) : given;
  },
  trimspace: (value) => text(value).trim(),
  trimsuffix: (value, suffix) => {
    const given = text(value), end = text(suffix);
    return end !== "" && given.endsWith(end) ? given.slice(0, -end.length) : given;
  },
  upper: (value) => text(value).toUpperCase(),
};

function formatList(format: string, values: readonly Value[]): Value {
  const length = Math.max(1, ...values.map((value) => Array.isArray(value) ? value.length : 1));
  return Array.from(
    { length },
    (_, i) => sprintf(format, values.map((v) => Array.isArray(v) ? v[i] ?? null : v)),
  );
}

function substring(value: string, offset: number, length: number): string {
  const all = characters(value), start = offset < 0 ? all.length + offset : offset;
  return all.slice(start, length < 0 ? undefined : start + length).join("");
}

function trimChars(value: string, cut: string): string {
  const all = [...value], isCut = (c: string | undefined) => c !== undefined && cut.includes(c);
  let start = 0, end = all.length;
  while (start < end && isCut(all[start])) start++;
  while (end > start && isCut(all[end - 1])) end--;
  return all.slice(start, end).join("");
}

function regex(pattern: string, value: string): Value {
  const [first] = allMatches(pattern, value, 1);
  if (first === undefined) throw new Error("the pattern matches nothing");
  return first;
}

/** Each match as a text, as a list of its groups, or as a map of its named groups. */
function allMatches(pattern: string, value: string, most = Infinity): Value[] {
  const { machine } = compileRegexp(pattern);
  const matcher = machine.matcher(value), groups = matcher.groupCount(), found: Value[] = [];
  const names = Object.entries(machine.namedGroups()) as [string, number][];
  const group = (i: number): Value =>
    matcher.start(i) < 0 ? null : value.slice(matcher.start(i), matcher.end(i));
  for (let at = 0; found.length < most && at <= value.length && matcher.find(at);) {
    if (names.length > 0) found.push(newMap(names.map(([name, i]) => [name, group(i)])));
    else found.push(groups === 0 ? group(0) : Array.from({ length: groups }, (_, i) => group(i + 1)));
    at = matcher.end(0) > matcher.start(0) ? matcher.end(0) : matcher.end(0) + 1;
  }
  return found;
}
