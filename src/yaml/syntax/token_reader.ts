// YAML text → tokens, with the block structure that indentation means. Apart from the grammar because what a colon or a
// dash is depends on columns and on how far the scanner has looked ahead. Source: go-yaml v3 scannerc.go
// yaml_parser_fetch_next_token and what it calls.
import { Cursor, type Mark } from "./cursor.ts";
import { type Directive, scanDirective, scanTag, skipAnchor } from "./scan_property.ts";
import { skipBlockScalar, skipPlainScalar, skipQuotedScalar } from "./scan_scalar.ts";
import { SyntaxStop } from "./syntax_stop.ts";

/** What a token is; "block end" and the like stand for indentation. */
export type TokenKind =
  | "directive"
  | "document start"
  | "document end"
  | "block sequence"
  | "block mapping"
  | "block end"
  | "flow start"
  | "flow end"
  | "flow entry"
  | "block entry"
  | "key"
  | "value"
  | "alias"
  | "anchor"
  | "tag"
  | "scalar"
  | "end";

/** A token; brackets carry their character, tags the handle that must be declared. */
export interface Token {
  readonly kind: TokenKind;
  readonly start: Mark;
  readonly bracket?: string;
  readonly handle?: string;
  readonly directive?: Directive;
}

/** Where a key without `?` may have begun: known only once its colon is found. */
interface PossibleKey {
  /** Counts from the first token of the text. */
  readonly token: number;
  readonly isRequired: boolean;
  readonly mark: Mark;
}

/** A key without `?` ends on its line and within so many characters. */
const MAX_KEY_LENGTH = 1024;

/** Gives the tokens of a text one by one; throws `SyntaxStop` at the first that is none. */
export class TokenReader {
  readonly #cursor: Cursor;
  readonly #queue: Token[] = [];
  readonly #indents: number[] = [];
  /** One for the block level and for each open bracket. */
  readonly #keys: (PossibleKey | undefined)[] = [undefined];
  #taken = 0;
  #indent = -1;
  #mayBeginKey = true;

  constructor(text: string) {
    this.#cursor = new Cursor(text);
  }

  /** The next token. */
  peek(): Token {
    // So far ahead go-yaml looks, and meets mistakes there before those of the grammar.
    while (this.#queue.length <= 2 || this.#isNextPossibleKey()) this.#fetch();
    return this.#queue[0]!;
  }

  /** The next token, which is thereby read. */
  take(): Token {
    const token = this.peek();
    this.#queue.shift();
    this.#taken++;
    return token;
  }

  get #isInFlow(): boolean {
    return this.#keys.length > 1;
  }

