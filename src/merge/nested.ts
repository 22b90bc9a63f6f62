// `helmfiles:` of a file: in, its entries; out, the files that they name with what each is given. Reading them is up
// to the caller. Sources: Helmfile pkg/state/state.go ExpandedHelmfiles, pkg/app/app.go visitStates.
import { isAbsolute, relative } from "node:path";
import type { Diagnostic, Span } from "../diagnostics/diagnostic.ts";
import { fail } from "../diagnostics/diagnostic.ts";
import { locateStateFiles } from "../files/locate.ts";
import { displayPath } from "../files/read.ts";
import { isRemote } from "../files/remote_address.ts";
import type { HelmfileDoc, SubHelmfileDoc } from "../helmfile/schema.ts";
import { checkInherits } from "./parts/inherited_config.ts";
import { type LocatedDoc, spanOfItem } from "./parts/located_doc.ts";
import { attempt } from "./problems.ts";
import { areCompatible, parseSelectors } from "./releases/selectors.ts";
import type { Session } from "./session.ts";
import { expand } from "./values/value_files.ts";

/** One entry after its glob: a file, a folder or an address, and what is given to it. */
export interface NestedEntry {
  /** Its path is absolute, or an address. */
  readonly entry: Entry & { readonly path: string };
  /** The path as `build` prints it: relative to the file, unless it was written otherwise. */
  readonly printedPath: string;
  /** `helmfiles[2]`. */
  readonly position: string;
  readonly span: Span | undefined;
}

/** A nested file and what its entry gives to it. */
export interface NestedFile extends NestedEntry {
  readonly path: string;
  readonly selectors: readonly string[];
  /** Whether its folder gave more files: Helmfile then keeps absolute paths in their states. */
  readonly isOneOfMany: boolean;
}

export type Entry = Exclude<SubHelmfileDoc, string>;

/** The entries of a document with their globs expanded, in order. What is wrong with one joins `problems`. */
export function expandEntries(
  doc: HelmfileDoc,
  problems: Diagnostic[],
  { session, dir, docs, isOneOfMany }: {
    readonly session: Session;
    readonly dir: string;
    readonly docs: readonly LocatedDoc[];
    readonly isOneOfMany: boolean;
  },
): readonly NestedEntry[] {
  return (doc.helmfiles ?? []).flatMap((written, i) => {
    const span = spanOfItem(docs, ["helmfiles"], written);
    const entry: Entry = typeof written === "string" ? { path: written } : written;
    problems.push(...checkEntry(entry, span), ...checkInherits(entry.inherits ?? [], span));
    const paths = attempt(problems, () => matches(entry.path ?? "", doc, { session, dir, span })) ?? [];
    const isKept = isOneOfMany || isAbsolute(entry.path ?? "") || isRemote(entry.path ?? "");
    return paths.map((path) => ({
      entry: { ...entry, path },
      printedPath: isKept ? path : relative(dir, path),
      position: `helmfiles[${i}]`,
      span,
    }));
  });
}

/** The files of an entry; none if its selectors contradict those of the command line. */
export function filesOfEntry(
  nested: NestedEntry,
  session: Session,
  parentSelectors: readonly string[],
): readonly NestedFile[] {
  const selectors = selectorsFor(nested.entry, session, parentSelectors);
  if (!selectors) return [];
  const { paths } = locateStateFiles(nested.entry.path, session.system, { mayBeEmpty: true });
  return paths.map((path) => ({ ...nested, path, selectors, isOneOfMany: paths.length > 1 }));
}

function checkEntry(entry: Entry, span: Span | undefined): readonly Diagnostic[] {
  const report = (message: string, hint: string): Diagnostic => ({
    code: "nested/entry",
    severity: "error",
    message,
    hint,
    ...(span ? { span } : {}),
  });
  if (!entry.path) return [report("Cannot load a nested file without a path", 'give the entry a "path"')];
  if (!entry.selectorsInherited || !entry.selectors?.length) return [];
  return [report(
    `Cannot use selectors together with selectorsInherited for "${entry.path}"`,
    "keep the one that is meant",
  )];
}

/** The selectors of a nested file; undefined if they contradict the command line's, so that nothing could match. */
function selectorsFor(
  entry: Entry,
  { options, system }: Session,
  parentSelectors: readonly string[],
): readonly string[] | undefined {
  const experimental = system.env.get("HELMFILE_EXPERIMENTAL") ?? "";
  const isExplicit = /^true$|explicit-selector-inheritance/.test(experimental);
  if (entry.selectorsInherited || (entry.selectors === undefined && !isExplicit)) return parentSelectors;
  const own = entry.selectors ?? [];
  const [mine, asked] = [own, options.selectors ?? []].map((texts) => parseSelectors(texts).selectors);
  return areCompatible(mine!, asked!) ? own : undefined;
}

interface PathContext {
  readonly session: Session;
  readonly dir: string;
  readonly span: Span | undefined;
}

function matches(path: string, doc: HelmfileDoc, { session, dir, span }: PathContext): readonly string[] {
  if (path === "") return [];
  if (isRemote(path)) return [path];
  const found = expand(path, session, dir);
  if (found.length > 0) return found;
  const handler = doc.missingFileHandler ?? "Error";
  if (handler !== "Error") {
    const level = { Warn: "warn", Info: "info", Debug: "debug" } as const;
    session.notice(level[handler], `no matches for path: ${path}`);
    return [];
  }
  return fail("nested/no-match", `Cannot load nested files: nothing matches "${path}"`, {
    ...(span ? { span } : {}),
    notes: [{ message: `looked in "${displayPath(dir, session.system)}"` }],
    hint: "missingFileHandler: Warn skips what is missing",
  });
}
