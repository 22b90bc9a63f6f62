// Command lines to begin with, for the help and the reference. Apart from the commands, for only their help needs them.

/** A command line without the program's name, and what it is for. */
export type Example = readonly [words: string, purpose: string];

/** The examples of a command, by its name; a test parses each. */
export const EXAMPLES: Readonly<Record<string, readonly Example[]>> = {
  create: [["create shop", 'A folder "shop" with a state, values and a chart']],
  list: [
    ["list -e staging", "The releases of an environment"],
    ["list -l tier=front --output json", "Those with a label, for programs"],
  ],
  build: [["build --for-helmfile", "The state as Helmfile reads it"]],
  "print-env": [["print-env -e staging --output json", "The values of an environment, for programs"]],
  "write-values": [[
    "write-values --output-file-template 'out/{{ .Release.Name }}.yaml'",
    "The values of each release, in a file of its own",
  ]],
  diff: [
    ["diff -e staging --context 3", "With three lines around each change"],
    ["diff --detailed-exitcode", "Exit code 2 when something would change"],
  ],
  template: [
    ["template -l name=api", "The manifests of one release"],
    ["template --output-dir manifests", "Those of all, in files"],
  ],
  apply: [
    ["apply -e staging", "What differs in an environment"],
    ["apply --interactive", "Show the changes and ask first"],
    [
      "apply --resume --deadline 30m --report run.html",
      "In CI: go on after a failure, end in time, keep a report",
    ],
  ],
  sync: [
    ["sync -l name=api --include-needs", "One release, and those it needs"],
    ["sync --dry-run", "List the hooks, and let helm simulate"],
    ["sync --playground", "Without a cluster"],
    ["sync --only-failed", "What the last run did not get done"],
  ],
  destroy: [["destroy -l name=api", "One release"]],
  test: [["test -l name=api --junit tests.xml", "One release, with results for a CI system"]],
  "runs show": [
    ["runs show", "The last run"],
    ["runs show 20260102-030405-0a1b2c", 'One that "runs" lists'],
  ],
  "hooks list": [["hooks list api", "Those of one release"]],
  "hooks lint": [["hooks lint -e staging", "All hooks, with the values of an environment"]],
  "hooks run": [
    ["hooks run api presync", "The presync hooks of a release"],
    ["hooks run api postsync --simulate-failure", "As after a failed helm upgrade"],
    ["hooks run helmfile.yaml cleanup", "The hooks of the state file itself"],
  ],
  "hooks explain": [
    ["hooks explain", "All that a sync would run"],
    ["hooks explain api --command apply", "The hooks of one release in an apply"],
  ],
  "test-hooks": [
    ["test-hooks --record", "Write down what each test does now"],
    ["test-hooks --junit hook-tests.xml", "In CI"],
  ],
  deps: [["deps", "Write the versions that the charts have now to the lock file"]],
  fetch: [["fetch --output-dir charts", "Charts to take along, to a host without internet for one"]],
  playground: [
    ["playground", "Keep one up for other tools, until Ctrl-C"],
    ["playground -- helm list", "For one command"],
  ],
  schema: [["schema > helmfile.schema.json", "For an editor"]],
  completion: [
    ["completion bash > ~/.boathook.bash", "For bash: let ~/.bashrc say `source ~/.boathook.bash`"],
    [
      "completion zsh > ~/.boathook.zsh",
      "For zsh: let ~/.zshrc say `source ~/.boathook.zsh`, after compinit",
    ],
    ["completion fish > ~/.config/fish/completions/boathook.fish", "For fish"],
  ],
};
