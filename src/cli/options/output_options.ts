// The options of single commands for what they print and the files they write.
import { choice, flag, text } from "../option.ts";

/** Text or JSON. */
export const output = choice({
  summary: "Form of the output",
  short: "o",
  choices: ["json"],
  category: "Output",
});

/** YAML or JSON. */
export const yamlOrJson = choice({
  name: "output",
  summary: "Form of the output",
  short: "o",
  choices: ["yaml", "json"],
  default: "yaml",
  category: "Output",
});

/** The form of the version. */
export const versionOutput = choice({
  name: "output",
  summary: "Form of the output",
  short: "o",
  choices: ["json", "yaml", "short"],
  category: "Output",
});

/** Whether changes have an exit code of their own. */
export const detailedExitcode = flag({ summary: "Exit with 2 when there are changes", category: "Output" });

/** Where else a run is told, for programs and for people who come later. */
export const reporting = {
  events: text({
    summary: "Write each event as a line of JSON, - for standard output",
    placeholder: "path",
    completes: "file",
    category: "Output",
  }),
  junit: text({
    summary: "Write releases and hooks as JUnit test cases",
    placeholder: "path",
    completes: "file",
    category: "Output",
  }),
  report: text({
    summary: "Write the run as one HTML page",
    placeholder: "path",
    completes: "file",
    category: "Output",
  }),
  summaryMarkdown: text({
    summary: "Write a summary in Markdown; on GitHub the job's summary gets it too",
    placeholder: "path",
    completes: "file",
    category: "Output",
  }),
};

/** The folder that files go to. */
export const outputDir = text({
  summary: "Folder to write to",
  default: "",
  placeholder: "folder",
  completes: "folder",
  category: "Output",
});

/** The folder of a new project. */
export const createIn = text({
  name: "output-dir",
  summary: "Folder to create it in; NAME unless given",
  short: "o",
  default: "",
  placeholder: "folder",
  completes: "folder",
  category: "Output",
});

/** The template of a release's folder. */
export const outputDirTemplate = text({
  summary: "Template of the folder of each release",
  default: "",
  placeholder: "template",
  category: "Output",
});

/** The template of a release's file. */
export const outputFileTemplate = text({
  summary: "Template of the file of each release",
  default: "",
  placeholder: "template",
  category: "Output",
});

/** Whether fetch prints a state that uses what it fetched. */
export const writeOutput = flag({
  summary: "Print the state with the fetched charts in it; needs --output-dir",
  category: "Output",
});

/** Whether values files become part of what is printed. */
export const embedValues = flag({
  summary: "Replace values and secrets files by their contents",
  category: "Output",
});

/** Whether what is printed is for Helmfile. */
export const forHelmfile = flag({
  summary: "Put hooks in words that Helmfile knows, with a warning for what it cannot do",
  category: "Output",
});

/** Whether tests write down what happens instead of comparing it. */
export const record = flag({
  summary: "Write what happens into the file of tests instead of comparing it",
  category: "Output",
});

/** Whether the schema is that of tests. */
export const hookTests = flag({
  summary: "The schema of files of tests (test-hooks) instead",
  category: "Output",
});

/** Accepted and without effect on the commands that need no temporary files. */
export const keepTempDir = flag({ summary: "Keep temporary files", category: "Output" });

/** Whether temporary values files are kept. */
export const skipCleanup = flag({ summary: "Keep temporary values files", category: "Output" });
