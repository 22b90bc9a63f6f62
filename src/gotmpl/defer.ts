// Actions whose data only a later stage has: left in the output as they stand in the template. What they use of
// this stage (variables, a dot that is not the root) is written into them as constants, since the later stage has
// only the root. A variable whose declaration must wait makes every action that reads it wait too.
import { quote } from "../go/quote.ts";
import { formatFloat } from "../go/float.ts";
import { isMap, type Value } from "../go/value.ts";
import { sortedEntries } from "../go/order.ts";
import { writeText, writeValue } from "./output.ts";
import { deferral, deferredValue, type Result, type Run } from "./run.ts";
import type { Command, Node, Operand, Pipeline } from "./syntax.ts";

/** Leaves an action for later, with the variables it declares. */
export function deferAction(run: Run, node: Extract<Node, { kind: "action" }>): void {
  deferNode(run, node);
  const { declares, isAssignment } = node.pipeline;
  for (const { name } of declares) {
    const known = isAssignment ? run.variables.findLast((variable) => variable.name === name) : undefined;
    if (known) known.value = deferredValue;
    else run.variables.push({ name, value: deferredValue, isBoxed: false });
  }
}

/**
 * Leaves an action or a whole block for later. A block that would end a loop around it makes the loop wait too, and
 * what is no part of the text itself makes wait whatever runs it: both by throwing the deferral on.
 */
export function deferNode(run: Run, node: Node): void {
  if (!run.writesDeferred || endsLoop(node)) throw deferral;
  run.deferral?.note();
  const { text } = run.definition.source, edits: Edit[] = [];
  collectNode(node, { run, edits, locals: new Set(), isDotLocal: false });
  let at = node.start;
  for (const edit of edits) {
    writeText(run.output, text.slice(at, edit.start), { start: at, end: edit.start });
    writeValue(run.output, edit.text, edit);
    at = edit.end;
  }
  writeText(run.output, text.slice(at, node.end), { start: at, end: node.end });
}

/** Whether a block holds a `break` or `continue` of a loop outside it. */
function endsLoop(node: Node): boolean {
  if (node.kind === "break" || node.kind === "continue") return true;
  if (node.kind !== "if" && node.kind !== "with") return false;
  return [...node.body, ...node.otherwise ?? []].some(endsLoop);
}

/** A stretch of the source that a constant stands in for. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

interface Collection {
  readonly run: Run;
  readonly edits: Edit[];
  /** Variables that the block itself declares. */
  readonly locals: Set<string>;
  /** Whether dot is what a `with` or `range` inside the block makes it. */
  readonly isDotLocal: boolean;
}

function collectNode(node: Node, collection: Collection): void {
  switch (node.kind) {
    case "text":
    case "break":
    case "continue":
      return;
    case "action":
      return collectPipeline(node.pipeline, collection);
    case "template":
      if (node.pipeline) collectPipeline(node.pipeline, collection);
      return;
  }
  const inner: Collection = { ...collection, locals: new Set(collection.locals) };
  collectPipeline(node.pipeline, inner);
  const body = node.kind === "if" ? inner : { ...inner, isDotLocal: true };
  for (const child of node.body) collectNode(child, body);
  for (const child of node.otherwise ?? []) collectNode(child, inner);
}

function collectPipeline(pipeline: Pipeline, collection: Collection): void {
  for (const command of pipeline.commands) collectCommand(command, collection);
  for (const { name } of pipeline.declares) collection.locals.add(name);
}

function collectCommand(command: Command, collection: Collection): void {
  for (const operand of command.args) collectOperand(operand, collection);
}

function collectOperand(operand: Operand, collection: Collection): void {
  if (operand.kind === "pipeline") return collectPipeline(operand, collection);
  if (operand.kind === "chain") return collectOperand(operand.operand, collection);
  const base = baseOf(operand, collection);
  const value = base && follow(base.value, "names" in operand ? operand.names : []);
  const text = value === undefined ? undefined : formatConstant(value);
  if (text !== undefined) collection.edits.push({ start: operand.start, end: operand.end, text });
}

/** What an operand starts from, if the later stage would not find it. */
function baseOf(operand: Operand, { run, locals, isDotLocal }: Collection): { value: Result } | undefined {
  const root = run.deferral?.root;
  if (operand.kind === "field" || operand.kind === "dot") {
    return isDotLocal || run.dot === root ? undefined : { value: run.dot };
  }
  if (operand.kind !== "variable") return undefined;
  if (locals.has(operand.name)) return undefined;
  const known = run.variables.findLast((variable) => variable.name === operand.name);
  if (!known || known.value === deferredValue || known.value === root) return undefined;
  return { value: known.value };
}

function follow(value: Result, names: readonly string[]): Result {
  let found = value;
  for (const name of names) found = isMap(found) ? found[name] : undefined;
  return found;
}

/** A value as it can stand in a template; undefined for what has no such form. */
function formatConstant(value: Value): string | undefined {
  if (typeof value === "string") return quote(value);
  if (typeof value === "bigint" || typeof value === "boolean") return String(value);
  if (typeof value === "number") return Number.isFinite(value) ? formatFloat(value, "e") : undefined;
  if (value === null) return "nil";
  if (Array.isArray(value)) return formatCall("list", value.map(formatConstant));
  if (!isMap(value)) return undefined;
  return formatCall(
    "dict",
    sortedEntries(value).flatMap(([key, held]) => [formatConstant(key), formatConstant(held)]),
  );
}

function formatCall(name: string, args: readonly (string | undefined)[]): string | undefined {
  return args.includes(undefined) ? undefined : `(${[name, ...args].join(" ")})`;
}
