// The value of an HCL expression: in, the expression and what its names stand for; out, a Go value. Numbers are one
// kind, conversions are HCL's (go-cty convert).
import { isMap, newMap, type Value, type ValueMap } from "../../go/value.ts";
import { isDeepEqual } from "../../gotmpl/functions/equal.ts";
import { HCL_FUNCTIONS } from "./functions.ts";
import { asNumber, settle } from "./numbers.ts";
import { HclError } from "./scanner.ts";
import { EACH, type Expression, type ForExpression, type TemplatePart } from "./syntax.ts";

/** What names stand for. */
export interface Scope {
  readonly variables: ReadonlyMap<string, Value>;
  /** The value of `hv.NAME` or `local.NAME`; throws an Error in plain words. */
  resolve(root: string, name: string): Value;
}

/** The names that lead to other values. */
const ROOTS = ["hv", "local"];

/** Evaluates an expression; throws an HclError at the part that has no value. */
export function evaluate(expression: Expression, scope: Scope): Value {
  try {
    return evaluateKind(expression, scope);
  } catch (error) {
    if (error instanceof HclError || !(error instanceof Error) || error instanceof RangeError) throw error;
    throw new HclError(error.message, expression.at);
  }
}

function evaluateKind(expression: Expression, scope: Scope): Value {
  switch (expression.type) {
    case "literal":
      return expression.value;
    case "template":
      return evaluateTemplate(expression.parts, scope);
    case "list":
      return expression.items.map((item) => evaluate(item, scope));
    case "object":
      return newMap(
        expression.items.map(([key, value]) => [keyText(evaluate(key, scope)), evaluate(value, scope)]),
      );
    case "variable":
      return variable(expression.name, scope);
    case "index":
      return evaluateIndex(expression, scope);
    case "splat":
      return splat(evaluate(expression.of, scope)).map((item) =>
        evaluate(expression.each, withVariables(scope, [[EACH, item]]))
      );
    case "call":
      return call(expression, scope);
    case "unary":
      return unary(expression.operator, evaluate(expression.of, scope));
    case "binary":
      return binary(expression, scope);
    case "conditional":
      return evaluate(asBoolean(evaluate(expression.test, scope)) ? expression.yes : expression.no, scope);
    case "for":
      return evaluateFor(expression, scope);
  }
}

function variable(name: string, { variables }: Scope): Value {
  const value = variables.get(name);
  if (value !== undefined) return value;
  const hint = ROOTS.includes(name) ? `; write ${name}.NAME` : "; other values are hv.NAME and local.NAME";
  throw new Error(`there is no variable "${name}"${hint}`);
}

function evaluateIndex({ of, key }: Extract<Expression, { type: "index" }>, scope: Scope): Value {
  const at = evaluate(key, scope);
  if (of.type === "variable" && ROOTS.includes(of.name) && !scope.variables.has(of.name)) {
    return scope.resolve(of.name, keyText(at));
  }
  return item(evaluate(of, scope), at);
}

/** An item of a list or a map. */
function item(of: Value, key: Value): Value {
  if (Array.isArray(of)) {
    const index = asNumber(key);
    const found = index === undefined ? undefined : of[Number(index)];
    if (found === undefined) throw new Error(`the list has no item ${keyText(key)}; it has ${of.length}`);
    return found;
  }
  if (!isMap(of)) throw new Error(`"${keyText(key)}" is asked of a value that is neither list nor map`);
  const name = keyText(key);
  if (!(name in of)) throw new Error(`the map has no key "${name}"`);
  return of[name]!;
}

function splat(value: Value): readonly Value[] {
  if (value === null) return [];
  return Array.isArray(value) ? value : [value];
}

function call({ name, args, isExpanded }: Extract<Expression, { type: "call" }>, scope: Scope): Value {
  // These two must see their arguments fail.
  if (name === "try" || name === "can") return attempt(name, args, scope);
  const run = Object.hasOwn(HCL_FUNCTIONS, name) ? HCL_FUNCTIONS[name] : undefined;
  if (!run) throw new Error(`there is no function "${name}"`);
  const values = args.map((arg) => evaluate(arg, scope));
  const last = isExpanded ? values.pop()! : undefined;
  return run(...values, ...last === undefined ? [] : splat(last));
}

function attempt(name: string, args: readonly Expression[], scope: Scope): Value {
  for (const arg of args) {
    try {
      const value = evaluate(arg, scope);
      return name === "can" ? true : value;
    } catch (error) {
      if (!(error instanceof HclError)) throw error;
    }
  }
  if (name === "can") return false;
  throw new Error("no argument of try has a value");
}

function unary(operator: string, value: Value): Value {
  if (operator === "!") return !asBoolean(value);
  const number = needNumber(value);
  return typeof number === "bigint" ? -number : settle(-number);
}

