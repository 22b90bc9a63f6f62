// The outside world as template functions see it: whoever renders hands one in, so that nothing in this room
// touches files, processes, the clock or chance, and nothing here knows how YAML is read or written.
import type { Value } from "../../go/value.ts";

/**
 * Everything effectful or foreign that a template function may ask for. Each member answers at once (templates run
 * synchronously) and throws `Error` in Go's words when it fails ("open x: no such file or directory").
 */
export interface TemplateWorld {
  /**
   * The folder that relative paths and programs start from; "" is the working directory. The members below get
   * paths that are already laid over it (Helmfile pkg/tmpl/context.go basePath).
   */
  readonly basePath: string;
  /** The text of a file, its bytes kept as a Go string. */
  readFile(path: string): string;
  /** The entries of a folder, sorted by name, as os.ReadDir gives them. */
  readDir(path: string): readonly DirEntry[];
  /** Whether a path, links followed, is a folder or anything else; undefined if nothing is there. */
  stat(path: string): "file" | "dir" | undefined;
  /** Runs a program in the base folder to its end; throws if it cannot be started. */
  exec(command: string, args: readonly string[], options: ExecOptions): ExecResult;
  /** An environment variable; undefined if unset. */
  env(name: string): string | undefined;
  /** All environment variables. */
  allEnv(): Readonly<Record<string, string>>;
  /** The time now, in nanoseconds since the epoch. */
  now(): bigint;
  /** The name of the local time zone, such as "UTC" or "Europe/Berlin". */
  readonly localZone: string;
  /** Random bytes, fit for keys. */
  randomBytes(count: number): Uint8Array;
  /** The first document of a YAML text, as go-yaml v3 decodes it into `any`. */
  parseYaml(text: string): Value;
  /** A value as YAML, as go-yaml v3 encodes it with an indent of 2. */
  printYaml(value: Value): string;
  /** The addresses of a host. */
  lookupHost(name: string): readonly string[];
  /** The secret behind a vals reference: a string, or another value if the backend holds one. */
  fetchSecret(reference: string): Value;
  /** A value with every vals reference in it replaced. */
  expandSecrets(value: Value): Value;
  /** HELMFILE_DISABLE_INSECURE_FEATURES: starting programs and reading files and folders fails. */
  readonly disableInsecureFeatures: boolean;
  /** HELMFILE_DISABLE_INSECURE_TEMPLATE_FUNCTIONS: the same, for templates alone. */
  readonly disableInsecureTemplateFunctions: boolean;
}

/** os.DirEntry: a name and what it names, a link not followed. */
export interface DirEntry {
  readonly name: string;
  readonly type: "file" | "dir" | "symlink";
  readonly size: bigint;
  /** The permission bits, such as 0o644. */
  readonly permissions: number;
  /** The time of the last change, in nanoseconds since the epoch. */
  readonly modified: bigint;
}

/** What a started program gets beside its arguments. */
export interface ExecOptions {
  /** Variables laid over the inherited environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Its standard input; empty if left out. */
  readonly stdin?: string;
}

/** How a program ended: its bytes as Go strings. */
export interface ExecResult {
  /** The path of the program that ran, as found on the PATH. */
  readonly path: string;
  readonly stdout: string;
  readonly stderr: string;
  /** Both streams in the order in which they came, as far as that is known. */
  readonly combined: string;
  /** The exit code; -1 if a signal ended it. */
  readonly code: number;
  /** The signal's name in Go's words, such as "killed" or "terminated". */
  readonly signal?: string;
}
