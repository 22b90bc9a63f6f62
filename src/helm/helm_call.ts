// One call of helm as data: arguments, what goes to standard input, what is added to the environment. The run room
// starts it; every builder of this room ends in `helmCall`.
import type { HelmDefaultsDoc } from "../helmfile/release_schema.ts";
import { splitArgs } from "./args_split.ts";
import type { HelmFlags } from "./flags.ts";
import type { HelmVersion } from "./version.ts";

/** A call ready to start. */
export interface HelmCall {
  readonly args: readonly string[];
  /** Another program than helm (`az` for `managed: acr`). */
  readonly program?: string;
  /** Written to standard input, which is then closed; holds a password where `args` say `--password-stdin`. */
  readonly stdin?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** What all calls of one state file share. */
export interface HelmContext {
  readonly version: HelmVersion;
  readonly flags: HelmFlags;
  readonly defaults: HelmDefaultsDoc;
}

/** What is appended to every call: `--args`, `--debug`, then helmDefaults.args. Source: Helmfile pkg/app GetArgs. */
export function extraArgs({ flags, defaults }: HelmContext): string[] {
  const given = splitArgs([flags.args ?? "", flags.debug === true ? "--debug" : ""].join(" "));
  return [...given, ...splitArgs((defaults.args ?? []).join(" "))];
}

/**
 * A call with the global flags before the sub-command and the extra arguments at its end. Source: Helmfile
 * helmexec exec(); helmDefaults.kubeContext goes in front as well, a release's own does not. `extra` replaces
 * the extra arguments.
 */
export function helmCall(
  args: readonly string[],
  context: HelmContext,
  { extra = extraArgs(context) }: { readonly extra?: readonly string[] } = {},
): HelmCall {
  return { args: [...globalFlags(context), ...args, ...extra] };
}

function globalFlags({ flags, defaults }: HelmContext): string[] {
  const kubeContext = flags.kubeContext || defaults.kubeContext;
  return [
    ...(flags.kubeconfig ? ["--kubeconfig", flags.kubeconfig] : []),
    ...(kubeContext ? ["--kube-context", kubeContext] : []),
  ];
}
