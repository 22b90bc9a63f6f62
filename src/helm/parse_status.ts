// What `helm status` prints, as text or as JSON → where a release stands.

/** Where one release stands. */
export interface ReleaseStatus {
  readonly name: string;
  readonly namespace: string;
  readonly status: string;
  readonly revision: number;
  readonly description: string;
  readonly lastDeployed: string;
  readonly notes: string;
}

/** The status in the output of `helm status`; undefined if it holds none. */
export function parseHelmStatus(text: string): ReleaseStatus | undefined {
  return text.trimStart().startsWith("{") ? parseJson(text) : parseText(text);
}

/** Whether helm was interrupted in the middle of an operation and refuses the next one. */
export function isPending(status: string): boolean {
  return status.startsWith("pending-");
}

function parseJson(text: string): ReleaseStatus | undefined {
  const { name, namespace, version, info } = JSON.parse(text) as {
    name?: string;
    namespace?: string;
    version?: number;
    info?: { status?: string; description?: string; last_deployed?: string; notes?: string };
  };
  if (name === undefined || info?.status === undefined) return undefined;
  return {
    name,
    namespace: namespace ?? "",
    status: info.status,
    revision: version ?? 0,
    description: info.description ?? "",
    lastDeployed: info.last_deployed ?? "",
    notes: info.notes ?? "",
  };
}

function parseText(text: string): ReleaseStatus | undefined {
  const field = (label: string) => new RegExp(`^${label}: *(.*)$`, "m").exec(text)?.[1]?.trim() ?? "";
  const status = field("STATUS");
  if (status === "") return undefined;
  return {
    name: field("NAME"),
    namespace: field("NAMESPACE"),
    status,
    revision: Number(field("REVISION") || 0),
    description: field("DESCRIPTION"),
    lastDeployed: field("LAST DEPLOYED"),
    notes: /^NOTES:\n([\s\S]*)$/m.exec(text)?.[1]?.trimEnd() ?? "",
  };
}
