// What the keys of one hook say to each other: in, the hook as written; out, what cannot be meant, with the key at
// fault. A table of rules; values of the wrong type are the schema's affair and are passed over.
import type { DiagnosticCode } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { compileRegexp } from "../go/regexp.ts";
import { isMap, type Value, type ValueMap } from "../go/value.ts";
import type { YamlPath } from "../yaml/positions.ts";
import { isKnownShell, SHELL_NAMES } from "./hook_shells.ts";

/** A contradiction. */
export interface HookConflict {
  readonly code: DiagnosticCode;
  /** The key at fault, from the hook. */
  readonly at: YamlPath;
  readonly message: string;
  readonly hint?: string;
}

/** Where the hook stands. */
export interface HookKind {
  /** Among the hooks of the file, not of a release. */
  readonly isOfFile?: boolean;
  /** `helmDefaults.hooks`: what is said for all hooks. */
  readonly isDefault?: boolean;
}

/** Everything that cannot be meant in a hook. */
export function hookConflicts(hook: ValueMap, kind: HookKind): readonly HookConflict[] {
  return RULES.flatMap((rule) => rule(hook, kind));
}

type Rule = (hook: ValueMap, kind: HookKind) => readonly HookConflict[];

const RULES: readonly Rule[] = [
  checkSource,
  checkShell,
  checkBackground,
  checkWhen,
  checkRetries,
  checkOutputs,
  checkScope,
];

function conflict(at: YamlPath, message: string, hint?: string): HookConflict {
  return { code: "hook/conflict", at, message, ...(hint === undefined ? {} : { hint }) };
}

function checkSource(hook: ValueMap): readonly HookConflict[] {
  if (hook.script === undefined) return [];
  const others = ["command", "kubectlApply"].filter((key) => hook[key] !== undefined && hook[key] !== "");
  const found = others.map((other) =>
    conflict(["script"], `Cannot run a hook with both "script" and "${other}"`, "keep one of them")
  );
  if (typeof hook.script === "string" && hook.script.trim() === "") {
    found.push(conflict(["script"], "Cannot run a hook with an empty script"));
  }
  return found;
}

function checkShell({ shell, script, args }: ValueMap, { isDefault }: HookKind): readonly HookConflict[] {
  if (typeof shell !== "string") return [];
  if (!isKnownShell(shell)) {
    const name = shell.trim().split(/\s+/)[0] ?? "", meant = nearest(name, SHELL_NAMES);
    return [{
      code: "hook/unknown-shell",
      at: ["shell"],
      message: `Cannot run scripts with "${shell}": no such shell`,
      hint: meant ? `did you mean "${meant}"?` : `the shells are ${SHELL_NAMES.join(", ")}, or a path`,
    }];
  }
  if (isDefault) return [];
  if (script === undefined) {
    return [conflict(["shell"], 'Cannot use "shell" in a hook without "script"', 'put the text in "script"')];
  }
  return shell.trim() === "dax" && Array.isArray(args) && args.length > 0
    ? [conflict(["args"], "Cannot give arguments to a dax script: it has none", 'pass them in "env"')]
    : [];
}

function checkBackground(hook: ValueMap): readonly HookConflict[] {
  if (hook.background !== true) return [];
  return ["retries", "outputs", "inputs", "mutex"].filter((key) => hook[key] !== undefined).map((key) =>
    conflict([key], `Cannot use "${key}" in a background hook: nothing waits for its end`)
  );
}

/** Events at which something may have failed, and at which it is known whether a release changes. */
const AFTER = ["postapply", "postuninstall", "postsync", "cleanup"];

function checkWhen({ when, events }: ValueMap, { isOfFile }: HookKind): readonly HookConflict[] {
  if (!isMap(when)) return [];
  const named = Array.isArray(events) ? events.filter((event) => typeof event === "string") : [];
  const isOnlyAt = (...some: readonly string[]) =>
    named.length > 0 && named.every((event) => some.includes(event as string));
  const found: HookConflict[] = [];
  if (
    when.result === "failure" && named.length > 0 && !named.some((event) => AFTER.includes(event as string))
  ) {
    found.push(
      conflict(["when", "result"], "Cannot run a hook after a failure at events before anything can fail"),
    );
  }
  if (when.changed !== undefined && isOnlyAt("prepare")) {
    found.push(
      conflict(["when", "changed"], 'Cannot ask at "prepare" what changes: nothing is compared yet'),
    );
  }
  if (when.action !== undefined && isOfFile && isOnlyAt("prepare", "cleanup")) {
    found.push(conflict(["when", "action"], "Cannot ask for the action of a release in a hook of the file"));
  }
  return [...found, ...checkCommands(when)];
}

/** The commands that run hooks. */
const COMMANDS = [
  "apply",
  "sync",
  "destroy",
  "diff",
  "template",
  "lint",
  "test",
  "unittest",
  "status",
  "list",
  "build",
  "print-env",
  "write-values",
  "show-dag",
  "fetch",
  "deps",
  "repos",
];

function checkCommands({ commands }: ValueMap): readonly HookConflict[] {
  if (!Array.isArray(commands)) return [];
  return commands.flatMap((command, i) => {
    if (typeof command !== "string" || COMMANDS.includes(command)) return [];
    const meant = nearest(command, COMMANDS);
    return [{
      code: "hook/unknown-command" as const,
      at: ["when", "commands", i],
      message: `Cannot run a hook in "${command}": no such command`,
      hint: meant ? `did you mean "${meant}"?` : `the commands are ${COMMANDS.join(", ")}`,
    }];
  });
}

function checkRetries({ retries }: ValueMap): readonly HookConflict[] {
  const count = isMap(retries) ? retries.count : retries;
  const found: HookConflict[] = [];
  if ((typeof count === "bigint" || typeof count === "number") && count < 0) {
    found.push(
      conflict(isMap(retries) ? ["retries", "count"] : ["retries"], "Cannot retry less than 0 times"),
    );
  }
  const on = isMap(retries) && Array.isArray(retries.on) ? retries.on : [];
  return [...found, ...on.flatMap((item, i) => wrongPattern(item, ["retries", "on", i]))];
}

function wrongPattern(pattern: Value, at: YamlPath): readonly HookConflict[] {
  if (typeof pattern !== "string") return [];
  try {
    compileRegexp(pattern);
    return [];
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^error parsing regexp: /, "") : String(error);
    return [{ code: "hook/wrong-regex", at, message: `Cannot match output with "${pattern}": ${why}` }];
  }
}

function checkOutputs({ outputs, name }: ValueMap, { isDefault }: HookKind): readonly HookConflict[] {
  if (isDefault || outputs === undefined || outputs === false || typeof name === "string") return [];
  const hint = "name it: templates find them as .Hooks.NAME.Outputs";
  return [conflict(["outputs"], "Cannot pass on the outputs of a hook without a name", hint)];
}

function checkScope({ oncePer }: ValueMap, { isOfFile }: HookKind): readonly HookConflict[] {
  return isOfFile && oncePer === "release"
    ? [
      conflict(
        ["oncePer"],
        "Cannot run a hook of the file once per release: it belongs to none",
        'say "file" or "run"',
      ),
    ]
    : [];
}
