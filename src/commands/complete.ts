// complete: what a completion script asks, `complete -- WORDS`; candidates one per line, then a directive. A state
// that cannot be loaded offers nothing, for the prompt is no place to complain.
import { basename, dirname } from "node:path";
import { defineCommand } from "../cli/command.ts";
import { type Candidate, completeWords, type Completion } from "../cli/complete.ts";
import { DIRECTIVE } from "../cli/completion_script.ts";
import { stateCandidates } from "../show/state_candidates.ts";
import type { System } from "../system/system.ts";
import { COMMANDS } from "./registry.ts";

export const command = defineCommand({
  options: {},
  args: [{ name: "word", summary: "Words of the command line", isRepeated: true }],
  async run(_, { args, system }) {
    const completion = await completeWords(args, COMMANDS);
    const candidates = completion.type === "candidates"
      ? completion.candidates
      : await wantedCandidates(completion, system);
    const isOneFolder = candidates.length === 1 && candidates[0]!.value.endsWith("/");
    const directive = DIRECTIVE.noFiles | (isOneFolder ? DIRECTIVE.noSpace : 0);
    const lines = candidates.map(({ value, description }) => `${value}\t${description ?? ""}`);
    system.terminal.writeStdout([...lines, `:${directive}`, ""].join("\n"));
    return 0;
  },
});

type Wanted = Extract<Completion, { type: "wanted" }>;

async function wantedCandidates(completion: Wanted, system: System): Promise<readonly Candidate[]> {
  const { wanted, typed, options, args } = completion;
  if (wanted === "nothing" || wanted === "kube-context") return [];
  if (wanted === "file" || wanted === "folder") return pathCandidates(typed, wanted, system);
  try {
    const { loadDesiredState } = await import("../merge/desired_state.ts");
    const last = (name: string) =>
      (options[name] as readonly string[] | undefined)?.at(-1) ?? system.env.get(ENV[name] ?? "");
    const environment = wanted === "environment" ? undefined : last("environment");
    const state = loadDesiredState({ file: last("file"), environment }, system);
    const candidates = stateCandidates(wanted, state, { typed, args });
    return candidates.filter(({ value }) => value.startsWith(typed));
  } catch {
    return [];
  }
}

const ENV: Readonly<Record<string, string>> = {
  file: "HELMFILE_FILE_PATH",
  environment: "HELMFILE_ENVIRONMENT",
};

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
