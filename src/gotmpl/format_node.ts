// Nodes as text, the way Go writes them after "executing … at": normalised, not as they stand in the source.
import { quote } from "../go/quote.ts";
import type { Blamed } from "./run.ts";
import type { Command, Node, Operand, Pipeline, TemplateCall } from "./syntax.ts";

/** Any node as Go's errors quote it. */
export function formatBlamed(node: Blamed): string {
  if ("args" in node) return formatCommand(node);
  switch (node.kind) {
    case "text":
      return node.text;
    case "break":
    case "continue":
      return `{{${node.kind}}}`;
    case "action":
      return `{{${formatPipeline(node.pipeline)}}}`;
    case "template":
      return formatTemplateCall(node);
    case "if":
    case "with":
    case "range": {
      const otherwise = node.otherwise ? `{{else}}${formatBody(node.otherwise)}` : "";
      return `{{${node.kind} ${formatPipeline(node.pipeline)}}}${formatBody(node.body)}${otherwise}{{end}}`;
    }
    default:
      return formatOperand(node);
  }
}

function formatBody(body: readonly Node[]): string {
  return body.map(formatBlamed).join("");
}

/** An operand as Go's errors quote it. */
export function formatOperand(operand: Operand): string {
  switch (operand.kind) {
    case "field":
      return operand.names.map((name) => `.${name}`).join("");
    case "variable":
      return [operand.name, ...operand.names].join(".");
    case "chain":
      return [formatArgument(operand.operand), ...operand.names].join(".");
    case "identifier":
      return operand.name;
    case "dot":
      return ".";
    case "nil":
      return "nil";
    case "bool":
      return String(operand.value);
    case "number":
      return operand.text;
    case "string":
      return operand.quoted;
    case "pipeline":
      return formatPipeline(operand);
  }
}

function formatArgument(operand: Operand): string {
  return operand.kind === "pipeline" ? `(${formatPipeline(operand)})` : formatOperand(operand);
}

/** A command with its arguments. */
function formatCommand(command: Command): string {
  return command.args.map(formatArgument).join(" ");
}

/** A pipeline with its declarations. */
function formatPipeline(pipeline: Pipeline): string {
  const names = pipeline.declares.map(formatOperand).join(", ");
  const commands = pipeline.commands.map(formatCommand).join(" | ");
  return names ? `${names} ${pipeline.isAssignment ? "=" : ":="} ${commands}` : commands;
}

/** A `{{template}}` action. */
function formatTemplateCall(call: TemplateCall): string {
  return `{{template ${quote(call.name)}${call.pipeline ? ` ${formatPipeline(call.pipeline)}` : ""}}}`;
}
