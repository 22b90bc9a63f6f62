// Addresses of remote files: in, `git::https://host/org/repo.git@dir/file.yaml?ref=v1` or `https://host/file.yaml`;
// out, their parts and the name of their cache folder. Source: Helmfile pkg/remote/remote.go Parse, Fetch.
import { createHash } from "node:crypto";

/** A parsed address. `getter` is "file" for a single file over http(s) or s3. */
export interface RemoteAddress {
  readonly getter: string;
  readonly scheme: string;
  /** With its credentials, as git wants it; never for a message. */
  readonly authority: string;
  readonly host: string;
  /** The repository's path, or the folder of a single file; starts with "/". */
  readonly path: string;
  /** A folder of the repository, after "//". */
  readonly folder: string;
  readonly file: string;
  readonly query: ReadonlyMap<string, string>;
}

const SINGLE_FILE_SCHEMES = ["http", "https", "s3"];

/** The parts of a remote address; undefined for a local path. */
export function parseRemoteAddress(text: string): RemoteAddress | undefined {
  const [, getter, rest] = /^(?:([a-z0-9]+)::)?([a-z0-9+]+:\/\/.*)$/is.exec(text) ?? [];
  if (rest === undefined) return undefined;
  const [, scheme, authority, rawPath, rawQuery] = /^([^:]+):\/\/([^/?]*)([^?]*)\??(.*)$/s.exec(rest)!;
  const parts = {
    scheme: scheme!.toLowerCase(),
    authority: authority!,
    host: authority!.replace(/^.*@/, ""),
    query: new Map(new URLSearchParams(rawQuery)),
  };
  const slash = rawPath!.lastIndexOf("/");
  const single = { path: rawPath!.slice(0, slash), folder: "", file: rawPath!.slice(slash + 1) };
  if (getter === undefined) {
    return SINGLE_FILE_SCHEMES.includes(parts.scheme) ? { getter: "file", ...parts, ...single } : undefined;
  }
  const at = rawPath!.split("@");
  if (at.length !== 2) return { getter, ...parts, ...single };
  const [path, folder = ""] = at[0]!.split("//");
  return { getter, ...parts, path: path!, folder, file: at[1]! };
}

/** Whether a text is a remote address. */
export function isRemote(text: string): boolean {
  return parseRemoteAddress(text) !== undefined;
}

/** The address without credentials and query, for messages. */
export function safeAddress({ getter, scheme, host, path, folder, file }: RemoteAddress): string {
  const prefix = getter === "file" ? "" : `${getter}::`;
  const joint = getter === "file" ? "/" : folder ? `//${folder}@` : "@";
  return `${prefix}${scheme}://${host}${path}${joint}${file}`;
}

/** The folder below the cache that holds what an address leads to; two queries never share one. */
export function cacheName(address: RemoteAddress): string {
  const clean = (text: string) => text.replace(/:/g, "").replace(/\/\//g, "_").replace(/[/.]/g, "_");
  const source = clean(`${address.scheme}://${address.host}${address.path}`);
  const query = [...address.query].filter(([key]) => key !== "cache")
    .sort(([a], [b]) => a < b ? -1 : 1)
    .map(([key, value]) =>
      key === "ref" || key === "depth" ? `${key}=${value.replace(/\//g, "_")}` : `${key}=${hash(value)}`
    );
  return query.length > 0 ? `${source}.${query.join("_")}` : source;
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
