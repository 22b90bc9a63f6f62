// complete: what a completion script asks, `complete -- WORDS`; candidates one per line, then a directive.
import { defineCommand } from "../cli/command.ts";
import { completeWords } from "../cli/complete.ts";
import { ASKING_SHELL } from "../cli/bash_completion.ts";
import { DIRECTIVE } from "../cli/completion_script.ts";
import { wantedCandidates } from "./shared/wanted_candidates.ts";

export const command = defineCommand({
  options: {},
  args: [{ name: "word", summary: "Words of the command line", isRepeated: true }],
  async run(_, { args, commands, system }) {
    const completion = await completeWords(args, commands);
    const candidates = completion.type === "candidates"
      ? completion.candidates
      : await wantedCandidates(completion, system);
    const isOneFolder = candidates.length === 1 && candidates[0]!.value.endsWith("/");
    const directive = DIRECTIVE.noFiles | (isOneFolder ? DIRECTIVE.noSpace : 0);
    const inline = /^--[^=]+=/.exec(args.at(-1) ?? "")?.[0] ?? "";
    const before = system.env.get(ASKING_SHELL) === "bash" ? inline : "";
    const lines = candidates.map(({ value, description }) =>
      description ? `${before}${value}\t${description}` : before + value
    );
    system.terminal.writeStdout([...lines, `:${directive}`, ""].join("\n"));
    return 0;
  },
});
