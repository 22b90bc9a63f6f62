// The whole way from an entry to a DesiredState: locate, load each file with what it nests, resolve its releases. All
// problems of all files are reported before it fails. Source: Helmfile pkg/app/app.go visitStates.
import { dirname, resolve } from "node:path";
import { type Diagnostic, fail, type SourceText, type Span } from "../diagnostics/diagnostic.ts";
import { locateStateFiles, STDIN } from "../files/locate.ts";
import { displayPath, readSource, readStdin } from "../files/read.ts";
import { newMap, type ValueMap } from "../go/value.ts";
import type { System } from "../system/system.ts";
import { emptyLayers, type EnvironmentLayers } from "./environment/environment_layers.ts";
import { loadValues, type ValuesEntry } from "./environment/environment_values.ts";
import { mergeInherited, warnUninherited } from "./parts/inherited_config.ts";
import type { LoadOptions } from "./load_options.ts";
import type { MergedFile, SkippedFile } from "./parts/loaded_file.ts";
import { expandEntries, filesOfEntry, type NestedFile } from "./nested.ts";
import { loadParts } from "./parts/parts.ts";
import { attempt, failIfAny } from "./problems.ts";
import { parseSelectors } from "./releases/selectors.ts";
import { type Session, startSession } from "./session.ts";
import type { DesiredState, SkippedStateFile, StateFile } from "./state.ts";
import { buildStateFile } from "./state_file.ts";
import { setStrvals, StrvalsError } from "./values/strvals.ts";

/** How deep files may nest; more can only be a ring. */
const MAX_DEPTH = 100;

/** Loads the desired state; throws a Failure with every problem found. */
export function loadDesiredState(options: LoadOptions, system: System): DesiredState {
  const { paths, isDirectory } = locateStateFiles(options.file, system);
  const session = startSession(options, system);
  const selectors = options.selectors ?? [];
  const walk: Walk = {
    session,
    files: [],
    skipped: [],
    problems: session.problems,
  };
  walk.problems.push(...parseSelectors(selectors).problems);
  const set = attempt(walk.problems, () => cliOverrides(options)) ?? newMap();
  for (const path of paths) {
    attempt(walk.problems, () => {
      const covering = entryCovering(path, session, set);
      const isOneOfMany = paths.length > 1;
      visit(
        { path, trail: "", selectors, covering, inherits: [], chain: [], isOneOfMany, span: undefined },
        walk,
      );
    });
  }
  if (walk.problems.length > 0) walk.problems.push(...options.alsoCheck?.(walk.files) ?? []);
  failIfAny(walk.problems);
  return {
    files: options.reverse ? walk.files.reverse() : walk.files,
    skipped: walk.skipped,
    environment: session.environment,
    isParallel: isDirectory && paths.length > 1 && !options.sequential,
  };
}

interface Walk {
  readonly session: Session;
  readonly files: StateFile[];
  readonly skipped: SkippedStateFile[];
  readonly problems: Diagnostic[];
}

/** A file to load and what it is given. */
interface Visit {
  readonly path: string;
  readonly trail: string;
  readonly selectors: readonly string[];
  readonly covering: EnvironmentLayers | undefined;
  readonly inherits: readonly string[];
  readonly parent?: { readonly file: StateFile; readonly merged: MergedFile };
  /** The files on the way here. */
  readonly chain: readonly string[];
  readonly isOneOfMany: boolean;
  readonly span: Span | undefined;
}

function visit(given: Visit, walk: Walk): void {
  const { session, problems } = walk, { system } = session;
  const dir = given.path === STDIN ? system.cwd : dirname(given.path);
  const loaded = loadFile(given, dir, session);
  if (loaded.type === "skipped") {
    walk.skipped.push({ path: displayPath(given.path, system), environments: loaded.environments });
    return;
  }
  const inherited = withInherited(loaded, given, session);
  const entries = expandEntries(inherited.doc, problems, {
    session,
    dir,
    docs: inherited.docs,
    isOneOfMany: given.isOneOfMany,
  });
  const helmfiles = entries.map(({ entry, printedPath }) => ({ ...entry, path: printedPath }));
  const merged = helmfiles.length > 0 ? { ...inherited, doc: { ...inherited.doc, helmfiles } } : inherited;
  const file = buildStateFile(merged, problems, { session, ...given, parent: given.parent?.file, dir });
  for (const entry of entries) {
    for (const nested of attempt(problems, () => filesOfEntry(entry, session, given.selectors)) ?? []) {
      attempt(problems, () => visitNested(nested, given, { walk, file, merged, dir }));
    }
  }
  walk.files.push(file);
}

