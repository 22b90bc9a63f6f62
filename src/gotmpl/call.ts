// Calls of functions and methods: count the arguments, evaluate each for the type that is declared, call, and put
// Go's words around what goes wrong (Go package text/template, exec.go evalCall).
import { typeName } from "../go/type_name.ts";
import { type GoFunction, TYPED_NIL } from "../go/value.ts";
import {
  checkArgument,
  type Constant,
  constantArgument,
  isVariadic,
  nilArgument,
  paramAt,
} from "./argument.ts";
import { type Builtin, builtins, isTrue } from "./builtins.ts";
import { isFault } from "./fault.ts";
import { formatOperand } from "./format_node.ts";
import { blame, type Blamed, deferral, type Result, type Run } from "./run.ts";
import type { Operand } from "./syntax.ts";
import { SignatureFault } from "./time_method.ts";
import type { BaseParamType, ParamType, TemplateFunction } from "./template.ts";

/** An operand ready to be an argument. */
export interface Argument {
  readonly operand: Operand;
  /** Evaluates what is no constant and not nil. */
  readonly evaluate: (run: Run) => Result;
}

/** One call as it stands in a template. `final` is what the pipeline hands on, if there is anything before. */
export interface Call {
  readonly name: string;
  readonly args: readonly Argument[];
  /** The node that is blamed when the function fails. */
  readonly node: Blamed;
}

/** The value that comes through the pipe; left out where a command is the first of its pipeline. */
export interface Piped {
  readonly value: Result;
}

/** Calls a function of the render, or else a builtin. */
export function callFunction(run: Run, call: Call, piped: Piped | undefined): Result {
  const own = Object.hasOwn(run.functions, call.name) ? run.functions[call.name] : undefined;
  if (own) return callOwn(run, { ...call, own, piped });
  const builtin = builtins.get(call.name);
  if (!builtin) throw blame(run, `"${call.name}" is not a defined function`);
  return callBuiltin(run, { call, builtin, piped });
}

function callOwn(
  run: Run,
  call: Call & { readonly own: TemplateFunction; readonly piped: Piped | undefined },
): Result {
  const { own, piped } = call;
  const args = evaluateArguments(run, { call, params: own.params, piped }).map((value) => value ?? null);
  return guard(run, call, () => own.call(args, run.context));
}

/** Calls a method; its parameters are checked if they are known. */
export function callMethod(
  run: Run,
  call: Call & { readonly method: GoFunction },
  piped: Piped | undefined,
): Result {
  const params = (call.method.params ?? ["...any"]) as readonly ParamType[];
  const args = evaluateArguments(run, { call, params, piped }).map((value) => value ?? null);
  return guard(run, call, () => call.method.call(args));
}

function callBuiltin(
  run: Run,
  { call, builtin, piped }: { call: Call; builtin: Builtin; piped: Piped | undefined },
): Result {
  if (call.name === "and" || call.name === "or") return callLogic(run, call, piped);
  const args = evaluateArguments(run, { call, params: builtin.params, piped });
  return guard(run, call, () => builtin.call(args, () => nameFirst(call, piped)));
}

/** The first argument as Go's `call` names it: as it stands, or what came through the pipe. */
function nameFirst(call: Call, piped: Piped | undefined): string {
  if (call.args[0]) return formatOperand(call.args[0].operand);
  const value = piped?.value ?? null;
  return typeof value === "string" ? value : `<${value === null ? "invalid" : typeName(value)} Value>`;
}

/** `and` and `or` evaluate no further than they need. */
function callLogic(run: Run, call: Call, piped: Piped | undefined): Result {
  checkCount(run, { call, params: ["value", "...value"], piped });
  let value: Result;
  for (const arg of call.args) {
    value = evaluateArgument(run, arg, "value");
    if (isTrue(value) === (call.name === "or")) return value;
  }
  return piped ? piped.value : value;
}

interface Signature {
  readonly call: Call;
  readonly params: readonly ParamType[];
  readonly piped: Piped | undefined;
}

function checkCount(run: Run, { call, params, piped }: Signature): void {
  const given = call.args.length, count = given + (piped ? 1 : 0);
  if (isVariadic(params)) {
    const least = params.length - 1;
    if (count < least) {
      throw blame(run, `wrong number of args for ${call.name}: want at least ${least} got ${given}`);
    }
  } else if (count !== params.length) {
    throw blame(run, `wrong number of args for ${call.name}: want ${params.length} got ${count}`);
  }
}

function evaluateArguments(run: Run, signature: Signature): Result[] {
  checkCount(run, signature);
  const { call, params, piped } = signature;
  const values = call.args.map((arg, i) => evaluateArgument(run, arg, paramAt(params, i)));
  if (piped) {
    const type = paramAt(params, call.args.length);
    values.push(blameTypes(run, () => checkArgument(piped.value, type)));
  }
  return values;
}

function evaluateArgument(run: Run, { operand, evaluate }: Argument, type: BaseParamType): Result {
  run.node = operand;
  switch (operand.kind) {
    case "bool":
    case "number":
    case "string":
      return blameTypes(run, () => constantArgument(operand as Constant, type));
    case "nil":
      return blameTypes(run, () => nilArgument(type));
  }
  const value = evaluate(run);
  if (type === "any" && value !== TYPED_NIL) return value ?? null;
  return blameTypes(run, () => checkArgument(value, type));
}

/** Turns the TypeError of a check into Go's error at the node that was visited last. */
function blameTypes<T>(run: Run, check: () => T): T {
  try {
    return check();
  } catch (error) {
    throw error instanceof TypeError ? blame(run, error.message) : error;
  }
}

/** Whether the engine ran out of stack, which endless recursion leads to. */
export function isStackOverflow(error: unknown): boolean {
  return error instanceof RangeError && error.message.includes("call stack");
}

function guard(run: Run, { name, node }: Call, action: () => Result): Result {
  const { definition } = run;
  try {
    return action();
  } catch (error) {
    if (error === deferral || isStackOverflow(error)) throw error;
    if (error instanceof SignatureFault) throw blame(run, error.message);
    run.definition = definition;
    run.node = node;
    const words = isFault(error) ? "" : error instanceof Error ? error.message : error;
    throw blame(run, `error calling ${name}: ${words}`, { cause: error });
  }
}
