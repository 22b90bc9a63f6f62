// The options of single commands for how a run goes: how much at once, for how long, what is done again, what is
// only pretended or left out.
import { choice, flag, number, text } from "../option.ts";

/** How many things happen at once. */
export const concurrency = number({
  summary: "Most releases worked on at once, 0 for no limit",
  default: 0,
  placeholder: "n",
  category: "Execution",
});

/** How long a whole run may take. */
export const deadline = text({
  summary: "Time limit of the whole run, cleanup hooks not counted: 90s, 30m",
  env: "BOATHOOK_DEADLINE",
  placeholder: "time",
  category: "Execution",
});

/** Whether a run only shows what it would do. */
export const dryRun = choice({
  summary: "Change nothing: list the hooks, and let helm simulate, on the client unless told",
  choices: ["client", "server"],
  bare: "client",
  category: "Execution",
  conflictsWith: "resume",
});

/** Whether a run goes on from an earlier one. */
export const resuming = {
  resume: flag({
    summary: "Go on after a failed run: skip what was done and is unchanged",
    category: "Execution",
  }),
  onlyFailed: flag({
    summary: "Only releases that the last run did not get done",
    category: "Execution",
  }),
};

/** How unit tests run. */
export const unitTesting = {
  failFast: flag({ summary: "Stop at the first test that fails", category: "Execution" }),
  debugPlugin: flag({ summary: "Let the unittest plugin say more", category: "Output" }),
};

/** Whether init asks. */
export const force = flag({ summary: "Do not ask, and replace what is there", category: "Execution" });

/** Whether charts are left alone. */
export const skipCharts = flag({
  summary: "Do not prepare charts and run no prepare hooks",
  category: "Chart",
});

/** Whether deps leaves repositories alone. */
export const skipRepos = flag({ summary: "Do not refresh repositories first", category: "Chart" });
