// An exception that is no Failure: a mistake of ours, shown with all that a report about it needs.

/** Where mistakes are reported. */
const REPORT_TO = "https://github.com/boathook/boathook/issues";

/** What went wrong inside, with its stack, and where to report it. */
export function formatBug(error: unknown, { version, os }: { version: string; os: string }): string {
  const stack = error instanceof Error ? error.stack ?? error.message : String(error);
  const causes: string[] = [];
  for (
    let cause = error instanceof Error ? error.cause : undefined;
    cause instanceof Error;
    cause = cause.cause
  ) {
    causes.push(`caused by: ${cause.stack ?? cause.message}`);
  }
  return [
    "bug: this is a mistake in boathook, not in your files",
    ...[stack, ...causes].map((text) => text.replaceAll(/^/gm, "  ")),
    `  = version: ${version} on ${os}`,
    `  = hint: please report it with the text above at ${REPORT_TO}`,
    "",
  ].join("\n");
}
