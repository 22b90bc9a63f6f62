// Starts and signals processes. Each child leads a session and group of its own (setsid, `detached`), so that one signal
// reaches all of it; `.output()` ignores `detached` and is never used for a child that may have to be ended.
import { normalize } from "node:path";
import process from "node:process";
import { createCommandSearch } from "./find_command.ts";
import { findProcesses, tracesOfChild } from "./deno_process_table.ts";
import { setsidFor } from "./setsid.ts";
import {
  type Child,
  type ChildStatus,
  type Processes,
  type SignalName,
  SpawnError,
  type SpawnRequest,
  type SyncResult,
} from "./system.ts";

/** The real processes. */
export function createDenoProcesses(): Processes {
  const running = new Set<number>();
  return {
    spawn(request) {
      const child = spawn(request);
      running.add(child.pid);
      void child.status.then(() => running.delete(child.pid));
      return child;
    },
    runSync,
    // Loaded when a dax script runs: nothing else needs it.
    runScript: async (script) => await (await import("./dax_script.ts")).runDaxScript(script),
    which: findCommand,
    // A child that has only just begun leads no group yet: see setsid.ts.
    signalGroup: (pid, signal) =>
      isWindows ? endTree(pid) : deliver(-pid, signal) || running.has(pid) && deliver(pid, signal),
    signal: (pid, signal) => isWindows ? endTree(pid) : deliver(pid, signal),
    groupExists: (pid) => running.has(pid) || groupExists(pid),
    find: findProcesses,
  };
}

const findCommand = createCommandSearch();
const isWindows = Deno.build.os === "windows";

function spawn(request: SpawnRequest): Child {
  const startedAtMs = performance.now();
  const child = start(request);
  if (request.stdin !== undefined) void feed(child.stdin, request.stdin);
  const stdout = pump(child.stdout, (chunk) => request.onOutput?.("stdout", chunk));
  const stderr = pump(child.stderr, (chunk) => request.onOutput?.("stderr", chunk));
  return {
    pid: child.pid,
    traces: tracesOfChild(child.pid, { startedAtMs }),
    status: child.status.then(toStatus),
    outputClosed: Promise.all([stdout.closed, stderr.closed]).then(() => {}),
    closeOutput() {
      stdout.close();
      stderr.close();
    },
  };
}

function start(request: SpawnRequest): Deno.ChildProcess {
  const setsid = setsidFor(request.command);
  try {
    if (setsid) {
      const args = [normalize(request.command), ...request.args]; // as Deno does
      return new Deno.Command(setsid, { ...commandOptions(request), args }).spawn();
    }
    return new Deno.Command(request.command, {
      ...commandOptions(request),
      // deno-lint-ignore no-explicit-any -- `detached` is missing from the types of older releases that know it
      ...({ detached: true } as any),
    }).spawn();
  } catch (error) {
    throw toSpawnError(error, request);
  }
}

function commandOptions(request: Omit<SpawnRequest, "onOutput">): Deno.CommandOptions {
  return {
    args: [...request.args],
    cwd: request.cwd,
    env: { ...request.env },
    clearEnv: true,
    stdin: request.stdin === undefined ? "null" : "piped",
    stdout: "piped",
    stderr: "piped",
  };
}

function toStatus(status: { code: number; signal: string | null }): ChildStatus {
  return { code: status.code, signal: status.signal };
}

/** A child that does not read its input to the end breaks the pipe; that is its right. */
async function feed(stdin: WritableStream<Uint8Array>, text: string): Promise<void> {
  const writer = stdin.getWriter();
  try {
    await writer.write(new TextEncoder().encode(text));
    await writer.close();
  } catch {
    await writer.abort().catch(() => {});
  }
}

/** As much as a pipe holds. */
const CHUNK_BYTES = 65_536;
/** Memory of pipes that have ended, for those to come: that of a thousand hooks would be a hundred megabytes. */
const spare: ArrayBuffer[] = [];

