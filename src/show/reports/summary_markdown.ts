// A run → a summary in Markdown, for the page of a CI job or a comment on a change.
import { formatDuration } from "../duration_text.ts";
import type { ReleaseRecord, RunResult } from "./run_record.ts";
import { headlineOf } from "./run_headline.ts";

const MARKS = { done: "✅", failed: "❌", blocked: "⛔", skipped: "⏭️", running: "⏹️" } as const;

/** Headline, failures (root causes first, their reports folded), releases. */
export function formatSummaryMarkdown(
  result: RunResult,
  { mask }: { readonly mask: (text: string) => string },
): string {
  const text = (value: string) => escapeMarkdown(mask(value));
  const failures = result.failures.map((failure) => {
    const place = failure.file === undefined
      ? ""
      : ` at ${text(failure.file)}${failure.line ? `:${failure.line}` : ""}`;
    const blocked = failure.blocked.length === 0
      ? ""
      : `\nNot worked on because of it: ${failure.blocked.map(text).join(", ")}\n`;
    return `#### ❌ ${text(failure.title)}\n\n\`${failure.code}\`${place}\n${blocked}\n` +
      `<details><summary>Report</summary>\n\n${fenced(mask(failure.text))}\n</details>\n`;
  });
  const shown = result.releases.filter(({ outcome, action }) => outcome !== "running" || action !== "none");
  const table = shown.length === 0 ? [] : [
    [
      "| | release | namespace | what | time |",
      "| --- | --- | --- | --- | ---: |",
      ...shown.map((one) =>
        `| ${MARKS[one.outcome]} | ${text(one.release.name)} | ${text(one.release.namespace)} | ` +
        `${text(whatHappened(one))} | ${
          one.endMs > one.startMs ? formatDuration(one.endMs - one.startMs) : ""
        } |`
      ),
    ].join("\n") + "\n",
  ];
  return [`### ${text(headlineOf(result))}\n`, ...failures, ...table].join("\n");
}

function whatHappened({ action, outcome, blockedBy, doneIn }: ReleaseRecord): string {
  if (outcome === "blocked") return `skipped: ${blockedBy.join(", ")} failed`;
  if (outcome === "skipped") return `skipped: done in ${doneIn}`;
  return outcome === "running" ? `${action}, not finished` : action;
}

/** A fence that is longer than any in the text. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}text\n${text.trimEnd()}\n${fence}\n`;
}

function escapeMarkdown(text: string): string {
  return text.replace(/\s*\n\s*/g, " ").replace(/[\\`*_[\]<>|#]/g, "\\$&");
}
