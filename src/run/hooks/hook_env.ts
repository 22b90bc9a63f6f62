// What a hook finds in its environment beside what we inherited ourselves (the guide counts on these names).
import type { HookRequest } from "./hook_request.ts";

/**
 * The added variables. Every name is always there, if empty: a script with `set -u` may use it, `${NAME:-default}`
 * still works, and a NAMESPACE of the caller's own shell is never taken for the release's.
 */
export function hookEnv(request: HookRequest): Readonly<Record<string, string>> {
  const { release } = request;
  return {
    HELMFILE_ENVIRONMENT: request.environment,
    HELMFILE_COMMAND: request.helmfileCommand,
    HELMFILE_FILE: request.helmfilePath,
    RELEASE_NAME: release?.name ?? "",
    NAMESPACE: release?.namespace ?? "",
    CHART: release?.chart ?? "",
    CHART_VERSION: release?.version || request.localChartVersion || "",
    KUBE_CONTEXT: release?.kubeContext || request.kubeContext || "",
    HOOK_EVENT: request.event,
    HOOK_NAME: request.name ?? "",
    HOOK_ERROR: request.error ?? "",
    ...NO_FILES,
    ...request.given,
    ...Object.fromEntries(
      Object.entries(request.env ?? {}).map(([name, text]) => [name, request.render(text).text]),
    ),
  };
}

/** The files that are made only for a hook that asks for them. */
const NO_FILES = {
  BOATHOOK_CONTEXT_FILE: "",
  BOATHOOK_VALUES_FILE: "",
  BOATHOOK_SECRETS_FILE: "",
  BOATHOOK_MANIFEST_FILE: "",
  BOATHOOK_DIFF_FILE: "",
  HOOK_OUTPUT: "",
};
