// A project whose helm succeeds, renders one object and unpacks whatever it fetches; and how its commands are run.
import { runProgram } from "../../src/commands/program.ts";
import { assertEquals } from "./assert.ts";
import { type FakeSystem, fakeSystem } from "./fake_system.ts";

/** The Chart.yaml of a chart without dependencies. */
export const CHART = "apiVersion: v2\nname: web\nversion: 0.4.0\n";
/** What helm template prints. */
export const RENDERED = "---\napiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\n";

/** A project with a helm that succeeds, renders one object and unpacks whatever it fetches. */
export function shop(files: Readonly<Record<string, string>>): FakeSystem {
  const system = fakeSystem({ files, clockMoves: "when idle" });
  const unpack = ({ args }: { args: readonly string[] }) => {
    const folder = args[args.findIndex((word) => /^--(?:untardir|destination)$/.test(word)) + 1]!;
    const root = folder.startsWith("/") ? folder : `/project/${folder}`;
    system.files.write(`${root}/fetched/Chart.yaml`, CHART);
  };
  const { processes } = system;
  processes.script("helm", {});
  processes.script("helm version", { stdout: "v4.2.3+g43e8b7f\n" });
  processes.script("helm template", { stdout: RENDERED });
  processes.script("helm fetch", { does: unpack });
  processes.script("helm pull", { does: unpack });
  return system;
}

/** Runs a command that must end so; gives what was started after helm's version was asked. */
export async function run(command: string, system: FakeSystem, exit = 0): Promise<readonly string[]> {
  const code = await runProgram(command.split(" "), system);
  assertEquals(code, exit, system.terminal.stderr);
  return system.processes.log.slice(1).map((line) => line.replaceAll(/\/tmp\/boathook-[^/ ]+/g, "TMP"));
}
