// HCL templates, quoted or as heredocs: in, a scanner behind the opening quote; out, texts, interpolations and
// directives. Apart from expressions, which they hold and are held by.
import { parseForIntro } from "./for_intro.ts";
import { Scanner } from "./scanner.ts";
import type { Expression, TemplatePart } from "./syntax.ts";

type ParseExpression = (scanner: Scanner) => Expression;

/** Parses up to the closing quote, which is stepped over. */
export function parseQuoted(scanner: Scanner, parse: ParseExpression): readonly TemplatePart[] {
  const reader = {
    scanner,
    parse,
    text: () => quotedText(scanner),
    isEnd: () => scanner.text[scanner.at] === '"',
  };
  const parts = readParts(reader, []).parts;
  scanner.at++;
  return parts;
}

/** Parses `<<END` or `<<-END` up to the line of its end; the latter takes the common indentation away. */
export function parseHeredoc(scanner: Scanner, parse: ParseExpression): readonly TemplatePart[] {
  const [, dash, name] = scanner.match(/<<(-?)([\p{L}_][\p{L}\p{N}_-]*)\r?\n/uy) ??
    scanner.fail("expected the name of a heredoc and the end of the line");
  const end = new RegExp(`^[ \\t]*${name}(?=\\r?$)`, "m");
  const rest = scanner.text.slice(scanner.at), found = end.exec(rest);
  if (!found) return scanner.fail(`the heredoc lacks its closing ${name}`);
  const body = rest.slice(0, found.index);
  scanner.at += found.index + found[0].length;
  const inner = new Scanner(dash ? unindent(body) : body);
  return readParts({ scanner: inner, parse, text: () => plainText(inner), isEnd: () => inner.atEnd() }, [])
    .parts;
}

interface Reader {
  readonly scanner: Scanner;
  readonly parse: ParseExpression;
  /** Literal text up to the next sequence. */
  text(): string;
  isEnd(): boolean;
}

interface Parts {
  readonly parts: readonly TemplatePart[];
  /** The directive that ended them: "else", "endif", "endfor". */
  readonly closing: string | undefined;
}

function readParts(reader: Reader, closings: readonly string[]): Parts {
  const { scanner } = reader, parts: TemplatePart[] = [];
  let trimsNext = false;
  const add = (part: TemplatePart) => {
    parts.push(typeof part === "string" && trimsNext ? part.trimStart() : part);
    trimsNext = false;
  };
  while (!reader.isEnd()) {
    if (scanner.atEnd()) scanner.fail("the text lacks its closing quote");
    const opening = scanner.match(/[$%]\{~?/y)?.[0];
    if (opening === undefined) {
      add(reader.text());
      continue;
    }
    if (opening.endsWith("~")) trimLast(parts);
    const found = scanner.within(false, () => readSequence(reader, opening, closings));
    if ("closing" in found) return { parts, closing: found.closing };
    add(found.part);
    trimsNext = scanner.text.slice(0, scanner.at).endsWith("~}");
  }
  if (closings.length > 0) scanner.fail(`expected ${closings.map((word) => `%{ ${word} }`).join(" or ")}`);
  return { parts, closing: undefined };
}

type Sequence = { readonly part: TemplatePart } | { readonly closing: string };

function readSequence(reader: Reader, opening: string, closings: readonly string[]): Sequence {
  const { scanner, parse } = reader;
  if (opening.startsWith("$")) {
    const of = parse(scanner);
    closeSequence(scanner);
    return { part: { type: "interpolation", of } };
  }
  if (scanner.takeWord("if")) return { part: readIf(reader) };
  if (scanner.takeWord("for")) return { part: readFor(reader) };
  const closing = closings.find((word) => scanner.takeWord(word)) ?? scanner.fail("expected if or for");
  closeSequence(scanner);
  return { closing };
}

function readIf(reader: Reader): TemplatePart {
  const test = reader.parse(reader.scanner);
  closeSequence(reader.scanner);
  const yes = readParts(reader, ["else", "endif"]);
  const no = yes.closing === "else" ? readParts(reader, ["endif"]).parts : [];
  return { type: "if", test, yes: yes.parts, no };
}

function readFor(reader: Reader): TemplatePart {
  const { scanner } = reader;
  const { names, over } = parseForIntro(scanner, reader.parse);
  closeSequence(scanner);
  return { type: "for", names, over, body: readParts(reader, ["endfor"]).parts };
}

function closeSequence(scanner: Scanner): void {
  scanner.take("~");
  scanner.expect("}");
}

function trimLast(parts: TemplatePart[]): void {
  const last = parts.at(-1);
  if (typeof last === "string") parts[parts.length - 1] = last.trimEnd();
}

const ESCAPES: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", '"': '"', "\\": "\\" };

function quotedText(scanner: Scanner): string {
  const [text] =
    scanner.match(/(?:\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\.|\$\$\{|%%\{|[$%](?!\{)|[^"\\$%\n])+/y) ??
      scanner.fail("expected the closing quote");
  return text.replace(
    /\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\(.)|([$%])\4\{/g,
    (whole, short, long, char, doubled) => {
      if (short ?? long) return String.fromCodePoint(parseInt(short ?? long, 16));
      if (doubled) return `${doubled}{`;
      return ESCAPES[char] ?? scanner.fail(`"${whole}" is no escape sequence`);
    },
  );
}

function plainText(scanner: Scanner): string {
  const [text] = scanner.match(/(?:\$\$\{|%%\{|[$%](?!\{)|[^$%])+/y)!;
  return text.replace(/([$%])\1\{/g, "$1{");
}

function unindent(body: string): string {
  const depths = body.split("\n").filter((line) => line.trim() !== "").map((line) =>
    /^[ \t]*/.exec(line)![0].length
  );
  const depth = depths.length > 0 ? Math.min(...depths) : 0;
  return body.replace(new RegExp(`^[ \\t]{${depth}}`, "gm"), "");
}
