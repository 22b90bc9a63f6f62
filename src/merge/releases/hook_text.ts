// Texts of hooks, rendered when a hook runs or looked at before: in, a command or an argument and what happens; out,
// its text. Source of the data: Helmfile pkg/event/bus.go runHook, pkg/state/state.go triggerReleaseEvent.
import { Failure, lineAndColumn, type SourceText } from "../../diagnostics/diagnostic.ts";
import { embeddedSource } from "../embedded_source.ts";
import { isTemplateText, type RenderRequest } from "../session.ts";
import type { Hook, HookSubject, HookTemplateData, RenderedHookText } from "../state.ts";
import { sharedOf } from "../state_file.ts";
import { hookData } from "../template_data.ts";
import { copyValue } from "../values/values_merge.ts";

/** Renders one text of a hook; fails at the hook if it cannot be rendered. */
export function renderHookText(
  text: string,
  subject: HookSubject,
  event: HookTemplateData,
): RenderedHookText {
  if (!isTemplateText(text)) return { text, lineOf: (line) => line };
  const { session } = sharedOf(subject.file);
  return withLines(session.render(requestFor(text, subject, event)), text);
}

/**
 * What a text of a hook will be, before anything runs; undefined if that takes more than is known by then: what hooks
 * leave, what failed, what programs and stores of secrets answer. Fails where it cannot be rendered even so.
 */
export function previewHookText(
  text: string,
  subject: HookSubject,
  event: HookTemplateData,
): RenderedHookText | undefined {
  if (!isTemplateText(text)) return { text, lineOf: (line) => line };
  const { session } = sharedOf(subject.file);
  try {
    const rendered = session.preview(requestFor(text, subject, event));
    return rendered && !readsLaterData(text) ? withLines(rendered, text) : undefined;
  } catch (error) {
    if (error instanceof Failure && readsLaterData(text) && !isParseFailure(error)) return undefined;
    throw error;
  }
}

/** `.Hooks`, and `.Event.Error` in any way of getting there. */
function readsLaterData(text: string): boolean {
  return /\bHooks\b|\bEvent\b[^]*\bError\b|\.Event\s*[|)}]/.test(text);
}

function isParseFailure({ diagnostics }: Failure): boolean {
  return diagnostics.some(({ code }) => code === "gotmpl/parse");
}

function requestFor(
  text: string,
  { file, release, hook }: HookSubject,
  event: HookTemplateData,
): RenderRequest {
  const { data } = sharedOf(file);
  const argument = argumentOf(text, hook);
  const span = () => (argument === undefined ? undefined : hook.locateLine(argument, 1)) ?? hook.span();
  return {
    source: embeddedSource(text, { file: file.path, span }),
    data: hookData({ ...data, values: copyValue(data.values) }, { release: release?.spec, event }),
    dir: file.dir,
    stateDir: file.dir,
  };
}

function withLines(rendered: SourceText, text: string): RenderedHookText {
  return { text: rendered.text, lineOf: (line) => declaredLine(line, rendered, text) };
}

/** Where a rendered line came from: by its first character that is no blank, for trimming moves line ends. */
function declaredLine(line: number, { text, origin }: SourceText, declared: string): number {
  const lines = text.split("\n"), own = lines[line - 1];
  if (!origin || own === undefined) return line;
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return lineAndColumn(declared, origin.locate(start + own.search(/\S|$/)).start).line;
}

/** Which of the hook's texts it is; undefined for a variable, a folder or a condition. */
function argumentOf(text: string, { doc }: Hook): number | "script" | undefined {
  if (text === doc.script) return "script";
  if (text === doc.command) return -1;
  const index = doc.args?.indexOf(text) ?? -1;
  return index < 0 ? undefined : index;
}
