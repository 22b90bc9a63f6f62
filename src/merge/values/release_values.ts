// The values files of a release: in, a resolved release; out, the texts for helm in order, templates rendered, vals
// references expanded, secrets decrypted; nothing is written. Source: Helmfile pkg/state/state.go
// generateVanillaValuesFiles, generateSecretValuesFiles, RenderReleaseValuesFileToBytes.
import { dirname } from "node:path";
import { type Diagnostic, fail, Failure, type SourceText, type Span } from "../../diagnostics/diagnostic.ts";
import { displayPath } from "../../files/read.ts";
import { isMap, type Value } from "../../go/value.ts";
import { parseYaml } from "../../yaml/parse.ts";
import { printYaml } from "../../yaml/print.ts";
import { decryptFile, decryptText } from "./helm_secrets.ts";
import { previewHookText, renderHookText } from "../releases/hook_text.ts";
import { attempt, failIfAny } from "../problems.ts";
import { isTemplateText } from "../session.ts";
import { setArguments } from "./set_arguments.ts";
import type { HookOutputs, PatchKey, Release, ReleaseRenderer, RenderedValues } from "../state.ts";
import { sharedOf } from "../state_file.ts";
import { releaseData } from "../template_data.ts";
import { type MissingFileHandler, resolveFile } from "./value_files.ts";
import { expandReferences, mentionsReference } from "../vals/expand_references.ts";
import { decryptedTexts, notingLookup } from "../vals/secret_texts.ts";
import { copyValue } from "./values_merge.ts";

/** Renders the texts of any release or hook of a loaded state. */
export function releaseRenderer(): ReleaseRenderer {
  return {
    values: releaseValues,
    asksForOutputs,
    patches: releasePatches,
    setArguments,
    hookText: renderHookText,
    hookPreview: previewHookText,
    secrets: (file) => [...sharedOf(file).session.fetched],
  };
}

/**
 * The values files of a release, then its secrets; fails with every one that cannot be had. Templates among them see
 * what hooks left: `.Hooks.NAME.Outputs`.
 */
export function releaseValues(release: Release, outputs?: HookOutputs): readonly RenderedValues[] {
  const problems: Diagnostic[] = [];
  const entries = (release.spec.values ?? []).flatMap((entry, i) =>
    attempt(problems, () => valuesOf(entry as Entry, { release, path: ["values", i], outputs })) ?? []
  );
  const secrets = (release.spec.secrets ?? []).flatMap((entry, i) =>
    attempt(problems, () => secretsOf(entry as Entry, release, ["secrets", i])) ?? []
  );
  failIfAny(problems);
  return [...entries, ...secrets];
}

/** The patches or transformers of a release, as texts; fails with every one that cannot be had. */
function releasePatches(release: Release, key: PatchKey): readonly RenderedValues[] {
  const problems: Diagnostic[] = [];
  const entries = (release.spec[key] ?? []).flatMap((entry, i) =>
    attempt(problems, () => valuesOf(entry as Entry, { release, path: [key, i] })) ?? []
  );
  failIfAny(problems);
  return entries;
}

type Entry = string | Exclude<Value, string>;
type EntryPath = readonly [string, number];

interface EntryPlace {
  readonly release: Release;
  readonly path: EntryPath;
  readonly outputs?: HookOutputs | undefined;
}

function valuesOf(entry: Entry, { release, path, outputs }: EntryPlace): readonly RenderedValues[] {
  if (typeof entry !== "string") return [inlineValues(entry, release, path)];
  const secrets: string[] = [];
  return filesOf(entry, { release, path }, secrets).map((file) => {
    const source = sharedOf(release.file).session.read(file, () => release.spanOf(path));
    return finish(source, { release, path, file, secrets: [], outputs });
  });
}

function filesOf(entry: string, { release, path }: EntryPlace, secrets: string[]): readonly string[] {
  const { session } = sharedOf(release.file), { dir } = release.file;
  const written = prefixedPath(entry, release);
  const name = mentionsReference(written) ? expand(written, { release, path, secrets }) : written;
  const place = () => release.spanOf(path);
  return resolveFile(String(name), session, { ...fileRules(release, "values"), dir, place });
}

