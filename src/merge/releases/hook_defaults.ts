// What helmDefaults.hooks say for all hooks → each hook with what it leaves open filled in.
import type { HookDefaultsDoc } from "../../helmfile/hook_schema.ts";
import type { HookDoc } from "../../helmfile/hook_schema.ts";

/** The hook over the defaults; environment variables add up. The hook itself if there are no defaults. */
export function withHookDefaults(doc: HookDoc, defaults: HookDefaultsDoc | undefined): HookDoc {
  if (!defaults) return doc;
  const env = defaults.env && { ...defaults.env, ...doc.env };
  return { ...defaults, ...doc, ...env && { env } };
}
