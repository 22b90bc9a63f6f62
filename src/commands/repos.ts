// repos: makes the repositories of the state known to helm, and logs in to registries.
import { defineCommand } from "../cli/command.ts";
import { EXIT } from "../cli/exit_codes.ts";
import type { FileRun } from "../run/file_run.ts";
import { addRepositories } from "../run/prepare_file.ts";
import { problemOf } from "../run/problem.ts";
import { helmVersions } from "./shared/helm_versions.ts";
import { loadState, requireMatch } from "./shared/load_state.ts";
import { runTasks } from "./shared/run_command.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES.repos,
  async run(options, { system }) {
    const helmVersion = helmVersions(system, options.helmBinary ?? "helm");
    const state = loadState(options, system, { ignoreLockFile: true });
    const work = async (fileRun: FileRun) => {
      const problem = await problemOf(() => addRepositories(fileRun.session, fileRun.run));
      if (problem) fileRun.fail(problem);
    };
    const tasks = state.files.map((file) => ({
      file,
      releases: [],
      addsRepositories: false,
      runsHooks: false,
      work,
    }));
    const exitCode = await runTasks({ name: "repos" }, options, { system, state, tasks, helmVersion });
    if (exitCode !== EXIT.done) return exitCode;
    // Only now: Helmfile adds the repositories of a state that has no releases, and fails all the same.
    const isMatched = ({ isSelected, isEnabled }: { isSelected: boolean; isEnabled: boolean }) =>
      isSelected && isEnabled;
    requireMatch(state.files.some(({ releases }) => releases.some(isMatched)), { state, options });
    return exitCode;
  },
});