/** Whether a template among its values files reads `.Hooks`: then it can only be rendered when the hooks have run. */
function asksForOutputs(release: Release): boolean {
  const { session } = sharedOf(release.file);
  return (release.spec.values ?? []).some((entry, i) => {
    if (typeof entry !== "string" || !/gotmpl|[*?[]/.test(entry)) return false;
    // What cannot be found is told when the values are rendered.
    const files = attempt([], () => filesOf(entry, { release, path: ["values", i] }, [])) ?? [];
    return files.some((file) => file.endsWith(".gotmpl") && /\.Hooks\b/.test(session.read(file).text));
  });
}

function inlineValues(values: Value, release: Release, path: EntryPath): RenderedValues {
  const origin = `${path[0]}[${path[1]}]`, text = printYaml(values);
  const secrets: string[] = [];
  if (!mentionsReference(text)) return { origin, text, secrets };
  return { origin, text: printYaml(expand(values, { release, path, secrets })), secrets };
}

function secretsOf(entry: Entry, release: Release, path: EntryPath): readonly RenderedValues[] {
  const { session } = sharedOf(release.file), { dir, helmBinary } = release.file;
  const options = { helmBinary, span: release.spanOf(path) };
  if (typeof entry !== "string") {
    const text = decryptText(printYaml(entry), session, options);
    return [{ origin: `${path[0]}[${path[1]}]`, text, secrets: decryptedTexts(text) }];
  }
  const place = () => options.span;
  const found = resolveFile(prefixedPath(entry, release), session, {
    ...fileRules(release, "secrets"),
    dir,
    place,
  });
  return found.map((file) => {
    const source = { path: displayPath(file, session.system), text: decryptFile(file, session, options) };
    return finish(source, { release, path, file, secrets: decryptedTexts(source.text) });
  });
}

interface ValuesFile {
  readonly release: Release;
  readonly path: EntryPath;
  /** Absolute. */
  readonly file: string;
  /** What is known to be secret in it. */
  readonly secrets: readonly string[];
  readonly outputs?: HookOutputs | undefined;
}

function finish(source: SourceText, { release, path, file, secrets, outputs }: ValuesFile): RenderedValues {
  const { session, data } = sharedOf(release.file), { dir } = release.file;
  const isTemplate = file.endsWith(".gotmpl") && isTemplateText(source.text);
  const rendered: SourceText = isTemplate
    ? session.render({
      source,
      // Functions such as set change maps in place: a release must not see what another one's file did.
      data: releaseData(release.spec, { ...data, values: copyValue(data.values), outputs }),
      dir: dirname(file),
      stateDir: dir,
    })
    : source;
  if (!mentionsReference(rendered.text)) return { origin: source.path, text: rendered.text, secrets };
  // Helmfile evaluates a file only if it mentions a reference, and prints it anew.
  const document = parseYaml(rendered.text, { source: rendered });
  const found = [...secrets];
  const expanded = isMap(document) ? expand(document, { release, path, secrets: found }) : document;
  return { origin: source.path, text: printYaml(expanded), secrets: found };
}

interface Expansion {
  readonly release: Release;
  readonly path: EntryPath;
  /** Gets what references led to. */
  readonly secrets: string[];
}

function expand(value: Value, { release, path, secrets }: Expansion): Value {
  const { session } = sharedOf(release.file);
  try {
    return expandReferences(
      value,
      notingLookup(session.lookup(release.file.dir), (text) => secrets.push(text)),
    );
  } catch (error) {
    if (error instanceof Failure || !(error instanceof Error)) throw error;
    return fail(
      "values/reference",
      `Cannot resolve a reference of release "${release.name}": ${error.message}`,
      {
        ...withSpan(release.spanOf(path)),
      },
    );
  }
}

function withSpan(span: Span | undefined): { readonly span?: Span } {
  return span ? { span } : {};
}

/** A path of values or secrets with the prefix that the release gives to all of them. */
export function prefixedPath(path: string, { spec }: Release): string {
  return (spec.valuesPathPrefix ?? "") + path;
}

/** What becomes of missing files of a release; of secrets, the file says nothing (Helmfile generateSecretValuesFiles). */
export function fileRules({ spec, file }: Release, kind: "values" | "secrets"): {
  readonly kind: "values" | "secrets";
  readonly handler: MissingFileHandler | undefined;
  readonly ignoreMissingGitBranch: boolean | undefined;
} {
  const config = spec.missingFileHandlerConfig ?? file.doc.missingFileHandlerConfig;
  return {
    kind,
    handler: spec.missingFileHandler ?? (kind === "values" ? file.doc.missingFileHandler : undefined),
    ignoreMissingGitBranch: config?.ignoreMissingGitBranch,
  };
}
