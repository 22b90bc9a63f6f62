// init: writes a commented helmfile.yaml and its chart unless a state is there, and checks that helm is, with the plugins
// that this state and command line need.
import { defineCommand } from "../cli/command.ts";
import { diffing } from "../cli/options/diff_options.ts";
import { force } from "../cli/options/execution_options.ts";
import { fail, Failure } from "../diagnostics/diagnostic.ts";
import { locateStateFiles } from "../files/locate.ts";
import { type Log, openLog } from "../show/console/log.ts";
import { STARTER, STARTER_CHART } from "../show/starter.ts";
import type { System } from "../system/system.ts";
import { INSTALL_HELM } from "./shared/helm_versions.ts";

export const command = defineCommand({
  options: { force, diffEngine: diffing.diffEngine },
  run({ file, helmBinary = "helm", diffEngine, ...options }, { programName, system }) {
    const { terminal } = system;
    // Helmfile's own init writes nothing: who stands in for it leaves the folder alone.
    const isNew = programName === "boathook" && statePaths(file, system).length === 0;
    if (isNew) writeStarter(system);
    const helm = askHelm(helmBinary, system);
    terminal.writeStderr(`Found helm ${helm(["version", "--short"]).trim()}\n`);
    const wanted = { usesDiff: diffEngine === "plugin", usesSecrets: namesSecrets(file, system) };
    checkPlugins(wanted, { helm, terminal, log: openLog(options, system) });
    if (isNew) {
      terminal.writeStderr(
        'See what it would do with "boathook diff", and do it with "boathook apply"; without a cluster, add --playground\n',
      );
    }
    return 0;
  },
});

interface Asking {
  /** Runs helm with these words, and gives what it printed. */
  readonly helm: (args: readonly string[]) => string;
  readonly terminal: System["terminal"];
  readonly log: Log;
}

/** Fails without the plugin that was chosen to compare; one for secrets may be another host's concern. */
function checkPlugins(
  { usesDiff, usesSecrets }: { readonly usesDiff: boolean; readonly usesSecrets: boolean },
  { helm, terminal, log }: Asking,
): void {
  if (!usesDiff && !usesSecrets) {
    terminal.writeStderr("No plugin of helm is needed: diff and apply compare without one\n");
    return;
  }
  const installed = new Map(
    helm(["plugin", "list"]).split("\n").slice(1).map((line) => line.split(/\s+/)).map((
      [name = "", version = ""],
    ) => [name, version]),
  );
  const has = (name: string) => {
    if (installed.has(name)) terminal.writeStderr(`Found helm's plugin ${name} ${installed.get(name)}\n`);
    return installed.has(name);
  };
  if (usesSecrets && !has("secrets")) {
    log.diagnostic({
      code: "init/no-plugin",
      severity: "warning",
      message: 'The state names secrets, and helm has no plugin "secrets" to decrypt them',
      hint: "install it: helm plugin install https://github.com/jkroepke/helm-secrets",
    });
  }
  if (usesDiff && !has("diff")) {
    fail("init/no-plugin", 'Cannot find helm\'s plugin "diff", which is chosen to compare', {
      hint:
        "install it (helm plugin install https://github.com/databus23/helm-diff), or compare without: --diff-engine builtin",
    });
  }
}

/** Whether a state file seems to name secrets; init renders nothing, so a look at the text must do. */
function namesSecrets(file: string | undefined, system: System): boolean {
  return statePaths(file, system).some((path) =>
    path !== "-" && /^\s*(?:- )?secrets:/m.test(system.files.readText(path))
  );
}

/** The state file and its chart; what is there already stays. */
function writeStarter({ files, cwd, terminal }: System): void {
  for (const [path, text] of Object.entries({ "helmfile.yaml": STARTER, ...STARTER_CHART })) {
    if (files.stat(`${cwd}/${path}`)) continue;
    files.write(`${cwd}/${path}`, text);
    terminal.writeStderr(`Wrote ${path}\n`);
  }
}

const NO_STATE: ReadonlySet<string> = new Set(["files/not-found", "files/empty-folder"]);

function statePaths(file: string | undefined, system: System): readonly string[] {
  try {
    return locateStateFiles(file, system).paths;
  } catch (error) {
    if (error instanceof Failure && error.diagnostics.every(({ code }) => NO_STATE.has(code))) {
      return [];
    }
    throw error;
  }
}

/** A way to ask helm; fails at once if there is none. */
function askHelm(helm: string, { processes, cwd, env }: System): Asking["helm"] {
  const found = processes.which(helm);
  if (!found) {
    fail("init/no-helm", `Cannot find "${helm}" on the PATH`, {
      hint: INSTALL_HELM,
    });
  }
  return (args) => {
    const { code, stdout, stderr } = processes.runSync({ command: found, args, cwd, env: env.all() });
    const decoder = new TextDecoder();
    if (code === 0) return decoder.decode(stdout);
    return fail("init/helm-failed", `Cannot ask "${found}" for its ${args[0]}: exit code ${code}`, {
      notes: [{ message: decoder.decode(stderr).trim() || "it printed nothing" }],
    });
  };
}