function loadFile(given: Visit, dir: string, session: Session): MergedFile | SkippedFile {
  const { system } = session;
  const source: SourceText = given.path === STDIN
    ? readStdin(system)
    : readSource(given.path, { system, span: given.span });
  const context = given.inherits.includes("environments") ? given.parent?.merged.layers : undefined;
  return loadParts(source, session, { dir, isBase: false, context, covering: given.covering });
}

function withInherited(loaded: MergedFile, { parent, inherits }: Visit, session: Session): MergedFile {
  if (!parent) return loaded;
  const doc = mergeInherited(loaded.doc, parent.merged.doc, inherits);
  for (const warning of warnUninherited(doc, parent.merged.doc)) session.notice("warn", warning);
  // Templates and hooks of the parent keep their places.
  return {
    ...loaded,
    doc,
    docs: inherits.length > 0 ? [...loaded.docs, ...parent.merged.docs] : loaded.docs,
  };
}

interface NestedContext {
  readonly walk: Walk;
  readonly file: StateFile;
  readonly merged: MergedFile;
  readonly dir: string;
}

function visitNested(nested: NestedFile, given: Visit, { walk, file, merged, dir }: NestedContext): void {
  const values = (nested.entry.values ?? []) as ValuesEntry[];
  const chain = [...given.chain, given.path];
  if (chain.includes(nested.path) || chain.length > MAX_DEPTH) failRing(nested, chain, walk.session);
  const covering = values.length > 0
    ? {
      ...emptyLayers(walk.session.environment),
      values: nestedValues(values, nested, { dir, session: walk.session }),
    }
    : undefined;
  visit({
    path: nested.path,
    trail: given.trail === "" ? nested.position : `${given.trail}.${nested.position}`,
    selectors: nested.selectors,
    covering,
    inherits: nested.entry.inherits ?? [],
    parent: { file, merged },
    chain,
    isOneOfMany: nested.isOneOfMany,
    span: nested.span,
  }, walk);
}

function nestedValues(
  values: readonly ValuesEntry[],
  { span }: NestedFile,
  { dir, session }: { readonly dir: string; readonly session: Session },
): ValueMap {
  const layers = emptyLayers(session.environment);
  return loadValues(values, session, { dir, layers, spanOf: () => span });
}

function failRing({ path, span }: NestedFile, chain: readonly string[], { system }: Session): never {
  const names = [...chain.slice(chain.indexOf(path)), path].map((name) => displayPath(name, system));
  return fail("nested/ring", `Cannot load "${names.at(-1)}": it would load itself`, {
    ...(span ? { span } : {}),
    notes: [{ message: `the files nest as ${names.join(" -> ")}` }],
  });
}

/** The values of the command line for an entry file; files among them are relative to it. */
function entryCovering(path: string, session: Session, set: ValueMap): EnvironmentLayers | undefined {
  const files: readonly ValuesEntry[] = session.options.stateValues?.files ?? [];
  if (files.length === 0 && Object.keys(set).length === 0) return undefined;
  const layers = emptyLayers(session.environment);
  const dir = path === STDIN ? session.system.cwd : dirname(resolve(path));
  return {
    ...layers,
    values: loadValues(files, session, { dir, layers, spanOf: () => undefined }),
    cliOverrides: set,
  };
}

function cliOverrides({ stateValues }: LoadOptions): ValueMap {
  const texts = (stateValues?.set ?? []).map((text) => ({ text, asText: false }));
  const strings = (stateValues?.setString ?? []).map((text) => ({ text, asText: true }));
  return [...strings, ...texts].reduce((values, { text, asText }) => {
    try {
      return setStrvals(values, text, { asText });
    } catch (error) {
      if (!(error instanceof StrvalsError)) throw error;
      const source = { path: "command line", text };
      const end = Math.max(error.at + 1, text.length);
      return fail("values/malformed-set", `Cannot set state values by "${text}": ${error.message}`, {
        span: { source, start: error.at, end },
        hint: "write a.b=1,list[0]=x,items={a,b}; a backslash keeps a comma or a dot",
      });
    }
  }, newMap());
}
