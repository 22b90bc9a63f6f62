// Every command as a light row, in the order of work: this order is the help's order. A command's file loads only
// when it runs.
import type { CommandEntry, Takes } from "../cli/command.ts";

/** The headings of the help. */
const GROUP = {
  start: "Start",
  look: "Look at the state",
  check: "Check what would happen",
  act: "Change the cluster",
  charts: "Repositories and charts",
  hooks: "Hooks",
  program: "The program itself",
} as const;

/** All commands. */
export const COMMANDS: readonly CommandEntry[] = [
  row(
    GROUP.start,
    "init",
    "Write a commented helmfile.yaml, and check that helm is there",
    () => import("./init.ts"),
  ),
  row(GROUP.start, "create", "Create a folder with a first project", () => import("./create.ts")),
  row(GROUP.look, "list", "List the releases", () => import("./list.ts")),
  row(
    GROUP.look,
    "build",
    "Print the state with its parts, bases and templates resolved",
    () => import("./build.ts"),
  ),
  row(GROUP.look, "print-env", "Print the values of the environment", () => import("./print_env.ts")),
  row(
    GROUP.look,
    "write-values",
    "Write the values of each release to a file",
    () => import("./write_values.ts"),
  ),
  row(GROUP.look, "show-dag", "Show in which order releases are worked on", () => import("./show_dag.ts")),
  row(GROUP.check, "diff", "Show what apply would change", () => import("./diff.ts")),
  row(GROUP.check, "template", "Render the manifests of the releases", () => import("./template.ts")),
  row(GROUP.check, "lint", "Check the charts with their values", () => import("./lint.ts")),
  row(GROUP.check, "unittest", "Run the unit tests of the charts", () => import("./unittest.ts")),
  row(GROUP.act, "apply", "Change what differs from the cluster", () => import("./apply.ts")),
  row(GROUP.act, "sync", "Install or upgrade every selected release", () => import("./sync.ts")),
  row(GROUP.act, "destroy", "Uninstall every selected release", () => import("./destroy.ts")),
  row(GROUP.act, "status", "Show what helm says of each release", () => import("./status.ts")),
  row(GROUP.act, "test", "Run the tests of the charts", () => import("./test.ts")),
  row(GROUP.act, "runs", "List the last runs of the state and what came of them", () => import("./runs.ts")),
  row(
    GROUP.act,
    "runs show",
    "Tell what a run did, what failed and why; the last one unless given",
    () => import("./runs_show.ts"),
  ),
  row(GROUP.hooks, "hooks list", "Show which hooks run when, in order", () => import("./hooks_list.ts")),
  row(
    GROUP.hooks,
    "hooks lint",
    "Find what is wrong with hooks before they run",
    () => import("./hooks_lint.ts"),
  ),
  row(
    GROUP.hooks,
    "hooks run",
    "Run a release's hooks of one event, without helm",
    () => import("./hooks_run.ts"),
  ),
  row(
    GROUP.hooks,
    "hooks explain",
    "Show what a command would run when, and why a hook would not run",
    () => import("./hooks_explain.ts"),
  ),
  row(
    GROUP.hooks,
    "test-hooks",
    "Check in which order hooks run, by a file of tests and a stand-in helm",
    () => import("./test_hooks.ts"),
  ),
  row(GROUP.charts, "repos", "Add the repositories of the state to helm", () => import("./repos.ts")),
  row(
    GROUP.charts,
    "deps",
    "Resolve chart versions into the lock file, update local charts",
    () => import("./deps.ts"),
  ),
  row(GROUP.charts, "fetch", "Download the charts of the releases", () => import("./fetch.ts")),
  row(
    GROUP.charts,
    "cache info",
    "Show where remote files are kept, and which",
    () => import("./cache_info.ts"),
  ),
  row(GROUP.charts, "cache cleanup", "Remove all kept remote files", () => import("./cache_cleanup.ts")),
  row(
    GROUP.program,
    "playground",
    "Start a pretended Kubernetes to try things out",
    () => import("./playground.ts"),
  ),
  row(
    GROUP.program,
    "schema",
    "Print the JSON schema of state files, for editors",
    () => import("./schema.ts"),
  ),
  row(GROUP.program, "completion", "Print the completion script of a shell", () => import("./completion.ts")),
  row(GROUP.program, "version", "Print the version", () => import("./version.ts")),
  {
    ...row(GROUP.program, "complete", "Answer a completion script", () => import("./complete.ts")),
    isHidden: true,
  },
  {
    ...row(GROUP.hooks, "run-dax", "Run a script in our own shell", () => import("./run_dax.ts")),
    isHidden: true,
  },
];

/** Commands that Helmfile v1 dropped, with what to run instead. */
export const REMOVED_COMMANDS: Readonly<Record<string, string>> = {
  charts: 'run "sync" to install or upgrade without comparing, or "apply" to do so for what changed',
  delete: 'run "destroy" to uninstall all selected releases',
};

function row(group: string, name: string, summary: string, load: CommandEntry["load"]): CommandEntry {
  // Those that are missing there are light as a whole.
  async function takes(): Promise<Takes> {
    const { TAKES }: { TAKES: Readonly<Record<string, Takes>> } = await import("./shared/takes.ts");
    return TAKES[name] ?? (await load()).command;
  }
  return { name, summary, group, takes, load };
}
