// One loaded file as a StateFile: in, the merged document and its environment; out, the file with its releases, hooks
// and programs resolved.
import type { Diagnostic, Span } from "../diagnostics/diagnostic.ts";
import { basename, join } from "node:path";
import { displayPath } from "../files/read.ts";
import type { HelmfileDoc } from "../helmfile/schema.ts";
import { environmentStruct, mergedValues } from "./environment/environment_layers.ts";
import { hooksOf } from "./releases/hooks.ts";
import type { MergedFile } from "./parts/loaded_file.ts";
import { type LocatedDoc, spanOfEntry } from "./parts/located_doc.ts";
import { lockFilePath, readLockFile } from "./lock_file.ts";
import { attempt } from "./problems.ts";
import { resolveReleases } from "./releases/releases.ts";
import { parseSelectors } from "./releases/selectors.ts";
import type { Session } from "./session.ts";
import type { Release, StateFile } from "./state.ts";
import type { Overrides, SharedData } from "./template_data.ts";

/** What a state file is resolved from. */
export interface StateFileRequest {
  readonly session: Session;
  readonly path: string;
  readonly dir: string;
  readonly trail: string;
  readonly selectors: readonly string[];
  readonly parent: StateFile | undefined;
  readonly isOneOfMany: boolean;
}

/** What templates of a file's releases and hooks share, beside the file itself. */
const sharedByFile = new WeakMap<StateFile, Shared>();

/** The loading that built a file and the data that the templates of its releases and hooks share. */
export interface Shared {
  readonly session: Session;
  readonly data: SharedData;
  readonly docs: readonly LocatedDoc[];
}

/** What the renderers of a file's release and hook texts need. */
export function sharedOf(file: StateFile): Shared {
  const shared = sharedByFile.get(file);
  if (!shared) throw new TypeError("this state file was not built by buildStateFile");
  return shared;
}

/** Builds a file and its releases; what is wrong joins `problems`. */
export function buildStateFile(
  merged: MergedFile,
  problems: Diagnostic[],
  request: StateFileRequest,
): StateFile {
  const { session, path, dir, trail, parent } = request, { options } = session;
  const overrides = attempt(problems, () => overridesOf(merged, problems, session)) ??
    { namespace: "", kubeContext: "", chart: "" };
  const doc = withKubeContext(merged.doc, options.kubeContext);
  const { layers } = merged, values = mergedValues(layers), releases: Release[] = [];
  const file: StateFile = {
    path: displayPath(path, session.system),
    absolutePath: join(dir, basename(path)),
    printedPath: request.isOneOfMany ? path : basename(path),
    dir,
    trail,
    ...(parent ? { parent } : {}),
    doc: merged.doc,
    environment: { name: layers.name, kubeContext: layers.kubeContext, values },
    releases,
    repositories: doc.repositories ?? [],
    helmDefaults: doc.helmDefaults ?? {},
    hooks: hooksOf(doc.hooks ?? [], { docs: merged.docs, defaults: doc.helmDefaults?.hooks }),
    helmBinary: program(options.helmBinary, { own: doc.helmBinary, fallback: "helm" }),
    kustomizeBinary: program(options.kustomizeBinary, { own: doc.kustomizeBinary, fallback: "kustomize" }),
    selectors: request.selectors,
    lockFilePath: lockFilePath(path, { dir, given: doc.lockFilePath }),
    overrides,
  };
  const shared = { environment: environmentStruct(layers), values, overrides };
  sharedByFile.set(file, { session, data: shared, docs: merged.docs });
  const lock = options.ignoreLockFile || !doc.releases?.length
    ? undefined
    : attempt(problems, () => readLockFile(file.lockFilePath, session.system));
  const { selectors } = parseSelectors(request.selectors);
  releases.push(
    ...resolveReleases(doc, problems, { session, file, docs: merged.docs, shared, selectors, lock }),
  );
  return file;
}

// Helmfile desired_state_file_loader.go Load: the option covers helmDefaults too, so that releases start from it.
function withKubeContext(doc: HelmfileDoc, kubeContext: string | undefined): HelmfileDoc {
  return kubeContext ? { ...doc, helmDefaults: { ...doc.helmDefaults, kubeContext } } : doc;
}

// Helmfile lets the flag win only if it differs from the default name.
function program(
  given: string | undefined,
  { own, fallback }: { readonly own: string | undefined; readonly fallback: string },
): string {
  return given && given !== fallback ? given : own || fallback;
}

const OVERRIDE_KEYS = ["namespace", "kubeContext", "chart"] as const;

function overridesOf({ doc, docs }: MergedFile, problems: Diagnostic[], { options }: Session): Overrides {
  const own: Pick<HelmfileDoc, typeof OVERRIDE_KEYS[number]> = doc;
  for (const key of OVERRIDE_KEYS) {
    if (!options[key] || !own[key]) continue;
    problems.push(conflict(key, spanOfEntry(docs, [key])));
  }
  return {
    namespace: options.namespace || (own.namespace ?? ""),
    kubeContext: options.kubeContext || (own.kubeContext ?? ""),
    chart: options.chart || (own.chart ?? ""),
  };
}

// Helmfile desired_state_file_loader.go Load: "Cannot use option --namespace and set attribute namespace."
function conflict(key: typeof OVERRIDE_KEYS[number], span: Span | undefined): Diagnostic {
  const option = key === "kubeContext" ? "--kube-context" : `--${key}`;
  return {
    code: "state/override-conflict",
    severity: "error",
    message: `Cannot use the option ${option} while the state sets "${key}"`,
    ...(span ? { span } : {}),
    hint: `leave out the option or the key; a release's own ${key} can be covered by the option`,
  };
}
