// hooks lint: what is wrong with the hooks of the selected releases, at whatever event; nothing runs.
import { defineCommand } from "../cli/command.ts";
import { EXIT } from "../cli/exit_codes.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { RELEASE_EVENTS } from "../helmfile/hook_events.ts";
import { releaseRenderer } from "../merge/values/release_values.ts";
import type { DesiredState, Release } from "../merge/state.ts";
import { createMasker } from "../run/secrets/mask.ts";
import { maskingRenderer } from "../run/secrets/masking_renderer.ts";
import { toDiagnostics } from "../run/preflight/judge.ts";
import { preflight } from "../run/preflight/preflight.ts";
import { shellcheck } from "../run/preflight/shellcheck.ts";
import { createRunDir } from "../run/run_dir.ts";
import { diagnosticsJson } from "../show/problems/diagnostic_json.ts";
import { formatDiagnostics } from "../show/problems/diagnostic_text.ts";
import { newStyle, wantsColor } from "../show/style.ts";
import type { System } from "../system/system.ts";
import { enabledReleases, loadState, requireMatch } from "./shared/load_state.ts";
import { TAKES } from "./shared/takes.ts";

export const command = defineCommand({
  ...TAKES["hooks lint"],
  async run(options, { args: [name], system }) {
    const state = loadState(options, system);
    const releases = enabledReleases(state, name);
    requireMatch(releases.length > 0, { state, options });
    const { hookCount, diagnostics } = await lintHooks(state, { releases, system });
    const { terminal, env } = system;
    if (options.output === "json") terminal.writeStdout(diagnosticsJson(diagnostics, { hooks: hookCount }));
    else {
      const style = newStyle(wantsColor(options, env, terminal.stderrIsTerminal));
      const columns = terminal.columns();
      if (diagnostics.length > 0) {
        terminal.writeStderr(formatDiagnostics(diagnostics, { style, columns }) + "\n");
      }
      terminal.writeStdout(summaryOf(hookCount, diagnostics));
    }
    return diagnostics.some(isError) ? EXIT.failed : EXIT.done;
  },
});

/** Everything that is wrong, at all events of all commands. */
async function lintHooks(
  state: DesiredState,
  { releases, system }: { readonly releases: readonly Release[]; readonly system: System },
) {
  const masker = createMasker(), runDir = createRunDir(system);
  const renderer = maskingRenderer(releaseRenderer(), { masker, files: state.files });
  const world = { system, renderer, runDir, command: "sync", mask: masker.mask, skipHooks: undefined };
  const files = state.files.map((file) => ({
    file,
    releases: releases.filter((release) => release.file === file),
  }));
  try {
    const scope = { files, isParallel: state.isParallel, command: "sync", allEvents: RELEASE_EVENTS };
    const { hookCount, diagnostics, scripts } = await preflight(scope, world);
    const remarks = toDiagnostics(await shellcheck(scripts, world), masker.mask);
    return { hookCount, diagnostics: [...diagnostics, ...remarks] };
  } finally {
    runDir.remove();
  }
}

function isError({ severity }: Diagnostic): boolean {
  return severity === "error";
}

function summaryOf(hooks: number, diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(isError).length, warnings = diagnostics.length - errors;
  const found = [
    ...errors > 0 ? [counted(errors, "error")] : [],
    ...warnings > 0 ? [counted(warnings, "warning")] : [],
  ];
  return `${counted(hooks, "hook")} checked: ${found.length > 0 ? found.join(", ") : "no problems"}\n`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
