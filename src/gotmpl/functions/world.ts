// The outside world as template functions see it: whoever renders hands one in, so that nothing in this room
// touches files, processes, the clock or chance, and nothing here knows how YAML is read or written.
import type { Value } from "../../go/value.ts";

/**
 * Everything effectful or foreign that a template function may ask for. Each member answers at once (templates run
 * synchronously) and throws `Error` in Go's words when it fails. Relative paths are resolved by the implementation
 * against the folder of the file that is rendered (Helmfile pkg/tmpl/context.go basePath).
 */
export interface TemplateWorld {
  /** The text of a file, its bytes kept as a Go string. */
  readFile(path: string): string;
  /** The entries of a folder, sorted by name, as os.ReadDir gives them. */
  readDir(path: string): readonly DirEntry[];
  /** Whether a path is a regular file or a folder; undefined if nothing is there; other failures throw. */
  stat(path: string): "file" | "dir" | undefined;
  /** Runs a program and gives its standard output; throws in Helmfile's words if it cannot or ends badly. */
  exec(command: string, args: readonly string[], options: ExecOptions): string;
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
  /** HELMFILE_DISABLE_INSECURE_FEATURES: `exec` and reading files, folders and secrets fail. */
  readonly disableInsecureFeatures: boolean;
  /** HELMFILE_SKIP_INSECURE_TEMPLATE_FUNCTIONS: the same functions give "" instead of failing. */
  readonly skipInsecureTemplateFunctions: boolean;
}

/** os.DirEntry: a name and what it names. */
export interface DirEntry {
  readonly name: string;
  readonly type: "file" | "dir" | "symlink";
}

/** What a started program gets beside its arguments. */
export interface ExecOptions {
  /** Variables laid over the inherited environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Its standard input; empty if left out. */
  readonly stdin?: string;
}
