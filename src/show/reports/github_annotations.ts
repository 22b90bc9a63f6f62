// Failures → annotations of GitHub Actions, which it shows at the lines they name. Source of the form and its
// escapes: GitHub "Workflow commands", actions/toolkit packages/core/src/command.ts.
import type { RunResult } from "./run_record.ts";

/** One workflow command for each failure and warning. */
export function formatAnnotations(
  { failures, warnings }: Pick<RunResult, "failures" | "warnings">,
  { mask, place: placeOf = (file) => file }: {
    readonly mask: (text: string) => string;
    /** A path as GitHub knows it: from the root of the repository. */
    readonly place?: (file: string) => string;
  },
): string {
  const errors = failures.map(({ title, text, code, file, line, column, blocked }) => {
    const after = blocked.length === 0 ? "" : `\nnot worked on because of it: ${blocked.join(", ")}`;
    const place = [
      ...(file === undefined ? [] : [`file=${property(placeOf(mask(file)))}`]),
      ...(line === undefined ? [] : [`line=${line}`]),
      ...(column === undefined ? [] : [`col=${column}`]),
      `title=${property(mask(`${code}: ${title}`))}`,
    ];
    return `::error ${place.join(",")}::${message(mask(text.trimEnd() + after))}\n`;
  });
  const others = warnings.map((warning) =>
    `::warning title=${property(warning.code)}::${message(mask(warning.message))}\n`
  );
  return [...errors, ...others].join("");
}

function message(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return message(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
