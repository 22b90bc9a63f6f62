// version: prints the version, as text, JSON or YAML. Source of compatible forms: Helmfile cmd/version.go.
import { defineCommand } from "../cli/command.ts";
import { versionOutput } from "../cli/options/output_options.ts";
import { formatVersion } from "../show/version_text.ts";

export const command = defineCommand({
  options: { output: versionOutput },
  run({ output }, { system, programName, version }) {
    system.terminal.writeStdout(formatVersion({ programName, version, os: system.os }, output));
    return 0;
  },
});
