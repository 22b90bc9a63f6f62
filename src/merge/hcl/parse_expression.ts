// HCL expressions: in, a scanner at their start; out, an expression. Precedence as in the HCL specification:
// conditional, ||, &&, equality, comparison, sum, product, unary, then what follows a term.
import { parseForIntro } from "./for_intro.ts";
import { newNumber } from "./numbers.ts";
import { parseHeredoc, parseQuoted } from "./parse_template.ts";
import type { Scanner } from "./scanner.ts";
import { EACH, type Expression, type ExpressionKind } from "./syntax.ts";

const LEVELS = [["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"]];

/** Parses one expression. */
export function parseExpression(scanner: Scanner): Expression {
  const test = parseBinary(scanner, 0);
  if (!scanner.take("?")) return test;
  const yes = parseExpression(scanner);
  scanner.expect(":");
  return node(test.at, { type: "conditional", test, yes, no: parseExpression(scanner) });
}

function parseBinary(scanner: Scanner, level: number): Expression {
  const operators = LEVELS[level];
  if (!operators) return parseUnary(scanner);
  let left = parseBinary(scanner, level + 1);
  for (;;) {
    const operator = operators.find((text) => scanner.take(text));
    if (operator === undefined) return left;
    left = node(left.at, { type: "binary", operator, left, right: parseBinary(scanner, level + 1) });
  }
}

function parseUnary(scanner: Scanner): Expression {
  const { at } = scanner.skip();
  for (const operator of ["!", "-"]) {
    if (scanner.take(operator)) return node(at, { type: "unary", operator, of: parseUnary(scanner) });
  }
  return parseTraversal(scanner, parseTerm(scanner));
}

/** What follows a term: `.name`, `.0`, `[key]`, `.*`, `[*]`. */
function parseTraversal(scanner: Scanner, start: Expression): Expression {
  let of = start;
  for (;;) {
    const { at } = scanner.skip();
    if (scanner.take("[*]") || scanner.take(".*")) {
      const each = parseTraversal(scanner, node(at, { type: "variable", name: EACH }));
      return node(at, { type: "splat", of, each });
    }
    if (scanner.sees(".") && !scanner.sees("...")) {
      scanner.take(".");
      const digits = scanner.match(/\d+/y)?.[0];
      const name = digits === undefined ? scanner.identifier() ?? scanner.fail("expected a name") : undefined;
      const value = name ?? BigInt(digits!);
      of = node(at, { type: "index", of, key: node(at, { type: "literal", value }) });
    } else if (scanner.take("[")) {
      const key = scanner.within(false, () => {
        const inner = parseExpression(scanner);
        scanner.expect("]");
        return inner;
      });
      of = node(at, { type: "index", of, key });
    } else return of;
  }
}

function parseTerm(scanner: Scanner): Expression {
  const { at } = scanner.skip();
  if (scanner.take("(")) return parseGroup(scanner);
  if (scanner.take("[")) return scanner.within(false, () => parseList(scanner, at));
  if (scanner.take("{")) return parseObject(scanner, at);
  if (scanner.take('"')) return node(at, { type: "template", parts: parseQuoted(scanner, parseExpression) });
  if (scanner.sees("<<")) {
    return node(at, { type: "template", parts: parseHeredoc(scanner, parseExpression) });
  }
  const number = scanner.match(/\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y);
  if (number) return node(at, { type: "literal", value: newNumber(number[0]) });
  const name = scanner.identifier() ?? scanner.fail("expected a value");
  if (name === "true" || name === "false") return node(at, { type: "literal", value: name === "true" });
  if (name === "null") return node(at, { type: "literal", value: null });
  return scanner.text[scanner.at] === "("
    ? parseCall(scanner, name, at)
    : node(at, { type: "variable", name });
}

function parseGroup(scanner: Scanner): Expression {
  return scanner.within(false, () => {
    const inner = parseExpression(scanner);
    scanner.expect(")");
    return inner;
  });
}

function parseCall(scanner: Scanner, name: string, at: number): Expression {
  scanner.expect("(");
  return scanner.within(false, () => {
    const args: Expression[] = [];
    let isExpanded = false;
    while (!scanner.take(")")) {
      args.push(parseExpression(scanner));
      isExpanded = scanner.take("...");
      if (!scanner.take(",") && !scanner.sees(")")) scanner.fail('expected "," or ")"');
    }
    return node(at, { type: "call", name, args, isExpanded });
  });
}

function parseList(scanner: Scanner, at: number): Expression {
  if (scanner.takeWord("for")) return parseFor(scanner, { at, close: "]" });
  const items: Expression[] = [];
  while (!scanner.take("]")) {
    items.push(parseExpression(scanner));
    if (!scanner.take(",") && !scanner.sees("]")) scanner.fail('expected "," or "]"');
  }
  return node(at, { type: "list", items });
}

function parseObject(scanner: Scanner, at: number): Expression {
  const isFor = scanner.within(false, () => scanner.takeWord("for"));
  if (isFor) return scanner.within(false, () => parseFor(scanner, { at, close: "}" }));
  return scanner.within(true, () => {
    const items: [Expression, Expression][] = [];
    while (!scanner.skipLines().take("}")) {
      items.push(parseItem(scanner));
      const hasEnd = scanner.take(",") || scanner.sees("\n") || scanner.sees("}");
      if (!hasEnd) scanner.fail('expected "," or the end of the line');
    }
    return node(at, { type: "object", items });
  });
}

function parseItem(scanner: Scanner): [Expression, Expression] {
  const { at } = scanner;
  const written = parseExpression(scanner);
  // A bare word is the key itself; (word) is the value of a variable.
  const isBare = written.type === "variable" && scanner.text[at] !== "(";
  const key = isBare ? node(at, { type: "literal", value: written.name }) : written;
  if (!scanner.take("=") && !scanner.take(":")) scanner.fail('expected "=" or ":"');
  return [key, parseExpression(scanner)];
}

function parseFor(
  scanner: Scanner,
  { at, close }: { readonly at: number; readonly close: "]" | "}" },
): Expression {
  const { names, over } = parseForIntro(scanner, parseExpression);
  scanner.expect(":");
  const first = parseExpression(scanner);
  const hasKey = close === "}";
  if (hasKey) scanner.expect("=>");
  const value = hasKey ? parseExpression(scanner) : first;
  const isGrouped = hasKey && scanner.take("...");
  const test = scanner.takeWord("if") ? parseExpression(scanner) : undefined;
  scanner.expect(close);
  return node(at, {
    type: "for",
    names,
    over,
    value,
    isGrouped,
    ...(hasKey ? { key: first } : {}),
    ...(test ? { test } : {}),
  });
}

function node(at: number, kind: ExpressionKind): Expression {
  return { at, ...kind };
}
