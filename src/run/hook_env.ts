// What a hook finds in its environment beside what we inherited ourselves (the guide counts on these names).
import type { HookRequest } from "./hook_request.ts";

/** The added variables. Names without a value are left out, so that a script's `${NAME:-default}` works. */
export function hookEnv(request: HookRequest): Readonly<Record<string, string>> {
  const { release } = request;
  const all: Record<string, string | undefined> = {
    HELMFILE_ENVIRONMENT: request.environment,
    HELMFILE_COMMAND: request.helmfileCommand,
    HELMFILE_FILE: request.helmfilePath,
    RELEASE_NAME: release?.name,
    NAMESPACE: release?.namespace,
    CHART: release?.chart,
    CHART_VERSION: release?.version,
    KUBE_CONTEXT: release?.kubeContext || request.kubeContext,
    HOOK_EVENT: request.event,
    HOOK_NAME: request.name,
    HOOK_ERROR: request.error,
  };
  const given = Object.entries(all).filter((entry): entry is [string, string] => (entry[1] ?? "") !== "");
  return { ...Object.fromEntries(given), ...request.env };
}
