// Candidates that only the world knows: paths, and what the state at hand declares. A state that cannot be loaded
// offers nothing, for the prompt is no place to complain.
import { basename, dirname } from "node:path";
import type { Candidate, Completion } from "../../cli/complete.ts";
import { Failure } from "../../diagnostics/diagnostic.ts";
import { stateCandidates } from "../../show/state_candidates.ts";
import type { System } from "../../system/system.ts";

type Wanted = Extract<Completion, { type: "wanted" }>;

/** Words to offer, those of the state loaded with the options before the cursor among them. */
export async function wantedCandidates(completion: Wanted, system: System): Promise<readonly Candidate[]> {
  const { wanted, typed, options, args } = completion;
  if (wanted === "nothing") return [];
  if (wanted === "file" || wanted === "folder") return pathCandidates(typed, wanted, system);
  const given = (name: string) => (options[name] as readonly string[] | undefined)?.at(-1);
  if (wanted === "kube-context") {
    const { kubeContexts } = await import("./kube_contexts.ts");
    return kubeContexts(given("kubeconfig"), system).filter(({ value }) => value.startsWith(typed));
  }
  const last = (name: string) => given(name) ?? system.env.get(ENV[name] ?? "");
  try {
    if (wanted === "run") return await runCandidates({ file: last("file") }, { typed, system });
    const { loadDesiredState } = await import("../../merge/desired_state.ts");
    const { RELEASE_EVENTS } = await import("../../helmfile/hook_events.ts");
    const environment = wanted === "environment" ? undefined : last("environment");
    const state = loadDesiredState({ file: last("file"), environment }, system);
    const candidates = stateCandidates(wanted, state, { typed, args, events: RELEASE_EVENTS });
    return candidates.filter(({ value }) => value.startsWith(typed));
  } catch (error) {
    if (error instanceof Failure) return [];
    throw error;
  }
}

const ENV: Readonly<Record<string, string>> = {
  file: "HELMFILE_FILE_PATH",
  environment: "HELMFILE_ENVIRONMENT",
};

/** The runs of the state, which need not load for it, the newest first. */
async function runCandidates(
  options: { readonly file: string | undefined },
  { typed, system }: { readonly typed: string; readonly system: System },
): Promise<readonly Candidate[]> {
  const { pastRuns } = await import("./past_runs.ts");
  return pastRuns(options, system).filter(({ id }) => id.startsWith(typed))
    .map(({ id, command, environment, result }) => ({
      value: id,
      description: `${command} in ${environment}: ${result}`,
    }));
}

function pathCandidates(typed: string, wanted: "file" | "folder", system: System): readonly Candidate[] {
  const folder = typed.endsWith("/") ? typed : typed.includes("/") ? `${dirname(typed)}/` : "";
  const start = typed.endsWith("/") ? "" : basename(typed);
  const absolute = folder.startsWith("/") ? folder : `${system.cwd}/${folder}`;
  if (!system.files.stat(absolute)?.isDirectory) return [];
  return system.files.readDir(absolute)
    .filter(({ name }) => name.startsWith(start) && (start !== "" || !name.startsWith(".")))
    .filter(({ isDirectory, isSymlink }) => wanted === "file" || isDirectory || isSymlink)
    .map(({ name, isDirectory }) => ({ value: folder + name + (isDirectory ? "/" : "") }));
}
