// What each diagnostic code means and what to do about it, by hand: the source of the troubleshooting page. A test
// fails for a code that the sources use and this table does not explain.

/** One explained code. */
export interface ErrorEntry {
  readonly meaning: string;
  readonly remedy: string;
}

/** Every code, by its room. */
export const ERRORS: Readonly<Record<string, ErrorEntry>> = {
  "bases/nested": {
    meaning: "A file named in `bases` has `bases` of its own.",
    remedy: "List all bases in the file that is loaded, in the order in which they are merged.",
  },
  "chart/no-kustomize": {
    meaning:
      "A release has patches, transformers or a kustomization, and there is neither kustomize nor kubectl.",
    remedy: "Install one of them, or name kustomize with `--kustomize-binary`.",
  },
  "chart/not-found": {
    meaning: "helm fetched the chart, but the folder it unpacked holds no `Chart.yaml`.",
    remedy: "Check that the address is a chart and not some other archive.",
  },
  "chart/wrong-address": {
    meaning: "A chart that is to be fetched by its address has none that can be read.",
    remedy: "Write it as `git::https://HOST/REPOSITORY.git@FOLDER?ref=REF`.",
  },
  "chart/wrong-version": {
    meaning: "A chart of an OCI registry is asked for in a version that is none, such as `latest`.",
    remedy: "Name a version or a range, or leave `version` out for the newest.",
  },
  "cli/conflicting-options": {
    meaning: "Two options were given that exclude each other.",
    remedy: "Leave one out.",
  },
  "cli/invalid-argument": {
    meaning: "A word after the command is not one of those it takes.",
    remedy: "Use one of the listed words; the nearest one is suggested.",
  },
  "cli/invalid-option": {
    meaning: "An option has a value it cannot take, or lacks one.",
    remedy: "Run `boathook help COMMAND` to see what the option takes.",
  },
  "cli/missing-argument": {
    meaning: "The command needs a word that was not given.",
    remedy: "Add it; the hint lists what it may be, or `boathook help COMMAND` says what it stands for.",
  },
  "cli/missing-command": {
    meaning: "A group of commands, such as `cache`, was named without the command.",
    remedy: "Add one of the listed commands: `boathook cache info`.",
  },
  "cli/missing-option": {
    meaning: "An option needs another one beside it.",
    remedy: "Add the option that the hint names.",
  },
  "cli/no-answer": {
    meaning: "`--interactive` asked for confirmation, and standard input ended before an answer came.",
    remedy: "Leave out `--interactive` where nobody can answer, as in CI.",
  },
  "cli/no-failure-before": {
    meaning: "`boathook hooks run --simulate-failure` was given an event that no failure comes before.",
    remedy: "Simulate it for `postsync` or `cleanup`: their hooks run after a failure, too.",
  },
  "cli/removed-command": {
    meaning: "Helmfile v1 dropped this command.",
    remedy: "Use the command that the hint names.",
  },
  "cli/several-files": {
    meaning: "`fetch --write-output` can write one state, and there are several files.",
    remedy: "Name a single state file with `--file`.",
  },
  "cli/unexpected-argument": {
    meaning: "There is a word more than the command takes.",
    remedy:
      "Select releases by label (`--selector name=api`), quote values with blanks, and give `--skip-hooks` and `--dry-run` theirs after `=`.",
  },
  "cli/unknown-command": {
    meaning: "There is no such command.",
    remedy: "Use the suggested one, or run `boathook help` for a list.",
  },
  "cli/unknown-option": {
    meaning: "Neither the program nor the command has such an option.",
    remedy: "Use the suggested one, or run `boathook help COMMAND`.",
  },
  "cli/wrong-duration": {
    meaning: "`--hook-timeout` or `BOATHOOK_HOOK_TIMEOUT` is no positive duration.",
    remedy: "Write seconds (`300`) or a unit (`90s`, `5m`, `1h30m`).",
  },
  "cli/wrong-regex": {
    meaning: "`--suppress-output-line-regex` got something that is no regular expression.",
    remedy: "Escape the characters that have a meaning there, such as `(`, `[`, `*` and `\\`.",
  },
  "create/exists": {
    meaning: "`boathook create` would overwrite files that are there.",
    remedy: "Choose another folder, or overwrite them with `--force`.",
  },
  "diff/not-an-object": {
    meaning: "A document of a rendered manifest is a text or a list, not a Kubernetes object.",
    remedy:
      "Look at what the chart renders with `boathook template`; often a template prints outside of YAML.",
  },
  "environment/undefined": {
    meaning: "No state file defines the environment that `--environment` names.",
    remedy: "Declare it under `environments`, or use one that is declared.",
  },
  "files/ambiguous": {
    meaning: "There is more than one state file to choose from, such as `helmfile.yaml` beside `helmfile.d`.",
    remedy: "Remove one, or name the one that is meant with `--file`.",
  },
  "files/empty-folder": {
    meaning: "A folder that was named has no state files. As where nothing matches, the exit code is 3.",
    remedy: "Name another folder or a file with `--file`; state files end in `.yaml`, `.yml` or `.gotmpl`.",
  },
  "files/missing": {
    meaning: "A values or secrets file that the state names does not exist.",
    remedy:
      "Correct the path, which is relative to the state file, or set `missingFileHandler: Warn` if it may be missing.",
  },
  "files/no-temporary": {
    meaning:
      "No folder for temporary files could be made: values for helm and the run's own files have no place.",
    remedy: "Point `TMPDIR` (or `HELMFILE_TEMPDIR`) at a folder that exists and that you may write to.",
  },
  "files/not-fetched": {
    meaning: "A remote file could not be fetched.",
    remedy:
      "Check address and access; the reason is in the message. `boathook cache cleanup` drops fetched copies.",
  },
  "files/not-found": {
    meaning: "There is no state file where one was looked for.",
    remedy: "Go to its folder, name it with `--file`, or begin one with `boathook init`.",
  },
  "files/not-loaded": {
    meaning: "A command about hooks names a state file that is none of those that are loaded.",
    remedy: "Name one of the files in the hint, or a release.",
  },
  "files/unreadable": {
    meaning: "A file exists but cannot be read, or a folder on the way to it may not be entered.",
    remedy: "Check the permissions of both, and that it is a file and not a folder.",
  },
  "gotmpl/exec": {
    meaning: "A template is well formed, but running it failed: a missing value, a function's own error.",
    remedy:
      'The mark shows the action. For a value that may be missing use `{{ .Values | get "a.b" "default" }}`.',
  },
  "gotmpl/parse": {
    meaning: "A template is not well formed: an unclosed action, an unknown function, a missing `end`.",
    remedy: 'Correct it where the mark is. Braces that are meant as text are written `{{ "{{" }}`.',
  },
  "hcl/invalid": {
    meaning: "A values file in HCL cannot be read or evaluated.",
    remedy: "Correct it where the mark is; only `values` and `locals` blocks count.",
  },
  "helm/canceled": {
    meaning: "helm was ended because the run was stopped.",
    remedy: "Run again. If helm reports another operation in progress, roll the release back first.",
  },
  "helm/exclusive-settings": {
    meaning: "Two settings of a release exclude each other in helm.",
    remedy: "Remove one; the other may come from `helmDefaults`.",
  },
  "helm/failed": {
    meaning: "helm ended with an error, whose last words are quoted with the command that was run.",
    remedy: "The command can be pasted and run by hand. `--debug` makes helm say more.",
  },
  "helm/freed": {
    meaning: "A run that was killed had left the release locked; it is rolled back before it is upgraded.",
    remedy: "Nothing: the upgrade follows.",
  },
  "helm/not-simulated": {
    meaning:
      "A dry run left a release's `helm upgrade --dry-run` out: its values come from what hooks leave, and a dry run " +
      "starts no hooks. A warning.",
    remedy: "Nothing; see the release's order and hooks in the list.",
  },
  "helm/not-started": {
    meaning: "helm could not be started.",
    remedy: "Install helm 3 or 4, or name its binary with `--helm-binary`.",
  },
  "helm/plugin-too-old": {
    meaning: "The helm-diff plugin does not know a setting that the release uses.",
    remedy: "Update the plugin, or compare with `--diff-engine builtin`.",
  },
  "helm/too-old": {
    meaning: "A release uses a setting that this helm does not know.",
    remedy: "Update helm to the version in the hint, or remove the setting.",
  },
  "helm/unreadable": {
    meaning: "helm's dry run did not answer in JSON, so there is nothing to compare.",
    remedy: "Use helm 3.13 or newer, or compare with `--diff-engine plugin`; `--debug` shows the answer.",
  },
  "helm/version": {
    meaning: "The program taken for helm does not say a version when asked for one.",
    remedy: "Check `--helm-binary` and what `helm version --short` prints.",
  },
  "helm/wrong-setting": {
    meaning: "A setting of a release has a value that helm or its plugin would refuse.",
    remedy: "Correct it as the hint says.",
  },
  "helmfile/unknown-key": {
    meaning: "A state file has a key that means nothing in its place.",
    remedy:
      "Correct the spelling (the nearest key is suggested) or its indentation; keys are case-sensitive.",
  },
  "helmfile/wrong-type": {
    meaning: "A key has a value of the wrong kind, such as a text where a list is needed.",
    remedy: "Change it to what the message expects; see the [state-file reference](state-file.md).",
  },
  "hook/canceled": {
    meaning: "A hook was ended because the run was stopped.",
    remedy: "Look at what it had done so far in the report, then run again.",
  },
  "hook/condition": {
    meaning: "`when.if` of a hook renders to something that is neither true nor false.",
    remedy: "Let the template print `true` or `false`.",
  },
  "hook/conflict": {
    meaning: "Two keys of a hook contradict each other, or one needs another.",
    remedy: "Keep one, or add what is missing: the message names both.",
  },
  "hook/dax-syntax": {
    meaning: "A `shell: dax` script has something that this shell does not know.",
    remedy: "Use the part of the shell language that it has, or run the script by `bash`.",
  },
  "hook/disabled": {
    meaning: "`HELMFILE_DISABLE_HOOKS` is on, and a state file has a hook.",
    remedy: "Unset it, or pass over hooks with `--skip-hooks`.",
  },
  "hook/exited": {
    meaning: "A hook ended with an exit code other than 0.",
    remedy:
      "The report names file, line and command. `boathook hooks run RELEASE EVENT` runs the hook alone, without helm.",
  },
  "hook/line-ends": {
    meaning:
      "A script of a hook has Windows line ends (CRLF), which shells take for part of its words. A warning.",
    remedy:
      "Convert it with `sed -i 's/\\r$//' FILE`, and keep it so with `*.sh text eol=lf` in `.gitattributes`.",
  },
  "hook/missing-output": {
    meaning: "A hook ended well but did not write a value that its `outputs` names.",
    remedy: "Write each as `NAME=value` to the file `$HOOK_OUTPUT`.",
  },
  "hook/no-command": {
    meaning: "A hook has no command, or its template renders to nothing.",
    remedy: "Set `command`.",
  },
  "hook/no-manifest": {
    meaning: "A hook asks for the release's manifest before the chart is prepared.",
    remedy: "Use `BOATHOOK_MANIFEST_FILE` and `BOATHOOK_DIFF_FILE` from `presync` on.",
  },
  "hook/no-source": {
    meaning: "`kubectlApply` has neither `filename` nor `kustomize`.",
    remedy: "Set one of them.",
  },
  "hook/none": {
    meaning: "`boathook hooks run` was asked for an event for which the release has no hooks.",
    remedy: "Use one of the events in the hint, or see them all with `boathook hooks list`.",
  },
  "hook/not-executable": {
    meaning: "A hook's script, or a command in it, exists but may not be executed.",
    remedy: "`chmod +x` it, and check that its file system is not mounted with `noexec`.",
  },
  "hook/not-found": {
    meaning: "A hook's command, or a command in its script, does not exist.",
    remedy: "Install it, or correct the path: it is relative to the folder of the state file.",
  },
  "hook/not-portable": {
    meaning: "`build --for-helmfile` met something in a hook that Helmfile has no words for.",
    remedy: "Do without it, or accept that the hook behaves differently there: the message says how.",
  },
  "hook/not-started": {
    meaning: "The system refused to start a hook.",
    remedy: "Read the reason in the message: often a wrong `#!` line or a missing folder.",
  },
  "hook/out-of-memory": {
    meaning: "The system killed a hook, or a command in it, for lack of memory.",
    remedy: "Give the machine or container more memory, or lower `--concurrency`.",
  },
  "hook/shellcheck": {
    meaning: "`boathook hooks lint` had shellcheck look at a script of a hook. A warning.",
    remedy: "The hint leads to the page of the rule; `# shellcheck disable=SC…` in the script silences it.",
  },
  "hook/signaled": {
    meaning: "A signal ended a hook, and it was not ours.",
    remedy: "Find who sent it: the script itself, a job limit, another user.",
  },
  "hook/skipped": {
    meaning: "`boathook hooks run` passed over a hook because its `when` or `inputs` say so. A warning.",
    remedy: "Nothing, if that is meant: the message names the condition.",
  },
  "hook/stalled": {
    meaning: "A hook printed nothing for longer than it may.",
    remedy: "The report shows which processes ran then and where they waited.",
  },
  "hook/syntax": {
    meaning: "bash could not parse a hook's script.",
    remedy: "Correct the line in the report; `bash -n FILE` checks a script without running it.",
  },
  "hook/timed-out": {
    meaning: "A hook reached its time limit and was ended with everything it had started.",
    remedy: "The report shows what it was doing. Raise `timeout` only if it needs longer when all is well.",
  },
  "hook/two-sources": {
    meaning: "`kubectlApply` has both `filename` and `kustomize`.",
    remedy: "Keep one; two hooks can do both.",
  },
  "hook/unknown-command": {
    meaning: "`when.commands` of a hook names a command that does not exist, so the hook would never run.",
    remedy: "Correct the spelling; the nearest command is suggested.",
  },
  "hook/unknown-event": {
    meaning: "A hook names an event that does not exist, so it would never run.",
    remedy: "Correct the spelling; the nearest event is suggested.",
  },
  "hook/unknown-shell": {
    meaning: "`shell` of a hook names a shell that is not known.",
    remedy: "Use `bash`, `sh` or `dax`, or give a path.",
  },
  "hook/unset-variable": {
    meaning: "A script with `set -u` used a variable that is not set.",
    remedy: "Pass it in, or write `${NAME:-}` where it may be empty.",
  },
  "hook/wrong-output": {
    meaning: "What a hook wrote to `$HOOK_OUTPUT` cannot be read.",
    remedy: "Write `NAME=value` lines, or one JSON object.",
  },
  "hook/wrong-regex": {
    meaning: "`retries.on` of a hook has a text that is no regular expression.",
    remedy: "Escape the characters that have a meaning there.",
  },
  "init/helm-failed": {
    meaning: "helm was found but could not say its version.",
    remedy: "Run `helm version --short` and see; `--helm-binary` names another one.",
  },
  "init/no-helm": {
    meaning: "There is no helm on the PATH.",
    remedy: "Install helm 3 or 4, or name it with `--helm-binary`.",
  },
  "init/no-plugin": {
    meaning:
      "helm lacks `diff`, which was chosen to compare; or `secrets`, which the state needs. Then a warning.",
    remedy: "Install it with `helm plugin install`; without `--diff-engine plugin` no plugin compares.",
  },
  "lock/no-version": {
    meaning: "The lock file has no version of the chart that satisfies the release.",
    remedy: "Renew the lock file, or widen the version the release asks for.",
  },
  "lock/not-resolved": {
    meaning: "helm resolved the charts but wrote no lock.",
    remedy: "Run again with `--debug` and read what helm says.",
  },
  "lock/nothing": {
    meaning:
      "No release takes its chart from a repository of the file, so there is nothing to lock. A warning.",
    remedy: "Nothing, or declare the repository under `repositories`.",
  },
  "needs/circular": {
    meaning: "Releases need each other in a ring, so none can go first.",
    remedy: "Remove one of the listed needs.",
  },
  "needs/left-out": {
    meaning:
      "A release needs one that `--allow-failed-releases` left out, because its chart could not be prepared.",
    remedy: "Mend that chart, or leave both out with `--selector`.",
  },
  "needs/not-installed": {
    meaning: "A release needs one with `installed: false`.",
    remedy: "Install it or drop the need. A warning, unless `--enforce-needs-are-installed` is given.",
  },
  "needs/undefined": {
    meaning: "A release needs one that no state file defines.",
    remedy: "Write `NAMESPACE/NAME`, or `CONTEXT/NAMESPACE/NAME`, as the release is defined.",
  },
  "needs/unselected": {
    meaning: "A selected release needs one that the selectors leave out.",
    remedy: "Select it too, or use `--include-needs` or `--skip-needs`.",
  },
  "nested/entry": {
    meaning: "An entry of `helmfiles` has no path, or says two things about selectors.",
    remedy: "Give it a `path`; use either `selectors` or `selectorsInherited`.",
  },
  "nested/inherits": {
    meaning: "`inherits` names something that a nested file cannot take from its parent.",
    remedy: "Use the listed words.",
  },
  "nested/no-match": {
    meaning: "No file matches the path of an entry of `helmfiles`.",
    remedy: "Correct it, or set `missingFileHandler: Warn`.",
  },
  "nested/ring": {
    meaning: "State files load each other in a ring.",
    remedy: "Remove one of the entries that the note lists.",
  },
  "playground/damaged-file": {
    meaning: "A file in the folder of `--playground-dir` is not one that a playground wrote.",
    remedy: "Remove the file, or keep the playground in another folder.",
  },
  "playground/no-folder": {
    meaning: "`--playground-dir` names something that is no folder.",
    remedy: "Name a folder; it is made if it does not exist.",
  },
  "playground/not-started": {
    meaning: "The command that was to run in the playground could not be started.",
    remedy: "Check that it is on the PATH, and executable.",
  },
  "release/condition": {
    meaning: "A `condition` does not lead to a boolean.",
    remedy: "Name a state value by a path that ends in `enabled` and holds true or false.",
  },
  "release/duplicate": {
    meaning: "Two releases have the same name, namespace and context: to helm they are one.",
    remedy: "Rename one, give it another namespace, or use `installed` or `condition` so that one remains.",
  },
  "release/inherit": {
    meaning: "A release inherits a template that does not exist, or that leads back to itself.",
    remedy: "Use a key of `templates`.",
  },
  "release/no-boolean": {
    meaning: "A template such as `installedTemplate` gave something that is neither true nor false.",
    remedy: "Make it print `true` or `false`.",
  },
  "release/no-chart": {
    meaning: "A release names no chart.",
    remedy: "Set `chart`.",
  },
  "release/recursive-templates": {
    meaning: "The fields of a release refer to each other without end.",
    remedy: "Write out one of them.",
  },
  "release/update-strategy": {
    meaning: "`updateStrategy` has a value that does not exist.",
    remedy: "Use `reinstallIfForbidden`, or leave it out.",
  },
  "report/not-writable": {
    meaning: "A report of the run cannot be written where it was asked for.",
    remedy: "Correct the path, or its permissions.",
  },
  "repository/nameless": {
    meaning: "An entry of `repositories` has a URL but no name, so no chart can refer to it.",
    remedy: "Give it a `name`, and write charts as `name/chart`.",
  },
  "repository/not-managed": {
    meaning: "A repository's `managed` names something other than `acr`.",
    remedy: "Leave `managed` out, or write `acr` for the Azure Container Registry.",
  },
  "run/deadline": {
    meaning: "The whole run reached the limit that `--deadline` sets.",
    remedy:
      "What ran was ended and cleanup hooks ran. Raise the limit, or find the slow step in the summary.",
  },
  "run/no-earlier-run": {
    meaning:
      "`--only-failed` or `--resume` refers to an earlier run, and none of this state file, command, environment and selectors is remembered.",
    remedy: "See the runs that are with `boathook runs`, or leave out the option.",
  },
  "run/unfinished": {
    meaning: "An earlier run was killed before it could end. A warning.",
    remedy:
      "What was left of it has been ended; `boathook runs show` says what it had done, `--resume` goes on from there.",
  },
  "secrets/glob": {
    meaning: "A pattern under `secrets` matches several files.",
    remedy: "Name each file.",
  },
  "secrets/not-decrypted": {
    meaning: "The helm-secrets plugin could not decrypt a file; its words are quoted.",
    remedy: "Install the plugin, and check that this user can use the key.",
  },
  "selector/malformed": {
    meaning: "A selector is not of the form `key=value` or `key!=value`.",
    remedy: "Separate several by commas without blanks; repeat `--selector` for alternatives.",
  },
  "selector/no-match": {
    meaning: "No release matches. The exit code is 3.",
    remedy: "See the labels with `boathook list`, or accept it with `--allow-no-matching-release`.",
  },
  "state/empty": {
    meaning: "A state file has no keys at all.",
    remedy: "Check that it is the right file, and that its templates do not leave out everything.",
  },
  "state/environments-beside-releases": {
    meaning: "One part of a file has both `environments` and `releases`, where they must be apart.",
    remedy: "Put a line `---` between them.",
  },
  "state/key-order": {
    meaning: "A part of a file has its keys in an order in which one would not see the other.",
    remedy: "Move them as the hint says.",
  },
  "state/override-conflict": {
    meaning: "An option such as `--namespace` meets a state that sets the same thing for all releases.",
    remedy: "Leave out the option or the key.",
  },
  "test/command": {
    meaning: "The `command` of a test is none that a test can run.",
    remedy: "Write it as after the program's name: `sync -e staging`.",
  },
  "test/exit": {
    meaning: "In `boathook test-hooks` a command ended with another exit code than the test expects.",
    remedy: "The note shows what the command said. If it is right, set `exit`, or run with `--record`.",
  },
  "test/not-recorded": {
    meaning: "`boathook test-hooks --record` cannot write into the file, as a test is written on one line.",
    remedy: "Write each test as a list item with its keys below each other.",
  },
  "test/order": {
    meaning: "In `boathook test-hooks` hooks or helm ran in another order than the test expects.",
    remedy: "The note shows both. Correct the state or the test; `--record` writes down what happens.",
  },
  "test/releases": {
    meaning: "In `boathook test-hooks` other releases failed, or were passed over, than the test expects.",
    remedy: "Correct the state, or the test's `failed` and `blocked`.",
  },
  "values/env-unset": {
    meaning: "A release takes a value from an environment variable that is not set.",
    remedy: "Set the variable.",
  },
  "values/glob": {
    meaning: "A pattern under `values` of a release matches several files.",
    remedy: "Name each file; an environment's values take patterns.",
  },
  "values/malformed-set": {
    meaning: "`--state-values-set` has a text that cannot be read as assignments.",
    remedy: "Write `a.b=1,list[0]=x,items={a,b}`; a backslash keeps a comma or a dot.",
  },
  "values/not-a-map": {
    meaning: "A values file, or what stands for one, holds a list or a text at its top.",
    remedy: "Begin it with keys.",
  },
  "values/reference": {
    meaning: "A reference such as `ref+vault://…` could not be resolved; the reason is in the message.",
    remedy: "Check address and access; backends that are not built in need `vals` on the PATH.",
  },
  "yaml/syntax": {
    meaning: "A file is no YAML, at the place of the mark.",
    remedy:
      "Look for tabs, a missing blank after a colon, or an unquoted `{{`. The place is one of the template, not of what it renders to.",
  },
};
