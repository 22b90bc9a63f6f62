// The environment of one part: in, the part's `environments:` and `values:` and what earlier parts resolved; out, the
// layers that later parts and templates see. Source: Helmfile pkg/state/create.go LoadEnvValues, loadEnvValues.
import type { Diagnostic, SourceText } from "../../diagnostics/diagnostic.ts";
import { newMap, type ValueMap } from "../../go/value.ts";
import type { EnvironmentDoc, HelmfileDoc } from "../../helmfile/schema.ts";
import { emptyLayers, type EnvironmentLayers, overlay } from "./environment_layers.ts";
import { loadValues, parseValues, type ValuesEntry } from "./environment_values.ts";
import { decryptFile } from "../values/helm_secrets.ts";
import { type LocatedDoc, spanOfItem } from "../parts/located_doc.ts";
import { attempt, failIfAny } from "../problems.ts";
import type { Session } from "../session.ts";
import { resolveFiles } from "../values/value_files.ts";
import { mergeEntries, mergeLayers } from "../values/values_merge.ts";

/** What an environment is resolved from. */
export interface EnvironmentRequest {
  readonly dir: string;
  /** The documents that went into the part, for spans. */
  readonly docs: readonly LocatedDoc[];
  /** What earlier parts, or a parent that is inherited from, resolved. */
  readonly context: EnvironmentLayers | undefined;
  /** What covers everything: the command line's values, or those a parent passes. */
  readonly covering: EnvironmentLayers | undefined;
}

/**
 * Resolves the environment after a part: its values over those of earlier parts and over what covers the file, which
 * thus wins only from the next part on (create.go loadEnvValues).
 */
export function resolveEnvironment(
  part: HelmfileDoc,
  session: Session,
  request: EnvironmentRequest,
): EnvironmentLayers {
  const name = session.environment, { dir, docs } = request;
  const spec = part.environments?.[name] ?? {};
  const seen = overlay(request.context, request.covering) ?? emptyLayers(name);
  const problems: Diagnostic[] = [];
  const own = attempt(problems, () => environmentValues(spec, session, { ...request, seen, state: part }));
  const defaults = attempt(problems, () =>
    loadValues((part.values ?? []) as ValuesEntry[], session, {
      dir,
      layers: seen,
      spanOf: (entry) => spanOfItem(docs, ["values"], entry),
    }));
  failIfAny(problems);
  return {
    name,
    kubeContext: seen.kubeContext || (spec.kubeContext ?? ""),
    defaults: mergeEntries(seen.defaults, defaults ?? newMap()),
    values: mergeLayers(seen.values, own ?? newMap()),
    cliOverrides: seen.cliOverrides,
  };
}

type ValuesContext = EnvironmentRequest & { readonly seen: EnvironmentLayers; readonly state: HelmfileDoc };

function environmentValues(spec: EnvironmentDoc, session: Session, context: ValuesContext): ValueMap {
  const { dir, docs, seen } = context;
  const path = ["environments", session.environment];
  const secrets = readSecrets(spec, session, context);
  const values = loadValues((spec.values ?? []) as ValuesEntry[], session, {
    dir,
    layers: seen,
    handler: spec.missingFileHandler,
    ignoreMissingGitBranch: ignoreMissingGitBranch(spec, context.state),
    strategy: spec.mergeStrategy,
    hclSources: secrets.hcl,
    spanOf: (entry) => spanOfItem(docs, [...path, "values"], entry),
  });
  return mergeEntries(values, secrets.values);
}

interface Secrets {
  readonly values: ValueMap;
  /** Decrypted HCL files. */
  readonly hcl: readonly SourceText[];
}

function readSecrets(spec: EnvironmentDoc, session: Session, context: ValuesContext): Secrets {
  const problems: Diagnostic[] = [], hcl: SourceText[] = [];
  let values = newMap();
  for (const entry of spec.secrets ?? []) {
    const found = attempt(problems, () => decryptEntry(entry, session, { ...context, spec })) ?? [];
    for (const source of found) {
      if (source.path.endsWith(".hcl")) hcl.push(source);
      else values = mergeEntries(values, attempt(problems, () => parseValues(source)) ?? newMap());
    }
  }
  failIfAny(problems);
  return { values, hcl };
}

function decryptEntry(
  entry: string,
  session: Session,
  context: ValuesContext & { readonly spec: EnvironmentDoc },
): readonly SourceText[] {
  const { dir, docs, spec, state } = context;
  const span = spanOfItem(docs, ["environments", session.environment, "secrets"], entry);
  const handler = spec.missingFileHandler ?? state.missingFileHandler;
  const paths = resolveFiles(entry, session, {
    kind: "environment values",
    dir,
    handler,
    ignoreMissingGitBranch: ignoreMissingGitBranch(spec, state),
    place: () => span,
  });
  const helmBinary = session.options.helmBinary || state.helmBinary || "helm";
  // What was decrypted is no template, whatever its name (create.go scatterGatherEnvSecretFiles).
  return paths.map((path) => ({ path: entry, text: decryptFile(path, session, { helmBinary, span }) }));
}

function ignoreMissingGitBranch(spec: EnvironmentDoc, state: HelmfileDoc): boolean | undefined {
  return (spec.missingFileHandlerConfig ?? state.missingFileHandlerConfig)?.ignoreMissingGitBranch;
}
