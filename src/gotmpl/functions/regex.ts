// regexMatch, regexFindAll and their kin over Go's regular expressions. The plain functions panic on a bad expression,
// the must variants return the error; the words differ.
import { typedSlice, type Value } from "../../go/value.ts";
import type { FunctionMap, ParamType } from "../template.ts";
import {
  compileRegexp,
  findAll,
  findFirst,
  matches,
  mustCompileRegexp,
  quoteMeta,
  type Regexp,
  replaceAll,
  replaceAllLiteral,
  split,
} from "../../go/regexp.ts";

/** sprig regex.go. */
export const regexFunctions: FunctionMap = {
  ...pair("FindAll", ["int"], (regexp, text, [limit]) => {
    const found = findAll(regexp, text, Number(limit));
    return typedSlice(found, "string", found.length === 0);
  }),
  ...pair("Find", [], findFirst),
  ...pair(
    "ReplaceAll",
    ["string"],
    (regexp, text, [template]) => replaceAll(regexp, text, template as string),
  ),
  ...pair("ReplaceAllLiteral", ["string"], (regexp, text, [literal]) => {
    return replaceAllLiteral(regexp, text, literal as string);
  }),
  ...pair("Split", ["int"], (regexp, text, [limit]) => {
    const parts = split(regexp, text, Number(limit));
    return typedSlice(parts ?? [], "string", parts === undefined);
  }),
  ...pair("Match", [], matches),
  regexMatch: {
    params: ["string", "string"],
    call: ([source, text]) => {
      try {
        return matches(compileRegexp(source as string), text as string);
      } catch {
        return false;
      }
    },
  },
  regexQuoteMeta: { params: ["string"], call: ([text]) => quoteMeta(text as string) },
};

type Operation = (regexp: Regexp, text: string, rest: readonly Value[]) => Value;

/** A function and its must variant: both take the expression, the text, and what `more` says. */
function pair(name: string, more: readonly ParamType[], operation: Operation): FunctionMap {
  const params: ParamType[] = ["string", "string", ...more];
  const calling = (compile: (source: string) => Regexp): FunctionMap[string] => ({
    params,
    call: ([source, text, ...rest]) => operation(compile(source as string), text as string, rest),
  });
  return { [`regex${name}`]: calling(mustCompileRegexp), [`mustRegex${name}`]: calling(compileRegexp) };
}