  #isNextPossibleKey(): boolean {
    const index = this.#keys.findIndex((key) => key?.token === this.#taken);
    return index >= 0 && this.#liveKey(index) !== undefined;
  }

  /** A possible key, if its line and length still allow it. */
  #liveKey(index: number): PossibleKey | undefined {
    const key = this.#keys[index];
    if (!key) return undefined;
    const { at, line } = this.#cursor.mark();
    if (key.mark.line >= line && key.mark.at + MAX_KEY_LENGTH >= at) return key;
    if (key.isRequired) this.#fail("could not find expected ':'", key.mark);
    this.#keys[index] = undefined;
    return undefined;
  }

  #fetch(): void {
    this.#skipToToken();
    const cursor = this.#cursor;
    this.#unroll(cursor.column);
    if (cursor.isEnd()) return this.#fetchEnd();
    if (cursor.column === 0 && cursor.peek() === "%") return this.#fetchDirective();
    if (cursor.isDocumentMarker()) return this.#fetchDocumentMarker();
    const char = cursor.peek();
    if (char === "[" || char === "{") return this.#fetchFlowStart(char);
    if (char === "]" || char === "}") return this.#fetchFlowEnd(char);
    if (char === ",") return this.#fetchIndicator("flow entry", true);
    if (char === "-" && cursor.isBlankOrEnd(1)) return this.#fetchBlockEntry();
    if (char === "?" && (this.#isInFlow || cursor.isBlankOrEnd(1))) return this.#fetchKey();
    if (char === ":" && (this.#isInFlow || cursor.isBlankOrEnd(1))) return this.#fetchValue();
    this.#fetchContent(char);
  }

  #fetchContent(char: string): void {
    const cursor = this.#cursor;
    if (char === "*" || char === "&") {
      return this.#fetchNode(char === "*" ? "alias" : "anchor", () => skipAnchor(cursor));
    }
    if (char === "!") return this.#fetchTag();
    if ((char === "|" || char === ">") && !this.#isInFlow) return this.#fetchBlockScalar();
    if (char === "'" || char === '"') return this.#fetchNode("scalar", () => skipQuotedScalar(cursor));
    if (this.#beginsPlain(char)) return this.#fetchPlain();
    this.#fail("found character that cannot start any token", cursor.mark());
  }

  #beginsPlain(char: string): boolean {
    if (char === "-") return !this.#cursor.isBlank(1);
    if (char === "?" || char === ":") return !this.#isInFlow && !this.#cursor.isBlankOrEnd(1);
    return !this.#cursor.isBlankOrEnd() && !/[,[\]{}#&*!|>'"%@`]/.test(char);
  }

  /** Tabs separate tokens, but they indent none. */
  #skipToToken(): void {
    const cursor = this.#cursor;
    for (;;) {
      if (cursor.column === 0 && cursor.peek() === "\ufeff") cursor.skip();
      cursor.skipWhile(this.#isInFlow || !this.#mayBeginKey ? /[ \t]/ : / /);
      if (cursor.peek() === "#") cursor.skipToBreak();
      if (!cursor.isBreak()) return;
      cursor.skipBreak();
      if (!this.#isInFlow) this.#mayBeginKey = true;
    }
  }

  #fetchEnd(): void {
    this.#cursor.endLine();
    this.#unroll(-1);
    this.#dropKey();
    this.#mayBeginKey = false;
    this.#push("end");
  }

  #fetchDirective(): void {
    this.#unroll(-1);
    this.#dropKey();
    this.#mayBeginKey = false;
    const start = this.#cursor.mark();
    const directive = scanDirective(this.#cursor);
    this.#queue.push({ kind: "directive", start, directive });
  }

  #fetchDocumentMarker(): void {
    this.#unroll(-1);
    this.#dropKey();
    this.#mayBeginKey = false;
    this.#push(this.#cursor.peek() === "-" ? "document start" : "document end");
    this.#cursor.skip(3);
  }

  #fetchFlowStart(bracket: string): void {
    this.#saveKey();
    this.#keys.push(undefined);
    this.#mayBeginKey = true;
    this.#queue.push({ kind: "flow start", start: this.#cursor.mark(), bracket });
    this.#cursor.skip();
  }

  #fetchFlowEnd(bracket: string): void {
    this.#dropKey();
    if (this.#isInFlow) this.#keys.pop();
    this.#mayBeginKey = false;
    this.#queue.push({ kind: "flow end", start: this.#cursor.mark(), bracket });
    this.#cursor.skip();
  }

  #fetchIndicator(kind: TokenKind, mayBeginKey: boolean): void {
    this.#dropKey();
    this.#mayBeginKey = mayBeginKey;
    this.#push(kind);
    this.#cursor.skip();
  }

  #fetchBlockEntry(): void {
    this.#beginBlock("block sequence", "block sequence entries are not allowed in this context");
    this.#fetchIndicator("block entry", true);
  }

  #fetchKey(): void {
    this.#beginBlock("block mapping", "mapping keys are not allowed in this context");
    this.#fetchIndicator("key", !this.#isInFlow);
  }

  #fetchValue(): void {
    const index = this.#keys.length - 1;
    const key = this.#liveKey(index);
    if (key) {
      const place = key.token - this.#taken;
      this.#queue.splice(place, 0, { kind: "key", start: key.mark });
      this.#roll("block mapping", key.mark, place);
      this.#keys[index] = undefined;
      this.#mayBeginKey = false;
    } else {
      this.#beginBlock("block mapping", "mapping values are not allowed in this context");
      this.#mayBeginKey = !this.#isInFlow;
    }
    this.#push("value");
    this.#cursor.skip();
  }

  #fetchNode(kind: TokenKind, skip: () => void): void {
    this.#saveKey();
    this.#mayBeginKey = false;
    const start = this.#cursor.mark();
    skip();
    this.#queue.push({ kind, start });
  }

  #fetchTag(): void {
    this.#saveKey();
    this.#mayBeginKey = false;
    const start = this.#cursor.mark();
    const handle = scanTag(this.#cursor);
    this.#queue.push({ kind: "tag", start, handle });
  }

  #fetchBlockScalar(): void {
    this.#dropKey();
    this.#mayBeginKey = true;
    const start = this.#cursor.mark();
    skipBlockScalar(this.#cursor, this.#indent);
    this.#queue.push({ kind: "scalar", start });
  }

  #fetchPlain(): void {
    const context = { indent: this.#indent, isInFlow: this.#isInFlow };
    this.#fetchNode("scalar", () => {
      if (skipPlainScalar(this.#cursor, context)) this.#mayBeginKey = true;
    });
  }

  #push(kind: TokenKind): void {
    this.#queue.push({ kind, start: this.#cursor.mark() });
  }

  #saveKey(): void {
    if (!this.#mayBeginKey) return;
    this.#dropKey();
    const mark = this.#cursor.mark();
    const isRequired = !this.#isInFlow && this.#indent === mark.column;
    this.#keys[this.#keys.length - 1] = { token: this.#taken + this.#queue.length, isRequired, mark };
  }

  #dropKey(): void {
    const key = this.#keys.at(-1);
    if (key?.isRequired) this.#fail("could not find expected ':'", key.mark);
    this.#keys[this.#keys.length - 1] = undefined;
  }

  #beginBlock(kind: TokenKind, refusal: string): void {
    if (this.#isInFlow) return;
    const mark = this.#cursor.mark();
    if (!this.#mayBeginKey) this.#fail(refusal, mark);
    this.#roll(kind, mark, this.#queue.length);
  }

  /** Opens a block collection if the column is deeper than the innermost. */
  #roll(kind: TokenKind, mark: Mark, place: number): void {
    if (this.#isInFlow || this.#indent >= mark.column) return;
    this.#indents.push(this.#indent);
    this.#indent = mark.column;
    this.#queue.splice(place, 0, { kind, start: mark });
  }

  /** Closes the block collections that are deeper than the column. */
  #unroll(column: number): void {
    if (this.#isInFlow) return;
    while (this.#indent > column) {
      this.#push("block end");
      this.#indent = this.#indents.pop()!;
    }
  }

  #fail(message: string, context: Mark): never {
    throw new SyntaxStop(message, "scanner", { problem: this.#cursor.mark(), context });
  }
}
