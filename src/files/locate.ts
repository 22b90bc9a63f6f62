// Where the state files are: in, what `-f` says (or nothing); out, the absolute paths to load, in order.
// Source: Helmfile pkg/app/app.go findDesiredStateFiles.
import { basename, dirname, isAbsolute, join, resolve } from "node:path";
import { fail } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { System } from "../system/system.ts";
import { displayPath } from "./read.ts";
import { fetchRemote } from "./remote.ts";
import { isRemote } from "./remote_address.ts";

/** What is to be loaded. `isDirectory` marks the files of one folder, which are independent of each other. */
export interface Entries {
  readonly paths: readonly string[];
  readonly isDirectory: boolean;
}

/** The name that stands for standard input, as a path. */
export const STDIN = "-";

const DEFAULT_FILE = "helmfile.yaml";
const DEFAULT_TEMPLATE = "helmfile.yaml.gotmpl";
const DEFAULT_FOLDER = "helmfile.d";
const STATE_FILE = /\.y[^/]*ml(\.gotmpl)?$/;

/**
 * Finds the state files: a file, a folder's state files sorted by name, standard input ("-"), a remote address, or
 * the default names in the working directory. Fails if there is none (unless a folder `mayBeEmpty`), or more than one
 * answer.
 */
export function locateStateFiles(
  entry: string | undefined,
  system: System,
  { mayBeEmpty = false }: { readonly mayBeEmpty?: boolean } = {},
): Entries {
  if (entry === undefined || entry === "") return locateDefault(system);
  if (entry === STDIN) return { paths: [STDIN], isDirectory: false };
  const path = resolve(system.cwd, entry);
  const stat = system.files.stat(path);
  if (stat === undefined && isRemote(entry)) {
    return locateStateFiles(fetchRemote(entry, { system, cacheFolder: "states" }), system, { mayBeEmpty });
  }
  if (stat?.isDirectory) {
    const paths = stateFilesIn(path, system);
    if (paths.length === 0 && !mayBeEmpty) failEmpty(path, system);
    return { paths, isDirectory: true };
  }
  if (stat === undefined) failMissing(path, entry, system);
  return { paths: [path], isDirectory: false };
}

function locateDefault(system: System): Entries {
  const at = (name: string) => join(system.cwd, name);
  const found = (name: string) => system.files.stat(at(name)) !== undefined;
  const [plain, template, folder] = [found(DEFAULT_FILE), found(DEFAULT_TEMPLATE), found(DEFAULT_FOLDER)];
  if (plain && template) failAmbiguous(DEFAULT_FILE, DEFAULT_TEMPLATE);
  if ((plain || template) && folder) failAmbiguous(plain ? DEFAULT_FILE : DEFAULT_TEMPLATE, DEFAULT_FOLDER);
  if (plain || template) {
    return { paths: [at(plain ? DEFAULT_FILE : DEFAULT_TEMPLATE)], isDirectory: false };
  }
  if (folder) return locateStateFiles(DEFAULT_FOLDER, system);
  return fail(
    "files/not-found",
    `Cannot find a state file: no ${DEFAULT_FILE}, ${DEFAULT_TEMPLATE} or ${DEFAULT_FOLDER} in the working directory`,
    { hint: hintOfDefaultAbove(system) ?? "name one with --file, or start one with the init command" },
  );
}

/** Where someone who stands in a folder of a project wants to be. */
function hintOfDefaultAbove({ cwd, files }: System): string | undefined {
  for (let folder = cwd, up = ".."; dirname(folder) !== folder; folder = dirname(folder), up += "/..") {
    const name = [DEFAULT_FILE, DEFAULT_TEMPLATE, DEFAULT_FOLDER]
      .find((name) => files.stat(join(dirname(folder), name)) !== undefined);
    if (name !== undefined) return `there is one above: --file ${up}/${name}`;
  }
  return undefined;
}

function failAmbiguous(first: string, second: string): never {
  return fail("files/ambiguous", `Cannot choose a state file: both ${first} and ${second} exist`, {
    hint: "remove one of them, or name one with --file",
  });
}

function stateFilesIn(folder: string, system: System): readonly string[] {
  const names = system.files.readDir(folder).filter((e) => !e.isDirectory && STATE_FILE.test(e.name));
  // Go's filepath.Glob twice, then sort.Strings: by bytes, templates and plain files mixed.
  return names.map((e) => join(folder, e.name)).sort((a, b) => a < b ? -1 : a > b ? 1 : 0);
}

function failEmpty(folder: string, system: System): never {
  return fail("files/empty-folder", `Cannot find a state file in "${displayPath(folder, system)}"`, {
    hint: "state files end in .yaml, .yml or .gotmpl",
  });
}

function failMissing(path: string, entry: string, system: System): never {
  const folder = dirname(path);
  const siblings = system.files.stat(folder)?.isDirectory
    ? system.files.readDir(folder).filter((e) => !e.isDirectory).map((e) => e.name)
    : [];
  const near = nearest(basename(path), siblings);
  const meant = near === undefined
    ? undefined
    : isAbsolute(entry)
    ? join(folder, near)
    : join(dirname(entry), near);
  return fail("files/not-found", `Cannot read the state file "${entry}": it does not exist`, {
    ...(meant === undefined ? {} : { hint: `did you mean "${meant}"?` }),
  });
}
