// Pipelines, commands and operands → closures that evaluate them.
import { type Argument, type Call, callFunction, callMethod, type Piped } from "./call.ts";
import { constantValue } from "./argument.ts";
import { type Access, readField } from "./field.ts";
import { formatOperand } from "./format_node.ts";
import { blame, deferral, deferredValue, findVariable, type Result, type Run } from "./run.ts";
import { GoFunction, isMap, mapType } from "../go/value.ts";
import type { Command, Operand, OperandOf, Pipeline } from "./syntax.ts";

/** Evaluates something. */
export type Evaluate = (run: Run) => Result;

type EvaluateCommand = (run: Run, piped: Piped | undefined) => Result;

/** A pipeline; its result is unboxed, and kept in the variables it declares. */
export function compilePipeline(pipeline: Pipeline): Evaluate {
  const commands = pipeline.commands.map(compileCommand);
  const { declares, isAssignment } = pipeline, names = declares.map((variable) => variable.name);
  return (run) => {
    run.node = pipeline;
    let value = commands[0]!(run, undefined) ?? undefined;
    for (let i = 1; i < commands.length; i++) value = commands[i]!(run, { value }) ?? undefined;
    for (const name of names) {
      if (isAssignment) setVariable(run, name, value);
      else run.variables.push({ name, value, isBoxed: false });
    }
    return value;
  };
}

/** Gives a variable that is declared already a new value. */
export function setVariable(
  run: Run,
  name: string,
  value: Result | typeof deferredValue,
  isBoxed = false,
): void {
  const variable = findVariable(run, name);
  variable.value = value;
  variable.isBoxed = isBoxed;
}

function compileCommand(command: Command): EvaluateCommand {
  const first = command.args[0]!, rest = command.args.slice(1).map(compileArgument);
  switch (first.kind) {
    case "identifier": {
      const call: Call = { name: first.name, args: rest, node: command };
      return (run, piped) => {
        run.node = first;
        return callFunction(run, call, piped);
      };
    }
    case "field":
    case "chain":
      return compileAccess(first, rest);
    case "variable":
      return first.names.length > 0 ? compileAccess(first, rest) : compileValueCommand(first, rest.length);
    default:
      return compileValueCommand(first, rest.length);
  }
}

/** A command that is no call: a constant, dot, a variable or parentheses. */
function compileValueCommand(operand: Operand, argumentCount: number): EvaluateCommand {
  const evaluate = compileOperand(operand), blamesItself = operand.kind !== "pipeline";
  return (run, piped) => {
    if (blamesItself) run.node = operand;
    if (argumentCount > 0 || piped) {
      throw blame(run, `can't give argument to non-function ${formatOperand(operand)}`);
    }
    return evaluate(run);
  };
}

function compileArgument(operand: Operand): Argument {
  return { operand, evaluate: compileOperand(operand) };
}

/** An operand that stands alone. */
function compileOperand(operand: Operand): Evaluate {
  switch (operand.kind) {
    case "dot":
      return (run) => run.dot;
    case "nil":
      return (run) => {
        throw blame(run, "nil is not a command");
      };
    case "bool":
    case "number":
    case "string":
      return compileConstant(operand);
    case "pipeline":
      return compilePipeline(operand);
    case "identifier": {
      const call: Call = { name: operand.name, args: [], node: operand };
      return (run) => {
        run.node = operand;
        return callFunction(run, call, undefined);
      };
    }
    case "variable":
      if (operand.names.length === 0) return compileVariable(operand);
  }
  const access = compileAccess(operand, []);
  return (run) => access(run, undefined);
}

function compileConstant(operand: OperandOf<"bool" | "number" | "string">): Evaluate {
  return (run) => {
    run.node = operand;
    try {
      return constantValue(operand);
    } catch (error) {
      throw error instanceof TypeError ? blame(run, error.message) : error;
    }
  };
}

function compileVariable(operand: OperandOf<"variable">): Evaluate {
  return (run) => {
    run.node = operand;
    return valueOf(run, operand.name).value;
  };
}

/** A variable's value; throws the deferral if a later stage declares it. */
function valueOf(run: Run, name: string): { value: Result; isBoxed: boolean } {
  const { value, isBoxed } = findVariable(run, name);
  if (value === deferredValue) throw deferral;
  return { value, isBoxed };
}

/** `.a.b`, `$x.a`, `(…).a`: fields of fields; the last may be a method with arguments. */
function compileAccess(
  operand: OperandOf<"field" | "variable" | "chain">,
  args: readonly Argument[],
): EvaluateCommand {
  const { names } = operand, last = names.length - 1, receiverOf = compileReceiver(operand);
  return (run, piped) => {
    run.node = operand;
    let { value, isBoxed } = receiverOf(run);
    for (let i = 0; i <= last; i++) {
      const isLast = i === last,
        name = names[i]!,
        hasArguments = isLast && (args.length > 0 || piped !== undefined);
      const access: Access = { name, isBoxed, hasArguments };
      const found = readField(run, value, access);
      isBoxed = holdsAny(value);
      value = found instanceof GoFunction && !isMap(value)
        ? callMethod(
          run,
          { name, args: isLast ? args : [], node: operand, method: found },
          isLast ? piped : undefined,
        )
        : found;
    }
    return value;
  };
}

/** Whether what a value holds has the static type interface{}. */
function holdsAny(value: Result): boolean {
  return isMap(value) && mapType(value).endsWith("]interface {}");
}

type Receiver = (run: Run) => { value: Result; isBoxed: boolean };

function compileReceiver(operand: OperandOf<"field" | "variable" | "chain">): Receiver {
  if (operand.kind === "field") return (run) => ({ value: run.dot, isBoxed: run.isDotBoxed });
  if (operand.kind === "variable") return (run) => valueOf(run, operand.name);
  const { operand: inner } = operand;
  if (inner.kind === "nil") {
    return (run) => {
      throw blame(run, `indirection through explicit nil in ${formatOperand(operand)}`);
    };
  }
  const evaluate = compileOperand(inner);
  return (run) => {
    run.node = inner;
    return { value: evaluate(run), isBoxed: false };
  };
}
