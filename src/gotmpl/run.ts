// The state of one execution of a template: dot, variables, output, and the node Go would blame for an error.
import type { Value } from "../go/value.ts";
import { ExecutionFault } from "./fault.ts";
import type { Output } from "./output.ts";
import type { Command, Definition, Node, Operand } from "./syntax.ts";
import type { CallContext, FunctionMap } from "./template.ts";

/**
 * What evaluating gives. undefined is reflect's zero Value, which pipelines make of nil; null is an interface
 * that holds nil, as a map's or list's element can be. Go's errors and `eq`, `len`, `print` tell them apart.
 */
export type Result = Value | undefined;

/** A node that can be blamed. */
export type Blamed = Node | Operand | Command;

/** A variable; `isBoxed` if its static type is interface{}, as the elements that range walks are. */
export interface Variable {
  readonly name: string;
  value: Result | typeof deferredValue;
  isBoxed: boolean;
}

/** The value of a variable whose declaration was left for a later stage. */
export const deferredValue: unique symbol = Symbol("deferred");

/** Thrown where an action needs data that only a later stage has; never leaves the engine, so it needs no stack. */
export const deferral = { name: "deferral" } as const;

/** All that running a template reads and changes. */
export interface Run {
  readonly functions: FunctionMap;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly context: CallContext;
  readonly deferral: Deferral | undefined;
  /** Whether what must wait is left in this output; else whatever runs this template waits as a whole. */
  readonly writesDeferred: boolean;
  definition: Definition;
  node: Blamed | undefined;
  output: Output;
  dot: Result;
  isDotBoxed: boolean;
  variables: Variable[];
  depth: number;
}

/** What may be left for later: fields of the root that are not there yet. */
export interface Deferral {
  readonly root: Value;
  readonly fields: ReadonlySet<string>;
  /** Called when something was left for later. */
  readonly note: () => void;
}

/** Runs a piece of a body; says whether a loop goes on, or what ends it. */
export type Step = (run: Run) => Flow;
export type Flow = "next" | "break" | "continue";

/** Go's error at the node that was visited last. */
export function blame(run: Run, message: string, options: ErrorOptions = {}): ExecutionFault {
  return new ExecutionFault(message, { definition: run.definition, node: run.node }, options);
}

/** The variable that a name stands for now. */
export function findVariable(run: Run, name: string): Variable {
  const { variables } = run;
  for (let i = variables.length - 1; i >= 0; i--) {
    if (variables[i]!.name === name) return variables[i]!;
  }
  throw blame(run, `undefined variable: ${name}`);
}
