// The end of a scan at a mistake. Apart because the scanner and the grammar both throw it and only the judge reads it.
import type { Mark } from "./cursor.ts";

/** Where and why go-yaml gives a text up. */
export class SyntaxStop extends Error {
  override readonly name = "SyntaxStop";

  /**
   * @param by the scanner counts lines from 1, the grammar from 0 (go-yaml v3 decode.go fail)
   * @param context where the enclosing node began; its line is named unless it is the first
   */
  constructor(
    message: string,
    readonly by: "scanner" | "grammar",
    readonly place: { readonly problem: Mark; readonly context?: Mark },
  ) {
    super(message);
  }

  /** The line that go-yaml names; 0 if it names none. */
  get goLine(): number {
    const line = this.place.context?.line || this.place.problem.line;
    return line === 0 ? 0 : line + (this.by === "scanner" ? 1 : 0);
  }
}
