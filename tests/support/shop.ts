// A project whose helm succeeds, renders one object and unpacks whatever it fetches; and what helm was asked then.
import type { Aftermath, Call } from "./aftermath.ts";
import { assertEquals } from "./assert.ts";
import { type Project, project } from "./project.ts";

/** The Chart.yaml of a chart without dependencies. */
export const CHART = "apiVersion: v2\nname: web\nversion: 0.4.0\n";
/** What helm template prints. */
export const RENDERED = "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";

/** A project with a helm that succeeds, renders one object and unpacks whatever it fetches. */
export function shop(files: Readonly<Record<string, string>>): Project {
  const unpack = ({ args, files }: Call) => {
    const folder = args[args.findIndex((word) => /^--(?:untardir|destination)$/.test(word)) + 1]!;
    files.write(`${folder.startsWith("/") ? folder : `/project/${folder}`}/fetched/Chart.yaml`, CHART);
  };
  return project().files(files)
    .process("helm", {})
    .process("helm version", { stdout: "v4.2.3+g43e8b7f\n" })
    .process("helm template", { stdout: RENDERED })
    .process("helm fetch", { does: unpack })
    .process("helm pull", { does: unpack });
}

/** A claim on what was started after helm's version was asked, with temporary folders all called TMP. */
export function thenRan(lines: readonly string[]): (after: Aftermath) => void {
  return (after) => assertEquals(afterVersion(after), lines);
}

/** What was started after helm's version was asked, with temporary folders all called TMP. */
export function afterVersion({ ran }: Aftermath): readonly string[] {
  return ran.slice(1).map((line) => line.replaceAll(/\/tmp\/boathook-[^/ ]+/g, "TMP"));
}
