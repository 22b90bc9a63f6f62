// A template's failure in Go's words: what the engine throws inside, as a Failure for people, and as the line
// Helmfile prints.
import {
  type Diagnostic,
  Failure,
  lineAndColumn,
  type Note,
  type SourceText,
  type Span,
} from "../diagnostics/diagnostic.ts";
import { byteLength } from "../go/bytes.ts";
import { quote } from "../go/quote.ts";
import { formatBlamed } from "./format_node.ts";
import type { SyntaxFault } from "./token_cursor.ts";
import type { Blamed } from "./run.ts";
import type { Definition } from "./syntax.ts";

/** Helmfile's name for every text it renders. */
export const mainName = "stringTemplate";

/** Where an execution failed. */
interface FaultPlace {
  readonly definition: Definition;
  readonly node: Blamed | undefined;
}

/** An error while a template runs; `cause` is what a function threw: a fault if it ran a template. */
export class ExecutionFault extends Error {
  override readonly name = "ExecutionFault";
  constructor(message: string, readonly place: FaultPlace, options: ErrorOptions = {}) {
    super(message, options);
  }
}

/** An error in a template's text, with the text. */
export class ParseFault extends Error {
  override readonly name = "ParseFault";
  readonly source: SourceText;
  readonly fault: SyntaxFault;
  constructor(source: SourceText, fault: SyntaxFault) {
    super(fault.message);
    this.source = source;
    this.fault = fault;
  }
}

/** Go's whole line about a fault: `template: stringTemplate:1:3: executing "stringTemplate" at <.x>: …`. */
function formatFault(fault: unknown): string {
  if (fault instanceof ParseFault) {
    const { line } = lineAndColumn(fault.source.text, fault.fault.place.furthest);
    return `template: ${mainName}:${line}: ${fault.message}`;
  }
  if (!(fault instanceof ExecutionFault)) return fault instanceof Error ? fault.message : String(fault);
  const { definition, node } = fault.place, cause = isFault(fault.cause) ? formatFault(fault.cause) : "";
  if (!node) return `template: ${definition.name}: ${fault.message}${cause}`;
  const place = locateBytes(definition.source.text, node.at);
  return `template: ${mainName}:${place}: ${describePlace(fault.place)}: ${fault.message}${cause}`;
}

/** The whole line of Go for a Failure that this room threw; undefined for any other. */
export function formatGoError(failure: Failure): string | undefined {
  const { cause } = failure;
  return isFault(cause) ? formatFault(cause) : undefined;
}

/** Whether it is an error of a template, and not of a function or of ours. */
export function isFault(error: unknown): error is ExecutionFault | ParseFault {
  return error instanceof ExecutionFault || error instanceof ParseFault;
}

function describePlace({ definition, node }: FaultPlace): string {
  return `executing ${quote(definition.name)} at <${node ? formatBlamed(node) : ""}>`;
}

/** Go counts columns in bytes, from 0. */
function locateBytes(text: string, offset: number): string {
  const { line, column } = lineAndColumn(text, offset);
  const column0 = byteLength(text.slice(offset - column + 1, offset));
  return `${line}:${column0}`;
}

/** A fault as the user's problem: its innermost cause, where that stands, and the calls that led there. */
export function toFailure(fault: ExecutionFault | ParseFault): Failure {
  const chain = [fault];
  for (let inner = fault.cause; isFault(inner); inner = inner.cause) chain.push(inner);
  const last = chain.at(-1)!;
  // A template that includes itself comes by the same place until the limit.
  const places = new Map(
    chain.filter((link) => link instanceof ExecutionFault).map((link) => [keyOf(link), link]),
  );
  const notes = [...places.values()].map(noteOf).reverse();
  const diagnostic: Diagnostic = {
    code: last instanceof ParseFault ? "gotmpl/parse" : "gotmpl/exec",
    severity: "error",
    message: last.message,
    ...spanOf(last),
    notes,
  };
  const failure = new Failure(diagnostic);
  failure.cause = fault;
  return failure;
}

function keyOf({ place: { definition, node } }: ExecutionFault): string {
  return `${definition.source.path}\0${definition.name}\0${node?.start}`;
}

function noteOf(fault: ExecutionFault): Note {
  return { message: describePlace(fault.place), ...spanOf(fault) };
}

function spanOf(fault: ExecutionFault | ParseFault): { span?: Span } {
  if (fault instanceof ParseFault) {
    const { start, end } = fault.fault.place;
    return { span: { source: fault.source, start, end } };
  }
  const { definition: { source }, node } = fault.place;
  return node ? { span: { source, start: node.start, end: node.end } } : {};
}
