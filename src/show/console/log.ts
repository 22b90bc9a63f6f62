// Log lines on standard error, as much of them as the user wants.
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { System } from "../../system/system.ts";
import { diagnosticsJson } from "../problems/diagnostic_json.ts";
import { formatDiagnostic } from "../problems/diagnostic_text.ts";
import { newStyle, type Style, wantsColor } from "../style.ts";

/** What the command line says about output. */
export interface LogOptions {
  readonly debug?: boolean | undefined;
  readonly quiet?: boolean | undefined;
  readonly logLevel?: LogLevel | undefined;
  readonly color?: boolean | undefined;
  readonly noColor?: boolean | undefined;
  readonly logFormat?: "text" | "json" | undefined;
}

const LEVELS = ["debug", "info", "warn", "error", "fatal"] as const;

/** A level of log lines. */
export type LogLevel = typeof LEVELS[number];

/** Writes lines of the wanted levels. */
export interface Log {
  readonly level: LogLevel;
  readonly style: Style;
  debug(line: string): void;
  info(line: string): void;
  warn(line: string): void;
  /** A line whose level is data, as loading gives them. */
  readonly notice: (notice: { readonly level: "debug" | "info" | "warn"; readonly message: string }) => void;
  /** A warning with its place. */
  readonly diagnostic: (diagnostic: Diagnostic) => void;
  shows(level: LogLevel): boolean;
}

/** Opens the log. Source of the precedence: Helmfile cmd/root.go (--debug, then --quiet, then --log-level). */
export function openLog(options: LogOptions, { terminal, env }: Pick<System, "terminal" | "env">): Log {
  const level = options.debug ? "debug" : options.quiet ? "warn" : options.logLevel ?? "info";
  const style = newStyle(wantsColor(options, env, terminal.stderrIsTerminal));
  const shows = (wanted: LogLevel) => LEVELS.indexOf(wanted) >= LEVELS.indexOf(level);
  const isJson = options.logFormat === "json";
  const write = (wanted: LogLevel, message: string, paint = (line: string) => line) => {
    if (!shows(wanted)) return;
    terminal.writeStderr(isJson ? logJson(wanted, message) : `${paint(message)}\n`);
  };
  const log: Log = {
    level,
    style,
    debug: (line) => write("debug", line, style.dim),
    info: (line) => write("info", line),
    warn: (line) => write("warn", line, (line) => `${style.yellow("warning")}: ${line}`),
    notice: ({ level, message }) => log[level](message),
    diagnostic(diagnostic) {
      if (!shows("warn")) return;
      const text = () => formatDiagnostic(diagnostic, { style, columns: terminal.columns() });
      terminal.writeStderr(isJson ? diagnosticsJson([diagnostic]) : text());
    },
    shows,
  };
  return log;
}

/** Rises when a field of a log line changes its meaning or goes away. */
const LOG_JSON_VERSION = 1;

function logJson(level: LogLevel, message: string): string {
  return JSON.stringify({ version: LOG_JSON_VERSION, type: "log", level, message }) + "\n";
}
