// HELMFILE_DISABLE_HOOKS: a loaded state must not have any hooks. Source: Helmfile pkg/state/state.go, which fails rather
// than passing over them.
import { type Diagnostic, Failure } from "../../diagnostics/diagnostic.ts";
import type { DesiredState, Hook } from "../../merge/state.ts";
import type { System } from "../../system/system.ts";

/** Fails with every hook there is if the environment forbids them. */
export function refuseHooks({ files }: DesiredState, { env }: System): void {
  // Go strconv.ParseBool.
  if (!/^(1|t|T|true|TRUE|True)$/.test(env.get("HELMFILE_DISABLE_HOOKS") ?? "")) return;
  const hooks = files.flatMap((
    file,
  ) => [...file.hooks, ...file.releases.flatMap((release) => release.hooks)]);
  if (hooks.length > 0) throw new Failure(hooks.map(refuse));
}

function refuse(hook: Hook): Diagnostic {
  const span = hook.span();
  const { name, command, script } = hook.doc;
  return {
    code: "hook/disabled",
    severity: "error",
    message: `Cannot have the hook "${
      name ?? command ?? script?.trim().split("\n")[0] ?? ""
    }": hooks are disabled`,
    ...span && { span },
    hint: "unset HELMFILE_DISABLE_HOOKS, or use --skip-hooks to pass over them",
  };
}
