// `k, v in expression`: what for expressions and the for directive of templates begin with.
import type { Scanner } from "./scanner.ts";
import type { Expression } from "./syntax.ts";

/** The head of a `for` expression. */
export interface ForIntro {
  /** The value's name, or the key's and the value's. */
  readonly names: readonly string[];
  readonly over: Expression;
}

/** Parses what stands behind `for`. */
export function parseForIntro(scanner: Scanner, parse: (scanner: Scanner) => Expression): ForIntro {
  const name = () => scanner.identifier() ?? scanner.fail("expected a name");
  const names = [name()];
  if (scanner.take(",")) names.push(name());
  if (!scanner.takeWord("in")) scanner.fail('expected "in"');
  return { names, over: parse(scanner) };
}
