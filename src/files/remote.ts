// Remote files: in, an address; out, the path of a local copy, fetched once into the cache with git, curl or aws.
// Source of addresses and cache layout: Helmfile pkg/remote/remote.go.
import { join } from "node:path";
import { type Diagnostic, fail, type Span } from "../diagnostics/diagnostic.ts";
import type { System } from "../system/system.ts";
import { cacheName, parseRemoteAddress, type RemoteAddress, safeAddress } from "./remote_address.ts";

/** What a fetch is made with. */
export interface FetchOptions {
  readonly system: System;
  /** The folder of the cache for this kind of file: "states" or "values". */
  readonly cacheFolder: string;
  /** The place that names the address. */
  readonly span?: Span | undefined;
}

/** The path of the local copy of a remote file; fails at `span` if it cannot be had. */
export function fetchRemote(text: string, options: FetchOptions): string {
  const address = parseRemoteAddress(text);
  if (!address) throw new RangeError(`not a remote address: ${text}`);
  const { system } = options;
  if (/^(1|t|true)$/i.test(system.env.get("HELMFILE_DISABLE_INSECURE_FEATURES") ?? "")) {
    failFetch(address, options, "HELMFILE_DISABLE_INSECURE_FEATURES forbids remote files");
  }
  const home = join(
    cacheHome(system),
    address.getter === "file" ? "" : options.cacheFolder,
    cacheName(address),
  );
  if (address.query.get("cache") === "false") system.files.remove(home);
  if (address.getter === "file") return fetchFile(address, { ...options, home });
  if (address.getter !== "git") {
    failFetch(address, options, `"${address.getter}::" addresses are not supported`);
  }
  if (system.files.stat(home) === undefined) cloneRepository(address, { ...options, home });
  return join(home, address.folder, address.file);
}

/** The folder of everything fetched: HELMFILE_CACHE_HOME, else `helmfile` in the user's cache folder. */
export function cacheHome(system: System): string {
  const given = system.env.get("HELMFILE_CACHE_HOME");
  if (given) return given;
  const home = system.env.get("HOME") ?? system.env.get("USERPROFILE") ?? system.cwd;
  const user = {
    linux: () => system.env.get("XDG_CACHE_HOME") || join(home, ".cache"),
    darwin: () => join(home, "Library", "Caches"),
    windows: () => system.env.get("LocalAppData") ?? home,
  };
  return join(user[system.os](), "helmfile");
}

type FetchTarget = FetchOptions & { readonly home: string };

function cloneRepository(address: RemoteAddress, target: FetchTarget): void {
  const { system, home } = target;
  const scheme = address.scheme === "file" ? "file" : address.scheme;
  const url = `${scheme}://${address.authority}${address.path}`;
  const ref = address.query.get("ref"), depth = address.query.get("depth");
  system.files.makeDir(join(home, ".."));
  const shallow = depth ? ["--depth", depth] : [];
  const git = (args: readonly string[]) => runTool("git", args, { ...target, address });
  try {
    if (depth && ref) git(["clone", "--quiet", ...shallow, "--branch", ref, "--", url, home]);
    else {
      git(["clone", "--quiet", ...shallow, "--", url, home]);
      if (ref) git(["-C", home, "checkout", "--quiet", ref]);
    }
  } catch (error) {
    system.files.remove(home);
    throw error;
  }
}

function fetchFile(address: RemoteAddress, target: FetchTarget): string {
  const { system, home } = target;
  const path = join(home, address.file);
  if (system.files.stat(path)?.isFile) return path;
  const query = [...address.query].filter(([key]) => key !== "cache");
  const search = query.length > 0 ? `?${new URLSearchParams(query)}` : "";
  const url = `${address.scheme}://${address.authority}${address.path}/${address.file}${search}`;
  system.files.makeDir(home, 0o700);
  const [tool, args] = address.scheme === "s3"
    ? ["aws", ["s3", "cp", "--only-show-errors", url, path]] as const
    : ["curl", ["--fail", "--silent", "--show-error", "--location", "--output", path, "--", url]] as const;
  runTool(tool, args, { ...target, address });
  return path;
}

function runTool(
  tool: string,
  args: readonly string[],
  { address, ...options }: FetchOptions & { readonly address: RemoteAddress },
): void {
  const { processes, env, cwd } = options.system;
  if (processes.which(tool, env.get("PATH")) === undefined) {
    failFetch(address, options, `"${tool}" is not on the PATH`);
  }
  // A prompt for a password would wait for ever where nobody sits in front of it.
  const quiet = { ...env.all(), GIT_TERMINAL_PROMPT: "0" };
  const { code, stderr } = processes.runSync({ command: tool, args, cwd, env: quiet });
  if (code === 0) return;
  const said = new TextDecoder().decode(stderr).trim().replaceAll(address.authority, address.host);
  failFetch(address, options, `${tool} ended with exit code ${code}`, said);
}

function failFetch(address: RemoteAddress, { span }: FetchOptions, why: string, said?: string): never {
  const more: Pick<Diagnostic, "notes"> = said ? { notes: [{ message: said }] } : {};
  return fail("files/not-fetched", `Cannot fetch "${safeAddress(address)}": ${why}`, {
    ...more,
    ...(span ? { span } : {}),
  });
}
