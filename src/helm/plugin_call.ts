// What `init` asks of helm: its version, its plugins, and to install or update one.
import { type HelmCall, helmCall, type HelmContext } from "./helm_call.ts";
import { helmHas } from "./version.ts";

/** The call that prints helm's version on one line; made before any context is known. */
export const VERSION_CALL: HelmCall = { args: ["version", "--short"] };

/** The call that lists the installed plugins. */
export const PLUGIN_LIST_CALL: HelmCall = { args: ["plugin", "list"] };

/** The call that installs a plugin; helm 4 checks signatures, which few plugins have. */
export function pluginInstallCall(
  plugin: { readonly url: string; readonly version: string },
  context: HelmContext,
): HelmCall {
  const skipsCheck = helmHas(context.version, "verifiedPlugins") &&
    context.flags.enforcePluginVerification !== true;
  return helmCall(
    [
      "plugin",
      "install",
      plugin.url,
      "--version",
      plugin.version,
      ...(skipsCheck ? ["--verify=false"] : []),
    ],
    context,
    { extra: [] },
  );
}

/** The call that updates a plugin. */
export function pluginUpdateCall(name: string, context: HelmContext): HelmCall {
  return helmCall(["plugin", "update", name], context, { extra: [] });
}
