// A template's text, its helper files and data → the rendered text, each character of which leads back to the
// template (Helmfile pkg/tmpl: context_tmpl.go RenderTemplateToBuffer, context_funcs.go for include and tpl).
import type { SourceText } from "../diagnostics/diagnostic.ts";
import { quote } from "../go/quote.ts";
import type { Value } from "../go/value.ts";
import { isStackOverflow } from "./call.ts";
import { runDefinition } from "./compile.ts";
import { isFault, mainName, toFailure } from "./fault.ts";
import { newOutput, originOf, type Output } from "./output.ts";
import { readHelper, readTemplate } from "./parse_template.ts";
import { blame, type Deferral, type Run } from "./run.ts";
import { type Definition, isEmptyBody } from "./syntax.ts";
import type { CallContext, Rendered, RenderOptions } from "./template.ts";

/** Renders a text. Throws a Failure `gotmpl/parse` or `gotmpl/exec` with Go's words at their place. */
export function render(source: SourceText, options: RenderOptions): Rendered {
  let hasDeferred = false;
  const fields = new Set(options.deferredFields ?? []);
  const later = fields.size === 0
    ? undefined
    : { root: options.data, fields, note: () => hasDeferred = true };
  try {
    const { text, stretches } = renderText({ source, data: options.data, options, later, isNested: false });
    return { path: source.path, text, origin: originOf(source, stretches), hasDeferred };
  } catch (error) {
    throw isFault(error) ? toFailure(error) : error;
  }
}

interface Rendering {
  readonly source: SourceText;
  readonly data: Value;
  readonly options: RenderOptions;
  readonly later: Deferral | undefined;
  /** Whether a `tpl` asked for it: its text goes through functions, so nothing can be left for later in it. */
  readonly isNested: boolean;
}

function renderText(rendering: Rendering): Output {
  const { source, options, data } = rendering, definitions = collectDefinitions(source, options);
  const output = newOutput(), definition = definitions.get(mainName)!;
  const run = { ...newRun(rendering, definitions), definition, output };
  try {
    execute(run, { definition, data });
  } catch (error) {
    if (rendering.isNested || !isStackOverflow(error)) throw error;
    throw blame(run, "a value contains itself, or nests too deep to be printed or copied");
  }
  return output;
}

/** What a text can call: the helper files' templates, then its own. An empty one never replaces another. */
function collectDefinitions(source: SourceText, options: RenderOptions): Map<string, Definition> {
  const all = new Map<string, Definition>();
  const { functions, helpers = [] } = options;
  const templates = [
    ...helpers.map((helper) => readHelper(helper, functions)),
    readTemplate(source, functions),
  ];
  for (const { definitions } of templates) {
    for (const [name, definition] of definitions) {
      if (!all.has(name) || !isEmptyBody(definition.body)) all.set(name, definition);
    }
  }
  return all;
}

function newRun(rendering: Rendering, definitions: ReadonlyMap<string, Definition>): Run {
  const { options, later, isNested, source } = rendering;
  const mostIncludes = newCounter();
  const context: CallContext = {
    include: (name, data) => mostIncludes(name, () => include(run, { name, data, source })),
    tpl: (text, data) => {
      const inner = { path: source.path, text };
      return renderText({ source: inner, data, options, later, isNested: true }).text;
    },
  };
  const run: Run = {
    functions: options.functions,
    definitions,
    context,
    deferral: later,
    writesDeferred: !isNested,
    definition: definitions.get(mainName)!,
    node: undefined,
    output: newOutput(),
    dot: null,
    isDotBoxed: false,
    variables: [],
    depth: 0,
  };
  return run;
}

function execute(run: Run, { definition, data }: { definition: Definition; data: Value }): void {
  run.dot = data ?? undefined;
  run.variables = [{ name: "$", value: run.dot, isBoxed: false }];
  runDefinition(run, definition);
}

/** A template of a helper file waits as a whole with the action that includes it: later stages know it too. */
function include(
  run: Run,
  { name, data, source }: { name: string; data: Value; source: SourceText },
): string {
  const definition = run.definitions.get(name);
  if (!definition) {
    throw new Error(`template: no template ${quote(name)} associated with template ${quote(mainName)}`);
  }
  const output = newOutput(), writesDeferred = run.writesDeferred && definition.source === source;
  execute({ ...run, definition, output, writesDeferred }, { definition, data });
  return output.text;
}

const mostNested = 1000;

/** Counts the nested calls of each name, and fails beyond Helmfile's limit or where the stack ends before. */
function newCounter(): (name: string, action: () => string) => string {
  const nested = new Map<string, number>();
  return (name, action) => {
    const count = nested.get(name) ?? 0;
    if (count > mostNested) throw endless(name);
    nested.set(name, count + 1);
    try {
      return action();
    } catch (error) {
      throw isStackOverflow(error) ? endless(name) : error;
    } finally {
      nested.set(name, count);
    }
  };
}

function endless(name: string): Error {
  return new Error(`rendering template has a nested reference name: ${name}: unable to execute template`);
}
