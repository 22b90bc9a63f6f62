// init: writes a commented helmfile.yaml and its chart unless a state is there, and checks that helm is.
import { defineCommand } from "../cli/command.ts";
import { force } from "../cli/options.ts";
import { fail, Failure } from "../diagnostics/diagnostic.ts";
import { locateStateFiles } from "../files/locate.ts";
import { STARTER, STARTER_CHART } from "../show/starter.ts";
import type { System } from "../system/system.ts";

export const command = defineCommand({
  options: { force },
  run({ file, helmBinary = "helm" }, { programName, system }) {
    const { terminal } = system;
    // Helmfile's own init writes nothing: who stands in for it leaves the folder alone.
    if (programName === "boathook" && !hasState(file, system)) {
      writeStarter(system);
      terminal.writeStderr('See what it would do with "boathook diff", and do it with "boathook apply"\n');
    }
    terminal.writeStderr(`Found helm ${helmVersion(helmBinary, system)}\n`);
    return 0;
  },
});

/** The state file and its chart; what is there already stays. */
function writeStarter({ files, cwd, terminal }: System): void {
  for (const [path, text] of Object.entries({ "helmfile.yaml": STARTER, ...STARTER_CHART })) {
    if (files.stat(`${cwd}/${path}`)) continue;
    files.write(`${cwd}/${path}`, text);
    terminal.writeStderr(`Wrote ${path}\n`);
  }
}

function hasState(file: string | undefined, system: System): boolean {
  try {
    return locateStateFiles(file, system).paths.length > 0;
  } catch (error) {
    if (error instanceof Failure && error.diagnostics.every(({ code }) => code === "files/not-found")) {
      return false;
    }
    throw error;
  }
}

function helmVersion(helm: string, { processes, cwd, env }: System): string {
  const found = processes.which(helm);
  if (!found) {
    fail("init/no-helm", `Cannot find "${helm}" on the PATH`, {
      hint: "install helm 3 or 4 (https://helm.sh/docs/intro/install), or name it with --helm-binary",
    });
  }
  const { code, stdout, stderr } = processes.runSync({
    command: found,
    args: ["version", "--short"],
    cwd,
    env: env.all(),
  });
  const decoder = new TextDecoder();
  if (code === 0) return decoder.decode(stdout).trim();
  return fail("init/helm-failed", `Cannot ask "${found}" for its version: exit code ${code}`, {
    notes: [{ message: decoder.decode(stderr).trim() || "it printed nothing" }],
  });
}
