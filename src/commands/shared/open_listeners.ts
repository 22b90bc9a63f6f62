// Who listens to a run: the console, the reports that were asked for, the journal. The reports load only then.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Emit } from "../../run/events.ts";
import type { Journal } from "../../run/journal/journal.ts";
import type { Masker } from "../../run/secrets/mask.ts";
import { type Console, type ConsoleOptions, openConsole } from "../../show/console/console.ts";
import type { Reports } from "../../show/reports/reports.ts";
import type { System } from "../../system/system.ts";

/** The options of reports. */
export interface ReportOptions {
  readonly events?: string | undefined;
  readonly junit?: string | undefined;
  readonly report?: string | undefined;
  readonly summaryMarkdown?: string | undefined;
}

/** All listeners of a run as one. */
export interface Listeners {
  readonly emit: Emit;
  readonly console: Console;
  /** From now on the journal listens too. */
  attach(journal: Journal): void;
  /** Writes what is written at the end; call it however the run ends. */
  close(): void;
}

/** Opens the console and what else is asked for. Throws a Failure if a file cannot be written. */
export async function openListeners(
  options: ConsoleOptions & ReportOptions,
  { system, masker, command }: {
    readonly system: System;
    readonly masker: Masker;
    readonly command: string;
  },
): Promise<Listeners> {
  const reports = wantsReports(options, system)
    ? await openReports(options, { system, masker, command })
    : undefined;
  const view = openConsole(options, reports ? { ...system, terminal: reports.terminal } : system);
  const show = reports ? reports.around(view.emit) : view.emit;
  let journal: Journal | undefined;
  return {
    console: view,
    emit(event) {
      journal?.emit(event);
      show(event);
    },
    attach: (opened) => void (journal = opened),
    close() {
      view.close();
      reports?.close();
    },
  };
}

/** Tells reports of problems that came before there was a run. */
export async function reportProblems(
  diagnostics: readonly Diagnostic[],
  options: ReportOptions,
  { system, masker, command }: { readonly system: System; readonly masker: Masker; readonly command: string },
): Promise<void> {
  if (!wantsReports(options, system)) return;
  const reports = await openReports(options, { system, masker, command });
  reports.around(() => {})({ type: "run_failed", diagnostics });
  reports.close();
}

function wantsReports(options: ReportOptions, { env }: System): boolean {
  const { events, junit, report, summaryMarkdown } = options;
  return [events, junit, report, summaryMarkdown].some((path) => path !== undefined) ||
    ["GITHUB_ACTIONS", "GITLAB_CI"].some((name) => env.get(name) === "true") ||
    (env.get("GITHUB_STEP_SUMMARY") ?? "") !== "";
}

async function openReports(
  options: ReportOptions,
  { system, masker, command }: { readonly system: System; readonly masker: Masker; readonly command: string },
): Promise<Reports> {
  const { openReports } = await import("../../show/reports/reports.ts");
  return await openReports(options, { system, mask: masker.mask, command });
}
