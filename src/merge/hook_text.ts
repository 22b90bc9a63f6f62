// Texts of hooks, rendered when a hook runs: in, a command or an argument and what happens; out, its text.
// Source of the data: Helmfile pkg/event/bus.go runHook, pkg/state/state.go triggerReleaseEvent.
import { lineAndColumn, type SourceText } from "../diagnostics/diagnostic.ts";
import { embeddedSource } from "./release_templates.ts";
import { isTemplateText } from "./session.ts";
import type { Hook, HookTemplateData, Release, RenderedHookText, StateFile } from "./state.ts";
import { sharedOf } from "./state_file.ts";
import { hookData } from "./template_data.ts";
import { copyValue } from "./values_merge.ts";

/** What a hook belongs to; no release for a file's hook. */
export interface HookSubject {
  readonly file: StateFile;
  readonly release?: Release;
  readonly hook: Hook;
}

/** Renders one text of a hook; fails at the hook if it cannot be rendered. */
export function renderHookText(
  text: string,
  subject: HookSubject,
  event: HookTemplateData,
): RenderedHookText {
  if (!isTemplateText(text)) return { text, lineOf: (line) => line };
  const { file, release, hook } = subject;
  const { session, data } = sharedOf(file);
  const argument = argumentOf(text, hook);
  const span = () => (argument === undefined ? undefined : hook.locateLine(argument, 1)) ?? hook.span();
  const rendered = session.render({
    source: embeddedSource(text, { file: file.path, span }),
    data: hookData({ ...data, values: copyValue(data.values) }, { release: release?.spec, event }),
    dir: file.dir,
    stateDir: file.dir,
  });
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
