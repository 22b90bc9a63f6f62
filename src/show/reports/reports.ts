// What a run is told beside the console: events as JSON, JUnit, one HTML page, a summary in Markdown, and what the
// CI system that runs us understands. Files are begun before the run, so that one that cannot be written is no
// surprise at its end.
import { relative, resolve } from "node:path";
import { fail } from "../../diagnostics/diagnostic.ts";
import type { Emit } from "../../run/events.ts";
import type { System } from "../../system/system.ts";
import { openCiGroups } from "../console/ci_groups.ts";
import { eventJson } from "./events_json.ts";
import { redirectedTerminal } from "../console/redirected_terminal.ts";
import { RunRecord } from "./run_record.ts";

/** The reports that are wanted. */
export interface ReportsOptions {
  readonly events?: string | undefined;
  readonly junit?: string | undefined;
  readonly report?: string | undefined;
  readonly summaryMarkdown?: string | undefined;
}

/** The reports of a run. */
export interface Reports {
  /** What the console is to write to: the report may need standard output, or put lines into groups. */
  readonly terminal: System["terminal"];
  /** The console's listener, with the reports around it. */
  around(emit: Emit): Emit;
  /** Writes what is written at the end. */
  close(): void;
}

/** What reports know of the world. */
export interface ReportsWorld {
  readonly system: System;
  readonly mask: (text: string) => string;
  readonly command: string;
}

/** Opens the reports that are wanted. Throws a Failure (`report/not-writable`) if a file cannot be written. */
export async function openReports(options: ReportsOptions, world: ReportsWorld): Promise<Reports> {
  const { system, mask } = world;
  const record = new RunRecord(world.command, { clock: system.clock, mask });
  const events = openEvents(options.events, world);
  const finals = await finalReports(options, { record, world });
  const base = options.events === "-" ? withoutStdout(system.terminal) : system.terminal;
  const groups = openCiGroups({ ...system, terminal: base });
  return {
    terminal: groups.terminal,
    around: (emit) => (event) => {
      record.take(event);
      events?.(event);
      groups.around(emit)(event);
    },
    close() {
      groups.close();
      for (const write of finals) write();
    },
  };
}

function withoutStdout(terminal: System["terminal"]): System["terminal"] {
  return redirectedTerminal(terminal, { writeStdout: (text) => terminal.writeStderr(text) });
}

function openEvents(given: string | undefined, { system, mask }: ReportsWorld): Emit | undefined {
  if (given === undefined) return undefined;
  const path = given === "-" ? undefined : begin(given, system);
  let isTold = false;
  return (event) => {
    if (event.type === "text_printed") return;
    const line = eventJson(event, system.clock.now(), mask);
    if (path === undefined) system.terminal.writeStdout(line);
    else if (!attempt(() => system.files.append(path, line), { given, system, isTold })) isTold = true;
  };
}

async function finalReports(
  { junit, report, summaryMarkdown }: ReportsOptions,
  { record, world: { system, mask } }: { readonly record: RunRecord; readonly world: ReportsWorld },
): Promise<readonly (() => void)[]> {
  const finals: (() => void)[] = [];
  const file = (given: string | undefined, format: () => string) => {
    if (given === undefined) return;
    const path = begin(given, system);
    finals.push(() => attempt(() => system.files.write(path, format()), { given, system }));
  };
  if (junit !== undefined) {
    const { formatJunit } = await import("./junit_xml.ts");
    file(junit, () => formatJunit(record.result(), { mask }));
  }
  if (report !== undefined) {
    const { formatReportHtml } = await import("./report_html.ts");
    file(report, () => formatReportHtml(record.result(), { mask }));
  }
  const stepSummary = system.env.get("GITHUB_STEP_SUMMARY") || undefined;
  if (summaryMarkdown !== undefined || stepSummary !== undefined) {
    const { formatSummaryMarkdown } = await import("./summary_markdown.ts");
    const format = () => formatSummaryMarkdown(record.result(), { mask });
    file(summaryMarkdown, format);
    if (stepSummary !== undefined) {
      finals.push(() =>
        attempt(() => system.files.append(stepSummary, format()), { given: stepSummary, system })
      );
    }
  }
  if (system.env.get("GITHUB_ACTIONS") === "true") {
    const root = system.env.get("GITHUB_WORKSPACE") || system.cwd;
    const place = (file: string) => relative(root, resolve(system.cwd, file));
    const { formatAnnotations } = await import("./github_annotations.ts");
    finals.push(() => system.terminal.writeStderr(formatAnnotations(record.result(), { mask, place })));
  }
  return finals;
}

function begin(given: string, { files, cwd }: System): string {
  const path = resolve(cwd, given);
  try {
    files.write(path, "");
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    fail("report/not-writable", `Cannot write the report "${given}": ${error.message}`);
  }
  return path;
}

/** The run is over, or goes on, whatever becomes of its reports: false if one could not be written. */
function attempt(
  write: () => void,
  { given, system, isTold = false }: {
    readonly given: string;
    readonly system: System;
    /** Whether the user knows that this report cannot be written. */
    readonly isTold?: boolean;
  },
): boolean {
  try {
    write();
    return true;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    if (!isTold) system.terminal.writeStderr(`warning: cannot write the report "${given}": ${why}\n`);
    return false;
  }
}
