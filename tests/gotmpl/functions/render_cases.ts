// Registers one test per template: the text as a user writes it, and what it renders to or fails with.
import assert from "node:assert/strict";
import { Failure } from "../../../src/diagnostics/diagnostic.ts";
import { isMap, type Value } from "../../../src/go/value.ts";
import { formatGoError } from "../../../src/gotmpl/fault.ts";
import { templateFunctions } from "../../../src/gotmpl/functions/all.ts";
import type { TemplateWorld } from "../../../src/gotmpl/functions/world.ts";
import { render } from "../../../src/gotmpl/render.ts";
import { parseYaml } from "../../../src/yaml/parse.ts";
import { printYaml } from "../../../src/yaml/print.ts";
import { fixedWorld } from "./call.ts";

/** What a template renders to; `error` is the cause Go names, after the place. */
export type Expected = string | { readonly error: string };

/** The data and the world of some templates. */
export interface Surroundings {
  /** A YAML mapping. */
  readonly data?: string;
  readonly world?: Partial<TemplateWorld>;
}

/** Tests every template of a table. */
export function testRenders(cases: Readonly<Record<string, Expected>>, around: Surroundings = {}): void {
  for (const [template, expected] of Object.entries(cases)) {
    Deno.test(`${template} renders`, () => assert.deepEqual(rendered(template, around), expected));
  }
}

function parseGoYaml(text: string): Value {
  return parseYaml(text, { keys: "go" });
}

/** The text of a template, or the cause of its failure. */
export function rendered(template: string, { data = "", world = {} }: Surroundings = {}): Expected {
  const value = parseGoYaml(data);
  const functions = templateFunctions(fixedWorld({ parseYaml: parseGoYaml, printYaml, ...world }));
  try {
    return render({ path: "t.gotmpl", text: template }, { data: isMap(value) ? value : {}, functions }).text;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const line = formatGoError(error) ?? error.message;
    return { error: line.split(">: ").at(-1)!.replace(/^error calling \w+: /, "") };
  }
}