function binary({ operator, left, right }: Extract<Expression, { type: "binary" }>, scope: Scope): Value {
  const a = evaluate(left, scope);
  if (operator === "&&") return asBoolean(a) && asBoolean(evaluate(right, scope));
  if (operator === "||") return asBoolean(a) || asBoolean(evaluate(right, scope));
  const b = evaluate(right, scope);
  if (operator === "==") return isSame(a, b);
  if (operator === "!=") return !isSame(a, b);
  const [x, y] = [needNumber(a), needNumber(b)];
  switch (operator) {
    case "<":
      return x < y;
    case ">":
      return x > y;
    case "<=":
      return x <= y;
    case ">=":
      return x >= y;
  }
  return arithmetic(operator, x, y);
}

function arithmetic(operator: string, x: bigint | number, y: bigint | number): Value {
  if ((operator === "/" || operator === "%") && Number(y) === 0) {
    throw new Error("a number is divided by zero");
  }
  if (typeof x === "bigint" && typeof y === "bigint") {
    if (operator === "+") return x + y;
    if (operator === "-") return x - y;
    if (operator === "*") return x * y;
    if (operator === "%") return x % y;
    if (x % y === 0n) return x / y;
  }
  const [a, b] = [Number(x), Number(y)];
  const results: Readonly<Record<string, number>> = {
    "+": a + b,
    "-": a - b,
    "*": a * b,
    "/": a / b,
    "%": a % b,
  };
  return settle(results[operator]!);
}

function isSame(a: Value, b: Value): boolean {
  if (typeof a === "number" || typeof b === "number") return a === b;
  return isDeepEqual(a, b);
}

function evaluateFor(loop: ForExpression, scope: Scope): Value {
  const list: Value[] = [], map = newMap();
  eachEntry(evaluate(loop.over, scope), loop.names, (variables) => {
    const inner = withVariables(scope, variables);
    if (loop.test && !asBoolean(evaluate(loop.test, inner))) return;
    const value = evaluate(loop.value, inner);
    if (loop.key) addEntry(map, keyText(evaluate(loop.key, inner)), { value, isGrouped: loop.isGrouped });
    else list.push(value);
  });
  return loop.key ? map : list;
}

function addEntry(
  map: ValueMap,
  key: string,
  { value, isGrouped }: { readonly value: Value; readonly isGrouped: boolean },
): void {
  if (isGrouped) map[key] = [...(map[key] as Value[] | undefined) ?? [], value];
  else if (key in map) throw new Error(`two items have the key "${key}"; "..." after the value groups them`);
  else map[key] = value;
}

type Variables = readonly (readonly [string, Value])[];

function eachEntry(over: Value, names: readonly string[], visit: (variables: Variables) => void): void {
  const entries: Variables | undefined = isMap(over)
    ? Object.keys(over).sort().map((key) => [key, over[key]!])
    : undefined;
  if (!entries && !Array.isArray(over)) throw new Error("for needs a list or a map to go over");
  const [first, second] = names;
  const pairs = entries ?? (over as Value[]).map((value, i) => [BigInt(i), value] as const);
  for (const [key, value] of pairs) {
    visit(second === undefined ? [[first!, value]] : [[first!, key], [second, value]]);
  }
}

function withVariables(scope: Scope, variables: Variables): Scope {
  return { ...scope, variables: new Map([...scope.variables, ...variables]) };
}

function evaluateTemplate(parts: readonly TemplatePart[], scope: Scope): Value {
  const [only] = parts;
  // A template that is one interpolation keeps the value's type.
  if (parts.length === 1 && typeof only === "object" && only.type === "interpolation") {
    return evaluate(only.of, scope);
  }
  return partsText(parts, scope);
}

function partsText(parts: readonly TemplatePart[], scope: Scope): string {
  return parts.map((part): string => {
    if (typeof part === "string") return part;
    if (part.type === "interpolation") return keyText(evaluate(part.of, scope));
    if (part.type === "if") {
      return partsText(asBoolean(evaluate(part.test, scope)) ? part.yes : part.no, scope);
    }
    let text = "";
    eachEntry(evaluate(part.over, scope), part.names, (variables) => {
      text += partsText(part.body, withVariables(scope, variables));
    });
    return text;
  }).join("");
}

function asBoolean(value: Value): boolean {
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  throw new Error("a condition is neither true nor false");
}

function needNumber(value: Value): bigint | number {
  const number = asNumber(value);
  if (number === undefined) throw new Error("a number is needed");
  return number;
}

/** A value as text, as HCL converts it for templates and keys. */
function keyText(value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean" || typeof value === "bigint" || typeof value === "number") {
    return String(value);
  }
  throw new Error(value === null ? "null cannot stand in a text" : "a list or a map cannot stand in a text");
}
