// A place in a YAML text that only moves forward, and what stands there. Apart because what is a break, a blank or the
// end of the text decides every rule of the scanner. Source: go-yaml v3 yamlprivateh.go, readerc.go.

/** A place; `line` and `column` count from 0. */
export interface Mark {
  readonly at: number;
  readonly line: number;
  readonly column: number;
}

/** Reads a text from its beginning to its end. */
export class Cursor {
  #at = 0;
  #line = 0;
  #column = 0;

  constructor(readonly text: string) {}

  get at(): number {
    return this.#at;
  }

  get column(): number {
    return this.#column;
  }

  mark(): Mark {
    return { at: this.#at, line: this.#line, column: this.#column };
  }

  /** The character here, or so far ahead; "" behind the end. */
  peek(ahead = 0): string {
    return this.text[this.#at + ahead] ?? "";
  }

  isEnd(ahead = 0): boolean {
    return this.#at + ahead >= this.text.length;
  }

  isBlank(ahead = 0): boolean {
    const char = this.peek(ahead);
    return char === " " || char === "\t";
  }

  isBreak(ahead = 0): boolean {
    return /^[\r\n\x85\u2028\u2029]$/.test(this.peek(ahead));
  }

  isBreakOrEnd(ahead = 0): boolean {
    return this.isEnd(ahead) || this.isBreak(ahead);
  }

  isBlankOrEnd(ahead = 0): boolean {
    return this.isBlank(ahead) || this.isBreakOrEnd(ahead);
  }

  /** Whether a line begins here with `---` or `...` and nothing right behind it. */
  isDocumentMarker(): boolean {
    if (this.#column !== 0 || !this.isBlankOrEnd(3)) return false;
    return this.text.startsWith("---", this.#at) || this.text.startsWith("...", this.#at);
  }

  /** Passes characters of a line. */
  skip(count = 1): void {
    this.#at += count;
    this.#column += count;
  }

  /** Passes a line break. */
  skipBreak(): void {
    this.#at += this.text.startsWith("\r\n", this.#at) ? 2 : 1;
    this.#line++;
    this.#column = 0;
  }

  skipWhile(pattern: RegExp): void {
    while (!this.isEnd() && pattern.test(this.peek())) this.skip();
  }

  skipToBreak(): void {
    while (!this.isBreakOrEnd()) this.skip();
  }

  /** Ends a last line that has no line break, as go-yaml does before it reports the end. */
  endLine(): void {
    if (this.#column === 0) return;
    this.#column = 0;
    this.#line++;
  }
}
