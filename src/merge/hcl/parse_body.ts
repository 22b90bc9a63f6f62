// An HCL values file: in, its text; out, its blocks. The grammar is HCL's native syntax (hashicorp/hcl hclsyntax
// spec), of which values files use blocks without labels.
import { parseExpression } from "./parse_expression.ts";
import { Scanner } from "./scanner.ts";
import type { Attribute, Block } from "./syntax.ts";

const BLOCKS = ["values", "locals"];

/** The blocks of a text; throws an HclError. */
export function parseBody(text: string): readonly Block[] {
  const scanner = new Scanner(text), blocks: Block[] = [];
  while (!scanner.skipLines().atEnd()) blocks.push(parseBlock(scanner));
  return blocks;
}

function parseBlock(scanner: Scanner): Block {
  const { at } = scanner;
  const name = scanner.identifier() ?? scanner.fail('expected a block, "values" or "locals"');
  if (!BLOCKS.includes(name)) {
    scanner.fail(`"${name}" is no block of a values file; there are "values" and "locals"`, at);
  }
  scanner.expect("{");
  const attributes: Attribute[] = [];
  for (;;) {
    if (scanner.skipLines().take("}")) return { name, attributes, at };
    attributes.push(parseAttribute(scanner));
  }
}

function parseAttribute(scanner: Scanner): Attribute {
  const { at } = scanner;
  const name = scanner.identifier() ?? scanner.fail("expected the name of a value");
  scanner.expect("=");
  const value = parseExpression(scanner);
  const isEnd = scanner.skip().atEnd() || scanner.sees("\n") || scanner.sees("}");
  if (!isEnd) scanner.fail("expected the end of the line");
  return { name, value, at };
}
