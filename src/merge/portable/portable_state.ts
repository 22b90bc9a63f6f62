// A state file for Helmfile: in, a loaded file; out, the same with hooks that Helmfile can run, and a warning for
// everything it will not do.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { HookDefaultsDoc } from "../../helmfile/hook_schema.ts";
import type { HookDoc } from "../../helmfile/hook_schema.ts";
import type { HelmDefaultsDoc, ReleaseDoc } from "../../helmfile/release_schema.ts";
import { withHookDefaults } from "../releases/hook_defaults.ts";
import { portHook } from "./portable_hook.ts";
import type { Hook, Release, StateFile } from "../state.ts";

/** A file without keys that only we know. */
export interface PortedFile {
  readonly file: StateFile;
  readonly warnings: readonly Diagnostic[];
}

/** Puts the hooks of a file, of its releases and of its templates in Helmfile's words. */
export function portStateFile(file: StateFile): PortedFile {
  const { doc } = file;
  const defaults = doc.helmDefaults?.hooks;
  const templates = doc.templates &&
    Object.fromEntries(
      Object.entries(doc.templates).map(([name, template]) => [name, portRelease(template, defaults)]),
    );
  const ported: StateFile = {
    ...file,
    doc: { ...doc, ...doc.hooks && { hooks: portHooks(doc.hooks, defaults) }, ...templates && { templates } },
    releases: file.releases.map((release) => ({ ...release, spec: portRelease(release.spec, defaults) })),
    helmDefaults: withoutHooks(file.helmDefaults),
  };
  return { file: ported, warnings: distinct([file, ...file.releases].flatMap(warningsOf)) };
}

function portRelease<R extends ReleaseDoc>(release: R, defaults: HookDefaultsDoc | undefined): R {
  return release.hooks ? { ...release, hooks: portHooks(release.hooks, defaults) } : release;
}

function portHooks(hooks: readonly HookDoc[], defaults: HookDefaultsDoc | undefined): HookDoc[] {
  return hooks.map((hook) => portHook(withHookDefaults(hook, defaults)).hook);
}

/** Each hook has them by now. */
function withoutHooks({ hooks: _, ...defaults }: HelmDefaultsDoc): HelmDefaultsDoc {
  return defaults;
}

function warningsOf({ hooks }: StateFile | Release): readonly Diagnostic[] {
  return hooks.flatMap((hook) =>
    portHook(hook.doc).lost.map((claim): Diagnostic => {
      const span = hook.span();
      return {
        code: "hook/not-portable",
        severity: "warning",
        message: `Cannot say all of hook "${nameOf(hook)}" to Helmfile: it ${claim}`,
        ...span && { span },
      };
    })
  );
}

function nameOf({ doc, index }: Hook): string {
  return doc.name ?? doc.command ?? `hooks[${index}]`;
}

/** Releases that inherit a hook all have it. */
function distinct(warnings: readonly Diagnostic[]): readonly Diagnostic[] {
  const keyOf = ({ message, span }: Diagnostic) => `${span?.source.path}:${span?.start}:${message}`;
  return [...new Map(warnings.map((warning) => [keyOf(warning), warning])).values()];
}
