// Walks over an HCL text: blanks, comments, words and operators. Newlines end an attribute, except within round and
// square brackets, so the scanner keeps track of which brackets are open.

/** What is wrong with a text and where. */
export class HclError extends Error {
  override readonly name = "HclError";
  constructor(message: string, readonly at: number, readonly end = at + 1) {
    super(message);
  }
}

const IDENTIFIER = /[\p{L}_][\p{L}\p{N}_-]*/uy;

/** A position in a text. */
export class Scanner {
  at = 0;
  /** Whether newlines count, by open bracket. */
  readonly #newlines: boolean[] = [true];

  constructor(readonly text: string) {}

  /** Runs `read` with newlines counting or not. */
  within<T>(hasNewlines: boolean, read: () => T): T {
    this.#newlines.push(hasNewlines);
    try {
      return read();
    } finally {
      this.#newlines.pop();
    }
  }

  /** Skips blanks and comments, and newlines where they do not count. */
  skip(): this {
    const blanks = this.#newlines.at(-1) ? BLANKS_OF_LINE : BLANKS;
    blanks.lastIndex = this.at;
    this.at += blanks.exec(this.text)![0].length;
    return this;
  }

  /** Skips blanks, comments and newlines. */
  skipLines(): this {
    BLANKS.lastIndex = this.at;
    this.at += BLANKS.exec(this.text)![0].length;
    return this;
  }

  atEnd(): boolean {
    return this.at >= this.text.length;
  }

  sees(text: string): boolean {
    return this.skip().text.startsWith(text, this.at);
  }

  /** Steps over `text` if it comes next. */
  take(text: string): boolean {
    if (!this.sees(text)) return false;
    this.at += text.length;
    return true;
  }

  /** Steps over a word that is not the start of a longer one. */
  takeWord(word: string): boolean {
    const before = this.skip().at;
    if (this.identifier() === word) return true;
    this.at = before;
    return false;
  }

  expect(text: string): void {
    if (!this.take(text)) this.fail(`expected "${text}"`);
  }

  /** The identifier that comes next, stepped over; undefined if there is none. */
  identifier(): string | undefined {
    this.skip();
    return this.match(IDENTIFIER)?.[0];
  }

  /** What a sticky expression matches here, stepped over. */
  match(expression: RegExp): RegExpExecArray | undefined {
    expression.lastIndex = this.at;
    const found = expression.exec(this.text) ?? undefined;
    if (found) this.at += found[0].length;
    return found;
  }

  fail(message: string, at = this.at): never {
    throw new HclError(message, at);
  }
}

const BLANKS_OF_LINE = /(?:[ \t\r]+|\/\*[^]*?\*\/|(?:#|\/\/)[^\n]*)*/y;
const BLANKS = /(?:\s+|\/\*[^]*?\*\/|(?:#|\/\/)[^\n]*)*/y;
