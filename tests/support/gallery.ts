// The gallery: folders with a state file, what it names, and the report the program must print. A state file begins
// with two comments, `# KIND: TITLE` and what the report shows; `case.yaml` says what else a case needs.
import { isMap, newMap } from "../../src/go/value.ts";
import { parseYaml } from "../../src/yaml/parse.ts";
import { join, ROOT } from "./paths.ts";

/** One folder. */
export interface GalleryCase {
  readonly name: string;
  readonly dir: string;
  /** The chapter it stands in. */
  readonly kind: string;
  readonly title: string;
  readonly shows: string;
  /** Every path in the folder but those of this file's own names. */
  readonly paths: readonly string[];
  /** Variables of the caller. */
  readonly env: Readonly<Record<string, string>>;
  /** A signal to the program once a hook has said something. */
  readonly stop: { readonly signal: Deno.Signal; readonly after: string } | undefined;
  /** A program that not every host has: without it the case is skipped. */
  readonly needs: string | undefined;
}

/** What the program must print for a case. */
export const REPORT = "report.txt";
const FACTS = "case.yaml";

/** Every case, by name. */
export function readGallery(): readonly GalleryCase[] {
  const root = join(ROOT, "tests/gallery");
  return [...Deno.readDirSync(root)].map(({ name }) => name).sort()
    .map((name) => readCase(name, join(root, name)));
}

/** The path of a case's state file. */
export function statePath({ dir, paths }: Pick<GalleryCase, "dir" | "paths">): string {
  const state = paths.find((path) => path.startsWith("helmfile.yaml"));
  if (state === undefined) throw new Error(`${dir} has no helmfile.yaml`);
  return state;
}

function readCase(name: string, dir: string): GalleryCase {
  const paths = pathsBelow(dir).filter((path) => path !== REPORT && path !== FACTS);
  const state = join(dir, statePath({ dir, paths }));
  const head = /^# ([^:\n]+): (.+)\n# (.+)\n/.exec(Deno.readTextFileSync(state));
  if (!head) throw new Error(`${state} does not begin with "# KIND: TITLE" and "# WHAT IT SHOWS"`);
  return { name, dir, kind: head[1]!, title: head[2]!, shows: head[3]!, paths, ...readFacts(dir) };
}

function readFacts(dir: string): Pick<GalleryCase, "env" | "stop" | "needs"> {
  const path = join(dir, FACTS);
  const facts = isFile(path) ? parseYaml(Deno.readTextFileSync(path)) : newMap();
  if (!isMap(facts)) throw new Error(`${path} is no mapping`);
  const text = (key: string) => facts[key] === undefined ? undefined : String(facts[key]);
  return {
    env: Object.fromEntries(
      Object.entries(isMap(facts.env) ? facts.env : {}).map(([key, value]) => [key, String(value)]),
    ),
    stop: facts.signal === undefined
      ? undefined
      : { signal: text("signal") as Deno.Signal, after: text("after") ?? "" },
    needs: text("needs"),
  };
}

/** Paths of files and links, in order, relative to the folder. */
function pathsBelow(dir: string): readonly string[] {
  return [...Deno.readDirSync(dir)].sort((a, b) => a.name < b.name ? -1 : 1).flatMap((entry) =>
    entry.isDirectory
      ? pathsBelow(join(dir, entry.name)).map((path) => `${entry.name}/${path}`)
      : [entry.name]
  );
}

function isFile(path: string): boolean {
  return [...Deno.readDirSync(path.slice(0, path.lastIndexOf("/")))].some(({ name }) =>
    path.endsWith(`/${name}`)
  );
}
