// What `helm list` prints, as a table or as JSON → the releases that helm has.

/** A release as helm stores it. */
export interface InstalledRelease {
  readonly name: string;
  readonly namespace: string;
  readonly revision: number;
  readonly updated: string;
  /** "deployed", "failed", "pending-upgrade", … */
  readonly status: string;
  /** The chart's name and version in one, such as "nginx-1.2.3". */
  readonly chart: string;
  readonly appVersion: string;
}

/** The releases of a listing; empty for a table without rows and for text that is none. */
export function parseHelmList(text: string): InstalledRelease[] {
  return text.trimStart().startsWith("[") ? parseJson(text) : parseTable(text);
}

/** A release from the lines that `helm status` begins with. */
export function parseHelmStatus(
  text: string,
  { name, namespace }: Pick<InstalledRelease, "name" | "namespace">,
): InstalledRelease {
  const field = (key: string) => new RegExp(`^${key}: *(.+?) *$`, "m").exec(text)?.[1];
  return {
    name,
    namespace: field("NAMESPACE") ?? namespace,
    revision: Number(field("REVISION") ?? 0),
    updated: field("LAST DEPLOYED") ?? "",
    status: field("STATUS") ?? "unknown",
    chart: "",
    appVersion: "",
  };
}

function parseJson(text: string): InstalledRelease[] {
  const rows: unknown = JSON.parse(text);
  return (Array.isArray(rows) ? rows : []).map((row: Record<string, unknown>) => ({
    name: cell(row.name),
    namespace: cell(row.namespace),
    revision: Number(row.revision ?? 0),
    updated: cell(row.updated),
    status: cell(row.status),
    chart: cell(row.chart),
    appVersion: cell(row.app_version),
  }));
}

function cell(value: unknown): string {
  return typeof value === "string" ? value : value === undefined || value === null ? "" : String(value);
}

function parseTable(text: string): InstalledRelease[] {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  const header = lines.findIndex((line) => /^NAME\s+NAMESPACE\s+REVISION/.test(line));
  if (header === -1) return [];
  return lines.slice(header + 1).flatMap((line) => {
    const [name, namespace, revision, updated, status, chart, appVersion] = line.split("\t").map((c) =>
      c.trim()
    );
    if (!name || status === undefined) return [];
    return [{
      name,
      namespace: namespace!,
      revision: Number(revision),
      updated: updated!,
      status,
      chart: chart ?? "",
      appVersion: appVersion ?? "",
    }];
  });
}
