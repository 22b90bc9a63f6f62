// Bodies → closures that run them: text, actions, branches, loops and calls of other templates.
import { formatValue } from "../go/format.ts";
import { sortedEntries } from "../go/order.ts";
import { quote } from "../go/quote.ts";
import { floatNumber, typeName, wholeNumber } from "../go/type_name.ts";
import { elementType, GoFunction, GoNumber, isMap, mapType } from "../go/value.ts";
import { isTrue, printedText } from "./builtins.ts";
import { isStackOverflow } from "./call.ts";
import { compilePipeline, type Evaluate, setVariable } from "./compile_pipeline.ts";
import { deferAction, deferNode } from "./defer.ts";
import { formatBlamed } from "./format_node.ts";
import { markOutput, rewindOutput, writeText, writeValue } from "./output.ts";
import { blame, deferral, type Flow, type Result, type Run, type Step } from "./run.ts";
import type { Branch, Definition, Node, TemplateCall } from "./syntax.ts";

const mostTemplates = 100_000;

/** Runs a definition's body with the run's dot; compiled once. */
export function runDefinition(run: Run, definition: Definition): void {
  definition.compiled ??= compileBody(definition.body);
  definition.compiled(run);
}

function compileBody(nodes: readonly Node[]): Step {
  const steps = nodes.map(compileNode);
  return (run) => {
    for (const step of steps) {
      const flow = step(run);
      if (flow !== "next") return flow;
    }
    return "next";
  };
}

function compileNode(node: Node): Step {
  switch (node.kind) {
    case "text":
      return (run) => {
        run.node = node;
        writeText(run.output, node.text, node);
        return "next";
      };
    case "break":
    case "continue":
      return () => node.kind as Flow;
    case "action":
      return compileAction(node);
    case "if":
    case "with":
      return compileCondition(node);
    case "range":
      return compileRange(node);
    case "template":
      return compileTemplateCall(node);
  }
}

function compileAction(node: Extract<Node, { kind: "action" }>): Step {
  const evaluate = compilePipeline(node.pipeline), prints = node.pipeline.declares.length === 0;
  return (run) => {
    run.node = node;
    const depth = run.variables.length;
    try {
      const value = evaluate(run);
      if (prints) printValue(run, value, node);
    } catch (error) {
      if (error !== deferral) throw error;
      run.variables.length = depth;
      deferAction(run, node);
    }
    return "next";
  };
}

function printValue(run: Run, value: Result, node: Extract<Node, { kind: "action" }>): void {
  run.node = node;
  if (value instanceof GoFunction) {
    throw blame(run, `can't print ${formatBlamed(node)} of type ${typeName(value)}`);
  }
  writeValue(run.output, printedText(value), node);
}

/** Evaluates what a block hangs on; leaves the whole block for later if it cannot be known yet. */
function evaluateOrDefer(
  run: Run,
  evaluate: Evaluate,
  node: Branch | TemplateCall,
): { value: Result } | undefined {
  const depth = run.variables.length;
  try {
    return { value: evaluate(run) };
  } catch (error) {
    if (error !== deferral) throw error;
    run.variables.length = depth;
    deferNode(run, node);
    return undefined;
  }
}

function compileCondition(node: Branch): Step {
  const evaluate = compilePipeline(node.pipeline),
    body = compileBody(node.body),
    isWith = node.kind === "with";
  const otherwise = node.otherwise && compileBody(node.otherwise);
  return (run) => {
    run.node = node;
    const depth = run.variables.length, condition = evaluateOrDefer(run, evaluate, node);
    if (!condition) return "next";
    let flow: Flow = "next";
    if (!isTrue(condition.value)) flow = otherwise?.(run) ?? "next";
    else flow = isWith ? runWithDot(run, body, { dot: condition.value, isBoxed: false }) : body(run);
    run.variables.length = depth;
    return flow;
  };
}

function runWithDot(run: Run, body: Step, { dot, isBoxed }: { dot: Result; isBoxed: boolean }): Flow {
  const { dot: outer, isDotBoxed } = run;
  run.dot = dot;
  run.isDotBoxed = isBoxed;
  const flow = body(run);
  run.dot = outer;
  run.isDotBoxed = isDotBoxed;
  return flow;
}

/** One turn of a loop: undefined as the key where there is none. */
interface Turn {
  readonly key: Result;
  readonly element: Result;
}

/** What a loop walks, and whether its elements' static type is interface{}. */
interface Walk {
  readonly turns: Iterable<Turn>;
  readonly isBoxed: boolean;
}