/**
 * Reads one pipe chunk by chunk, waiting for the consumer between two. All chunks share their memory: with new one for
 * each, a child that writes much makes us grow faster than memory is collected.
 */
function pump(
  stream: ReadableStream<Uint8Array>,
  consume: (chunk: Uint8Array) => void | Promise<void> | undefined,
): { closed: Promise<void>; close(): void } {
  const reader = stream.getReader({ mode: "byob" });
  let isOpen = true;
  const closed = (async () => {
    let memory = spare.pop() ?? new ArrayBuffer(CHUNK_BYTES);
    while (isOpen) {
      const { done, value } = await reader.read(new Uint8Array(memory));
      if (value) memory = value.buffer;
      if (done || !isOpen) break;
      const pending = consume(value);
      if (pending) await pending;
    }
    if (memory.byteLength === CHUNK_BYTES) spare.push(memory);
  })();
  return {
    closed,
    close() {
      isOpen = false;
      reader.cancel().catch(() => {});
    },
  };
}

/** exec reports a missing interpreter, a missing command and a missing directory with the same ENOENT. */
function toSpawnError(error: unknown, request: SpawnRequest): unknown {
  const message = error instanceof Error ? error.message : String(error);
  if (!isDirectory(request.cwd)) return new SpawnError("bad-cwd", `no such directory: ${request.cwd}`);
  const path = request.command.includes("/") ? resolveFrom(request.cwd, request.command) : undefined;
  if (error instanceof Deno.errors.NotFound) {
    return new SpawnError(path !== undefined && isFile(path) ? "bad-interpreter" : "not-found", message);
  }
  if (error instanceof Deno.errors.PermissionDenied) return new SpawnError("not-executable", message);
  return new SpawnError("other", message);
}

function runSync(request: Omit<SpawnRequest, "onOutput">): SyncResult {
  // outputSync cannot feed a pipe, so a given input travels through a private file.
  const { stdin, ...rest } = request;
  if (stdin !== undefined) return runSyncWithInput(rest, stdin);
  try {
    const output = new Deno.Command(request.command, commandOptions(rest)).outputSync();
    return { ...toStatus(output), stdout: output.stdout, stderr: output.stderr };
  } catch (error) {
    throw toSpawnError(error, request);
  }
}

function runSyncWithInput(request: Omit<SpawnRequest, "onOutput" | "stdin">, stdin: string): SyncResult {
  const command = findCommand(request.command, request.env.PATH) ?? request.command;
  if (isWindows) throw new SpawnError("other", "input for a command inside a template needs a POSIX shell");
  const path = Deno.makeTempFileSync({ prefix: "boathook-input-" });
  try {
    Deno.writeTextFileSync(path, stdin, { mode: 0o600 });
    return runSync({
      ...request,
      command: "/bin/sh",
      args: ["-c", 'f=$1; shift; exec "$@" <"$f"', "sh", path, command, ...request.args],
    });
  } finally {
    Deno.removeSync(path);
  }
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}

function isDirectory(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}

function resolveFrom(cwd: string, path: string): string {
  return path.startsWith("/") ? path : `${cwd}/${path}`;
}

function deliver(target: number, signal: SignalName): boolean {
  try {
    Deno.kill(target, signal);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof TypeError) return false;
    // A process that changed its user is there, but out of our reach.
    if (error instanceof Deno.errors.PermissionDenied) return true;
    throw error;
  }
}

/** Windows has no groups and no signals: the tree is ended at once. */
function endTree(pid: number): boolean {
  const args = ["/T", "/F", "/PID", String(pid)];
  return new Deno.Command("taskkill", { args, stdin: "null", stdout: "null", stderr: "null" }).outputSync()
    .success;
}

function groupExists(pid: number): boolean {
  if (isWindows) return false;
  try {
    process.kill(-pid, 0);
    return true;
  } catch (error) {
    return (error as { code?: string }).code === "EPERM";
  }
}
