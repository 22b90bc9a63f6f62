// The options of single commands for hooks.
import { choice, flag, text } from "../option.ts";

/** Whether hooks are looked at before anything runs. */
export const noPreflight = flag({
  summary: "Do not check the hooks before anything runs",
  env: "BOATHOOK_NO_PREFLIGHT",
  category: "Hook",
});

/** Whether hooks run as after a failure of helm. */
export const simulateFailure = text({
  summary: "Run the hooks as if helm upgrade had failed before, with this message",
  placeholder: "message",
  bare: "",
  category: "Hook",
});

/** The command whose hooks are explained. */
export const explainedCommand = choice({
  name: "command",
  summary: "Command whose hooks are explained",
  choices: [
    "sync",
    "apply",
    "destroy",
    "diff",
    "template",
    "lint",
    "unittest",
    "test",
    "status",
    "fetch",
    "build",
    "show-dag",
    "write-values",
    "list",
  ],
  default: "sync",
  placeholder: "name",
  category: "Hook",
});
