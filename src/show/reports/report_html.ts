// A run → one HTML page that needs nothing else: no network, no script. Readable on a phone, in light and dark.
import { Eta } from "eta";
import { formatDuration } from "../duration_text.ts";
import { REPORT_PAGE } from "./report_page.ts";
import { headlineOf } from "./run_headline.ts";
import type { HookRecord, ReleaseRecord, RunResult } from "./run_record.ts";
import { escapeXml } from "./xml_text.ts";

/** A bar of the timeline. */
interface Bar {
  readonly label: string;
  readonly detail: string;
  readonly outcome: string;
  readonly isCritical: boolean;
  readonly isHook: boolean;
  /** A hook that stands below its release. */
  readonly isOwned: boolean;
  /** Percents of the whole. */
  readonly left: number;
  readonly width: number;
  readonly time: string;
}

/** The whole page. */
export function formatReportHtml(
  result: RunResult,
  { mask }: { readonly mask: (text: string) => string },
): string {
  const eta = new Eta({
    autoEscape: true,
    autoTrim: false,
    escapeFunction: (value) => escapeXml(mask(String(value))),
  });
  return eta.renderString(REPORT_PAGE, {
    ...result,
    headline: headlineOf(result),
    linesOf: (text: string) => linesOf(mask(text)),
    isFine: result.exitCode === 0 || result.exitCode === 2,
    started: new Date(result.startedAtMs).toISOString().replace("T", " ").slice(0, 19) + " UTC",
    bars: barsOf(result),
    total: formatDuration(result.durationMs),
    path: result.critical.map((id) => result.releases.find(({ release }) => release.id === id)!.release.name),
    logs: logsOf(result),
  });
}

/** The lines of a failure's report but for its head, which the title says; the underline and the place stand out. */
function linesOf(text: string): readonly { readonly text: string; readonly kind?: string }[] {
  return text.trimEnd().split("\n").slice(1).map((line) => {
    if (/^\s*\|\s+\^/.test(line)) return { text: line, kind: "code mark" };
    if (/^\s*\d*\s\|/.test(line)) return { text: line, kind: "code" };
    return /^\s*-->/.test(line) ? { text: line, kind: "place" } : { text: line };
  });
}

/** Hooks of the file where they happened, those of a release below it. */
function barsOf(result: RunResult): readonly Bar[] {
  const bar = barMaker(result);
  const hooksOf = (release: ReleaseRecord) =>
    result.hooks.filter(({ hook }) => hook.releaseId === release.release.id);
  const owned = new Set(result.releases.flatMap(hooksOf));
  const groups = [
    ...result.hooks.filter((hook) => !owned.has(hook)).map((hook) => ({
      at: hook.startMs,
      bars: [hookBar(hook, { bar, isOwned: false })],
    })),
    ...result.releases.map((release) => ({
      at: release.startMs,
      bars: [
        releaseBar(release, { bar, result }),
        ...hooksOf(release).map((hook) => hookBar(hook, { bar, isOwned: true })),
      ],
    })),
  ];
  return groups.sort((a, b) => a.at - b.at).flatMap(({ bars }) => bars);
}

type BarMaker = (
  timed: { readonly startMs: number; readonly endMs: number; readonly outcome: string },
  more: Pick<Bar, "label" | "detail" | "isCritical" | "isHook" | "isOwned">,
) => Bar;

function barMaker({ durationMs }: RunResult): BarMaker {
  const percent = (ms: number) => Math.round(ms / Math.max(1, durationMs) * 10_000) / 100;
  return ({ startMs, endMs, outcome }, more) => ({
    ...more,
    outcome,
    left: Math.min(99.5, percent(startMs)),
    width: Math.max(0.5, percent(endMs - startMs)),
    time: endMs > startMs ? timeText(endMs - startMs) : "",
  });
}

/** "0.0s" says nothing of a hook. */
function timeText(ms: number): string {
  return ms < 100 ? `${Math.max(1, Math.round(ms))} ms` : formatDuration(ms);
}

function releaseBar(
  one: ReleaseRecord,
  { bar, result }: { readonly bar: BarMaker; readonly result: RunResult },
): Bar {
  const { release, action, outcome, blockedBy, doneIn } = one;
  const detail = outcome === "blocked"
    ? `skipped: ${blockedBy.join(", ")} failed`
    : outcome === "skipped"
    ? `done in ${doneIn}`
    : action;
  return bar(one, {
    label: release.name,
    detail,
    isCritical: result.critical.includes(release.id),
    isHook: false,
    isOwned: false,
  });
}

function hookBar(
  one: HookRecord,
  { bar, isOwned }: { readonly bar: BarMaker; readonly isOwned: boolean },
): Bar {
  const { hook, end } = one;
  const detail = `${hook.event}${hook.attempts > 1 ? `, attempt ${hook.attempt}` : ""}${
    end ? `, ${end}` : ""
  }`;
  return bar(one, { label: hook.name, detail, isCritical: false, isHook: true, isOwned });
}

function logsOf({ releases, hooks }: RunResult) {
  return [
    ...releases.map(({ release, log }) => ({ title: release.name, log })),
    ...hooks.map(({ hook, log }) => ({
      title: `${hook.release === undefined ? "" : `${hook.release} / `}${hook.event} / ${hook.name}`,
      log,
    })),
  ].filter(({ log }) => log.length > 0).map(({ title, log }) => ({
    title,
    lines: log.length,
    text: log.join("\n"),
  }));
}