function compileRange(node: Branch): Step {
  const evaluate = compilePipeline(node.pipeline), body = compileBody(node.body);
  const otherwise = node.otherwise && compileBody(node.otherwise);
  return (run) => {
    run.node = node;
    const depth = run.variables.length, source = evaluateOrDefer(run, evaluate, node);
    if (!source) return "next";
    const walk = walkOf(run, source.value, node), mark = markOutput(run.output), { dot, isDotBoxed } = run;
    let flow: Flow = "next";
    try {
      const turns = runTurns(run, body, { walk, node });
      if (turns === 0) flow = otherwise?.(run) ?? "next";
    } catch (error) {
      if (error !== deferral) throw error;
      rewindOutput(run.output, mark);
      [run.dot, run.isDotBoxed] = [dot, isDotBoxed];
      run.variables.length = depth;
      deferNode(run, node);
    }
    run.variables.length = depth;
    return flow;
  };
}

/** Runs a loop's body for each element; gives the number of turns. */
function runTurns(run: Run, body: Step, { walk, node }: { walk: Walk; node: Branch }): number {
  const depth = run.variables.length;
  let turns = 0;
  for (const turn of walk.turns) {
    turns++;
    bindTurn(run, node, { ...turn, isBoxed: walk.isBoxed });
    const flow = runWithDot(run, body, { dot: turn.element, isBoxed: walk.isBoxed });
    run.variables.length = depth;
    if (flow === "break") break;
  }
  return turns;
}

function walkOf(run: Run, value: Result, node: Branch): Walk {
  if (value === undefined || value === null) return { turns: [], isBoxed: false };
  if (Array.isArray(value)) {
    const turns = value.map((element, i) => ({ key: BigInt(i), element }));
    return { turns, isBoxed: elementType(value) === "interface {}" };
  }
  if (isMap(value)) {
    const turns = sortedEntries(value).map(([key, element]) => ({ key, element }));
    return { turns, isBoxed: mapType(value).endsWith("]interface {}") };
  }
  const count = wholeNumber(value);
  if (count === undefined || floatNumber(value) !== undefined) {
    throw blame(run, `range can't iterate over ${formatValue(value)}`);
  }
  if (node.pipeline.declares.length > 1) {
    throw blame(run, `can't use ${formatValue(value)} to iterate over more than one variable`);
  }
  return { turns: countUp(value as bigint | GoNumber, count), isBoxed: false };
}

function* countUp(like: bigint | GoNumber, count: bigint): Iterable<Turn> {
  for (let i = 0n; i < count; i++) {
    yield { key: undefined, element: typeof like === "bigint" ? i : new GoNumber(like.kind, i) };
  }
}

/** The last variable takes the element, the one before it the key. */
function bindTurn(run: Run, node: Branch, { key, element, isBoxed }: Turn & { isBoxed: boolean }): void {
  const { declares, isAssignment } = node.pipeline, { variables } = run;
  if (declares.length === 0) return;
  const hasKey = declares.length > 1;
  if (isAssignment) {
    if (hasKey) setVariable(run, declares[0]!.name, key);
    setVariable(run, declares.at(-1)!.name, element, isBoxed);
    return;
  }
  const top = variables.length;
  variables[top - 1] = { ...variables[top - 1]!, value: element, isBoxed };
  if (hasKey) variables[top - 2] = { ...variables[top - 2]!, value: key, isBoxed: false };
}

function compileTemplateCall(node: TemplateCall): Step {
  const evaluate: Evaluate = node.pipeline ? compilePipeline(node.pipeline) : () => undefined;
  return (run) => {
    run.node = node;
    const definition = run.definitions.get(node.name);
    if (!definition) throw blame(run, `template ${quote(node.name)} not defined`);
    if (run.depth >= mostTemplates) throw tooDeep(run, node);
    const dot = evaluateOrDefer(run, evaluate, node);
    if (dot) callTemplate(run, { node, definition, dot: dot.value });
    return "next";
  };
}

function tooDeep(run: Run, node: TemplateCall): Error {
  run.node = node;
  return blame(run, `exceeded maximum template depth (${mostTemplates})`);
}

function callTemplate(run: Run, call: { node: TemplateCall; definition: Definition; dot: Result }): void {
  const { definition: caller, variables, dot, isDotBoxed, output } = run, { pinned } = output;
  if (call.definition.source !== caller.source) output.pinned ??= call.node;
  run.definition = call.definition;
  run.variables = [{ name: "$", value: call.dot, isBoxed: false }];
  [run.dot, run.isDotBoxed] = [call.dot, false];
  run.depth++;
  try {
    runDefinition(run, call.definition);
  } catch (error) {
    if (!isStackOverflow(error)) throw error;
    run.definition = caller;
    throw tooDeep(run, call.node);
  }
  run.depth--;
  [run.definition, run.variables, run.dot, run.isDotBoxed] = [caller, variables, dot, isDotBoxed];
  output.pinned = pinned;
}
