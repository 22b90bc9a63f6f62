// A problem as data: what, where, why, what to do. Drawing happens in show/.

/** A text that a span can point into. `origin` maps a rendered text back to the template it came from. */
export interface SourceText {
  /** The path as the user knows it: relative to the working directory where that is shorter. */
  readonly path: string;
  readonly text: string;
  /** Set on a rendered text: where each of its characters came from. */
  readonly origin?: Origin;
}

/** The map of a rendered text back to its template. */
export interface Origin {
  readonly source: SourceText;
  /** Set if the text is no rendering, but a piece of its source. */
  readonly isCut?: true;
  /** The template's offset and length that produced the rendered character at `offset`. */
  locate(offset: number): { readonly start: number; readonly end: number };
}

/** A range of a source, as UTF-16 offsets; line and column are computed when it is drawn. */
export interface Span {
  readonly source: SourceText;
  readonly start: number;
  readonly end: number;
}

/** Why, or where else: drawn below the diagnostic it belongs to. */
export interface Note {
  readonly message: string;
  readonly span?: Span;
}

/** `room/kebab`; stable, so that tests, users and the troubleshooting page can match it. */
export type DiagnosticCode = `${string}/${string}`;

/** One problem in the user's world. Messages: sentence case, action first, no final period, strings quoted. */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: "error" | "warning";
  readonly message: string;
  readonly span?: Span;
  readonly notes?: readonly Note[];
  readonly hint?: string;
}

/** Carries the problems of the user's world through `throw`. Any other exception is a bug of ours. */
export class Failure extends Error {
  override readonly name = "Failure";
  readonly diagnostics: readonly Diagnostic[];
  constructor(diagnostics: Diagnostic | readonly Diagnostic[]) {
    const list = Array.isArray(diagnostics)
      ? diagnostics as readonly Diagnostic[]
      : [diagnostics as Diagnostic];
    super(list.map((d) => d.message).join("; "));
    this.diagnostics = list;
  }
}

/** An error diagnostic in one call: `fail("needs/undefined", "Cannot …", { span, hint })` throws it. */
export function fail(
  code: DiagnosticCode,
  message: string,
  more: Omit<Diagnostic, "code" | "message" | "severity"> = {},
): never {
  throw new Failure({ code, severity: "error", message, ...more });
}

/** The 1-based line and column (in UTF-16 units) of an offset. */
export function lineAndColumn(text: string, offset: number): { line: number; column: number } {
  const end = Math.min(offset, text.length);
  let line = 1, start = 0;
  for (let at = text.indexOf("\n"); at !== -1 && at < end; at = text.indexOf("\n", at + 1)) {
    line++;
    start = at + 1;
  }
  return { line, column: end - start + 1 };
}
