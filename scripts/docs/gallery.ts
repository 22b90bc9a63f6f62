// The gallery: reports of failed hooks as the program draws them, taken from the expected texts of the tests.
import { anchor, GENERATED } from "./markdown.ts";

const GOLDEN = new URL("../../tests/golden/hook_failure/", import.meta.url);

/** What a picture shows, by the name of its report among the expected texts. */
const PICTURES: Readonly<Record<string, { readonly title: string; readonly shows: string }>> = {
  pipeline_with_pipefail: {
    title: "A pipeline",
    shows: "Which stage failed, and the exit codes of all.",
  },
  nested_scripts: {
    title: "A script called by a script called by a script",
    shows: "The line that failed, and who called whom to get there.",
  },
  die_function: {
    title: "A function that prints and exits",
    shows: "The line of the `exit`, and the line that called the function.",
  },
  loop_at_the_end_of_a_pipeline: {
    title: "A loop in a pipeline",
    shows: "The command as it ran, with its variables filled in.",
  },
  unset_variable_in_a_nested_script: {
    title: "A variable that is not set",
    shows: "The variable under `set -u`, and what to write.",
  },
  syntax_error_inline: {
    title: "A syntax error in an inline script",
    shows: "The line of the state file, not of what bash was given.",
  },
  sourced_file_missing: {
    title: "A sourced file that does not exist",
    shows: "The line that sources it, and what bash said.",
  },
  unchecked_failures_before: {
    title: "A script without `set -e`",
    shows: "What failed earlier and was not checked.",
  },
  time_limit_TERM_ignored: {
    title: "A time limit, and a script that ignores TERM",
    shows: "The line it was at, what ran, and how it was ended.",
  },
  no_output_for_too_long: {
    title: "A script that hangs without a word",
    shows: "`stallTimeout` ended it long before any limit.",
  },
  killed_by_a_signal: {
    title: "Killed from outside",
    shows: "The signal, and what most often sends it.",
  },
  CRLF_shebang: {
    title: "Windows line ends",
    shows: "Why a file that is there is said not to be.",
  },
  hook_command_not_found: {
    title: "A command that is not installed",
    shows: "What is not on the PATH.",
  },
  secrets: {
    title: "A script that prints secrets",
    shows: "They are masked in its source and its output.",
  },
  not_bash: {
    title: "Another program than bash",
    shows: "The same report without the lines.",
  },
};

/** The page. */
export async function formatGallery(): Promise<string> {
  const sections = await Promise.all(Object.entries(PICTURES).map(formatPicture));
  const links = Object.values(PICTURES).map(({ title }) => `[${title}](${anchor(title)})`);
  return [
    GENERATED,
    "# A gallery of failed hooks\n",
    "Each report is one that the tests expect of a real script. The scripts were not changed for it. What " +
    "differs from run to run stands as `TIME`, `DIR`, `PID` and `VERSION`.\n",
    links.join(" · ") + "\n",
    ...sections,
  ].join("\n");
}

async function formatPicture(
  [name, { title, shows }]: readonly [string, (typeof PICTURES)[string]],
): Promise<string> {
  const report = await Deno.readTextFile(new URL(`${name}.txt`, GOLDEN));
  return `## ${title}\n\n${shows}\n\n\`\`\`text\n${report.trimEnd()}\n\`\`\`\n`;
}
