// Which helm is it? Each binary is asked once; the likely one before the state is read, so that the answer is there
// when it is needed.
import { fail } from "../../diagnostics/diagnostic.ts";
import { VERSION_CALL } from "../../helm/plugin_call.ts";
import { type HelmVersion, parseHelmVersion } from "../../helm/version.ts";
import type { SpawnError, System } from "../../system/system.ts";

/** What to do without helm. */
export const INSTALL_HELM =
  "install helm 3 or 4 (https://helm.sh/docs/intro/install), or name it with --helm-binary";

/** Gives the version of a helm binary; fails if it cannot be started or does not say. */
export function helmVersions(system: System, likely: string): (binary: string) => Promise<HelmVersion> {
  const versions = new Map<string, Promise<HelmVersion>>();
  const versionOf = (binary: string) => {
    const version = versions.get(binary) ?? askVersion(binary, system);
    versions.set(binary, version);
    return version;
  };
  versionOf(likely).catch(() => {}); // whoever needs it gets the same rejection
  return versionOf;
}

async function askVersion(binary: string, { processes, cwd, env }: System): Promise<HelmVersion> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    const child = processes.spawn({
      command: binary.includes("/") ? binary : processes.which(binary) ?? binary,
      args: VERSION_CALL.args,
      cwd,
      env: env.all(),
      onOutput(stream, chunk) {
        if (stream === "stdout") text += decoder.decode(chunk, { stream: true });
      },
    });
    await child.status;
    await child.outputClosed;
  } catch (error) {
    if (!isSpawnError(error)) throw error;
    const why = error.reason === "not-found" ? "there is no such command on PATH" : error.message;
    fail("helm/not-started", `Cannot start "${binary}": ${why}`, {
      hint: INSTALL_HELM,
    });
  }
  return parseHelmVersion(text) ??
    fail(
      "helm/version",
      `Cannot tell the version of "${binary}": it does not answer "version --short" with one`,
    );
}

/** By name: the class lives in the world's room, of which only types come here. */
function isSpawnError(error: unknown): error is SpawnError {
  return error instanceof Error && error.name === "SpawnError";
}
